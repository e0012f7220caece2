import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type VisitDraft, visitDraft } from "../../cases/visits/draft.ts";
import { correctDraft } from "./correct.ts";
import { inStandardWords } from "./dialect.ts";
import { fold } from "./fold.ts";
import { readIntent } from "./intent.ts";
import { readNote } from "./note.ts";

const notes = ["notes.jsonl", "notes-unseen.jsonl"].flatMap((name) =>
  readFileSync(new URL(`../../evals/data/field/${name}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { text: string }).text),
);
/** Words of real notes in any order, with what phones put between them. */
const pieces = [...new Set(notes.flatMap((text) => text.split(" ")))];
const jumbled = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...pieces) },
      fc.constantFrom("，", "。", "👵🏻", "１２", "\n", "（", ""),
    ),
    {
      maxLength: 30,
    },
  )
  .map((words) => words.join(" "));
const anyText = fc.oneof(jumbled, fc.string({ unit: "binary", maxLength: 200 }), fc.string({ maxLength: 200 }));

function valuesOf(draft: VisitDraft) {
  return [
    ...draft.persons.flatMap((p) => [p.name, p.sex, p.age, p.grid, p.address]),
    ...[draft.visited_on, draft.form, draft.agreed_on, draft.consent],
    ...[...draft.met, ...draft.flags, ...draft.observations, ...draft.needs],
  ].filter((value) => value !== null);
}

function holds(draft: VisitDraft): void {
  visitDraft.parse(draft);
  for (const value of valuesOf(draft)) expect(draft.note.slice(value.span.start, value.span.end)).toBe(value.words);
  for (const about of [...draft.observations, ...draft.needs])
    if (about.person !== null) expect(draft.persons[about.person]).toBeDefined();
}

test("whatever is written, every value stands in the note where it says, and the note is kept word for word", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const draft = readNote(text, "2025-09-10");
      expect(draft.note).toBe(text);
      holds(draft);
      readIntent(text, { has_open_draft: true });
    }),
    { numRuns: 300 },
  );
});

test("whatever is said to a draft, its values still stand where they say", () => {
  const said = fc.oneof(
    fc
      .tuple(
        fc.constantFrom(
          "不是",
          "去掉",
          "删掉",
          "还有他老伴",
          "改成",
          "年龄错了 ",
          "第二个人",
          "地址不对 ",
          "补充:",
          "唔系",
          "叫",
        ),
        fc.constantFrom(...pieces),
      )
      .map((words) => words.join("")),
    fc.string({ unit: "binary", maxLength: 40 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...notes), fc.array(said, { maxLength: 4 }), (note, corrections) => {
      let draft = readNote(note, "2025-09-10");
      for (const words of corrections) {
        const result = correctDraft(draft, words, "2025-09-10");
        if (!result) continue;
        if (result.changed.length === 0) expect(result.draft).toEqual(draft);
        draft = result.draft;
        holds(draft);
      }
    }),
    { numRuns: 200 },
  );
});

test("dialect words are read at the same length, so that offsets hold", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(inStandardWords(fold(text))).toHaveLength(text.length);
    }),
    { numRuns: 300 },
  );
});
