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
  /** Somebody else was faster; `status` says what it is now, `by` and `at` who made it so and when. */
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
  | "too_late_to_undo"
  /** A visit is amended by who wrote it, for so long, and by who leads. */
  | "amend_not_yours"
  | "amend_too_late"
  | "amend_nothing"
  | "supervisors_only"
  | "professionals_only"
  | "crisis_closed"
  | "crisis_outcome_needed"
  /** A report that the law demands, or a contact that somebody took, is open: closing takes a reason. */
  | "duties_open"
  | "recipient_needed"
  | "hand_over_to"
  | "minutes_out_of_range"
  | "phone_wrong"
  | "roster_staff"
  | "roster_stand_in"
  | "roster_area"
  | "roster_kind"
  | "roster_place"
  | "roster_days"
  | "roster_hours"
  | "roster_away"
  /** It stands there already; `by` and `at` as above. */
  | "already_there"
  /** A colleague has it; `by` and `at` as above. */
  | "already_claimed"
  /** Sent on already; `ref` is the new one. */
  | "already_resent"
  | "until_not_ahead"
  | "due_before_visit"
  | "due_in_past"
  | "service_closed"
  | "to_oneself"
  /** Completion without the resident. */
  | "supervisor_needed"
  | "outcome_missing"
  | "step_not_next"
  | "pathway_begun"
  /** The same answer by the same link. */
  | "answered_before"
  /** Something of a planned site is not said; `field` is what. */
  | "site_incomplete"
  | "target_wrong"
  | "travel_wrong"
  | "map_unreadable"
  /** Names of a map that are not those of areas here; `names`. */
  | "map_names"
  | "map_large"
  /** Where other systems are told: no https address, no known event, too many. */
  | "webhook_url"
  | "webhook_events"
  | "webhook_many"
  /** A token for another system: no name, no grid or organization of here, days out of range, writing in the whole district, too many. */
  | "machine_name"
  | "machine_sees"
  | "machine_days"
  | "machine_writes"
  | "machine_many"
  /** A date to be seen on that was seen to meanwhile. */
  | "follow_up_closed"
  | "snooze_date_wrong"
  /** Beyond the day of the rule; `ref` is that day. */
  | "snooze_past_rule"
  | "rule_wrong"
  | "settings_wrong"
  | "admins_only"
  /** A decision of a meeting without words, somebody or a day; `field` is what. */
  | "task_incomplete"
  /** Leave and hand-over of a grid. */
  | "cover_grid"
  | "cover_people"
  | "cover_days"
  | "cover_overlaps"
  /** A door that nobody goes to alone: not one address of one's own grid, no reason, a day out of range. */
  | "door_unknown"
  | "door_days"
  /** A filter is kept under a name of up to 30 characters, and 20 of them. */
  | "filter_name"
  | "filters_full"
  /** Several referrals at once: none, more than `most`, or nobody who could follow them. */
  | "none_ticked"
  | "nothing_chosen"
  | "many_ticked"
  | "owner_unknown"
  /** Of one of them: it goes to another organization, it has ended, it is so already. */
  | "owner_elsewhere"
  | "ended_already"
  | "already_so"
  | "merge_with_oneself"
  /** Closed already; `by` and `at` as above. */
  | "already_merged"
  | "already_unmerged"
  /** The kept file was itself merged since; `ref` is the one that it went into. */
  | "merged_further"
  | "stage_same"
  | "stage_in_future"
  | "benefit_same"
  | "benefit_unnamed"
  | "support_incomplete"
  /** Erasing a person: the number typed again is another; it was done; `ref` is what has to end first. */
  | "erase_ref_wrong"
  | "already_erased"
  | "erase_held";
