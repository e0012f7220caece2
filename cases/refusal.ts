/**
 * A rule of the case table said no. `code` is stable and names a text in the catalogue; `detail` fills it in. Callers show
 * it to people; it is not an error of the program.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly detail: Record<string, string>;
  constructor(code: RefusalCode, detail: Record<string, string> = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

export type RefusalCode =
  /** Not there, or not for these eyes: the two are not told apart. */
  | "not_found"
  /** Somebody else was faster; `status` says what it is now. */
  | "changed_meanwhile"
  | "move_not_allowed"
  | "not_yours_to_move"
  | "reason_needed"
  | "outcome_needed"
  | "resident_not_asked"
  | "consent_missing"
  | "target_missing"
  | "invite_unknown"
  | "draft_stale"
  | "draft_closed"
  | "too_late_to_undo";
