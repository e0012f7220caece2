import type { Wording } from "../../../bot/texts/in-language.ts";
import { englishActions } from "./action-texts.en.ts";
import { englishDetails, englishRecords } from "./record-texts.en.ts";
import type { AuditTexts } from "./texts.ts";

export const english: Wording<AuditTexts> = {
  title: "Audit",
  heading: "Who read and changed what",
  what: "Who, when, what was done and to which record; never what it says. Opening this page is written down too.",
  who: "Who",
  anybody: "Anybody",
  service: "The service",
  unknown: "Somebody who left",
  action: "What was done",
  any: "Anything",
  from: "From",
  until: "Until",
  apply: "Filter",
  clear: "Clear filters",
  filters: "Filters",
  empty: "No entry fits.",
  at: "When",
  record: "Record",
  detail: "Detail",
  standing: "Check",
  standings: { sealed: "Unchanged, sealed", waiting: "Unchanged, to be sealed", changed: "Not what was written" },
  state: (sealed, waiting) => `${sealed} sealed, ${waiting} to be sealed.`,
  last: (at) => `Last sealed: ${at}.`,
  every: "Every entry of this page was checked just now. To check all, run npm run audit:verify on the server.",
  changed: (n) => `${n} on this page are not what was written. Leave the database alone and tell whoever runs it now.`,
  actions: englishActions,
  records: englishRecords,
  details: englishDetails,
  yes: "yes",
  no: "no",
};
