/** What people say of their own distress is answered and is nowhere afterwards: not in any row of any table, not in the log. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { asOwner } from "../../cases/fixture.ts";
import { makeLogin } from "../../cases/staff/login.ts";
import { setScope, systemScope } from "../../platform/scope.ts";
import type { Sealer } from "../../platform/seal.ts";
import { sweep } from "../housekeeping.ts";
import { type Connected, connect } from "./connected.ts";

const DISTRICT = 440606;
const USER = `U${"a".repeat(32)}`;
const source = { type: "user" as const, userId: USER };
const ORIGIN = "https://doorstep.example.org";

/** What is said, one after the other; every word in a [frame] occurs in nothing else that the service holds. */
const SAID = {
  telegram: [
    "我真的不想活了 [薄荷糖罐子]里的药都攒够了",
    "好累 [橘猫墩墩]也没人喂了",
    "刚才在医院 医生说我是[重度什么症] 一个月没睡",
    "附近有没有看心理的地方 [离我家近一点]的",
    "抑郁症怎么办 [能不能请长假]",
    "不是五栋是六栋 [我住六栋顶楼]",
    "帮我转介 我想找[夜里能接电话]的咨询师",
    "妈妈走了以后 [阳台的花]也死了 没意思",
    "我今天去了三网格 在[楼梯拐角]哭了半个小时",
  ],
  line: ["我撑不住了 [想从露台下去]一了百了", "[没有人在意]我 真的", "我想申请补助 可是[连饭都吃不下]"],
  web: ["我天天被骂 昨晚站在阳台上 想跳下去[就清爽了]", "又想到[那根晾衣绳]了 我好怕", "记得[小时候的井]吗 我一直梦见"],
};
const bare = (text: string): string => text.replace(/[[\]]/g, "");
const TRACES = Object.values(SAID).flatMap((said) => said.map((text) => /\[(.+)\]/.exec(text)![1]!));

let c: Connected;
let cookie = "";

/** Everything that stands in the database, in clear where a seal can be opened, table by table. */
async function everything(sealer: Sealer): Promise<{ where: string; value: string }[]> {
  const found = await asOwner(c.parts.database, async (tx) => {
    const { rows: columns } = await tx.query<{ place: string; name: string; column: string }>(
      `select format('%I.%I', n.nspname, c.relname) as place, c.relname as name, a.attname as column
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm', 'p') and a.attnum > 0 and not a.attisdropped
         and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'`,
    );
    const values: { where: string; name: string; column: string; value: string }[] = [];
    for (const { place, name, column } of columns) {
      // A pack's own words are no one's; what is large there is left out.
      if (["chunks", "documents", "synonyms", "associations", "term_frequencies"].includes(name)) continue;
      const { rows } = await tx.query<{ value: string }>(
        `select case when pg_typeof("${column}")::text = 'bytea' then encode("${column}"::text::bytea, 'escape') else "${column}"::text end as value
         from ${place} where "${column}" is not null`,
      );
      values.push(...rows.map(({ value }) => ({ where: `${place}.${column}`, name, column, value })));
    }
    return values;
  });
  return Promise.all(
    found.map(async ({ where, name, column, value }) => {
      if (!value.startsWith("s1.")) return { where, value };
      const clear = await openAnywhere(sealer, value, name, column);
      return { where, value: clear };
    }),
  );
}

/** A seal is bound to its place, which is the table and the column without its ending, or one of these. */
async function openAnywhere(sealer: Sealer, sealed: string, table: string, column: string): Promise<string> {
  const short = column.replace(/_sealed$/, "");
  for (const place of [
    `${table}.${short}`,
    `channel_accounts.${short}`,
    `${table}.chat`,
    "questions.words",
    "chats.state",
    "events.words",
  ]) {
    const clear = await sealer.open(sealed, place).catch(() => null);
    if (clear !== null) return clear;
  }
  throw new Error(`cannot open ${table}.${column}: name its place here, or the words in it are not looked at`);
}

async function web(text: string): Promise<string> {
  const response = await c.app.request(`${ORIGIN}/api/v1/messages`, {
    method: "POST",
    headers: { cookie, origin: ORIGIN, "content-type": "application/json" },
    body: JSON.stringify({ text }),
  });
  expect(response.status).toBe(200);
  return JSON.stringify(await response.json());
}
const telegram = async (text: string): Promise<string> => {
  c.telegram.sent.length = 0;
  await c.fromTelegram(c.updates.message({ text }));
  await c.settled();
  return c.telegram.sent.map((message) => message.text + JSON.stringify(message.reply_markup ?? "")).join("\n");
};
const line = async (text: string): Promise<string> => {
  c.line.sent.length = 0;
  await c.fromLine(c.webhooks.body(c.webhooks.text(text, { source })));
  await c.settled();
  return JSON.stringify(c.line.sent);
};

beforeAll(async () => {
  c = await connect();
  await telegram(`/start ${c.codes.grid_worker}`);
  await line(c.codes.social_worker);
  const login = await c.parts.database.transaction(async (tx) => {
    const scope = systemScope(DISTRICT);
    await setScope(tx, scope);
    const { rows } = await tx.query<{ id: string }>("select id from staff where role = 'supervisor'");
    return makeLogin({ tx, scope, sealer: c.parts.sealer, now: new Date() }, rows[0]!.id, 10);
  });
  const entered = await c.app.request(`${ORIGIN}/login/${login}`, { method: "POST", headers: { origin: ORIGIN } });
  cookie = entered.headers.getSetCookie()[0]!.split(";")[0]!;
});
afterAll(async () => {
  expect(c.line.violations).toEqual([]);
  expect(c.telegram.violations).toEqual([]);
  await c.close();
});
beforeEach(() => c.settled());

describe("words about the writer's own distress", () => {
  const answers: Record<string, string[]> = {};
  beforeAll(async () => {
    for (const [way, say] of Object.entries({ telegram, line, web }) as [keyof typeof SAID, typeof web][]) {
      answers[way] = [];
      for (const text of SAID[way]) answers[way].push(await say(bare(text)));
    }
  });

  test.each(["telegram", "line", "web"])("get human words, a number, and the offer of a colleague on %s", (way) => {
    const [first] = answers[way]!;
    expect(first).toContain("听到了");
    expect(first).toContain("12356");
    expect(first).toContain("不存档");
    expect(first).toContain("请同事联系我");
    expect(first).not.toMatch(/已保存|还没保存|转介单/);
  });

  test("what else is said of oneself is no note, no referral and no correction", () => {
    for (const said of Object.values(answers).flat()) expect(said).not.toMatch(/我理解的是|转介单\(/);
    expect(answers.telegram!.at(-1)).toContain("这会儿说的不存");
  });

  test("stand in no table, whichever way they came, sealed ones opened, and in no line of the log", async () => {
    const all = await everything(c.parts.sealer);
    expect(all.length).toBeGreaterThan(500);
    // The search does find what is kept.
    expect(all.some(({ value }) => value.includes("李芳"))).toBe(true);
    const where = all.filter(({ value }) => TRACES.some((trace) => value.includes(trace)));
    expect(where.map((found) => found.where)).toEqual([]);
    for (const logged of c.logged) for (const trace of TRACES) expect(logged).not.toContain(trace);
  });

  test("only that somebody spoke is kept: a row without words, which nobody was told of", async () => {
    const rows = await asOwner(c.parts.database, (tx) =>
      tx.query<{ words_sealed: string | null }>("select words_sealed from crises").then((found) => found.rows),
    );
    expect(rows.length).toBeGreaterThanOrEqual(3);
    for (const row of rows) expect(row.words_sealed).toBeNull();
    const told = await asOwner(c.parts.database, (tx) =>
      tx.query("select from crisis_notices").then((found) => found.rows),
    );
    expect(told).toEqual([]);
  });

  test("work that is told in the same hours is kept as ever", async () => {
    const note = await telegram("今天去了三网格5栋2单元401王秀兰家 七十八了 降压药快没了 下周三再去");
    expect(note).toContain("还没保存");
    await sweep(c.parts);
    expect((await everything(c.parts.sealer)).some(({ value }) => value.includes("王秀兰"))).toBe(true);
  });

  test("a colleague is told after a tap, and learns none of the words", async () => {
    const offer = /crisis\.tell:[\w-]{22}/.exec(answers.telegram![0]!)![0];
    await c.fromTelegram(c.updates.press(offer));
    await c.settled();
    const notices = await web("今天看谁");
    for (const trace of TRACES) expect(notices).not.toContain(trace);
    const all = await everything(c.parts.sealer);
    expect(all.filter(({ value }) => TRACES.some((trace) => value.includes(trace)))).toEqual([]);
  });
});
