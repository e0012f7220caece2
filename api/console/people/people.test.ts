/** The pages about people without a browser: who sees what, what is written down, and what a wrong form says. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusalWords } from "../../../bot/texts/refusal-words.ts";
import { referralTo } from "../../../cases/fixture.ts";
import { raiseReferral } from "../../../cases/referrals/raise.ts";
import { Refusal } from "../../../cases/refusal.ts";
import { draftOf } from "../../../cases/visits/fixture.ts";
import { type SavedVisit, saveVisit } from "../../../cases/visits/save.ts";
import { chinaDate } from "../../../platform/clock.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, shown, type Visitor } from "../fixture.ts";
import { texts } from "./texts.ts";

const AT = "/console/people";

describe("the files in the console", () => {
  let database: Database;
  let house: ConsoleFixture;
  let lan: SavedVisit["people"][number];
  let lan_again: SavedVisit["people"][number];
  let elsewhere: SavedVisit["people"][number];
  let at: Record<"worker" | "neighbour" | "social" | "supervisor", Visitor>;

  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { staff } = house.district;
    const save = async (who: "worker" | "neighbour", note: string, name: string, more = {}) =>
      (await house.as(staff[who], (s) => saveVisit(s, draftOf(note, { persons: [{ name, ...more }] })), 60)).people[0]!;
    lan = await save("worker", "王秀兰,女,住5栋2单元401", "王秀兰", { sex: "女", address: "5栋2单元401" });
    lan_again = await save("worker", "王秀蓝要送饭", "王秀蓝");
    elsewhere = await save("neighbour", "第二网格李大勇", "李大勇", { grid: "第二网格" });
    await house.as(staff.worker, (s) => raiseReferral(s, referralTo(house.district, { person_id: lan_again.id })), 50);
    at = {
      worker: await house.visitor(staff.worker),
      neighbour: await house.visitor(staff.neighbour),
      social: await house.visitor(staff.social),
      supervisor: await house.visitor(staff.supervisor),
    };
  });
  afterAll(() => database.close());

  const audited = async (action: string) =>
    (await house.district.service(({ tx }) => tx.query("select 1 from audit_log where action = $1", [action]))).rows
      .length;

  test("the list shows surnames and who is missing, of one's own people; a file is opened by its number", async () => {
    const list = (await at.worker.get(AT)).html;
    expect(shown(list)).toContain(lan.ref);
    expect(shown(list)).toContain("王某");
    expect(list).not.toContain("王秀兰");
    expect(shown(list)).not.toContain(elsewhere.ref);
    expect(shown((await at.supervisor.get(`${AT}?gap=family`)).html)).toContain(elsewhere.ref);
    expect(shown((await at.supervisor.get(`${AT}?gap=grid_worker`)).html)).toContain(texts.list.empty);
    expect(shown((await at.supervisor.get(`${AT}?grid=${house.district.areas.grid_one}`)).html)).not.toContain(
      elsewhere.ref,
    );
    // What was referred to them, and the file of nobody else.
    const received = shown((await at.social.get(AT)).html);
    expect([received.includes(lan_again.ref), received.includes(lan.ref)]).toEqual([true, false]);
    expect((await at.neighbour.get(`${AT}/${lan.id}`)).status).toBe(404);
    expect((await at.worker.get(`${AT}/nothing`)).status).toBe(404);
  });

  test("a name is asked for by a form and stands in no address; each file that is shown is written down", async () => {
    const before = await audited("person.matched");
    const found = await at.worker.post(`${AT}/search`, { name: "王秀兰", grid: house.district.areas.grid_one });
    expect(shown(found.html)).toContain(`${texts.found.exact} `);
    expect(found.html).toContain("王秀蓝");
    expect(await audited("person.matched")).toBe(before + 2);
    const nobody = await at.neighbour.post(`${AT}/search`, { name: "王秀兰", grid: house.district.areas.grid_one });
    expect(shown(nobody.html)).toContain(texts.found.none_exact);
    expect((await at.worker.post(`${AT}/search`, { name: "", grid: "" })).status).toBe(400);
  });

  test("a stage and a supporter are written with who and why; a wrong form comes back as it was filled in", async () => {
    const today = chinaDate(new Date());
    const path = `${AT}/${lan.id}`;
    const tomorrow = chinaDate(new Date(Date.now() + 86_400_000 * 2));
    const early = await at.worker.post(`${path}/stage`, { stage: "treatment", since: tomorrow, words: "赵医生说的" });
    expect(early.status).toBe(422);
    expect(shown(early.html)).toContain(refusalWords(new Refusal("stage_in_future")));
    expect(early.html).toContain("赵医生说的</textarea>");
    const done = await at.worker.post(`${path}/stage`, { stage: "treatment", since: today, words: "赵医生说的" });
    expect([done.status, done.location]).toEqual([303, `${path}?done=stage`]);
    const unnamed = await at.worker.post(`${path}/support`, { role: "police", name: " ", phone: "139" });
    expect(shown(unnamed.html)).toContain(refusalWords(new Refusal("support_incomplete")));
    await at.worker.post(`${path}/support`, { role: "police", name: "钱警官", phone: "0757-22320251" });
    const file = await at.worker.get(`${path}?done=support`);
    expect(shown(file.html)).toContain(texts.done.support!);
    expect(shown(file.html)).toContain("民警: 钱警官 0757-22320251");
    expect(shown(file.html)).toContain(
      `治疗 ${texts.stage.since(today)} 赵医生说的 ${texts.stage.by("周晓燕", "").trim()}`,
    );
    const named = { state: "applied", since: today, words: "窗口收了材料" };
    const nameless = await at.worker.post(`${path}/benefit`, { ...named, benefit: " " });
    expect([nameless.status, shown(nameless.html)]).toEqual([
      422,
      expect.stringContaining(refusalWords(new Refusal("benefit_unnamed"))),
    ]);
    expect(nameless.html).toContain("窗口收了材料</textarea>");
    await at.worker.post(`${path}/benefit`, { ...named, benefit: "护理补贴" });
    expect(shown((await at.worker.get(path)).html)).toContain(
      `护理补贴 ${texts.benefits.states.applied} ${texts.stage.since(today)} 窗口收了材料`,
    );
    const missing = shown(file.html).split(`${texts.support.gaps}: `)[1]!;
    expect(missing).toMatch(/^家属、监护人 村\(社区\)干部 精防医生 民政 残联 /);
    const support_id = /name="support_id" value="([^"]+)"/.exec(file.html)![1]!;
    expect((await at.neighbour.post(`${path}/support/end`, { support_id })).status).toBe(404);
    await at.worker.post(`${path}/support/end`, { support_id });
    expect(shown((await at.worker.get(path)).html)).not.toContain("钱警官");
  });

  test("a supervisor merges by number or from the like names, and parts again; nobody else is shown the way", async () => {
    const path = `${AT}/${lan.id}`;
    const open = (await at.supervisor.get(path)).html;
    expect(shown(open)).toContain(`${lan_again.ref} 王秀蓝`);
    expect(shown(open)).toContain(texts.merge.not_asked);
    expect((await at.worker.get(path)).html).not.toContain(texts.merge.title);
    expect((await at.worker.get(`${path}/merge?other=${lan_again.ref}`)).status).toBe(403);
    const form = { other: lan_again.id, words: "问过女儿" };
    expect((await at.worker.post(`${path}/merge`, form)).status).toBe(403);
    for (const [other, why] of [
      ["P-00000", texts.merge.no_such],
      [lan.ref, refusalWords(new Refusal("merge_with_oneself"))],
    ] as const)
      expect(shown((await at.supervisor.get(`${path}/merge?other=${other}`)).html)).toContain(why);
    const both = (await at.supervisor.get(`${path}/merge?other=${lan_again.ref.toLowerCase()}`)).html;
    expect(shown(both)).toContain("王秀蓝");
    const unreasoned = await at.supervisor.post(`${path}/merge`, { ...form, words: "" });
    expect([unreasoned.status, shown(unreasoned.html)]).toEqual([
      422,
      expect.stringContaining(refusalWords(new Refusal("reason_needed"))),
    ]);
    expect((await at.supervisor.post(`${path}/merge`, form)).location).toBe(`${path}?done=merged`);
    const twice = await at.supervisor.post(`${path}/merge`, form);
    expect(shown(twice.html)).toContain(refusalWords(new Refusal("merge_with_oneself")));

    const redirected = shown((await at.worker.get(`${AT}/${lan_again.id}`)).html);
    expect(redirected).toContain(texts.merged_here(lan_again.ref));
    expect(redirected).toContain("王秀蓝要送饭");
    const merge_id = /name="merge_id" value="([^"]+)"/.exec((await at.supervisor.get(path)).html)![1]!;
    await house.as(house.district.staff.worker, (s) =>
      saveVisit(s, draftOf("又见王秀蓝", { persons: [{ name: "王秀蓝" }] })),
    );
    const parted = shown((await at.supervisor.post(`${path}/unmerge`, { merge_id, words: "是两姐妹" })).html);
    expect(parted).toContain(texts.parted.since("走访", 1, lan.ref));
    expect(shown((await at.worker.get(`${AT}/${lan_again.id}`)).html)).not.toContain("又见王秀蓝");
    const again = await at.supervisor.post(`${path}/unmerge`, { merge_id, words: "再拆" });
    expect(again.status).toBe(422);
  });
});
