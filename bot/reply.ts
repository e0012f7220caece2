import type { VisitDraft } from "../cases/visits/draft.ts";

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

export interface Citation {
  document_id: string;
  title: string;
  doc_no: string | null;
  /** Where it holds, as a name: 全国, 佛山市顺德区. */
  region: string;
  /** ISO date, or null when the document does not state it. */
  effective_from: string | null;
  /** Verbatim from the document. */
  quote: string;
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
