import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readChatState } from "../../cases/drafts/chat-state.ts";
import {
  minutesAfter,
  NOW,
  type SeededDistrict,
  type StaffName,
  seedDistrict,
  testSealer,
} from "../../cases/fixture.ts";
import { noteBenefit } from "../../cases/people/benefits.ts";
import { createPerson } from "../../cases/people/create.ts";
import { findCitedClause } from "../../knowledge/documents/locate.ts";
import { freshPglitePack } from "../../knowledge/pack/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import type { Content } from "../incoming.ts";
import type { Reply } from "../reply.ts";
import { buttonOf, sendAs, wordsSaid } from "./fixture.ts";
import type { TurnResult } from "./turn.ts";

describe("他能办啥", () => {
  let database: Database;
  let district: SeededDistrict;
  let districts = 0;
  let minute = 0;
  let said: Reply[] = [];

  async function send(content: Content, later = 1, who: StaffName = "worker"): Promise<TurnResult> {
    minute += later;
    const result = await sendAs(district, district.staff[who], content, { minutes: minute });
    said = result.replies;
    return result;
  }
  const say = (words: string, later = 1, who: StaffName = "worker") => send(wordsSaid(words), later, who);
  const press = (label: string, later = 1) => send(buttonOf({ replies: said }, label), later);
  const last = (): Reply => said.at(-1)!;
  /** Answers whatever is asked until it ends; gives the questions. */
  async function answerAll(answers: Record<string, string>): Promise<string[]> {
    const asked: string[] = [];
    while (last().kind === "clarify") {
      const question = last().text.split("\n").at(-1)!;
      asked.push(question);
      const [, label] = Object.entries(answers).find(([part]) => question.includes(part)) ?? ["", "不知道"];
      const is_button = last().actions.some((one) => one.label === label);
      await (is_button ? press(label) : say(label));
      expect(asked.length).toBeLessThanOrEqual(4);
    }
    return asked;
  }

  beforeAll(async () => {
    database = await freshPglitePack();
  });
  beforeEach(async () => {
    minute = 0;
    district = await seedDistrict(database, await testSealer(), ++districts);
  });
  afterAll(() => database.close());

  const lines = (): string[] => last().text.split("\n");
  const file = (name: string, age: number, area: "grid_one" | "grid_two" = "grid_one") =>
    district.session(district.staff.worker, (session) =>
      createPerson(session, {
        name,
        sex: "女",
        age: { from: age, to: age },
        area_id: district.areas[area],
        household_id: null,
      }),
    );

  test.each([
    ["他能办啥", /./],
    ["82岁独居女的能申请什么", /多大/],
    ["重残二级没低保能领啥", /几级|残疾/],
    ["家里有个自闭症孩子有啥补贴", /有没有残疾|哪方面/],
  ])("%s: asks at most four times and never what was said", async (words, said_already) => {
    await say(words);
    const asked = await answerAll({
      吃低保: "都没有,困难",
      几级: "证上一级、二级",
      多大: "7到15岁",
    });
    expect(asked.length).toBeGreaterThan(0);
    expect(new Set(asked).size).toBe(asked.length);
    if (words !== "他能办啥") expect(asked.filter((one) => said_already.test(one))).toEqual([]);
    expect(last().kind).toBe("answer");
    expect(lines().length).toBeLessThanOrEqual(6);
    expect(last().text).toContain("窗口核定");
  });

  test("ends in three groups, each with the condition that decides it and the clause that it opens", async () => {
    await say("重残二级没低保能领啥");
    await answerAll({ 多大: "18到59岁", 吃低保: "困难", 照顾: "自己能行", 自己有收入: "有退休金" });
    const [heading, first] = lines();
    expect(heading).toBe("可能符合,窗口核定:");
    expect(first).toBe("· 重度残疾人护理补贴:残疾一级、二级 [1]");
    expect(last().text).toMatch(/^还差:困难残疾人生活补贴\(问窗口:没低保的困难残疾人当地给不给 \[\d\]\)$/m);
    expect(last().text).toMatch(/^可能不符合:特困供养（五保）\(自己有稳定收入 \[\d\]\)$/m);
    const marks = [...last().text.matchAll(/\[(\d+)\]/g)].map(([, n]) => Number(n));
    expect([...new Set(marks)].sort()).toEqual(last().citations.map((_, i) => i + 1));
    for (const citation of last().citations)
      expect(await district.session(district.staff.worker, ({ tx }) => findCitedClause(tx, citation))).not.toBeNull();

    await press("材料和去哪儿");
    expect(last().text).toContain("残疾一级、二级");
    expect(last().text).toMatch(/带:残疾人证、身份证/);
    expect(last().text).toContain("12385");
    expect(last().text).not.toMatch(/\d元/);
  });

  test("an amount only where the place has one, with its day", async () => {
    for (const [place, amount] of [
      ["上海", /上海从2025年7月1日起，重度残疾人护理补贴分350元和180元两档\(以窗口为准\) \[\d+\]/],
      ["重庆", /重庆从2026年1月1日起，重度残疾人护理补贴分110元和100元两档/],
      ["浙江", null],
    ] as const) {
      await say(`${place}的重残二级吃低保能领啥`);
      await press("先这些");
      await press("材料和去哪儿");
      if (amount) expect(last().text).toMatch(amount);
      const named = last().text.match(/\S{2}从20\d\d年\d+月\d+日起[^\n]*元/g) ?? [];
      expect(named.filter((line) => !line.startsWith(place))).toEqual([]);
    }
  });

  test("a place's own rule: ten years old with autism, in 上海 and here", async () => {
    await say("十岁自闭症孩子有啥补贴");
    await press("先这些");
    expect(last().text).toContain("残疾儿童康复救助(问窗口:当地有没有放宽到6岁以上");
    await say("上海十岁自闭症孩子有啥补贴");
    await press("先这些");
    expect(last().text).toMatch(/残疾儿童康复救助:不满18岁（上海，2025年5月1日起） \[1\]/);
  });

  test("不知道 is an answer: it is not asked again and ends as 还差", async () => {
    await say("82岁独居女的能申请什么");
    const first = lines().at(-1);
    expect(first).toMatch(/日子过得怎么样/);
    await press("不知道");
    expect(lines().at(-1)).not.toBe(first);
    await say("先这些");
    expect(last().text).toMatch(/还差:.*养老服务补贴、护理补贴\(家里收入怎么样/);
    expect(last().text).toContain("高龄津贴:满80岁 [1]");
  });

  test("answers may be spoken, and more may be said with them", async () => {
    await say("老人能申请啥补贴");
    const question = lines().at(-1)!;
    await say("八十三，没儿没女，也没有退休金，没吃低保，家里穷");
    expect(last().text).not.toBe(question);
    await say("先这些");
    expect(last().text).toContain("特困供养（五保）:没有能养他的人");
    expect(last().text).toContain("高龄津贴");
  });

  test("a note and a crisis come between; 继续 puts the same question again", async () => {
    await say("82岁独居女的能申请什么");
    const question = lines().at(-1)!;
    await say("今天上午去了一网格5栋401 李桂香李奶奶 七十六了 药快没了 下周三再去");
    expect(last().kind).toBe("visit_draft");
    await say("三栋有人要跳楼");
    expect(said[0]!.crisis).toMatchObject({ level: "red" });
    await say("低保怎么申请");
    expect(last().kind).toBe("answer");
    await say("继续");
    expect(lines().at(-1)).toBe(question);
    await press("都没有,过得去");
    await say("先这些");
    expect(last().text).toContain("可能不符合:");
    expect(last().text).toContain("家里收入过得去");
  });

  test("a button that was pressed already changes nothing; after half an hour nothing is left of it", async () => {
    await say("82岁独居女的能申请什么");
    const first = last();
    await press("都没有,困难");
    const second = last();
    said = [first];
    await press("都没有,过得去");
    expect(last().text).toBe("这一问答过了,看最新的那条。");
    said = [second];
    await press("不知道", 31);
    expect(last().text).toMatch(/过了半小时/);
    await say("继续");
    expect(last().text).not.toContain("窗口核定");
    const kept = await district.session(
      district.staff.worker,
      (session) => readChatState(session),
      minutesAfter(minute, NOW),
    );
    expect(kept).not.toContain("hardship");
  });

  test("the file of somebody who is named answers first, in one's own grid only, and the look is written down", async () => {
    const { id } = await file("王秀兰", 84);
    await say("王秀兰能申请哪些补贴");
    expect(lines()[0]).toBe("先记着:84岁。(照他的档案)");
    const reads = await district.service(async ({ tx }) => {
      const { rows } = await tx.query("select entity_id from audit_log where action = 'person.read'");
      return rows;
    });
    expect(reads).toEqual([{ entity_id: id }]);

    await say("王秀兰能申请哪些补贴", 1, "neighbour");
    expect(last().text).not.toContain("84岁");

    const gets = { benefit: "低保", state: "receiving", since: "2026-03-01", words: "看了证" } as const;
    await district.session(district.staff.worker, (session) => noteBenefit(session, id, gets), minutesAfter(2, NOW));
    await say("王秀兰能申请哪些补贴", 3);
    expect(lines()[0]).toBe("先记着:84岁、在吃低保。(照他的档案)");
    const ended = { ...gets, state: "ended", since: "2026-05-01" } as const;
    await district.session(district.staff.worker, (session) => noteBenefit(session, id, ended), minutesAfter(4, NOW));
    await say("王秀兰能申请哪些补贴", 5);
    expect(lines()[0]).toBe("先记着:84岁。(照他的档案)");

    await file("王秀兰", 35);
    await say("王秀兰能申请哪些补贴");
    expect(last().text).toContain("同名的有 2 位");
    expect(last().text).not.toMatch(/84岁|35岁/);
  });

  test("he is whoever the unsaved visit is about; of two it is asked which", async () => {
    await say("今天去了一网格5栋401 张桂英张奶奶 八十二了 一个人住 吃低保 想有人帮忙买菜");
    await say("她能申请啥");
    expect(lines()[0]).toBe("先记着:82岁、在吃低保。(照刚才没存的走访)");
    await say("先这些");
    expect(last().text).toContain("高龄津贴:满80岁");

    await say("今天去了一网格 先看了5栋401的赵德贵 七十九 药断了三天 又看了6栋302的孙小梅 三十四 她失业在家没收入");
    await say("他能办啥");
    expect(last().text).toBe("给谁看?");
    expect(last().actions.map(({ label }) => label)).toEqual(["赵德贵", "孙小梅"]);
    await press("孙小梅");
    expect(lines()[0]).toMatch(/34岁/);
    expect(lines()[0]).not.toMatch(/79岁/);
  });

  test.each(["没有", "没办", "残疾证 没有", "还没办过证"])(
    "「%s」: what needs the certificate is still to be got, with the way there",
    async (words) => {
      await say("老婆瘫在床上，四十六，家里吃低保，能领啥");
      const asked: string[] = [];
      while (last().kind === "clarify") {
        const question = lines().at(-1)!;
        asked.push(question);
        if (/证/.test(question)) await say(words);
        else await press("不知道");
      }
      expect(asked[0]).toBe("残疾人证办了吗?几级?");
      expect(last().text).toMatch(
        /^还差:重度残疾人护理补贴、困难残疾人生活补贴\(先办残疾评定:县级残联,带身份证、户口本、照片、病历 \[\d\]\)/m,
      );
      expect(last().text).not.toMatch(/可能不符合:.*补贴/);
      expect(last().text).toMatch(/· 残疾人证:/);
    },
  );

  test.each([
    ["二级", /重度残疾人护理补贴:残疾一级、二级/],
    ["有的 二级", /重度残疾人护理补贴:残疾一级、二级/],
    ["证上写的四级", /可能不符合:.*重度残疾人护理补贴/],
    ["不知道", /还差:.*重度残疾人护理补贴/],
  ])("the certificate is told as 「%s」", async (words, result) => {
    await say("老公半身不遂，四十六，家里吃低保，他能领啥");
    expect(lines().at(-1)).toBe("残疾人证办了吗?几级?");
    await say(words);
    await say("先这些");
    expect(last().text).toMatch(result);
  });

  test.each([
    ["厂里把他辞了，能领啥", "把他辞"],
    ["他下岗了，能办啥", null],
    ["老板不要他了，能申请什么补助", "老板不要他"],
  ])("%s: begins with the lost work, and asks how it was lost", async (words, from) => {
    await say(words);
    expect(lines()[0]).toContain("没工作");
    if (from) expect(lines()[0]).toContain(`(「`);
    const asked = await answerAll({ 活是怎么没的: "单位辞的,交满一年", 失业保险: "满一年" });
    expect(asked.some((one) => /失业保险/.test(one))).toBe(true);
    expect(last().text).toMatch(/失业保险金:失业保险交满一年 \[\d+\]/);
  });

  test.each([
    ["1941年生的老汉，无儿无女，低保户，能申请啥", /多大|该养他|吃低保/],
    ["四一年的，膝下无子，没有退休金，她能领什么补贴", /多大|该养他|自己有收入/],
  ])("%s: nothing of it is asked", async (words, told) => {
    await say(words);
    const asked = await answerAll({});
    expect(asked.filter((one) => told.test(one))).toEqual([]);
  });

  test("he is whoever the visit saved just now was about; his facts carry the words they come from", async () => {
    await say("今天去了一网格5栋401 张桂英张奶奶 八十二了 一个人住 无儿无女 吃低保 想有人帮忙买菜");
    await press("保存");
    await say("她能申请啥");
    expect(lines()[0]).toContain("82岁");
    expect(lines()[0]).toContain("没人养(「无儿无女」)");
    expect(lines()[0]).toMatch(/刚存的走访/);
    expect(last().text).not.toMatch(/该养/);
  });

  test.each(["陈桂花 78岁 没儿没女 够不够特困", "帮我看看李大爷 七十了 没人养 符不符合特困"])(
    "%s: names that benefit first with what is missing",
    async (words) => {
      await say(words);
      await say("不知道");
      await say("不知道");
      expect(last().text).toMatch(/^还差:特困供养（五保）\(自己有没有收入/m);
    },
  );

  test.each(["有,没办证", "没办证"])(
    "「%s」 to another question is kept, and the question goes on waiting",
    async (words) => {
      await say("老汉五十五 中风了 能办啥");
      const question = lines().at(-1)!;
      await say(words);
      expect(last().kind).toBe("clarify");
      expect(lines()).toEqual(["先记着:没残疾证。", question]);
      await press("都没有,过得去");
      await say("先这些");
      expect(last().text).not.toMatch(/(?:^· |;)低保:/m);
    },
  );

  test("a question in between is no answer", async () => {
    await say("老汉五十五 中风了 能办啥");
    await say("低保户死了火化要钱不");
    expect(last().text).not.toContain("有残疾吗");
    expect(last().kind).toBe("not_found");
  });

  test.each(["他68岁没工作 没低保 能办啥", "七十的老汉 下岗好多年了 能申请什么"])(
    "%s: nobody past pension age is asked about unemployment insurance",
    async (words) => {
      await say(words);
      const asked = await answerAll({});
      expect(asked.filter((one) => /失业保险/.test(one))).toEqual([]);
    },
  );

  test.each(["单亲妈妈带两个娃 能办啥", "一个女的离婚了带着两个孩子 没工作 能申请什么补助"])(
    "%s: she is no child, and what children get is looked at",
    async (words) => {
      await say(words);
      expect(lines()[0]).not.toContain("17岁");
      await say("先这些");
      await press("材料和去哪儿");
      expect(last().text).toContain("教育救助");
    },
  );

  test.each(["娃儿爸死了妈跑了 九岁 跟外婆 能办啥", "爸坐牢妈改嫁了 孩子跟爷爷过 能申请什么"])(
    "%s: what children without parents get is named",
    async (words) => {
      await say(words);
      await say("先这些");
      expect(last().text).toContain("事实无人抚养儿童");
    },
  );

  test("the slip as a text holds nothing of the person", async () => {
    await say("82岁的失能老人，精神残疾二级，吃低保，能领啥");
    await press("先这些");
    await press("打印给他带走");
    expect(last().text).toMatch(/^可以去问的补贴/);
    expect(last().text).toMatch(/重度残疾人护理补贴\n带:残疾人证、身份证/);
    expect(last().text).not.toMatch(/82|失能|精神残疾二级/);
  });
});
