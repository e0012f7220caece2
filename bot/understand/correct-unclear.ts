import type { VisitDraft } from "../../cases/visits/draft.ts";
import { correctDraft } from "./correct.ts";
import { inStandardWords } from "./dialect.ts";
import { fold } from "./fold.ts";
import { NO_REFERRAL } from "./lexicon/correction-words.ts";

export type AskedField = "name" | "age" | "sex" | "grid" | "address" | "date";

/** What to ask about a correction that changes nothing by itself. */
export type CorrectionQuestion =
  /** Several persons: these (indexes) can be meant. */
  | { ask: "whom"; persons: number[] }
  | { ask: "no_referral" }
  /** A field is called wrong and its right value is not said. */
  | { ask: "value"; field: AskedField };

const FIELDS: readonly { field: AskedField; when: RegExp }[] = [
  { field: "name", when: /名字|姓名|人名/ },
  { field: "age", when: /年龄|年纪|岁数/ },
  { field: "sex", when: /性别|男女/ },
  { field: "grid", when: /网格/ },
  { field: "address", when: /地址|住址|门牌|楼栋|楼号|房号/ },
  { field: "date", when: /日期|时间|回访|下次|哪天/ },
];

/**
 * The one question that settles an unclear correction of `draft`, or null when there is nothing better to ask than what is to
 * change. `ref_date` is the China calendar day of the correction (ISO).
 */
export function questionAbout(draft: VisitDraft, correction: string, ref_date: string): CorrectionQuestion | null {
  const said = inStandardWords(fold(correction)).trim();
  if (NO_REFERRAL.test(said)) return { ask: "no_referral" };
  const persons = draft.persons.flatMap((_, i) =>
    (correctDraft(draft, correction, ref_date, i)?.changed.length ?? 0) > 0 ? [i] : [],
  );
  if (persons.length > 1) return { ask: "whom", persons };
  const field = FIELDS.find(({ when }) => when.test(said))?.field;
  return field === undefined ? null : { ask: "value", field };
}
