import { expect, test } from "vitest";
import { visitDraft } from "../../cases/visits/draft.ts";
import { screen } from "../crisis/screen.ts";
import { readNote } from "./note.ts";
import { withScreened } from "./screened.ts";

const REF = "2026-03-11";
const draftOf = (text: string) => visitDraft.parse(withScreened(readNote(text, REF), screen(text)));

test.each(["五栋301陈伯 82 她说药攒够了", "六栋201赵奶奶 八十二 写好了遗书 放在枕头底下", "二栋302刘强 35 他不想活了"])(
  "%s is flagged, with its task",
  (text) => {
    const draft = draftOf(text);
    expect(draft.flags.filter((f) => f.value === "suicide_risk")).toHaveLength(1);
    expect(draft.needs.map((n) => [n.code, n.urgency, n.person])).toContainEqual(["02", "red", 0]);
    for (const value of [...draft.flags, ...draft.needs])
      expect(draft.note.slice(value.span.start, value.span.end)).toBe(value.words);
  },
);

test("words that stand behind an older line are found there", () => {
  const first = readNote("五栋301陈伯 82", REF);
  const said = "补充 她说药攒够了";
  const note = `${first.note}\n${said}`;
  const draft = withScreened({ ...first, note }, screen(said), first.note.length + 1);
  const flag = draft.flags[0]!;
  expect(flag.value).toBe("suicide_risk");
  expect(note.slice(flag.span.start, flag.span.end)).toBe(flag.words);
});

test("a suspicion of the linear model alone and an orange rule flag nothing; nothing is told twice", () => {
  const text = "王奶奶 七十八 降压药没了";
  const before = readNote(text, REF);
  const rule = (id: string) => ({ id, words: "降压药没了", start: 8, end: 13 });
  const suspected = { level: "red", kind: "medical", self: false, rules: [rule("model.red")] } as const;
  expect(withScreened(before, { ...suspected, rules: [...suspected.rules] })).toEqual(before);
  const twice = readNote("二栋302刘强 写好了遗书", REF);
  expect(withScreened(twice, screen(twice.note)).flags).toEqual(twice.flags);
});
