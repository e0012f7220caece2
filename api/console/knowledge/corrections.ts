import * as z from "zod";
import type { NewDocument } from "../../../knowledge/ingest/index.ts";
import type { Confirmed } from "../../../knowledge/ingest/understand.ts";
import { RELIABILITY_NAMES } from "./names.ts";
import { texts } from "./texts.ts";

export const DATES = ["published", "effective_from", "effective_to"] as const;
export const WORDS = ["issuer", "doc_no", "supersedes"] as const;
export type Field = keyof typeof texts.preview.fields;

/** What an officer made of the proposed values. */
export interface Corrections {
  confirmed: Confirmed;
  /** As typed, so that nothing is lost when something is wrong. */
  typed: Record<Field, string>;
  /** What is wrong, by field, in words. */
  wrong: Partial<Record<Field, string>>;
  /** The document of which it is a new version; null: one of its own. */
  version_of: string | null;
}

/** The proposed values as they stand in the form. */
export function correctionsOf(document: NewDocument): Pick<Corrections, "typed" | "confirmed"> {
  const fields = Object.keys(texts.preview.fields) as Field[];
  return {
    confirmed: {},
    typed: Object.fromEntries(fields.map((field) => [field, document[field] ?? ""])) as Record<Field, string>,
  };
}

/** Reads the preview's form. Only sound values are confirmed; the others are named. */
export function readCorrections(fields: Record<string, unknown>): Corrections {
  const raw = (name: string): string => (typeof fields[name] === "string" ? fields[name].trim().slice(0, 500) : "");
  const names = Object.keys(texts.preview.fields) as Field[];
  const typed = Object.fromEntries(names.map((name) => [name, raw(name)])) as Record<Field, string>;
  const wrong: Corrections["wrong"] = {};
  const confirmed: Confirmed = {};
  if (typed.title === "") wrong.title = texts.preview.wrong_title;
  else confirmed.title = typed.title;
  for (const name of WORDS) confirmed[name] = typed[name] || null;
  for (const name of DATES) {
    if (typed[name] === "" || z.iso.date().safeParse(typed[name]).success) confirmed[name] = typed[name] || null;
    else wrong[name] = texts.preview.wrong_date;
  }
  const { effective_from, effective_to } = confirmed;
  if (effective_from && effective_to && effective_to < effective_from) wrong.effective_to = texts.preview.wrong_order;
  if (/^\d{6}$/.test(typed.region)) confirmed.region = typed.region;
  const reliability = z.enum(RELIABILITY_NAMES).safeParse(typed.reliability);
  if (reliability.success) confirmed.reliability = reliability.data;
  return { confirmed, typed, wrong, version_of: raw("version_of") || null };
}
