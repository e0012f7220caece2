import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { inviteStaff } from "../../cases/staff/invite.ts";
import { unbindStaff } from "../../cases/staff/unbind.ts";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Queryable } from "../../platform/database/port.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { applySetup } from "../setup/apply.ts";
import { type Connected, connect } from "./connected.ts";

const SHUNDE = 440606;
const NANHAI = 440605;
/** 李芳's account, and that of a colleague in 南海. */
const ME = { chat_id: 42, user_id: 42 };
const COLLEAGUE = { chat_id: 77, user_id: 77 };
const RED = "一网格老李拿着菜刀把门反锁了 说谁进来砍谁";

describe.each(ENGINES)("one account in two districts, on %s", (engine, open) => {
  let c: Connected;
  let codes: string[];
  beforeAll(async () => {
    c = await connect({ database: await open(), backend: engine });
    const grids: [string, string, string][] = [["桂城街道", "平东社区", "一网格"]];
    const invited = await applySetup(
      { ...c.parts, now: new Date() },
      { adcode: String(NANHAI), name: "南海区" },
      {
        areas: grids,
        staff: [
          { name: "李芳", role: "supervisor", organization: null, grids: [] },
          { name: "陈立", role: "grid_worker", organization: null, grids },
        ],
      },
    );
    codes = invited.map(({ code }) => code);
  });
  afterAll(async () => {
    expect(c.telegram.violations).toEqual([]);
    await c.close();
  });
  beforeEach(() => fresh());

  async function fresh(): Promise<void> {
    await c.settled();
    c.telegram.sent.length = 0;
  }
  const send = (text: string, who = ME) => c.fromTelegram(c.updates.message({ text }, who));
  const sent = (who = ME) => c.telegram.sent.filter((message) => Number(message.chat_id) === who.chat_id);
  const textTo = (who = ME): string =>
    sent(who)
      .map((message) => message.text)
      .join("\n");
  async function say(text: string, who = ME): Promise<string> {
    await fresh();
    expect((await send(text, who)).status).toBe(200);
    await c.settled();
    return textTo(who);
  }
  const buttons = (who = ME): { text: string; callback_data: string }[] =>
    sent(who).flatMap((message) => {
      const markup = message.reply_markup as
        | { inline_keyboard?: { text: string; callback_data: string }[][] }
        | undefined;
      return markup?.inline_keyboard?.flat() ?? [];
    });
  const button = (label: string, who = ME): string => {
    const found = buttons(who).find(({ text }) => text.includes(label));
    if (!found) throw new Error(`no button ${label} in ${JSON.stringify(buttons(who))}`);
    return found.callback_data;
  };
  async function press(data: string, who = ME): Promise<string> {
    await fresh();
    await c.fromTelegram(c.updates.press(data, who));
    await c.settled();
    return textTo(who);
  }
  const inDistrict = async <Row extends object>(id: number, sql: string): Promise<Row[]> =>
    scoped(c.parts.database, systemScope(id), async (tx: Queryable) => (await tx.query<Row>(sql)).rows);
  const visits = async (id: number): Promise<number> => (await inDistrict(id, "select id from visits")).length;

  test("a second invite code adds the district, says where one is, and a button goes back", async () => {
    expect(await say(c.codes.grid_worker)).toContain("认得您了");
    expect(await say("今天")).not.toContain("【");
    expect(await say(codes[1]!, COLLEAGUE)).toContain("认得您了");
    const joined = await say(codes[0]!);
    expect(joined).toContain("您现在在南海区");
    expect(await press(button("换到顺德区"))).toContain("现在在顺德区");
    expect(await say("今天")).toMatch(/^【顺德区】/);
    expect(await say("帮助")).toMatch(/^【顺德区】/);
  });

  test("a code that is used up is told so, and a word of ten letters is a word", async () => {
    expect(await say(codes[0]!)).toContain("邀请码不对");
    expect(await say("volunteers")).not.toContain("邀请码");
  });

  test.each(["换区", "我要换个区", "我在哪个区", "換區", "switch district"])("%s shows the districts", async (text) => {
    await say(text);
    expect(buttons().map(({ callback_data }) => callback_data)).toEqual([`district.go::${NANHAI}`]);
  });

  test("a word goes to a district, and to none where one is not known", async () => {
    expect(await say("换到南海")).toContain("现在在南海区");
    expect(await say("今天")).toMatch(/^【南海区】/);
    expect(await say("换到番禺区")).toContain("没有在番禺区登记");
    expect(await say("换到小区门口去了")).not.toContain("登记");
    expect(await say("切换到顺德区")).toContain("现在在顺德区");
  });

  test("who works in one district hears that there is one", async () => {
    expect(await say("换区", COLLEAGUE)).toContain("只在南海区");
    expect(await say("今天", COLLEAGUE)).not.toContain("【");
  });

  test("a draft of one district is not seen in the other; its button saves it where it was told", async () => {
    const told = await say("今天去了三网格五栋二单元四零一王秀兰王奶奶家 七十八了一个人住 降压药快没了");
    expect(told).toMatch(/^【顺德区】/);
    const save = button("保存");
    await say("换到南海区");
    expect(await say("没存的草稿")).not.toContain("王");
    const saved = await press(save);
    expect(saved).toMatch(/^【顺德区】/);
    expect(saved).toContain("已保存");
    expect([await visits(SHUNDE), await visits(NANHAI)]).toEqual([1, 0]);
    expect(await press(button("换到顺德区"))).toContain("现在在顺德区");
  });

  test("a message that is edited elsewhere is edited where it was told", async () => {
    const update = c.updates.message({ text: "今天去了三网格五栋二单元四零五何桂英家 八十了", message_id: 5151 }, ME);
    await fresh();
    await c.fromTelegram(update);
    await c.settled();
    await say("换到南海区");
    await fresh();
    await c.fromTelegram(
      c.updates.edited({ text: "今天去了三网格五栋二单元四零五何桂英家 八十一了", message_id: 5151 }, ME),
    );
    await c.settled();
    expect(textTo()).toMatch(/^【顺德区】.*81/s);
    expect(await press(button("放弃"))).toMatch(/^【顺德区】/);
    await say("换到顺德区");
  });

  test("what waits in the queue belongs where it was accepted, whatever is chosen before it is worked off", async () => {
    await c.stopBot();
    await send("换到南海区");
    await send("今天去了三网格五栋二单元四零二刘桂英家 八十一了 要人送饭");
    await c.startBot();
    await c.settled();
    expect(textTo()).toContain("现在在南海区");
    expect(textTo()).toContain("【顺德区】");
    const draftsOf = (id: number) => inDistrict(id, "select id from drafts where state = 'open'");
    expect([(await draftsOf(SHUNDE)).length, (await draftsOf(NANHAI)).length]).toEqual([1, 0]);
    expect(await press(button("放弃"))).toMatch(/^【顺德区】/);
    expect(await say("今天")).toMatch(/^【南海区】/);
  });

  test("so does what stands in the sealed body alone, between this build and the one before", async () => {
    await say("换到顺德区");
    await c.stopBot();
    await send("换到南海区");
    await send("今天去了三网格五栋二单元四零四陈桂英家 八十四了 要人送饭");
    // The build before knows no such column; what this build keeps it must be able to read, too.
    const { affected } = await c.parts.database.query("update inbox set accepted_district = null where state = 'open'");
    expect(affected).toBe(2);
    await c.startBot();
    await c.settled();
    const drafts = (id: number) => inDistrict(id, "select id from drafts where state = 'open'");
    expect([(await drafts(SHUNDE)).length, (await drafts(NANHAI)).length]).toEqual([1, 0]);
    expect(await press(button("放弃"))).toMatch(/^【顺德区】/);
  });

  test("a notice of the other district names it, and its button acts there", async () => {
    await say("换到顺德区");
    await say(RED, COLLEAGUE);
    expect(textTo()).toMatch(/^【南海区】/);
    const taken = await press(button("收到"));
    expect(taken).toMatch(/^【南海区】/);
    const crises = await inDistrict<{ state: string; owner_id: string | null }>(
      NANHAI,
      "select state, owner_id from crises",
    );
    expect(crises).toHaveLength(1);
    expect(crises[0]!.owner_id).not.toBeNull();
    expect(await inDistrict(SHUNDE, "select id from crises")).toEqual([]);
    expect(await say("今天")).toMatch(/^【顺德区】/);
  });

  test("a button of a district where the account is nobody does nothing there", async () => {
    await say(RED, COLLEAGUE);
    const foreign = buttons().find(({ callback_data }) => callback_data.startsWith("crisis."))!.callback_data;
    const OTHER = { chat_id: 99, user_id: 99 };
    const [third] = await applySetup(
      { ...c.parts, now: new Date() },
      { adcode: "440607", name: "三水区" },
      { areas: [], staff: [{ name: "周强", role: "supervisor", organization: null, grids: [] }] },
    );
    await say(third!.code, OTHER);
    expect(await press(foreign, OTHER)).not.toContain("南海");
  });

  test("a crisis goes to the district that one is in, and what is said of it names it", async () => {
    expect(await say(RED.replace("一网格", "三网格"))).toContain("【顺德区】");
    expect((await inDistrict(SHUNDE, "select id from crises")).length).toBe(1);
  });

  test("cut off in one district, the account is in the other, and alone there", async () => {
    const draftsThere = () => inDistrict(NANHAI, "select id from drafts order by id");
    const before = await draftsThere();
    await c.stopBot();
    await send("今天去了三网格五栋二单元四零三张桂芳家");
    const [me] = await inDistrict<{ staff_id: string }>(
      SHUNDE,
      "select staff_id from channel_accounts where unbound_at is null and channel = 'telegram'",
    );
    await scoped(c.parts.database, systemScope(SHUNDE), (tx) =>
      unbindStaff({ tx, scope: systemScope(SHUNDE), sealer: c.parts.sealer, now: new Date() }, me!.staff_id),
    );
    await c.startBot();
    await c.settled();
    // What was sent to the district that cut it off goes to no other.
    expect(textTo()).not.toContain("张");
    expect(await draftsThere()).toEqual(before);
    expect(await say("换区")).toContain("只在南海区");
    expect(await say("今天")).not.toContain("【");
  });

  test("a lost phone, told from a new one, is cut off in all districts with one tap", async () => {
    const invite = async (): Promise<string> => {
      const session = { tx: null as never, scope: systemScope(SHUNDE), sealer: c.parts.sealer, now: new Date() };
      return scoped(c.parts.database, session.scope, async (tx) => {
        const { rows } = await tx.query<{ staff_id: string }>("select staff_id from channel_accounts limit 1");
        return inviteStaff({ ...session, tx }, rows[0]!.staff_id);
      });
    };
    const NEW = { chat_id: 43, user_id: 43 };
    await say(await invite());
    expect(await say("换区")).toContain("顺德区");
    await say(await invite(), NEW);
    await say("我手机丢了", NEW);
    expect(buttons(NEW).map(({ text }) => text)).toEqual(["只断开这个区的", "所有的区都断开"]);
    expect(await press(button("所有的区都断开", NEW), NEW)).toContain("断开了 2 个");
    expect(await say("今天")).toContain("还不认识您");
    expect(await say("换区", NEW)).toContain("只在顺德区");
  });
});
