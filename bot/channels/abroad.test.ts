import { expect, test } from "vitest";
import { visitDraft } from "../../cases/visits/draft.ts";
import type { Draft } from "../reply.ts";
import { surnameOnly, withholdNames } from "./abroad.ts";
import { SAMPLE_CITATION, sampleReply } from "./sample-reply.ts";

test("a name is cut to its surname, compound surnames too", () => {
  expect(["王秀兰", "李明", "欧阳春", "欧阳", "阿依古丽·买买提", "王"].map(surnameOnly)).toEqual([
    "王某",
    "李某",
    "欧阳某",
    "欧某",
    "阿某",
    "王",
  ]);
});

test("text and labels lose full names, the longest first; quotes of documents and ids stay", () => {
  const reply = sampleReply({
    text: "王秀兰和王秀都在家。王秀兰的儿子没在。",
    actions: [{ id: "visit.save:王秀兰", label: "记王秀兰" }],
    citations: [{ ...SAMPLE_CITATION, title: "王秀兰案例", quote: "王秀兰诉" }],
  });
  const shown = withholdNames(reply, ["王秀", "王秀兰", "", "王"]);
  expect(shown.text).toBe("王某和王某都在家。王某的儿子没在。");
  expect(shown.actions).toEqual([{ id: "visit.save:王秀兰", label: "记王某" }]);
  expect(shown.citations).toEqual(reply.citations);
  expect(reply.text).toContain("王秀兰");
});

test("a name with signs of its own is taken literally", () => {
  expect(withholdNames(sampleReply({ text: "古丽(小)来了,古丽小没来" }), ["古丽(小)"]).text).toBe(
    "古某来了,古丽小没来",
  );
});

const note = "今天去看王秀兰,72岁,邻居李建国说她没吃药。";
function stated<T>(value: T, words: string) {
  const start = note.indexOf(words);
  return { value, words, span: { start, end: start + words.length } };
}

test("in a visit draft spans move with the note and still point at their words", () => {
  const draft: Draft = {
    type: "visit",
    ...visitDraft.parse({
      note,
      visited_on: null,
      form: null,
      met: [stated("邻居", "邻居李建国")],
      persons: [
        {
          name: stated("王秀兰", "王秀兰"),
          sex: null,
          age: stated({ from: 72, to: 72 }, "72岁"),
          grid: null,
          address: null,
        },
      ],
      observations: [
        {
          kind: "medicine",
          words: "李建国说她没吃药",
          span: { start: note.indexOf("李建国"), end: note.indexOf("。") },
          basis: "told",
          teller: "邻居李建国",
          person: 0,
        },
      ],
      needs: [],
      flags: [stated("hearsay", "国说")],
      agreed_on: null,
      consent: null,
    }),
  };
  const shown = withholdNames(sampleReply({ kind: "visit_draft", draft }), ["王秀兰", "李建国"]).draft;
  if (shown?.type !== "visit") throw new Error("the draft changed its type");
  expect(JSON.stringify(shown)).not.toMatch(/王秀兰|李建国/);
  expect(shown.note).toBe("今天去看王某,72岁,邻居李某说她没吃药。");
  const values = [...shown.met, shown.persons[0]?.name, shown.persons[0]?.age, ...shown.observations];
  for (const value of values) expect(shown.note.slice(value?.span.start, value?.span.end)).toBe(value?.words);
  expect(values.map((value) => value?.words)).toEqual(["邻居李某", "王某", "72岁", "李某说她没吃药"]);
  // Words that began inside a name now begin with the surname.
  expect(shown.flags[0]?.words).toBe("李某说");
});

test("a referral draft loses names in every field", () => {
  const draft: Draft = {
    type: "referral",
    person: "王秀兰",
    reason: "王秀兰没人送药",
    target_service_id: "s1",
    target_name: "街道服务站",
    priority: "urgent",
    consent: "yes",
    due: null,
  };
  expect(withholdNames(sampleReply({ draft }), ["王秀兰"]).draft).toEqual({
    ...draft,
    person: "王某",
    reason: "王某没人送药",
  });
});

test("without names nothing changes", () => {
  const reply = sampleReply({ text: "王秀兰" });
  expect(withholdNames(reply, [])).toEqual(reply);
});
