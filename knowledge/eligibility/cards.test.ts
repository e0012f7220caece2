import { describe, expect, test } from "vitest";
import { bodyStart } from "../documents/segments.ts";
import { readPack } from "../pack/read.ts";
import type { Card, Source } from "./card.ts";
import { evaluate } from "./evaluate.ts";
import type { Known } from "./facts.ts";
import { readPackCards, readPackDocuments } from "./fixture.ts";

const documents = readPackDocuments();
const cards = readPackCards();
const { hotlines } = readPack();

const sourcesOf = ({ benefit }: Card): Source[] => [
  ...benefit.requires.flatMap(({ source, any }) => [source, ...any.flatMap((one) => one.source ?? [])]),
  ...benefit.unless.map(({ source }) => source),
  ...benefit.amounts.map(({ source }) => source),
];
describe("the conditions of the cards", () => {
  test("stand beside the prose of every benefit card", () => {
    const ids = [...documents.keys()].filter((id) => id.startsWith("pack-benefit-"));
    expect(cards.map(({ document_id }) => document_id).sort()).toEqual(ids.sort());
    expect(cards.length).toBeGreaterThanOrEqual(21);
  });

  test.each(cards.map((card) => [card.benefit.name, card] as const))("%s rests on words that stand once", (_, card) => {
    for (const { document, quote } of sourcesOf(card)) {
      const original = documents.get(document ?? card.document_id) ?? "";
      const found = original.slice(bodyStart(original)).split(quote).length - 1;
      expect([document, quote, found]).toEqual([document, quote, 1]);
    }
  });

  test("name papers in the words of the card, and numbers of the curated table", () => {
    const numbers = new Set(hotlines.filter(({ region }) => region === "000000").map(({ number }) => number));
    for (const { benefit, sections } of cards) {
      expect(
        benefit.papers.filter((paper) => !sections.要带的材料!.includes(paper)),
        benefit.name,
      ).toEqual([]);
      expect(numbers, benefit.name).toContain(benefit.hotline);
    }
  });

  test("give an amount with its place and day, in the words it is cited by", () => {
    const amounts = cards.flatMap(({ benefit }) => benefit.amounts);
    expect(amounts.length).toBeGreaterThan(0);
    for (const { from, source } of amounts) {
      const [year, month, day] = from.split("-").map(Number);
      expect(source.quote).toContain(`${year}年${month}月${day}日`);
    }
    const AMOUNT = /\d+元/;
    for (const { benefit } of cards) {
      const others = JSON.stringify({ ...benefit, amounts: [] });
      expect(others, benefit.name).not.toMatch(AMOUNT);
    }
  });

  test("leave to the place what only the place knows, unless they hold its own rule", () => {
    const card = cards.find(({ document_id }) => document_id === "pack-benefit-medical-aid")!;
    const margin: Known = { costly_illness: ["yes"], aid: ["margin"] };
    const elsewhere = evaluate(card, margin, { regions: ["440606", "000000"], as_of: "2026-11-22" });
    expect(elsewhere).toMatchObject({ state: "open", missing: [], local: [expect.stringMatching(/当地/)] });
    const there = evaluate(card, margin, { regions: ["330102", "330000", "000000"], as_of: "2026-11-22" });
    expect(there).toMatchObject({ state: "likely", points: [{ words: "低保边缘家庭（浙江）" }] });
  });
});
