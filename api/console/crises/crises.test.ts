import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crisisTexts } from "../../../bot/texts/crises.ts";
import { readCrisis } from "../../../cases/crises/read.ts";
import { type CrisisReport, recordCrisis, tellSupervisors } from "../../../cases/crises/record.ts";
import type { StaffName } from "../../../cases/fixture.ts";
import { draftOf } from "../../../cases/visits/fixture.ts";
import { saveVisit } from "../../../cases/visits/save.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { newId } from "../../../platform/id.ts";
import { type ConsoleFixture, consoleFixture, shown, type Visitor } from "../fixture.ts";
import { texts } from "./texts.ts";

const AT = "/console/crises";
const WORDS = "王秀兰在阳台上说不想活了,<b>药</b>都吃了";
const PEOPLE: StaffName[] = ["worker", "colleague", "social", "supervisor", "second_supervisor", "admin"];

describe("the pages about crises", () => {
  let database: Database;
  let house: ConsoleFixture;
  let person: string;
  const at = {} as Record<StaffName, Visitor>;

  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { staff } = house.district;
    const draft = draftOf("去了王秀兰家,5栋2单元401", {
      persons: [{ name: "王秀兰", address: "5栋2单元401" }],
    });
    const visit = await house.as(staff.worker, (session) => saveVisit(session, draft), 60);
    person = visit.people[0]!.id;
    for (const name of PEOPLE) at[name] = await house.visitor(staff[name]);
  });
  afterAll(() => database.close());

  const record = async (changes: Partial<CrisisReport> = {}, by: StaffName = "worker", minutes_ago = 0) => {
    const report = { inbox_id: newId(), level: "red", kind: "suicide", rules: ["suicide.jump"], words: WORDS } as const;
    const made = await house.as(
      house.district.staff[by],
      (session) => recordCrisis(session, { ...report, rules: [...report.rules], ...changes }),
      minutes_ago,
    );
    return made!;
  };
  const read = (id: string) => house.as(house.district.staff.admin, (session) => readCrisis(session, id));
  const rows = async (sql: string): Promise<{ n: number }[]> =>
    (await house.district.service(({ tx }) => tx.query<{ n: number }>(sql))).rows;

  test("one crisis says what, where, whose, in which words, who reported it, who was told; the read is written down", async () => {
    const crisis = await record();
    const before = await rows(`select count(*)::int as n from audit_log where action = 'crisis.read'`);
    const page = await at.supervisor.get(`${AT}/${crisis.id}`);
    expect(page.status).toBe(200);
    expect((await rows(`select count(*)::int as n from audit_log where action = 'crisis.read'`))[0]!.n).toBe(
      before[0]!.n + 1,
    );
    // The words as words, and never in the title.
    expect(page.html).toContain("王秀兰在阳台上说不想活了,&lt;b&gt;药&lt;/b&gt;都吃了");
    expect(/<title>(.*)<\/title>/.exec(page.html)?.[1]).toBe(`轻生 ${crisis.ref} · 家门口`);
    const words = shown(page.html);
    expect(page.html).toContain(`<a href="/console/people/${person}">王秀兰</a>`);
    expect(words).toContain("5栋2单元401");
    expect(words).toContain("河口社区第一网格");
    expect(words).toMatch(
      new RegExp(`${texts.reporter} 周晓燕 ${texts.reach} ${texts.by_chat([texts.channels.web!])}`),
    );
    expect(words).toMatch(new RegExp(`蒋国栋 ${texts.told.turn} 第 1 位 .* ${texts.told.waiting}`));
    expect(words).toContain(texts.act.acknowledge);
    // The reporter sees it and waits; a colleague of the same grid was not told and sees nothing.
    const reporter = await at.worker.get(`${AT}/${crisis.id}`);
    expect(shown(reporter.html)).toContain(texts.act.reporter_waits);
    expect(reporter.html).not.toContain("/acknowledge");
    for (const name of ["colleague", "social"] as const)
      expect([name, (await at[name].get(`${AT}/${crisis.id}`)).status]).toEqual([name, 404]);
    for (const wrong of [newId(), "12"]) expect((await at.supervisor.get(`${AT}/${wrong}`)).status).toBe(404);
  });

  test("is taken, moved, handed over and closed, each step with who and when, and those whom it concerns hear of it", async () => {
    const crisis = await record();
    const page = `${AT}/${crisis.id}`;
    expect((await at.worker.post(`${page}/acknowledge`)).status).toBe(404);
    expect((await at.supervisor.post(`${page}/acknowledge`)).location).toBe(`${page}?done=acknowledged`);
    expect((await house.outbox()).some((said) => said.includes(`蒋国栋 已收到 ${crisis.ref}`))).toBe(true);
    expect((await at.second_supervisor.post(`${page}/acknowledge`)).location).toBe(`${page}?done=taken`);
    expect((await at.supervisor.get(`${page}?done=acknowledged`)).html).toContain(texts.done.acknowledged);

    // Backwards without a reason is refused and says so; from what the page did not show, too.
    for (const to of ["linking", "handling"]) {
      const from = to === "linking" ? "assessing" : "linking";
      expect((await at.supervisor.post(`${page}/move`, { to, from })).location).toBe(`${page}?done=moved`);
    }
    const bare = await at.supervisor.post(`${page}/move`, { to: "assessing", from: "handling", words: " " });
    expect([bare.status, bare.html.includes("请写一句原因。")]).toEqual([422, true]);
    const late = await at.supervisor.post(`${page}/move`, { to: "revisiting", from: "linking", words: "他在家" });
    expect(late.status).toBe(409);
    expect(late.html).toContain('<pre class="words">他在家</pre>');
    expect(shown(late.html)).toContain(texts.now_it_is(crisisTexts.states.handling));
    expect((await read(crisis.id)).state).toBe("handling");
    expect((await at.worker.post(`${page}/move`, { to: "revisiting", from: "handling" })).status).toBe(403);

    const { social } = house.district.staff;
    const given = await at.supervisor.post(`${page}/hand-over`, { to: social.id, words: "她认得王秀兰" });
    expect(given.location).toBe(`${page}?done=handed`);
    expect(shown((await at.supervisor.get(page)).html)).toContain(texts.handed_to("冯雨晴"));
    expect((await at.social.post(`${page}/acknowledge`)).location).toBe(`${page}?done=acknowledged`);
    expect((await read(crisis.id)).owner?.id).toBe(social.id);
    const line = shown((await at.social.get(page)).html);
    expect(line).toMatch(
      new RegExp(`${crisisTexts.states.found} 周晓燕 [\\d: -]+ ${crisisTexts.states.assessing} .*蒋国栋`),
    );
    expect(line).toContain("她认得王秀兰");

    const unsaid = await at.social.post(`${page}/move`, { to: "closed", from: "handling" });
    expect([unsaid.status, unsaid.html.includes("结案要选一个结果。")]).toEqual([422, true]);
    const closing = { to: "closed", from: "handling", outcome: "in_hospital", words: "" };
    expect((await at.social.post(`${page}/move`, closing)).location).toBe(`${page}?done=closed`);
    const after = shown((await at.social.get(page)).html);
    expect(after).toContain(texts.events.closed(crisisTexts.outcomes.in_hospital));
    expect(after).not.toContain(texts.act.hand_over);
    expect((await at.social.post(`${page}/called`, { number: "110" })).status).toBe(409);
  });

  test("that somebody called is what they say, and is never said of us", async () => {
    const crisis = await record();
    const page = `${AT}/${crisis.id}`;
    expect((await at.worker.post(`${page}/called`, { number: "120" })).location).toBe(`${page}?done=called`);
    expect((await at.worker.post(`${page}/called`, { number: "120" })).location).toBe(`${page}?done=called_before`);
    expect((await at.worker.post(`${page}/called`, { number: "12345" })).status).toBe(400);
    const words = shown((await at.supervisor.get(page)).html);
    expect(words).toContain("说已经打了 120");
    expect((await at.worker.post(`${page}/note`, { words: "门是开的" })).location).toBe(`${page}?done=noted`);
    expect(shown((await at.supervisor.get(page)).html)).toContain("门是开的");
    const long = await at.worker.post(`${page}/note`, { words: "字".repeat(2001) });
    expect(long.status).toBe(422);
    expect(long.html).toContain("字".repeat(2001));
  });

  test("a report that the law demands has a track of its own, with to whom and when", async () => {
    const crisis = await record({ kind: "child", words: "孩子身上有烟头烫的伤", rules: ["child.burnt"] });
    const page = `${AT}/${crisis.id}`;
    const before = shown((await at.supervisor.get(page)).html);
    expect(before).toContain(texts.reports.heading);
    expect(before).toContain(texts.reports.laws.minor);
    expect((await at.supervisor.get("/console")).html).toContain(texts.board.reports_open);
    const empty = await at.supervisor.post(`${page}/reported`, { duty: "minor", words: "" });
    expect(empty.status).toBe(422);
    const at_noon = { duty: "minor", words: "河口派出所", at: "2026-01-05T12:30" };
    expect((await at.supervisor.post(`${page}/reported`, at_noon)).location).toBe(`${page}?done=reported`);
    expect(shown((await at.supervisor.get(page)).html)).toContain(
      texts.reports.made("河口派出所", "蒋国栋", "2026-01-05 12:30"),
    );
  });

  test("after an attempt six contacts are proposed, taken by a professional, and done with how they are", async () => {
    const crisis = await record();
    const page = `${AT}/${crisis.id}`;
    const { social } = house.district.staff;
    await at.supervisor.post(`${page}/acknowledge`);
    expect((await at.worker.post(`${page}/attempted`)).status).toBe(403);
    // No social worker has the area: the other supervisor hears that somebody is to be named.
    expect((await at.supervisor.post(`${page}/attempted`)).location).toBe(`${page}?done=to_choose`);
    expect(await house.outbox()).toContain(crisisTexts.contacts_choose(crisis.ref));
    expect((await read(crisis.id)).contacts).toHaveLength(6);
    expect((await at.supervisor.post(`${page}/ask-contacts`, { to: social.id })).location).toBe(
      `${page}?done=contacts_asked`,
    );
    expect((await at.social.post(`${page}/contacts`)).location).toBe(`${page}?done=contacts_taken`);
    expect((await at.supervisor.post(`${page}/contacts`)).location).toBe(`${page}?done=contacts_late`);
    const [first] = (await read(crisis.id)).contacts;
    const done = { contact: first!.id, outcome: "safe", words: "睡得着了" };
    // A contact of another crisis is none of this one's.
    const other = await record({ words: "有个人在桥栏杆外面" });
    expect((await at.supervisor.post(`${AT}/${other.id}/contacted`, done)).status).toBe(404);
    expect((await at.social.post(`${page}/contacted`, done)).location).toBe(`${page}?done=contact_done`);
    expect(shown((await at.supervisor.get(page)).html)).toContain(`24 小时 ${texts.contacts.states.done} 冯雨晴`);

    const [, next, third] = (await read(crisis.id)).contacts;
    const bad = { contact: third!.id, outcome: "at_risk", words: "" };
    expect((await at.social.post(`${page}/contacted`, bad)).location).toBe(`${page}?done=contact_done`);
    expect(await house.outbox()).toContain(crisisTexts.contact_at_risk(crisis.ref, "冯雨晴", crisisTexts.after(168)));
    const drop = (words: string) => at.supervisor.post(`${page}/contact-dropped`, { contact: next!.id, words });
    expect((await drop(" ")).status).toBe(422);
    expect((await drop("搬去女儿家了")).location).toBe(`${page}?done=contact_dropped`);
    const dropped = shown((await at.supervisor.get(page)).html);
    expect(dropped).toContain("搬去女儿家了");
    expect(dropped).toContain(texts.events.contact_dropped(texts.contacts.after(72)));
  });

  test("of the writer's own distress nobody learns more than the wish for a call", async () => {
    const own = await record({ words: null });
    for (const path of ["/console", AT, `${AT}/${own.id}`])
      expect((await at.supervisor.get(path)).html).not.toContain(own.ref);
    await house.as(house.district.staff.worker, (session) => tellSupervisors(session, own.id));
    for (const path of ["/console", AT, `${AT}/${own.id}`]) {
      // Without the other crises, which are named there to be heard when they are new.
      const html = (await at.supervisor.get(path)).html.replace(/<div data-part="red".*?<\/div>/s, "");
      const [, part] = html.split(own.ref);
      expect(part).toBeDefined();
      if (path.endsWith(own.id)) {
        expect(html).toContain(texts.wish.how);
        for (const word of ["轻生", "suicide", texts.words, "fold-attempted"]) expect(html).not.toContain(word);
      }
      expect(html).toContain(texts.board.call_please("周晓燕"));
    }
    // It is not held up to the writer, on a screen that others may see.
    for (const path of ["/console", AT]) expect((await at.worker.get(path)).html).not.toContain(own.ref);
  });

  test("the list shows the open ones first, and each alone on demand", async () => {
    const open = await record({ kind: "fire", words: "五栋着火" });
    const closed = await record({ kind: "missing", words: "老人走丢了" }, "worker", 30);
    await at.supervisor.post(`${AT}/${closed.id}/acknowledge`);
    await at.supervisor.post(`${AT}/${closed.id}/move`, { to: "closed", from: "assessing", outcome: "safe" });
    const all = (await at.supervisor.get(AT)).html;
    expect(all.lastIndexOf(open.ref)).toBeLessThan(all.lastIndexOf(closed.ref));
    const only_open = (await at.supervisor.get(`${AT}?show=open`)).html;
    expect([only_open.includes(open.ref), only_open.includes(closed.ref)]).toEqual([true, false]);
    const only_closed = (await at.supervisor.get(`${AT}?show=closed`)).html;
    expect([only_closed.includes(open.ref), only_closed.includes(closed.ref)]).toEqual([false, true]);
    expect((await at.colleague.get(AT)).html).not.toContain(open.ref);
    expect((await at.supervisor.get(`${AT}?every=30`)).html).toContain('<meta http-equiv="refresh" content="30">');
  });
});
