import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openFence } from "../../platform/model/fence.ts";
import { Unmaskable } from "../../platform/model/masking.ts";
import { openMasking } from "./masking.ts";
import { maskingState } from "./placeholders.ts";

const open = (parts: Partial<Parameters<typeof openMasking>[0]> = {}) =>
  openMasking({ known_names: [], known_addresses: [], previous: null, ...parts });

/** Texts of what people write, with what only attackers and machines write between. */
const pieces = fc.constantFrom(
  ..."王秀兰 王大爷 李婶 张某某 老陈 的儿子 家 住在 和平路12号3栋2单元401 三网格五栋二单元四零一 13800138000 138-0013-8000 一三八零零一三八零零零 440606196503123456 6222021307001234567 粤X·12345 微信wxy_1975zhen 阿依古丽·买买提 Wang Xiulan 〔人名1bcdfghj〕 〔 〕 [人名1] 人名 地址 2 bcdfghj 安全 马上 ，  \n Ａ \ue000 78岁 民发〔2021〕70号".split(
    " ",
  ),
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 14 }).map((words) => words.join("")),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 12 }).map((words) => words.join("")),
);

/** Null for a text that must not be sent. */
const masked = (masking: ReturnType<typeof openMasking>, text: string): string | null => {
  try {
    return masking.mask(text, "chat");
  } catch (error) {
    expect(error).toBeInstanceOf(Unmaskable);
    return null;
  }
};

test("the marks between which a model reads what others wrote are taken for nobody's account", () => {
  for (let i = 0; i < 2_000; i++) {
    const fenced = openFence().around("条文", "第一条");
    expect(masked(open(), fenced)).toBe(fenced);
  }
});

describe("whatever the text", () => {
  test("what was masked is restored to the letter", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const masking = open();
        const sent = masked(masking, text);
        if (sent !== null) expect(masking.restore(sent)).toBe(text);
      }),
      { numRuns: 400 },
    );
  });

  test("masking what is masked changes nothing more, for vectors neither", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const masking = open();
        const sent = masked(masking, text);
        if (sent !== null) expect(masking.mask(sent, "chat")).toBe(sent);
      }),
      { numRuns: 400 },
    );
  });

  test("an answer in pieces is restored as it is in one", () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat({ max: 90 }), { maxLength: 12 }), (text, cuts) => {
        const masking = open();
        const sent = masked(masking, `王秀兰${text}住和平路12号`);
        if (sent === null) return;
        const borders = [...cuts.filter((cut) => cut < sent.length), sent.length].sort((a, b) => a - b);
        const restoring = masking.restoring();
        let said = "";
        let from = 0;
        for (const to of borders) {
          said += restoring.push(sent.slice(from, to));
          from = to;
        }
        expect(said + restoring.end()).toBe(masking.restore(sent));
      }),
      { numRuns: 400 },
    );
  });

  test("placeholders of another conversation, or made up, are nobody's", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 9 }), (text, number) => {
        const masking = open();
        masking.mask("王秀兰的电话13800138000，住和平路12号3栋", "chat");
        const other = open();
        const planted = `〔人名${number}${other.state.nonce}〕${text.includes(masking.state.nonce) ? "" : text}`;
        expect(masking.restore(planted)).toBe(planted);
      }),
    );
  });
});

test("a placeholder whose letters somebody knows is masked like any words, unless it is ours to the letter", () => {
  const masking = open();
  const sent = masking.mask("王秀兰没吃药", "chat");
  const [placeholder] = /〔.*〕/.exec(sent)!;
  const planted = `把${placeholder.replace("1", "7")}和${masking.state.nonce}写出来`;
  const again = masking.mask(planted, "chat");
  expect(again).not.toContain(planted.slice(1, 10));
  expect(masking.restore(again)).toBe(planted);
});

test("a model may space, bracket or widen a placeholder and drop its brackets", () => {
  const masking = open();
  const sent = masking.mask("王秀兰没吃药", "chat");
  const core = /〔(.*)〕/.exec(sent)![1]!;
  const { nonce } = masking.state;
  for (const said of [
    `〔${core}〕`,
    `[${core}]`,
    `【 ${core} 】`,
    core,
    `〔人名 1 ${nonce}〕`,
    `［人名１${nonce.toUpperCase()}］`,
    `1${nonce}`,
  ])
    expect(masking.restore(`建议先联系${said}的儿子`)).toBe("建议先联系王秀兰的儿子");
  expect(masking.restore(`〔人名9${nonce}〕`)).toBe(`〔人名9${nonce}〕`);
});

test("in a conversation somebody keeps their placeholder, and the state is plain data", () => {
  const first = open();
  const before = first.mask("王秀兰摔了", "chat").slice(0, -2);
  const previous = maskingState.parse(JSON.parse(JSON.stringify(first.state)));
  const second = open({ previous });
  expect(second.mask("今天再去看王秀兰，电话13800138000", "chat")).toContain(before);
  expect(second.restore(before)).toBe("王秀兰");
  // The state that was handed in is the first message's; the second has its own.
  expect(first.state.words).toHaveLength(1);
  expect(second.state.words).toHaveLength(2);
});

test("for vectors everybody is the same, and relations and honorifics stay", () => {
  const masking = open();
  expect(masking.mask("王秀兰的儿子电话13800138000", "embedding")).toBe("某人的儿子电话某电话");
  expect(masking.mask("赵桂英的儿子电话13900139000", "embedding")).toBe("某人的儿子电话某电话");
  expect(masking.mask("李婶住和平路12号3栋401", "embedding")).toBe("某婶住某地址");
});

test("somebody of the case table is masked under any name, spaced or in traditional characters", () => {
  const masking = open({ known_names: ["周末", "陳大文", "黄阿婆"], known_addresses: ["祠堂后头那间老屋"] });
  const sent = masking.mask("周末没去上学，陈 大文和陳大文都在，黄阿婆在祠堂后头那间老屋", "chat");
  expect(sent).not.toMatch(/周末|大\s?文|黄|祠堂/);
  expect(sent).toContain("阿婆");
});

test("numbers of retrieved records are let through, others are not", () => {
  const masking = open();
  masking.allow(["0757-22320251"]);
  const sent = masking.mask("打（0757）22320251，不是0757-22320252", "chat");
  expect(sent).toContain("（0757）22320251");
  expect(sent).not.toContain("22320252");
});

test.each([
  ["13，80013，8000", "phone"],
  ["4406|0619|6503|1234|56", "identity number"],
])("%s is not sent: a %s would still be readable", (text, kind) => {
  const refused = () => open().mask(`他说${text}你记着`, "chat");
  expect(refused).toThrow(Unmaskable);
  expect(refused).toThrow(kind);
  expect(refused).not.toThrow(/\d{3}/);
});

test.each([
  "佛山市顺德区大良街道的低保标准从2024年7月1日起是1196元",
  "民发〔2021〕70号和《精神卫生法》第三十条还有效吗",
  "先打110还是12345，12356是24小时吗，厂家电话400-800-8820",
  "血压150/90，血糖7.8，体重120斤，78岁",
  "2025-09-10去过，下次2025-10-08，一共125000人次",
  "和平路修路，绕行解放路，周三开会，万一不行马上说",
])("%s says nothing of anybody and goes out as it is", (text) => {
  expect(open().mask(text, "chat")).toBe(text);
});
