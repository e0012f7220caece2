import * as z from "zod";
import { FACTS, fact } from "./facts.ts";

/**
 * What a benefit asks of somebody, as it stands in the front matter of its card (`benefit:`), beside the prose it is drawn
 * from. Whatever decides a verdict names the document and the words it rests on.
 */

const words = z.string().trim().min(1);
const adcode = z.string().regex(/^\d{6}$/);

const source = z.strictObject({
  /** Id of the document; the card itself when missing. */
  document: words.optional(),
  /** Verbatim, once in its body. */
  quote: words,
});
export type Source = z.infer<typeof source>;

const condition = z.union([
  z
    .strictObject({ fact, at_least: z.int().nonnegative().optional(), at_most: z.int().nonnegative().optional() })
    .refine((c) => FACTS[c.fact].values === null && (c.at_least ?? c.at_most) !== undefined, {
      message: "a number is compared by at_least or at_most",
    }),
  z
    .strictObject({ fact, is: z.array(words).min(1) })
    .refine((c) => c.is.every((one) => (FACTS[c.fact].values as readonly string[] | null)?.includes(one)), {
      message: "is: a value that the fact cannot have",
    }),
  /** What the place decides and the card does not hold: said as a question to the office; settled in `except`. */
  z.strictObject({ local: words, except: z.array(adcode).default([]) }),
]);
export type Condition = z.infer<typeof condition>;

/** What is not there yet and can be got: a paper, an assessment, a registration. It ends as 还差 with the way there. */
const obtain = z.strictObject({
  /** The next step: 先办残疾评定. */
  say: words,
  /** Id of the card whose 去哪儿办 and papers lead there; this card's own when missing. */
  card: words.optional(),
  /** All of these, known: it is still to be got, and what hangs on it cannot be asked. Empty: whenever it is not met. */
  when: z.array(condition).default([]),
});
export type Obtain = z.infer<typeof obtain>;

/** All of these, in a place and from a day on when it is a rule of that place. */
const alternative = z.strictObject({
  all: z.array(condition).min(1),
  region: adcode.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  /** Said instead of the requirement's own words. */
  met: words.optional(),
  source: source.optional(),
});
export type Alternative = z.infer<typeof alternative>;

const requirement = z.strictObject({
  /** How it is said when it is met: 残疾一级、二级. */
  met: words,
  not_met: words,
  any: z.array(alternative).min(1),
  /** Missing: it cannot be got, as an age or an income cannot. */
  obtain: obtain.optional(),
  source,
});
export type Requirement = z.infer<typeof requirement>;

export const benefit = z.strictObject({
  /** As people call it; shown. */
  name: words,
  /** Which is spoken of first: what helps now, then money every month, then the rest. */
  order: z.int().positive().default(100),
  /** Whom it is about: one of these. Who is none of them does not hear of it. */
  about: z.array(z.array(condition).min(1)).default([]),
  /** Who has it already. */
  held: z.array(condition).default([]),
  requires: z.array(requirement).min(1),
  /** What usually rules it out; never asked, only heard. */
  unless: z.array(z.strictObject({ when: condition, say: words, obtain: obtain.optional(), source })).default([]),
  /** What the window checks and nobody here can. */
  window: words,
  /** What is brought along, each as it stands in 要带的材料. */
  papers: z.array(words),
  /** A number of the curated table that knows more. */
  hotline: words,
  amounts: z.array(z.strictObject({ region: adcode, from: z.iso.date(), source })).default([]),
});
export type Benefit = z.infer<typeof benefit>;

/** A card as it stands in the knowledge, with what of its prose is handed on. */
export interface Card {
  document_id: string;
  benefit: Benefit;
  /** 一句话, 要带的材料, 去哪儿办, 期限和要留意的 …: by heading. */
  sections: Readonly<Record<string, string>>;
}
