import { describe, expect, test } from "vitest";
import { segmentsOf } from "./segments.ts";
import type { StoredClause } from "./stored.ts";

const ORIGINAL = "---\ntitle: 办法\n---\n\n# 办法\n\n第一条 每周探访。\n\n第二条 留记录。\n第 1 页";
const clause = (ordinal: number, words: string): StoredClause => {
  const span_start = ORIGINAL.indexOf(words);
  const days = { effective_from: null, effective_to: null };
  return {
    id: String(ordinal),
    ordinal,
    path: words.slice(0, 3),
    span_start,
    span_end: span_start + words.length,
    ...days,
  };
};
const CLAUSES = [clause(0, "第一条 每周探访。"), clause(1, "第二条 留记录。")];
const spanOf = (words: string): { start: number; end: number } => {
  const start = ORIGINAL.indexOf(words);
  return { start, end: start + words.length };
};
const marked = (cited: { start: number; end: number }): string[] =>
  segmentsOf(ORIGINAL, CLAUSES, cited).flatMap(({ pieces }) =>
    pieces.flatMap((piece) => (piece.cited ? piece.text : [])),
  );

describe("an original cut at its clauses", () => {
  test("keeps all its words in order, without what was written above it for the machine", () => {
    const segments = segmentsOf(ORIGINAL, CLAUSES, null);
    expect(segments.map(({ clause }) => clause?.ordinal ?? null)).toEqual([null, 0, 1, null]);
    const words = segments.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join("");
    expect(words.replace(/\s/g, "")).toBe("#办法第一条每周探访。第二条留记录。第1页");
  });

  test("marks exactly what was cited, across clauses too", () => {
    expect(marked(spanOf("每周探访"))).toEqual(["每周探访"]);
    expect(marked(spanOf("每周探访。\n\n第二条"))).toEqual(["每周探访。", "第二条"]);
  });

  test("marks nothing outside of the text", () => {
    expect(marked({ start: 9_000, end: 9_010 })).toEqual([]);
    expect(marked(spanOf("title: 办法"))).toEqual([]);
  });

  test("without clauses, as of a version that is not retrieved, the words are there all the same", () => {
    const [only, ...more] = segmentsOf(ORIGINAL, [], spanOf("留记录"));
    expect(more).toEqual([]);
    expect(only!.clause).toBe(null);
    expect(only!.pieces.find((piece) => piece.cited)?.text).toBe("留记录");
  });
});
