import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { RULES } from "./rules/index.ts";
import { screen, screenWith } from "./screen.ts";
import type { Verdict } from "./verdict.ts";

interface Row {
  text: string;
  level: Verdict["level"];
  kind?: string;
  accept?: Verdict["level"][];
  accept_kind?: string[];
}

const DATA = join(import.meta.dirname, "../../evals/data");

function rows(file: string): Row[] {
  const lines = readFileSync(join(DATA, file), "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line): Row => JSON.parse(line));
}

describe("every rule", () => {
  test("has an id of its own", () => {
    const ids = RULES.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(RULES)("$id fires on its example and not on its counterexample", ({ id, example, counterexample }) => {
    const fired = (text: string) => screenWith(null, text).rules.map((rule) => rule.id);
    expect(fired(example)).toContain(id);
    expect(fired(counterexample)).not.toContain(id);
  });
});

describe("the development messages", () => {
  const field = [...rows("crisis/field.jsonl"), ...rows("field/crisis.jsonl"), ...rows("field/crisis-pairs.jsonl")];
  const of = (level: Verdict["level"]) => field.filter((row) => row.level === level);

  test("no red is missed", () => {
    const missed = of("red").filter((row) => !(row.accept ?? ["red"]).includes(screen(row.text).level));
    expect(missed.map((row) => row.text)).toEqual([]);
  });

  test("nine of ten oranges are orange or red", () => {
    const silent = of("orange").filter((row) => screen(row.text).level === "none");
    expect(silent.length / of("orange").length).toBeLessThanOrEqual(0.1);
  });

  test("at most eight in a hundred harmless ones raise an alarm", () => {
    const alarmed = of("none").filter((row) => screen(row.text).level !== "none");
    expect(alarmed.length / of("none").length).toBeLessThanOrEqual(0.08);
  });

  test("the kind is the one a colleague would name, nine times of ten", () => {
    const named = field.filter((row) => row.level !== "none" && row.kind !== undefined);
    const wrong = named.filter((row) => !(row.accept_kind ?? [row.kind]).includes(screen(row.text).kind ?? undefined));
    expect(wrong.length / named.length).toBeLessThanOrEqual(0.1);
  });

  test("of the messages that the model learned no red is silent, and 98 of 100 are red", () => {
    const reds = rows("crisis/messages.jsonl").filter((row) => row.level === "red" && row.accept === undefined);
    const said = reds.map((row) => ({ text: row.text, level: screen(row.text).level }));
    expect(said.filter(({ level }) => level === "none")).toEqual([]);
    expect(said.filter(({ level }) => level === "red").length / said.length).toBeGreaterThanOrEqual(0.98);
  });

  test("the rules alone, as the weights are changed some day, keep three of four reds", () => {
    const kept = of("red").filter((row) => screenWith(null, row.text).level === "red");
    expect(kept.length / of("red").length).toBeGreaterThan(0.75);
  });
});

describe("messages that the model has not learned from", () => {
  const unseen = rows("crisis/unseen.jsonl");
  const of = (level: Verdict["level"]) => unseen.filter((row) => row.level === level);

  test("no red is silent, and 96 of 100 are red", () => {
    const said = of("red").map((row) => ({ text: row.text, level: screen(row.text).level }));
    expect(said.filter(({ level }) => level === "none")).toEqual([]);
    expect(said.filter(({ level }) => level === "red").length / said.length).toBeGreaterThanOrEqual(0.96);
  });

  test("nine of ten oranges are orange or red", () => {
    const silent = of("orange").filter((row) => screen(row.text).level === "none");
    expect(silent.length / of("orange").length).toBeLessThanOrEqual(0.1);
  });

  test("at most eight in a hundred of the hard harmless ones raise an alarm", () => {
    const alarmed = of("none").filter((row) => screen(row.text).level !== "none");
    expect(alarmed.length / of("none").length).toBeLessThanOrEqual(0.08);
  });
});

describe("what is no emergency", () => {
  const NEWS =
    "据新华社报道,记者从当地警方获悉,8月3日晚,某市一小区发生一起持刀伤人事件,造成三人受伤,其中一名老人倒地昏迷,犯罪嫌疑人已被控制。目击者称,当时楼下有人喊救命。警方通报称,案件正在进一步调查中。来源:本地新闻";
  const GUIDELINE =
    "各社区、各网格:为进一步加强自杀预防和应急处置工作,按照有关规定,如发现居民有轻生、跳楼、服药等情形,应当立即报告并依法处置;各单位要落实排查职责,防范火灾、煤气中毒、溺水等隐患,做好预案。";

  test.each([
    ["an ordinary text of 3,000 characters", "今天走访了六户,都在家,身体都好,下周再来看。".repeat(125)],
    ["a notice of 3,000 characters about every danger there is", GUIDELINE.repeat(32)],
    ["a forwarded news report", NEWS],
    ["a policy question about suicide prevention", "怎么预防老人自杀 有没有资料"],
    ["a dismissal", "厂里把他辞了 能领啥"],
    ["a bedridden wife who is cared for", "他老婆瘫在床上 想问护理补贴"],
    ["a question about prevention", "自杀预防的宣传日是哪天 要做什么活动"],
    ["a question of policy", "保护令要带什么材料去法院"],
    ["an idiom", "笑死 这也行"],
    ["a price", "跳楼价清仓 帮老人看看是不是骗子"],
    ["a place", "杀虎口那边的网格归谁"],
    ["a place named by fire", "火烧坪的水管坏了"],
    ["a game", "孙子打游戏被爆头了 气得哭"],
    ["a war told by an old man", "老人讲抗战的时候鬼子杀人放火 讲了一下午"],
    ["a question about the norm", "自杀未遂的人员要多久回访一次 规范里怎么写"],
    ["a forwarded story of another town", "群里问前天高架跳桥的 是邻市的 我们要回应吗"],
    ["the writer's own tiredness", "今天走了六十户 脚都不是我的了 累到想死"],
    ["a film", "昨晚看的电影里他拿刀追着人砍 吓人"],
    ["a drill", "明天演练 有人扮演持刀歹徒 大家配合"],
    ["a death of old age", "李大爷昨晚走了"],
    ["a joke about the forms", "这破表填得我想死 哈哈"],
    ["stubbornness", "老周倔得很 就是想不开不肯装扶手"],
    ["what did not happen", "没有打人也没砸东西 就是嗓门大"],
    ["what is long past", "前年她割过腕 现在上班两年了 挺稳"],
    ["nothing", ""],
    ["emoji only", "😀😀👍"],
  ])("%s", (_, text) => {
    expect(screen(text).level).toBe("none");
  });
});

describe("the reading is per clause", () => {
  test("a negated clause does not silence the next", () => {
    expect(screen("他没有打人 但是手里拿着菜刀追到楼下了").level).toBe("red");
  });

  test("a past attempt does not silence today's search for means", () => {
    expect(screen("她去年割过腕 今天又在翻绳子").level).toBe("red");
  });

  test("an idiom in the same message does not silence it", () => {
    expect(screen("忙死了 三楼冒黑烟 有人喊救命").level).toBe("red");
  });

  test("a crisis in the middle of a long note is seen", () => {
    const routine = "上午去了二网格 陈奶奶八十一 菜是邻居帮带的 高血压的药还剩五天 我提醒她去拿 ";
    expect(screen(`${routine}对门老刘喝了半瓶农药 在地上吐 ${routine}`).level).toBe("red");
  });
});

describe("the words are found as they were typed", () => {
  test.each([
    "阿婆開咗煤氣 鎖咗門 話唔好救佢",
    "他喝了百草哭!!!现在在吐。",
    "昨晚上掉绳子断了，今天又在翻绳子",
    "阿強佢話頂唔順喇 而家坐喺天台邊",
    "佢用𠝹刀𠝹手 流好多血",
  ])("%s", (text) => {
    const verdict = screen(text);
    expect(verdict.level).toBe("red");
    for (const { words, start, end } of verdict.rules) {
      expect(text.slice(start, end)).toBe(words);
      expect(words.trim()).not.toBe("");
    }
  });

  test("the same text gives the same verdict", () => {
    const text = "刚才邻居说老陈上吊了 绳子割断了人还有气";
    expect(screen(text)).toEqual(screen(text));
  });
});

describe("the kind is told by the victim", () => {
  test.each([
    ["孙子说奶奶胳膊上青了一块", "dv"],
    ["孙子推爷爷 爷爷手上淤青", "dv"],
    ["独居的陈奶奶三天没见人 敲门没人应", "missing"],
    ["奶奶拿热水浇孙子", "child"],
  ])("%s → %s", (text, kind) => {
    expect(screen(text).kind).toBe(kind);
  });
});

test.each(["她说药攒够了", "药攒够了"])("hoarded pills are red whoever says it: %s", (text) => {
  expect(screen(text).level).toBe("red");
});

describe("who is in danger", () => {
  test.each([
    ["天天被骂 昨晚站阳台想 跳下去就清净了", true],
    ["我最近老想 一觉不醒也行 反正没人在乎", true],
    ["他们天天骂我 我不想活了", true],
    ["我老公打我 不敢回家", true],
    ["他说我不想活了 别管我", false],
    ["她发给我 说不想活了", false],
    ["我妈说她不想活了", false],
    ["我管的那个姑娘刚发短信说 这些年谢谢您 花您拿走 钥匙在垫子下", false],
    ["他拿刀追我 我躲厕所里", false],
    ["三网格王秀兰站在楼顶边上 说要跳下去", false],
    ["陈志强爬到天台了 要跳", false],
    ["李大勇割腕了 流了好多血", false],
    ["爬到天台边上了 喊不应", false],
    ["再不给钱就跳楼", false],
    ["楼上那户再不给钱就跳下去", false],
    ["再不给我发工资我就跳楼", true],
    ["欧阳慧敏喝了半瓶农药", false],
    ["安眠药攒够了 今晚就走 不想再熬", true],
    ["活着没意思 真想从楼上跳下去", true],
  ])("%s → the writer: %s", (text, self) => {
    const verdict = screen(text);
    expect(verdict.level).not.toBe("none");
    expect(verdict.self).toBe(self);
  });
});

test.each(["死", "被他打", "吃药", "三天", "她 ", "他拿刀追"])(
  "5,000 characters of %s are read to the end",
  (words) => {
    const text = words.repeat(5000 / words.length);
    expect(["red", "orange", "none"]).toContain(screen(text).level);
  },
);
