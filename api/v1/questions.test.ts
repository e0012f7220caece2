import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../bot/reply.ts";
import { freshPglitePack } from "../../knowledge/pack/fresh.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { DEMO_DISTRICT } from "../demo.ts";
import { type RunningApp, runApp } from "../running.ts";

let service: RunningApp;

const say = async (text: string): Promise<Reply> => {
  const { json } = await service.ask("grid_worker", "/api/v1/messages", { text });
  return (json as { replies: Reply[] }).replies.at(-1)!;
};
const questions = (): Promise<number> =>
  scoped(service.parts.database, systemScope(DEMO_DISTRICT), async (tx) => {
    const { rows } = await tx.query<{ n: number }>("select count(*)::integer as n from questions");
    return rows[0]!.n;
  });

beforeEach(async () => {
  await service?.close();
  service = await runApp({ database: await freshPglitePack() });
});
afterAll(() => service.close());

describe("a question", () => {
  test("finds the same with a person, a door and a number in it", async () => {
    const plain = await say("低保怎么申请");
    for (const words of ["低保怎么申请 住三网格五栋二单元401", "王秀兰的低保怎么申请 电话13812345678"])
      expect((await say(words)).citations).toEqual(plain.citations);
  });

  test("begins with its answer, fits a phone, and names each text once", async () => {
    const { text, citations } = await say("低保怎么办");
    expect(text).toMatch(/^向户籍所在地的乡镇政府、街道办事处/);
    const [answer] = text.split("\n依据");
    expect(answer!.length).toBeLessThan(260);
    const sources = text.split("\n").filter((line) => line.startsWith("依据"));
    expect(new Set(sources.map((line) => line.replace(/\[\d\]/g, ""))).size).toBe(sources.length);
    expect(citations.length).toBeGreaterThan(0);
  });

  test("about the account that money goes to is none about a help line, and a warning does not answer it", async () => {
    for (const words of ["低保的钱打到哪个卡", "低保打哪个卡，卡号是6222020200112233445"]) {
      const { kind, text } = await say(words);
      expect(kind).toBe("not_found");
      expect(text).not.toMatch(/热线|密码/);
    }
  });

  test("about months of a benefit is one", async () => {
    expect((await say("失业金能领几个月")).text).toContain("最多十二个月");
  });

  test("whether a benefit suits somebody who is told of starts the questions and no search of files", async () => {
    const { kind, text } = await say("帮我看看陈桂花 78岁 没存款 没儿没女 够不够特困");
    expect(kind).toBe("clarify");
    expect(text).toContain("78岁");
  });
});

describe("what goes on from it", () => {
  test("keeps the subject, and quotes the clause that answers", async () => {
    const first = await say("低保怎么申请");
    const seen = [first.citations[0]!.quote];
    for (const [words, holds] of [
      ["要多久", /天/],
      ["要带啥", /材料|身份证/],
      ["那他老婆呢", /家|收入/],
    ] as const) {
      const { citations, text } = await say(words);
      expect(text).toMatch(holds);
      expect(seen).not.toContain(citations[0]!.quote);
      seen.push(citations[0]!.quote);
    }
  });

  test("and is held by nothing is told what is", async () => {
    await say("低保怎么申请");
    const { kind, text } = await say("钱打到哪个卡");
    expect(kind).toBe("not_found");
    expect(text).toMatch(/钱打到哪张卡.*没有写。写了的有：.*低保/);
  });

  test("by two names needs a clause that says so of both", async () => {
    await say("特困供养怎么申请");
    expect((await say("特困和低保能一起拿吗")).kind).toBe("not_found");
  });
});

describe("the writer's language", () => {
  test("English is answered in English around the Chinese words, from the first message on", async () => {
    expect((await say("how do I apply for dibao")).text).toMatch(/^The material is in Chinese[^\n]*\n向户籍所在地/);
    expect(await say("what is the tax on a sports car")).toMatchObject({ kind: "not_found" });
    expect((await say("what is the tax on a sports car")).text).toMatch(/^I found nothing/);
  });

  test("Cantonese without a character that tells is answered in Traditional", async () => {
    expect((await say("佢有乜可以攞")).text).toMatch(/[這裡資問們說麼]/);
  });
});

test("who lets off steam gets a line and no gap", async () => {
  for (const words of ["你这破东西一点用没有", "累死了天天填表", "答非所问"]) {
    const { kind, text, actions } = await say(words);
    expect(kind).toBe("help");
    expect(text.length).toBeLessThan(60);
    expect(actions.map(({ id }) => id)).toContain("today");
  }
  expect(await questions()).toBe(0);
});
