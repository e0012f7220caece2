/** A whole day of the service, with its log at debug: nothing that somebody said, is called or keeps secret stands in it. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { LINE_SECRET, TELEGRAM_SECRET } from "../../bot/channels/fake-messengers.ts";
import { seedDistrict } from "../../cases/fixture.ts";
import { playDay } from "../../cases/fixture-day.ts";
import { inSession } from "../../cases/session.ts";
import { makeLogin } from "../../cases/staff/login.ts";
import { makeMachineToken } from "../../cases/staff/machine.ts";
import { DatabaseError } from "../../platform/database/port.ts";
import { systemScope } from "../../platform/scope.ts";
import { type Connected, connect } from "../webhooks/connected.ts";

const DISTRICT = 440606;
const ID_NUMBER = "440606194503071528";
const PHONE = "13902761234";
const NOTE = `今天去了三网格五栋二单元四零一王秀兰王奶奶家 七十八了一个人住 电话${PHONE} 身份证${ID_NUMBER} 降压药快没了 下周三再去`;
const SAID = [
  ...["王秀兰", "王奶奶", "四零一", PHONE, ID_NUMBER, "降压药", "李桂珍", "8栋202", "菜刀", "老李", "进来砍谁"],
  ...["站在阳台上", "跳下去", "撑不下去", "谭桂英", "13511112222", "2栋303", "李芳", "何敏", "周强", "送饭到门口"],
];

let c: Connected;
const printed: string[] = [];
beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((words) => {
      printed.push(String(words));
      return true;
    });
  c = await connect({ env: { LOG_LEVEL: "debug" } });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await c.close();
});

/** Every value that must stand nowhere, from what was done. */
async function live(): Promise<string[]> {
  const { app, parts } = c;
  const { database, sealer } = parts;
  const now = () => parts.clock.now();
  const kept: string[] = [
    ...SAID,
    ...Object.values(c.codes),
    LINE_SECRET,
    TELEGRAM_SECRET,
    c.telegram.token,
    c.line.access_token,
  ];
  const tell = async (text: string, who: number): Promise<void> => {
    await c.fromTelegram(c.updates.message({ text }, { chat_id: who, user_id: who }));
    await c.settled();
  };

  // A district in which every verb does its work, failures of its pages included.
  const district = await seedDistrict(database, sealer, 2);
  kept.push(...(await playDay(district)).said);

  // The chat day.
  const [worker, supervisor, guesser] = [990_011_223, 990_044_556, 990_077_889];
  kept.push(String(worker), String(supervisor), String(guesser));
  await tell("WRONG12345", guesser);
  kept.push("WRONG12345");
  await tell(`/start ${c.codes.grid_worker}`, worker);
  await tell(`/start ${c.codes.supervisor}`, supervisor);
  await tell(NOTE, worker);
  const save = JSON.stringify(c.telegram.sent.at(-1)!.reply_markup).match(/visit\.save:[^"]+/)![0];
  await c.fromTelegram(c.updates.press(save, { chat_id: worker, user_id: worker }));
  await c.settled();
  await tell("她想要人送饭到门口 转给谁", worker);
  await tell("李桂珍能办啥", worker);
  await tell("老李拿着菜刀把门反锁了 说谁进来砍谁", worker);
  await tell("天天被骂 我昨晚站在阳台上 想跳下去就清净了", worker);
  await tell("我真的好累 撑不下去的感觉又来了", worker);
  const line_user = `U${"c".repeat(32)}`;
  kept.push(line_user);
  const source = { type: "user" as const, userId: line_user };
  const replyToken = c.line.issueReplyToken(line_user);
  kept.push(replyToken);
  await c.fromLine(c.webhooks.body(c.webhooks.text("今天去了三网格8栋202李桂珍家", { source, replyToken })));
  await c.settled();

  // A login, the console, the interface, a list.
  const { rows } = await inSession({ database, sealer, now: now() }, systemScope(DISTRICT), ({ tx }) =>
    tx.query<{ id: string }>("select id from staff where role = 'supervisor'"),
  );
  const { id } = rows[0]!;
  const token = await inSession({ database, sealer, now: now() }, systemScope(DISTRICT), (s) => makeLogin(s, id, 10));
  const origin = "https://doorstep.example.org";
  const entered = await app.request(`${origin}/login/${token}`, { method: "POST", headers: { origin } });
  expect(entered.status).toBe(303);
  const cookie = entered.headers.getSetCookie()[0]!.split(";")[0]!;
  kept.push(token, cookie.split("=")[1]!);
  const get = (path: string, headers: Record<string, string> = {}) =>
    app.request(origin + encodeURI(path), { headers: { cookie, ...headers } });
  for (const path of [
    ...["/console", "/console/people", "/console/crises", "/console/visits", "/console/audit", "/api/v1/visits"],
    ...[
      "/api/v1/search?q=王秀兰住在四零一",
      "/console/people?q=王秀兰",
      "/王秀兰",
      "/console/people/王秀兰",
      "/console/referrals?target=王秀兰\u0000",
    ],
    ...[
      "/api/v1/people?name=王秀兰",
      `/login/${token}`,
      `/r/${token}`,
      "/fhir/Task?subject=王秀兰",
      "/hsds/services?search=王秀兰",
    ],
  ])
    await (await get(path)).text();
  for (const authorization of [
    `Bearer ${token}`,
    "Bearer dsm_secretsecretsecret",
    `Basic ${Buffer.from("王秀兰:x").toString("base64")}`,
  ])
    await (await get("/api/v1/visits", { authorization })).text();
  const importer = await district.session(
    district.staff.admin,
    (session) => makeLogin(session, session.scope.staff_id, 10),
    now(),
  );
  const in_admin = await app.request(`${origin}/login/${importer}`, { method: "POST", headers: { origin } });
  const admins = in_admin.headers.getSetCookie()[0]!.split(";")[0]!;
  kept.push(importer, admins.split("=")[1]!);
  const headers = { cookie: admins, origin };
  const wrong = "谭桂英的邻居,x,没有的网格,\n";
  for (const [more, told] of [
    [wrong, "电话位数不对"],
    ["", "建了 1 份档案"],
  ] as const) {
    const form = new FormData();
    const list = `姓名,电话,网格,住址\n谭桂英,13511112222,第一网格,2栋303\n${more}`;
    form.set("file", new File([list], "王秀兰的名单.csv"));
    const imported = await app.request(`${origin}/console/imports`, { method: "POST", headers, body: form });
    expect(await imported.text()).toContain(told);
  }

  const admin = { district_id: DISTRICT, staff_id: id, role: "admin" } as const;
  const made = await inSession({ database, sealer, now: now() }, admin, (session) =>
    makeMachineToken(session, { name: "养老平台", sees: { role: "supervisor" }, writes: false, days: 3 }),
  );
  kept.push(made.token);
  const asked = await app.request(`${origin}/api/v1/visits`, { headers: { authorization: `Bearer ${made.token}` } });
  expect(await asked.text()).toContain('"visits":[{');

  // Everything that can fail, with words in what is thrown.
  const { transaction, query } = database;
  const broken = `invalid input syntax: "${NOTE}"`;
  for (const error of [
    new DatabaseError(broken, "22P02", null),
    new DatabaseError(broken, "57P01", null),
    new TypeError(broken),
  ]) {
    const fails = () => Promise.reject(error);
    Object.assign(database, { transaction: fails, query: fails });
    await c.fromTelegram(c.updates.message({ text: NOTE }, { chat_id: worker, user_id: worker }));
    for (const path of ["/console", "/api/v1/visits", "/fhir/Task", "/hsds/services", `/r/${token}`, "/"])
      await (await get(path)).text();
    await app.request(`${origin}/login/${token}`, { method: "POST", headers: { origin } });
    await app.request(`${origin}/logout`, { method: "POST", headers: { origin, cookie } });
  }
  Object.assign(database, { transaction, query });
  await c.fromTelegram(c.updates.message({ text: NOTE }, { chat_id: worker, user_id: worker }));
  await c.settled();
  return kept;
}

test("names, words, numbers, addresses, codes, tokens and keys stand in no line", async () => {
  const kept = [...new Set(await live())].filter((value) => value.length > 1);
  const lines = [...c.logged, ...printed];
  const told = kept.filter((value) => {
    const coded = encodeURIComponent(value);
    return lines.some((line) => line.includes(value) || line.includes(coded));
  });
  expect(told).toEqual([]);
  // It did log, and a value that is logged is found.
  expect(c.logged.length).toBeGreaterThan(15);
  c.parts.log.debug({ canary: "王秀兰" }, "canary");
  expect(c.logged.at(-1)).toContain("王秀兰");
  expect(kept.length).toBeGreaterThan(70);
});
