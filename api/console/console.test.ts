import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFakeTelegram } from "../../bot/channels/telegram/fake-telegram.ts";
import { referralTo, type StaffName } from "../../cases/fixture.ts";
import { advanceReferral } from "../../cases/referrals/advance.ts";
import { raiseReferral } from "../../cases/referrals/raise.ts";
import { readReferral } from "../../cases/referrals/read.ts";
import { enrol } from "../../cases/staff/enrol.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { type SavedVisit, saveVisit } from "../../cases/visits/save.ts";
import { chinaDate, chinaMinute } from "../../platform/clock.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import { type Database, DatabaseError } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { type ConsoleFixture, consoleFixture, shown, type Visitor } from "./fixture.ts";
import { texts } from "./texts.ts";

const NOTE = "今天去了王秀兰家,八十二岁,<script>alert(1)</script> 说午饭没人送";
const PEOPLE: StaffName[] = ["worker", "colleague", "neighbour", "social", "social_elsewhere", "supervisor", "admin"];

describe("the console", () => {
  let database: Database;
  let house: ConsoleFixture;
  let visit: SavedVisit;
  let referral: { id: string; ref: string };
  const at = {} as Record<StaffName, Visitor>;
  const logged: string[] = [];
  /** Set to make the database fail. */
  let failing: Error | null = null;

  beforeAll(async () => {
    database = await freshPglite();
    const mayFail: Database = {
      ...database,
      transaction: (work, options) => (failing ? Promise.reject(failing) : database.transaction(work, options)),
    };
    house = await consoleFixture(mayFail, { log: (line) => logged.push(line) });
    const { staff } = house.district;
    visit = await house.as(
      staff.worker,
      (session) =>
        saveVisit(
          session,
          draftOf(NOTE, {
            persons: [{ name: "王秀兰", age: ["八十二岁", 82, 82] }],
            agreed_on: ["今天", chinaDate(new Date())],
          }),
        ),
      60,
    );
    referral = await raise();
    for (const name of PEOPLE) at[name] = await house.visitor(staff[name]);
  });
  afterAll(() => database.close());

  const raise = (by: StaffName = "worker", reason = "一个人住,想要有人送午饭", minutes_ago = 50) => {
    const { staff } = house.district;
    const about = { person_id: visit.people[0]!.id, visit_id: visit.id, reason };
    return house.as(staff[by], (session) => raiseReferral(session, referralTo(house.district, about)), minutes_ago);
  };
  const read = (id: string) => house.as(house.district.staff.admin, (session) => readReferral(session, id));
  const path = (id: string) => `/console/referrals/${id}`;

  test("who is not signed in is told how to get in, and keeps what they had typed", async () => {
    const stranger = await house.visitor(null);
    for (const page of ["", "/referrals", path("x").slice(8), "/visits", "/staff", "/people/x", "/nowhere"]) {
      const seen = await stranger.get(`/console${page}`);
      expect([page, seen.status]).toEqual([page, 401]);
      expect(seen.html).toContain(texts.login.how);
      expect(seen.html).not.toContain("王秀兰");
    }
    const typed = await stranger.post(`${path(referral.id)}/move`, {
      to: "cancelled",
      from: "requested",
      words: "他<搬走>了",
    });
    expect(typed.status).toBe(401);
    expect(typed.html).toContain("他&lt;搬走&gt;了");
    expect((await read(referral.id)).status).toBe("requested");
  });

  test("everybody opens what their role lets them see, and nothing else", async () => {
    const person = `/console/people/${visit.people[0]!.id}`;
    const unbind = `/console/staff/${house.district.staff.worker.id}/unbind`;
    const expected: Record<string, number[]> = {
      // worker, colleague, neighbour, social, social_elsewhere, supervisor, admin
      "/console": [200, 200, 200, 200, 200, 200, 200],
      "/console/referrals": [200, 200, 200, 200, 200, 200, 200],
      "/console/visits": [200, 200, 200, 200, 200, 200, 200],
      [path(referral.id)]: [200, 200, 404, 200, 404, 200, 200],
      [person]: [200, 200, 404, 200, 404, 200, 200],
      "/console/staff": [403, 403, 403, 403, 403, 200, 200],
      [unbind]: [403, 403, 403, 403, 403, 200, 200],
    };
    for (const [page, statuses] of Object.entries(expected)) {
      const got = await Promise.all(PEOPLE.map(async (name) => (await at[name].get(page)).status));
      expect([page, ...got]).toEqual([page, ...statuses]);
    }
    for (const name of PEOPLE) {
      const lists = (await at[name].get("/console/referrals")).html + (await at[name].get("/console/visits")).html;
      const outside = name === "neighbour" || name === "social_elsewhere";
      expect([name, lists.includes("王秀兰")]).toEqual([name, !outside]);
    }
  });

  test("the navigation names the page, the reader and what their role has", async () => {
    const own = await at.supervisor.get("/console/visits");
    expect(own.html).toContain('<a href="/console/visits" aria-current="page">');
    expect(own.html).toContain('href="/console/staff"');
    expect(shown(own.html)).toContain("蒋国栋 主管");
    const worker = await at.worker.get(path(referral.id));
    expect(worker.html).toContain('<a href="/console/referrals" aria-current="true">');
    expect(worker.html).not.toContain('href="/console/staff"');
    expect(worker.html).toContain('<form method="post" action="/logout">');
  });

  test("pages are not kept by the browser, and no resident's name stands in a title", async () => {
    for (const page of [path(referral.id), `/console/people/${visit.people[0]!.id}`]) {
      const seen = await at.supervisor.get(page);
      expect(seen.headers.get("cache-control")).toBe("no-store");
      expect(/<title>(.*)<\/title>/.exec(seen.html)?.[1]).toMatch(/^(转介 R|档案 P)-\w{5} · 家门口$/);
    }
  });

  test("what is not there is a page in Chinese with an id", async () => {
    for (const page of [
      path(newId()),
      path("12"),
      `/console/people/${newId()}`,
      "/console/nowhere",
      "/console/referrals?cursor=x",
    ]) {
      const seen = await at.supervisor.get(page);
      expect([page, seen.status, seen.headers.get("content-type")]).toEqual([page, 404, "text/html; charset=UTF-8"]);
      expect(seen.html).toContain(texts.wrong.not_found.words);
      expect(seen.html).toContain(seen.headers.get("x-request-id"));
    }
    expect((await at.supervisor.post(`/console/staff/${newId()}/invite`)).status).toBe(404);
    expect((await at.supervisor.post(`/console/staff/${newId()}/unbind`)).status).toBe(404);
    expect((await at.supervisor.post(`/console/crises/${newId()}/acknowledge`)).status).toBe(404);
  });

  test("when the database is gone or fails, a page says so and the log has the id, without the database's words", async () => {
    try {
      failing = new DatabaseError("connection to 10.0.0.7 lost", "", null);
      const gone = await at.worker.get("/console");
      failing = new DatabaseError("index broken at 王秀兰", "XX002", null);
      const broken = await at.worker.get("/console");
      failing = new DatabaseError("invalid input 王秀兰", "22P02", null);
      const unusable = await at.worker.get("/console");
      for (const [seen, status, wrong] of [
        [gone, 503, "unreachable"],
        [broken, 500, "internal"],
        [unusable, 400, "bad_form"],
      ] as const) {
        expect(seen.status).toBe(status);
        expect(seen.html).toContain(texts.wrong[wrong].words);
        expect(seen.html).not.toMatch(/10\.0\.0\.7|王秀兰/);
        expect(logged.some((line) => line.includes(seen.headers.get("x-request-id")!))).toBe(true);
      }
    } finally {
      failing = null;
    }
  });

  test("a referral shows whom, why, where and what its reader may do next", async () => {
    const worker = shown((await at.worker.get(path(referral.id))).html);
    expect(worker).toContain("王秀兰 82 岁");
    expect(worker).toContain("一个人住,想要有人送午饭");
    expect(worker).toContain("河口社工站助老服务(河口社工站)");
    expect(worker).toContain("本人同意");
    expect(worker).toContain(texts.referral.moves.cancelled);
    expect(worker).not.toContain(` ${texts.referral.moves.received} `);
    expect(worker).not.toContain(` ${texts.reviewing.approve} `);
    const social = shown((await at.social.get(path(referral.id))).html);
    expect(social).toContain(` ${texts.referral.moves.received} `);
    expect(social).not.toContain(texts.referral.moves.cancelled);
    const colleague = shown((await at.colleague.get(path(referral.id))).html);
    expect(colleague).toContain(texts.referral.nothing_to_do.requested);
    expect(shown((await at.supervisor.get(path(referral.id))).html)).toContain(` ${texts.reviewing.approve} `);
  });

  test("a move leads back with a notice, stands in the timeline with who and when, and the raiser hears of it", async () => {
    const { id, ref } = await raise();
    const before = (await house.outbox()).length;
    const moved = await at.social.post(`${path(id)}/move`, { to: "received", from: "requested" });
    expect([moved.status, moved.location]).toEqual([303, `${path(id)}?done=moved`]);
    const after = await at.social.get(moved.location!);
    expect(after.html).toContain(texts.done.moved);
    const today = chinaMinute(new Date()).slice(0, 10);
    expect(shown(after.html)).toMatch(new RegExp(`${texts.status.received} ${today} \\d\\d:\\d\\d 冯雨晴`));
    expect((await house.outbox()).slice(before)).toEqual([expect.stringContaining(ref)]);
    // A notice is only ever one of ours.
    expect((await at.social.get(`${path(id)}?done=toString`)).html).not.toContain('class="notice"');
  });

  test("a completion without the resident's word is refused at the form, and what was typed stays", async () => {
    const { id } = await raise();
    for (const to of ["received", "accepted", "in-progress"] as const) {
      await house.as(house.district.staff.social, (session) => advanceReferral(session, id, { to }));
    }
    const typed = { to: "completed", from: "in-progress", words: "午饭送上门了\r\n<b>每天</b>" };
    const refused = await at.social.post(`${path(id)}/move`, typed);
    expect(refused.status).toBe(422);
    expect(refused.html).toContain("先问过居民,他说解决了才算办结。");
    expect(refused.html).toMatch(
      /<details open>[\s\S]*<textarea id="words-completed"[^>]*aria-invalid="true"[^>]*>午饭送上门了\n&lt;b&gt;每天&lt;\/b&gt;<\/textarea>/,
    );
    expect((await read(id)).status).toBe("in-progress");

    const unsaid = await at.social.post(`${path(id)}/move`, { ...typed, words: " ", resident_confirmed: "yes" });
    expect(unsaid.status).toBe(422);
    expect(unsaid.html).toContain("请写一句办成了什么。");
    expect(unsaid.html).toContain('name="resident_confirmed" value="yes" checked');

    const done = await at.social.post(`${path(id)}/move`, { ...typed, resident_confirmed: "yes" });
    expect(done.status).toBe(303);
    const page = await at.worker.get(path(id));
    expect(shown(page.html)).toContain(
      `${texts.referral.outcome} 午饭送上门了 &lt;b&gt;每天&lt;/b&gt; 居民本人说解决了`,
    );
    expect(shown(page.html)).toContain(texts.referral.nothing_to_do.completed);
  });

  test("a move from what the page showed is refused when somebody was faster, and the words are not lost", async () => {
    const { id } = await raise();
    await house.as(house.district.staff.social, (session) => advanceReferral(session, id, { to: "received" }));
    // Cancelling is allowed from received too: but that is not what the reader decided about.
    const late = await at.worker.post(`${path(id)}/move`, { to: "cancelled", from: "requested", words: "他搬走了" });
    expect(late.status).toBe(409);
    expect(late.html).toContain(`刚刚有人改过了,请看最新状态。现在是「${texts.status.received}」。`);
    expect(late.html).toMatch(/<textarea id="words-cancelled"[^>]*>他搬走了<\/textarea>/);
    expect((await read(id)).status).toBe("received");
    // A form that is not on the page any more: its words stand there to be copied.
    const gone = await at.social.post(`${path(id)}/move`, { to: "failed", from: "accepted", words: "找不到人" });
    expect(gone.status).toBe(409);
    expect(gone.html).toContain(texts.referral.kept);
    expect(gone.html).toContain('<pre class="words">找不到人</pre>');
  });

  test("a move that is somebody else's is refused", async () => {
    const { id } = await raise();
    const mine = await at.worker.post(`${path(id)}/move`, { to: "received", from: "requested" });
    expect(mine.status).toBe(403);
    expect(mine.html).toContain("这一步要由对方单位或主管来做。");
    expect((await at.neighbour.post(`${path(id)}/move`, { to: "received", from: "requested" })).status).toBe(404);
    expect((await read(id)).status).toBe("requested");
  });

  test("too many words are refused and kept; a form that is not ours is none", async () => {
    const { id } = await raise();
    const words = "字".repeat(2001);
    const long = await at.worker.post(`${path(id)}/move`, { to: "cancelled", from: "requested", words });
    expect(long.status).toBe(422);
    expect(long.html).toContain(texts.referral.too_long(2000));
    expect(long.html).toContain(words);
    expect((await at.worker.post(`${path(id)}/move`, { to: "done", from: "requested" })).status).toBe(400);
    expect((await at.worker.post(`${path(id)}/review`, {})).status).toBe(400);
    expect((await read(id)).status).toBe("requested");
  });

  test("a supervisor returns with words or approves; the raiser finds what came back on their desk", async () => {
    const { id, ref } = await raise();
    const bare = await at.supervisor.post(`${path(id)}/review`, { verdict: "returned", words: "", version: "1" });
    expect(bare.status).toBe(422);
    expect(bare.html).toContain("请写一句原因。");
    const review = { verdict: "returned", words: "写清几点送饭", version: "1" };
    expect((await at.supervisor.post(`${path(id)}/review`, review)).location).toBe(`${path(id)}?done=returned`);
    const desk = await at.worker.get("/console");
    expect(shown(desk.html)).toMatch(new RegExp(`${texts.desk.returned_to_you} ${ref}`));
    expect(shown((await at.colleague.get("/console")).html)).not.toContain(texts.desk.returned_to_you);
    const page = shown((await at.worker.get(path(id))).html);
    expect(page).toContain(`${texts.reviewing.returned} 写清几点送饭`);
    expect((await house.outbox()).at(-1)).toContain(ref);

    expect((await at.worker.post(`${path(id)}/review`, { verdict: "approved", version: "2" })).status).toBe(403);
    // A second supervisor who still has the page before the return on the screen overwrites nothing.
    expect((await at.supervisor.post(`${path(id)}/review`, { verdict: "approved", version: "1" })).status).toBe(409);
    expect((await read(id)).review).toBe("returned");
    expect((await at.supervisor.post(`${path(id)}/review`, { verdict: "approved", version: "2" })).status).toBe(303);
    expect((await read(id)).review).toBe("approved");
    expect(shown((await at.worker.get("/console")).html)).not.toContain(texts.desk.returned_to_you);
  });

  test("a person's file tells who it is and what was said, with markup as text; each look is written down", async () => {
    const looks = async () =>
      (
        await house.district.service(({ tx }) =>
          tx.query("select staff_id from audit_log where action = 'person.read' and entity_id = $1", [
            visit.people[0]!.id,
          ]),
        )
      ).rows.length;
    const before = await looks();
    const { html } = await at.worker.get(`/console/people/${visit.people[0]!.id}`);
    expect(await looks()).toBe(before + 1);
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toContain("<script>");
    expect(shown(html)).toMatch(/王秀兰 P-\w{5}/);
    expect(shown(html)).toContain(`82 岁 ${texts.person.said_on(chinaDate(new Date(Date.now() - 3_600_000)))}`);
    expect(html).toContain(`<a href="${path(referral.id)}">${referral.ref}</a>`);
    expect(shown(html)).toContain(`${texts.person.kinds.follow_up} ${texts.person.follow_up.open}`);
    // The receiver learns what was referred and not what else was said at the door.
    expect((await at.social.get(`/console/people/${visit.people[0]!.id}`)).html).not.toContain("alert(1)");
  });

  test("what is due today stands on the desk of whoever promised it", async () => {
    const heading = texts.desk.due;
    expect(shown((await at.worker.get("/console")).html)).toMatch(new RegExp(`${heading} 王秀兰`));
    expect((await at.supervisor.get("/console")).html).not.toContain(heading);
  });

  test("an invite code is shown once and ties a phone; a lost phone is unbound after a question and its pages end", async () => {
    const { colleague } = house.district.staff;
    const base = `/console/staff/${colleague.id}`;
    const made = await at.supervisor.post(`${base}/invite`);
    expect(made.status).toBe(200);
    const code = /<p class="code"[^>]*>([0-9A-Z ]{11})<\/p>/.exec(made.html)![1]!;
    expect(made.html).toContain(`/start ${code.replace(" ", "")}`);
    const account = { channel: "telegram", chat_id: "7", sender_id: "7" } as const;
    await database.transaction((tx) => enrol(tx, house.district.sealer, account, code, new Date()));
    const list = await at.supervisor.get("/console/staff");
    expect(list.html).not.toContain(code);
    expect(shown(list.html)).toContain("吴建国 网格员 第一网格 Telegram");

    const ask = await at.supervisor.get(`${base}/unbind`);
    expect(ask.html).toContain(texts.staff.sure.title("吴建国"));
    expect((await at.colleague.get("/console")).status).toBe(200);
    for (const name of ["worker", "social"] as const) {
      expect((await at[name].post(`${base}/unbind`)).status).toBe(403);
      expect((await at[name].post(`${base}/invite`)).status).toBe(403);
    }
    expect((await at.colleague.get("/console")).status).toBe(200);
    expect((await at.supervisor.post(`${base}/unbind`)).location).toBe("/console/staff?done=unbound");
    expect((await at.colleague.get("/console")).status).toBe(401);
    expect(shown((await at.supervisor.get("/console/staff")).html)).toContain("吴建国 网格员 第一网格 还没绑");
    at.colleague = await house.visitor(colleague);
  });

  test("only an admin makes a code for an admin", async () => {
    const { admin } = house.district.staff;
    const invite = `/console/staff/${admin.id}/invite`;
    expect((await at.supervisor.get("/console/staff")).html).not.toContain(invite);
    expect((await at.supervisor.post(invite)).status).toBe(403);
    expect((await at.admin.get("/console/staff")).html).toContain(invite);
    expect((await at.admin.post(invite)).status).toBe(200);
  });
});

test("the invite page links to the bot once Telegram has said what it is called, and does without until then", async () => {
  const token = "12345:token-of-the-invite-page";
  const telegram = await startFakeTelegram({ specs: null, token });
  const database = await freshPglite();
  try {
    const env = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.api_root };
    const house = await consoleFixture(database, { env });
    const { supervisor, worker } = house.district.staff;
    const at = await house.visitor(supervisor);
    const invite = async () => (await at.post(`/console/staff/${worker.id}/invite`)).html;
    telegram.fail({ times: 1, status: 500, on: "getMe" });
    const without = await invite();
    expect(without).toContain(texts.staff.code.telegram_typed);
    expect(without).not.toContain("https://t.me/");
    for (const html of [await invite(), await invite()]) {
      expect(html).toMatch(/<a href="https:\/\/t\.me\/doorstep_test_bot\?start=[0-9A-Z]{10}"/);
    }
    expect(telegram.calls.map((call) => call.method)).toEqual(["getMe"]);
    expect(telegram.violations).toEqual([]);
  } finally {
    await database.close();
    await telegram.close();
  }
});
