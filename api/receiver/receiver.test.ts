import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referralTo } from "../../cases/fixture.ts";
import { createPerson } from "../../cases/people/create.ts";
import { householdAt } from "../../cases/people/household.ts";
import { advanceReferral } from "../../cases/referrals/advance.ts";
import { residentSays } from "../../cases/referrals/outcome.ts";
import { raiseReferral } from "../../cases/referrals/raise.ts";
import { readReferral } from "../../cases/referrals/read.ts";
import { makeReceiverLink } from "../../cases/referrals/receiver/link.ts";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, type Seen } from "../console/fixture.ts";
import { texts } from "./texts.ts";

const ADDRESS = "5栋2单元401";

describe.each(ENGINES)("the receiver's link on %s", (_, open) => {
  let database: Database;
  let house: ConsoleFixture;
  const logged: string[] = [];
  let asker = 0;
  beforeAll(async () => {
    database = await open();
    house = await consoleFixture(database, { log: (line) => logged.push(line) });
  });
  afterAll(() => database.close());

  const raise = async (): Promise<string> => {
    const { staff, areas } = house.district;
    const { id } = await house.as(staff.worker, async (session) => {
      const household_id = await householdAt(session, areas.grid_one, ADDRESS);
      const about = { sex: "女", age: null, area_id: areas.grid_one, household_id } as const;
      const person = await createPerson(session, { name: "王秀兰", ...about });
      const reason = `王秀兰一个人住在${ADDRESS},电话13812345678,想要有人送午饭`;
      // Urgent: its notices wait for no morning, whenever the test runs.
      const about_it = { person_id: person.id, reason, priority: "urgent" } as const;
      return raiseReferral(session, referralTo(house.district, about_it));
    });
    return id;
  };
  const link = (id: string, given: Parameters<typeof makeReceiverLink>[2] = {}, minutes_ago = 0): Promise<string> =>
    house
      .as(house.district.staff.worker, (session) => makeReceiverLink(session, id, given), minutes_ago)
      .then(({ token }) => `/r/${token}`);
  /** As an old phone asks: no cookie, no origin, an address of its own. */
  const ask = async (path: string, fields?: Record<string, string>, from = `10.9.0.${++asker}`): Promise<Seen> => {
    const headers: Record<string, string> = { "cf-connecting-ip": from, ...(fields ? { origin: "null" } : {}) };
    const init = fields ? { method: "POST", body: new URLSearchParams(fields), headers } : { headers };
    const response = await house.app.request(`http://localhost${path}`, init);
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get("location"),
      html: await response.text(),
    };
  };
  const say = (path: string, what: string, more: Record<string, string> = {}): Promise<Seen> =>
    ask(path, { do: what, named: "李医生", ...more });
  const read = (id: string) => house.as(house.district.staff.supervisor, (session) => readReferral(session, id));
  const status = async (id: string): Promise<string> => (await read(id)).status;

  test("opening it says nothing, pressing shows the minimum, and nobody keeps it", async () => {
    const path = await link(await raise(), { phone: "0757-22320251" });
    const cover = await ask(path);
    expect(cover.status).toBe(200);
    expect(cover.html).not.toMatch(/王|午饭|社工站|R-/);
    const seen = await say(path, "open");
    expect(seen.html).toContain("王女士");
    expect(seen.html).toContain("河口社工站助老服务");
    expect(seen.html).toContain("送午饭");
    expect(seen.html).toContain("tel:0757-22320251");
    expect(seen.html).not.toMatch(/王秀兰|401|5栋|13812345678/);
    for (const { headers } of [cover, seen]) {
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-robots-tag")).toContain("noindex");
      expect(headers.get("set-cookie")).toBeNull();
    }
    expect(seen.html).not.toContain("<script");
  });

  test("the address is shown only where the resident agreed", async () => {
    const id = await raise();
    expect((await say(await link(id, { share_address: true }), "open")).html).toContain(ADDRESS);
    expect((await say(await link(id), "open")).html).not.toContain(ADDRESS);
  });

  test("goes from received to done by one link; each answer counts once and the raiser is told", async () => {
    const id = await raise();
    const path = await link(id);
    expect((await say(path, "received")).html).toContain(texts.thanks.received);
    expect((await say(path, "received")).status).toBe(409);
    await say(path, "accepted");
    expect(await status(id)).toBe("accepted");
    expect((await say(path, "outcome")).html).toContain("请写一句办成了什么");
    expect((await say(path, "outcome", { words: "每天送午饭" })).html).toContain(texts.thanks.outcome);
    expect(await read(id)).toMatchObject({ status: "in-progress", outcome: "每天送午饭", resident_confirmed: null });
    await house.as(house.district.staff.worker, (s) => residentSays(s, id, { solved: false, words: "周末没有" }));
    const last = await say(path, "outcome", { words: "周末也送了", resident_confirmed: "yes" });
    expect(last.html).toContain(texts.thanks.completed);
    const { events, ref, ...done } = await read(id);
    expect(done).toMatchObject({ status: "completed", resident_confirmed: true });
    expect(events.filter((event) => event.by_receiver === "李医生").length).toBeGreaterThan(3);
    const told = (await house.outbox()).filter((text) => text.includes(ref));
    expect(told.length).toBeGreaterThan(2);
    expect((await say(path, "open")).status).toBe(404);
  });

  test("a no needs a reason and a name, keeps what was typed, and ends the link", async () => {
    const id = await raise();
    const path = await link(id);
    expect((await say(path, "rejected")).html).toContain("请写一句原因");
    const nameless = await ask(path, { do: "rejected", named: " ", words: "<b>不在辖区" });
    expect(nameless.status).toBe(422);
    expect(nameless.html).toContain("&lt;b&gt;不在辖区");
    expect(await status(id)).toBe("requested");
    await say(path, "rejected", { words: "不在辖区" });
    const { ref, life } = await read(id);
    expect(life.denial).toBe("open");
    // The raiser hears where the reason stands and who decides.
    expect(await house.outbox()).toContainEqual(expect.stringMatching(new RegExp(`${ref}.*对方不接.*原因.*主管`)));
    expect((await ask(path)).status).toBe(404);
  });

  test("wrong, spent, revoked and expired look the same", async () => {
    const id = await raise();
    const [old, ended] = [await link(id, {}, 14 * 24 * 60 + 1), await link(await raise())];
    const other = await raise();
    await link(other);
    const replaced = await link(other);
    const first = await raise();
    const revoked = await link(first);
    await link(first);
    await say(ended, "rejected", { words: "不在辖区" });
    const wrong = `/r/${"0".repeat(26)}`;
    const pages = await Promise.all([wrong, "/r/x", old, ended, revoked].map((path) => ask(path)));
    expect(new Set(pages.map(({ status, html }) => `${status} ${html.replace(/href="[^"]*"/g, "")}`)).size).toBe(1);
    expect(pages[0]!.status).toBe(404);
    expect((await ask(replaced)).status).toBe(200);
    expect((await ask(wrong, { do: "accepted", named: "x" })).html).toContain(texts.gone_title);
  });

  test("of two with the same link one wins and the other sees what it is now", async () => {
    const id = await raise();
    const path = await link(id);
    const answers = await Promise.all([say(path, "accepted"), ask(path, { do: "accepted", named: "张主任" })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { events } = await read(id);
    expect(events.filter((event) => event.to_status === "accepted")).toHaveLength(1);
  });

  test("ends when somebody else ends the referral", async () => {
    const id = await raise();
    const path = await link(id);
    await house.as(house.district.staff.worker, (s) => advanceReferral(s, id, { to: "cancelled", reason: "搬走了" }));
    expect((await say(path, "accepted")).status).toBe(404);
    expect(await status(id)).toBe("cancelled");
  });

  test("is limited by address and by token", async () => {
    const path = await link(await raise());
    const statuses: number[] = [];
    for (let n = 0; n < 31; n++) statuses.push((await ask(path)).status);
    expect(statuses.filter((one) => one === 429)).toHaveLength(1);
    expect(statuses.at(-1)).toBe(429);
    for (let n = 0; n < 60; n++) await ask(`/r/WRONG${n}`, undefined, "203.0.113.9");
    expect((await ask("/r/WRONG", undefined, "203.0.113.9")).status).toBe(429);
    expect((await ask("/r/WRONG", undefined, "203.0.113.10")).status).toBe(404);
    const kept = async () => (await database.query("select key from receiver_hits")).rows.length;
    const before = await kept();
    for (let n = 60; n < 70; n++) await ask(`/r/WRONG${n}`, undefined, "203.0.113.9");
    // Over its limit an address leaves no row for every token that it makes up.
    expect(await kept()).toBe(before);
    const { rows } = await database.query<{ key: string }>("select key from receiver_hits");
    expect(JSON.stringify(rows)).not.toMatch(/203|WRONG/);
  });

  test("speaks the reader's language, and the log has no token", async () => {
    const path = await link(await raise());
    const english = await house.app.request(`http://localhost${path}`, { headers: { "accept-language": "en" } });
    expect(await english.text()).toContain("No account is needed");
    const chosen = await ask(`${path}?lang=zh-Hant`);
    expect(chosen.location).toBe(path);
    expect(logged.join("\n")).not.toContain(path.slice(3));
  });
});
