import { describe, expect, test } from "vitest";
import type { VisitDraft } from "../../cases/visits/draft.ts";
import { readNote } from "../understand/note.ts";
import { mergeReading } from "./merge.ts";
import { type NoteReading, parseReading } from "./reading.ts";

const DAY = "2026-11-20";
const NOTHING: NoteReading = { persons: [], observations: [], needs: [], flags: [], agreed_on: null };

function merged(note: string, reading: Partial<NoteReading>): VisitDraft {
  return mergeReading(readNote(note, DAY), { ...NOTHING, ...reading }, DAY);
}

/** Every value of a draft that does not stand where it says. */
function invented(draft: VisitDraft): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { words, span } = value as { words?: string; span?: { start: number; end: number } };
    if (words !== undefined && span && draft.note.slice(span.start, span.end) !== words) found.push(words);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(draft);
  return found;
}

describe("a model's reading and the rules'", () => {
  const NOTE = "今天去五栋二单元四零一看了王秀兰 七十八岁 窗台上摆着三双新鞋 灶台上三口大箱子摞着";

  test("what the note says and the rules passed over comes to the draft, in the note's words", () => {
    const draft = merged(NOTE, {
      observations: [{ kind: "living", words: "窗台上摆着三双新鞋", basis: "seen", person: 0 }],
      needs: [{ code: "01", words: "三口大箱子摞着", urgency: "yellow", person: 0 }],
    });
    expect(draft.observations.map((seen) => [seen.words, seen.person])).toContainEqual(["窗台上摆着三双新鞋", null]);
    expect(draft.needs.map((need) => need.words)).toContain("三口大箱子摞着");
    expect(invented(draft)).toEqual([]);
  });

  test("a person the model numbers is the person of the draft", () => {
    const draft = merged(NOTE, {
      persons: [{ name: "王秀兰" }],
      observations: [{ kind: "living", words: "窗台上摆着三双新鞋", basis: "seen", person: 0 }],
    });
    expect(draft.persons).toHaveLength(1);
    expect(draft.observations.find((seen) => seen.words === "窗台上摆着三双新鞋")?.person).toBe(0);
  });

  test("words that are not in the note are dropped, whatever they would say", () => {
    const draft = merged(NOTE, {
      persons: [{ name: "陈国富", age: "六十五岁", address: "九栋101" }],
      observations: [{ kind: "mood", words: "说不想活了", basis: "told" }],
      needs: [{ code: "04", words: "申请低保", urgency: "red" }],
      flags: [{ value: "suicide_risk", words: "不想活了" }],
      agreed_on: "下周三",
    });
    expect(draft).toEqual(readNote(NOTE, DAY));
  });

  test("rules win on age, address and date; a model fills what they left open", () => {
    const note = "下周三再去看李桂芳 六十九 三栋一单元";
    const ruled = readNote(note, DAY);
    const draft = merged(note, { persons: [{ name: "李桂芳", age: "三栋", address: "六十九" }], agreed_on: "六十九" });
    expect(draft.persons).toEqual(ruled.persons);
    expect(draft.agreed_on).toEqual(ruled.agreed_on);
  });

  test("an agreed day is read by the calendar of the rules, and only a day to come", () => {
    const note = "刘敏不在家 门上贴了条 十一月二十六";
    expect(readNote(note, DAY).agreed_on).toBeNull();
    expect(merged(note, { agreed_on: "十一月二十六" }).agreed_on).toMatchObject({ value: "2026-11-26", lunar: false });
    expect(merged("刘敏不在家 昨天贴了条", { agreed_on: "昨天" }).agreed_on).toBeNull();
  });

  test("a flag may come, none goes, and none that lets a referral out without consent", () => {
    const note = "去看周大爷 他三天没下楼 药也停了";
    const ruled = readNote(note, DAY).flags.map((flag) => flag.value);
    const flags = merged(note, {
      flags: [
        { value: "confinement", words: "三天没下楼" },
        { value: "mandatory_report", words: "三天没下楼" },
      ],
    }).flags.map((flag) => flag.value);
    expect(flags).toEqual([...ruled, "confinement"]);
  });

  test("a name, a place or an age alone is no danger and no need", () => {
    const note = "去看周大爷 七十九 五栋二单元 一切都好";
    const draft = merged(note, {
      flags: [{ value: "suicide_risk", words: "周大爷" }],
      needs: [{ code: "04", words: "五栋二单元", urgency: "red" }],
      observations: [{ kind: "mood", words: "七十九", basis: "told" }],
    });
    expect(draft).toEqual(readNote(note, DAY));
  });

  test("who only told something is no person of the visit, and a relative's word is no name", () => {
    const note = "去看孙奶奶 楼上刘婶说她两天没出门 她儿子在外地";
    const draft = merged(note, { persons: [{ name: "孙奶奶" }, { name: "刘婶" }, { name: "儿子" }] });
    expect(draft.persons.map((person) => person.name?.value)).toEqual(["孙奶奶"]);
  });

  test("told stays told: a model cannot make it seen", () => {
    const note = "去看孙奶奶 邻居说她半夜砸门";
    const draft = merged(note, { observations: [{ kind: "behaviour", words: "砸门", basis: "seen" }] });
    expect(draft.observations.filter((seen) => seen.words.includes("砸门")).map((seen) => seen.basis)).toEqual([
      "told",
    ]);
  });

  test("a model that answers 繁 in 简 is found at its place, with the note's own characters", () => {
    const note = "去看陳阿嬤 櫃子裡都是過期的罐頭";
    const draft = merged(note, { observations: [{ kind: "hazard", words: "柜子里都是过期的罐头", basis: "seen" }] });
    expect(draft.observations.map((seen) => seen.words)).toContain("櫃子裡都是過期的罐頭");
    expect(invented(draft)).toEqual([]);
  });
});

describe("what comes from a model as JSON", () => {
  test("fenced in Markdown, with words around it", () => {
    expect(parseReading('好的：\n```json\n{"persons":[{"name":"王秀兰"}]}\n```')?.persons).toEqual([
      { name: "王秀兰" },
    ]);
  });

  test("a value of the wrong type is left out, and the others keep their numbers", () => {
    const reading = parseReading(
      JSON.stringify({
        persons: ["王秀兰", { name: "刘敏" }],
        observations: [
          { kind: "mood", words: "哭", basis: "felt" },
          { kind: "mood", words: "一直哭", basis: "seen", person: 1 },
        ],
        needs: "低保",
        flags: [{ value: "danger", words: "哭" }],
        agreed_on: 3,
      }),
    );
    expect(reading).toEqual({
      persons: [{}, { name: "刘敏" }],
      observations: [{ kind: "mood", words: "一直哭", basis: "seen", person: 1 }],
      needs: [],
      flags: [],
      agreed_on: null,
    });
  });

  test.each(["", "对不起，我不能。", '{"persons": [', "[]", "I cannot help."])("%j is no reading", (answer) => {
    expect(parseReading(answer)).toBeNull();
  });
});
