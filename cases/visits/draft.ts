import * as z from "zod";
import { NEED_CODES, type NeedCode } from "../../platform/need-codes.ts";
import { PERSON_CONDITIONS } from "../follow-ups/rules.ts";

/**
 * What was understood of one note, before anybody confirmed it. Every value carries the words it came from and where they
 * stand in the note (UTF-16 offsets, end exclusive); what was not said is null or absent, never guessed.
 */

const span = z.object({ start: z.int().nonnegative(), end: z.int().positive() });

/** A value with its evidence: `note.slice(span.start, span.end) === words`. */
function stated<T extends z.ZodType>(value: T) {
  return z.object({ value, words: z.string().min(1), span });
}

export const FLAGS = [
  "suicide_risk",
  "violence_risk",
  "domestic_violence",
  "suspected_harm",
  "mandatory_report",
  "minor_involved",
  "missing_person",
  "wandering_history",
  "medication_gap",
  "fall",
  "fire_gas_hazard",
  "housing_hazard",
  "medical_emergency",
  "confinement",
  "weak_guardian",
  "refusal",
  "not_met",
  "hearsay",
  "privacy_restricted",
  "promise",
] as const;

export const needCode = z.enum(Object.keys(NEED_CODES) as [NeedCode, ...NeedCode[]]);
export const urgency = z.enum(["red", "orange", "yellow", "green"]);
export const flag = z.enum(FLAGS);

/** Whoever the visit is about or who is at risk. Informants and callers are not persons of the visit. */
export const personDraft = z.object({
  /** As written: 王秀兰, 张大爷. A kinship word alone (他儿子) is no name. */
  name: stated(z.string().min(1)).nullable(),
  sex: stated(z.enum(["男", "女"])).nullable(),
  /** Years; `to` is above `from` only for a range such as 七十好几 (70–79). */
  age: stated(z.object({ from: z.int().min(0).max(130), to: z.int().min(0).max(130) })).nullable(),
  /** Normalised: 三网格. */
  grid: stated(z.string()).nullable(),
  /** Normalised: 5栋2单元401. */
  address: stated(z.string()).nullable(),
});

export const observation = z.object({
  kind: z.enum(["sleep", "diet", "medicine", "behaviour", "mood", "injury", "hazard", "mobility", "living", "other"]),
  words: z.string().min(1),
  span,
  basis: z.enum(["seen", "told", "guessed"]),
  /** Who said it, in the note's words (邻居, 本人); null when seen. */
  teller: z.string().nullable(),
  /** Index into `persons`, or null when the note does not say whom it concerns. */
  person: z.int().nullable(),
});

export const needDraft = z.object({
  code: needCode,
  /** Short and concrete, taken from the note: 有人帮忙买菜做饭. */
  words: z.string().min(1),
  span,
  /** Urgency of the task, not a label of the person. */
  urgency,
  person: z.int().nullable(),
});

export const visitDraft = z.object({
  /** Verbatim. */
  note: z.string(),
  visited_on: stated(z.iso.date()).nullable(),
  form: stated(z.enum(["入户", "电话", "视频", "偶遇"])).nullable(),
  met: z.array(stated(z.enum(["本人", "监护人", "家属", "邻居", "其他", "未遇"]))),
  persons: z.array(personDraft),
  observations: z.array(observation),
  needs: z.array(needDraft),
  flags: z.array(stated(flag)),
  /** The next contact that was agreed, as a date; a lunar date is proposed with its solar date and must be confirmed. */
  agreed_on: stated(z.iso.date()).extend({ lunar: z.boolean() }).nullable(),
  /** What the person themself said to being recorded or referred. */
  consent: stated(z.enum(["yes", "no"])).nullable(),
  /** What somebody of the family or a guardian said to it, which does not stand for the person's own. */
  family_consent: stated(z.enum(["yes", "no"])).optional(),
  /** Whose file it is where only the writer could tell: that one, or nobody's of those that were shown, and why. By the name as told. */
  files: z
    .array(
      z.union([
        z.object({ name: z.string(), same: z.uuid() }),
        z.object({ name: z.string(), other_than: z.array(z.uuid()), reason: z.string() }),
      ]),
    )
    .optional(),
  /** The day on which the medicine ends, as it was told, and whose it is (index into `persons`). */
  medicine_until: stated(z.iso.date()).extend({ person: z.int().nullable() }).optional(),
  /** What rules for the next visit look at, as a physician or the note says it of one of the `persons`. */
  conditions: z
    .array(z.object({ condition: z.enum(PERSON_CONDITIONS), words: z.string().min(1), span, person: z.int() }))
    .optional(),
  /** The saved visit that this takes the place of, as which version it was read, and the day on which it was written. */
  amends: z.object({ id: z.uuid(), ref: z.string(), version: z.int(), day: z.iso.date() }).optional(),
  /** When the note was written, if it waited for a network; absent: when it came. */
  written_at: z.iso.datetime({ offset: true }).optional(),
});

export type Span = z.infer<typeof span>;
export type Flag = (typeof FLAGS)[number];
export type PersonDraft = z.infer<typeof personDraft>;
export type Observation = z.infer<typeof observation>;
export type NeedDraft = z.infer<typeof needDraft>;
export type VisitDraft = z.infer<typeof visitDraft>;
