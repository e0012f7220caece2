import type { VisitDraft } from "../cases/visits/draft.ts";
import type { Citation } from "../knowledge/citation.ts";

export type { Citation };

/** A neutral reply. Each channel renders it; the conversation knows no channel's JSON. */

export type ReplyKind =
  | "answer"
  | "services"
  | "visit_draft"
  | "referral_draft"
  | "saved"
  | "tasks"
  | "status"
  | "crisis"
  | "clarify"
  | "not_found"
  | "help"
  | "enrol";

export interface Action {
  /** At most 64 bytes of ASCII (Telegram's callback_data), e.g. `visit.save:3kTMd…:2`. */
  id: string;
  /** At most 20 characters (LINE's label). */
  label: string;
}

export interface ReferralDraft {
  person: string | null;
  reason: string;
  target_service_id: string | null;
  target_name: string | null;
  priority: "routine" | "urgent" | "asap" | "stat";
  consent: "yes" | "no" | "legal_ground" | null;
  due: string | null;
}

export type Draft = ({ type: "visit" } & VisitDraft) | ({ type: "referral" } & ReferralDraft);

export interface Reply {
  kind: ReplyKind;
  text: string;
  actions: Action[];
  citations: Citation[];
  draft: Draft | null;
  crisis: { level: "red" | "orange"; kind: string } | null;
}
