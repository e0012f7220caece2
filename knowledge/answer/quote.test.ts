import { expect, test } from "vitest";
import type { Query } from "../retrieve/query.ts";
import { readTerms } from "../terms.ts";
import { type Quote, quoteFrom } from "./quote.ts";

/** Holds as much as it has of the terms of `words`. */
function queryFor(words: string): Query {
  const asked = [...readTerms(words).keys()];
  const coverage = (terms: ReadonlySet<number>): number =>
    asked.filter((term) => terms.has(term)).length / asked.length;
  return { vector: "", rare: null, index_size: 1, mass: 10, watched: [], coverage };
}

/** Quotes from `text` what `asked` asks for. */
function quote(
  text: string,
  asked: string,
  {
    max = 150,
    figure = false,
    usable = () => true,
  }: { max?: number; figure?: boolean; usable?: (words: string) => boolean } = {},
): Quote | null {
  return quoteFrom(text, { query: queryFor(asked), max, figure, usable });
}

const CLAUSE = "残疾人证由县级残联办理。办理时要交照片。精神残疾的要有住院病历。评定不收费。";

test("a short clause is quoted whole", () => {
  expect(quote(CLAUSE, "病历")).toEqual({
    text: CLAUSE,
    is_cut_before: false,
    is_cut_after: false,
  });
});

test("of a long one the neighbouring sentences that answer, word for word", () => {
  expect(quote(CLAUSE, "精神残疾住院病历", { max: 13 })).toEqual({
    text: "精神残疾的要有住院病历。",
    is_cut_before: true,
    is_cut_after: true,
  });
});

test("a sentence that is too long is cut at its commas", () => {
  const long = `${"前面说了很多别的事情，".repeat(10)}康复救助向残联申请，${"后面又说了很多，".repeat(10)}`;
  const found = quote(long, "康复救助申请", { max: 40 });
  expect(found?.text).toContain("康复救助向残联申请");
  expect(found?.text.length).toBeLessThanOrEqual(40);
  expect(long).toContain(found?.text);
});

test("a caption alone is no quote", () => {
  const text = `资源下沉织密网\n${"组织专家踏访患者家中，".repeat(5)}送去关怀。`;
  expect(quote(text, "资源下沉", { max: 30 })?.text).not.toBe("资源下沉织密网");
});

test("nothing that may not be shown, and null when nothing is left", () => {
  const no_phone = (words: string): boolean => !words.includes("0371");
  expect(quote("电话0371-53306911。残联在二楼。", "残联电话", { usable: no_phone })?.text).toBe("残联在二楼。");
  expect(quote("电话0371-53306911。", "电话", { usable: no_phone })).toBeNull();
});

test("where a figure is asked for, the sentence with one", () => {
  const text = "他们扩大医养结合的知名度。中心很大。设置床位二百三十张和230张两处说法，各层都有。";
  expect(quote(text, "结合床位", { max: 30, figure: false })?.text).toContain("知名度");
  expect(quote(text, "结合床位", { max: 30, figure: true })?.text).toContain("230张");
});
