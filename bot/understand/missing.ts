import type { VisitDraft } from "../../cases/visits/draft.ts";

export type Missing = "name" | "address" | "consent" | "next_contact" | "age";

/** At most this many are asked: a card with five questions is a form. */
const ASKED = 3;

/**
 * What is worth asking about a draft, most important first, at most three. A name is not asked from somebody who does not want to
 * be recorded; consent only matters where there is something to pass on; age only of somebody who was met.
 */
export function missingFrom(draft: VisitDraft): Missing[] {
  const missing: Missing[] = [];
  const raised = new Set(draft.flags.map((flag) => flag.value));
  const nobody = draft.met.some((met) => met.value === "未遇");
  const persons = draft.persons;
  if (persons.length === 0) return [];
  const anonymous = draft.consent?.value === "no" || raised.has("privacy_restricted");
  if (persons.some((p) => p.name === null) && !anonymous) missing.push("name");
  if (persons.some((p) => p.address === null)) missing.push("address");
  if (draft.agreed_on === null) missing.push("next_contact");
  if (draft.needs.length > 0 && draft.consent === null && !nobody) missing.push("consent");
  if (persons.some((p) => p.age === null && p.name !== null) && !nobody) missing.push("age");
  return missing.slice(0, ASKED);
}
