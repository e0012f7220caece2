/** What is no danger gets its usual answer, and what is one its card, through the whole service. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../bot/reply.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { DEMO_DISTRICT } from "../demo.ts";
import { type RunningApp, runApp } from "../running.ts";

let service: RunningApp;
beforeAll(async () => {
  service = await runApp();
});
afterAll(() => service.close());

const send = async (message: { text: string } | { action: string }): Promise<Reply[]> => {
  const { json } = await service.ask("grid_worker", "/api/v1/messages", message);
  return (json as { replies: Reply[] }).replies;
};
const crises = async (): Promise<number> =>
  scoped(service.parts.database, systemScope(DEMO_DISTRICT), async (tx) => {
    return (await tx.query<{ n: number }>("select count(*) as n from crises")).rows[0]!.n;
  });

const NEWS =
  "转发：【快讯】据新华社报道，某地一小区昨日发生火灾，消防部门迅速处置，火势已被扑灭，两名被困居民获救，无人死亡。记者从应急管理局获悉，事故原因正在调查。请大家扩散，提高安全意识。";
/** 3,000 characters of an ordinary day. */
const LONG = "今天走访了三网格，跟居民聊了聊助餐点的事，老人家都说饭菜软和，就是路远了点，想在小区门口加一个取餐点。"
  .repeat(70)
  .slice(0, 3_000);

describe("no alarm, and the normal answer", () => {
  test.each([
    ["a long day", LONG, /./],
    ["forwarded news", NEWS, /./],
    ["a question about prevention", "自杀预防工作有哪些政策依据", /./],
    ["a question about a line", "心理援助热线是多少", /12356/],
    ["a joke", "笑死 今天表格又发错了", /./],
    ["a price", "楼下服装店跳楼价清仓 大爷大妈都去了", /./],
    ["a film", "昨晚看的电影里有人跳楼 最后救下来了 看哭了", /./],
    ["a drill", "明天上午社区消防演练 有人扮演被困人员 请各网格通知居民", /./],
    ["a place", "杀虎口那边的助餐点怎么走", /./],
    ["a benefit", "低保怎么申请", /低保/],
  ])("%s", async (_name, text, expected) => {
    const before = await crises();
    const replies = await send({ text });
    expect(replies.length).toBeGreaterThan(0);
    for (const reply of replies) {
      expect(reply.crisis).toBeNull();
      expect(reply.kind).not.toBe("crisis");
    }
    expect(replies.map((reply) => reply.text).join("\n")).toMatch(expected);
    expect(await crises()).toBe(before);
  });
});

describe("on the web", () => {
  test("card and who was told come in one answer, each number once in it", async () => {
    const replies = await send({ text: "老李拿着菜刀把门反锁了 说谁进来砍谁" });
    expect(replies[0]!.crisis).toEqual({ level: "red", kind: "violence" });
    const all = replies.filter((reply) => reply.crisis).map((reply) => reply.text);
    expect(all.join("\n").match(/(?<!\d)1\d{2}(?!\d)/g)).toEqual(["110", "120"]);
    expect(all.join("\n")).not.toContain("还没有通知到任何人");
  });

  test("a place with hours of its own for a national line says them on the card", async () => {
    await scoped(service.parts.database, systemScope(DEMO_DISTRICT), (tx) =>
      tx.query(
        `insert into hotlines (district_id, number, region, name, purpose, region_name, hours, as_of, source, verified, kinds)
         values ($1, '12356', '990101', '心理援助热线', '心里难受', '示范区', '8:00—22:00', '2026-05-01', '示范', true, '{suicide}')`,
        [DEMO_DISTRICT],
      ),
    );
    const replies = await send({ text: "张姐最近总说活着没意思 东西都送人了" });
    expect(replies[0]!.text).toContain("示范区的 12356:8:00—22:00,2026-05-01 的信息");
  });
});
