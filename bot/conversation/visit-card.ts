import type { VisitDraft } from "../../cases/visits/draft.ts";
import { chinaMinute } from "../../platform/clock.ts";
import { consentTexts } from "../texts/consent.ts";
import { followUpTexts, whyWords } from "../texts/follow-ups.ts";
import { workingLife } from "../texts/working-life.ts";
import { texts } from "../texts/zh-hans.ts";
import { missingFrom } from "../understand/missing.ts";

/** More lines than this of one source are no card for a phone. */
const SHOWN = 6;

/** 78岁, or 70到79岁 for a range. */
function ageText(age: { from: number; to: number }): string {
  return age.from === age.to ? `${age.from}岁` : `${age.from}到${age.to}岁`;
}

/** What was understood, as few lines as a phone shows; every line is from the note. */
export function visitCard(draft: VisitDraft, heading: string = texts.visit.heading): string {
  const lines = [heading];
  if (draft.written_at) lines.push(workingLife.written(chinaMinute(new Date(draft.written_at))));
  draft.persons.forEach((person, i) => {
    const parts = [
      person.name?.value ?? texts.visit.unknown_person,
      person.sex?.value,
      person.age ? ageText(person.age.value) : undefined,
      person.grid?.value,
      person.address?.value,
    ].filter((part) => part !== undefined);
    lines.push(draft.persons.length > 1 ? `${i + 1}. ${parts.join(" ")}` : parts.join(" "));
  });
  for (const basis of ["seen", "told", "guessed"] as const) {
    const words = draft.observations.filter((seen) => seen.basis === basis).map((seen) => seen.words);
    if (words.length > 0) lines.push(`${texts.visit[basis]}:${[...new Set(words)].slice(0, SHOWN).join(";")}`);
  }
  if (draft.needs.length > 0) {
    lines.push(
      `${texts.visit.needs}:${[...new Set(draft.needs.map((need) => `${need.words}(${texts.urgency[need.urgency]})`))].join(";")}`,
    );
  }
  const flags = [...new Set(draft.flags.map((flag) => flag.value))];
  if (flags.length > 0) lines.push(`${texts.visit.flags}:${flags.map((flag) => texts.flags[flag]).join("、")}`);
  if (flags.includes("mandatory_report")) lines.push(texts.mandatory_report);
  if (draft.agreed_on) {
    const { value, words, lunar } = draft.agreed_on;
    lines.push(`${texts.visit.agreed}:${lunar ? texts.visit.lunar(words, value) : `${value}(${words})`}`);
  }
  if (draft.medicine_until) {
    const { value } = draft.medicine_until;
    const early = draft.agreed_on !== null && value < draft.agreed_on.value;
    lines.push(
      early ? followUpTexts.card.medicine_first(value, draft.agreed_on!.value) : followUpTexts.card.medicine(value),
    );
  }
  const conditions = new Set((draft.conditions ?? []).map(({ condition }) => whyWords(condition)));
  if (conditions.size > 0) lines.push(followUpTexts.card.conditions([...conditions].join("、")));
  if (draft.consent) {
    lines.push(
      `${texts.visit.consent}:${draft.consent.value === "yes" ? texts.visit.consent_yes : texts.visit.consent_no}`,
    );
  }
  if (!draft.consent && draft.family_consent)
    lines.push(`${texts.visit.consent}:${consentTexts.by_family(draft.family_consent.words)}`);
  const missing = missingFrom(draft);
  if (missing.length > 0) lines.push(`${texts.visit.missing}:${missing.map((what) => texts.missing[what]).join("、")}`);
  return lines.join("\n");
}

/** Full names of the draft, which foreign messengers cut. */
export function namesIn(draft: VisitDraft): string[] {
  return draft.persons.flatMap((person) => (person.name ? [person.name.value] : []));
}
