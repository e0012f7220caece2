/** What is closed and stopped from a person's file and a referral's page, without a browser. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { workingLife } from "../../bot/texts/working-life.ts";
import { texts as said } from "../../bot/texts/zh-hans.ts";
import { referralTo } from "../../cases/fixture.ts";
import { raiseReferral } from "../../cases/referrals/raise.ts";
import { makeReceiverLink } from "../../cases/referrals/receiver/link.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { type SavedVisit, saveVisit } from "../../cases/visits/save.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { texts as receiver } from "../receiver/texts.ts";
import { type ConsoleFixture, consoleFixture, type Visitor } from "./fixture.ts";
import { needTexts } from "./needs-texts.ts";
import { texts as people } from "./people/texts.ts";
import { life } from "./referral-life-texts.ts";

describe("a resident's needs and consent in the console", () => {
  let database: Database;
  let house: ConsoleFixture;
  let visit: SavedVisit;
  let file: string;
  let at: Record<"worker" | "neighbour" | "supervisor", Visitor>;
  let residents = 0;
  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { staff } = house.district;
    at = {
      worker: await house.visitor(staff.worker),
      neighbour: await house.visitor(staff.neighbour),
      supervisor: await house.visitor(staff.supervisor),
    };
  });
  beforeEach(async () => {
    const name = `王秀${"兰英梅芳"[residents++]!}`;
    const draft = draftOf(`${name}要人送饭`, {
      persons: [{ name }],
      needs: [{ words: "要人送饭", code: "01", person: 0 }],
    });
    visit = await house.as(house.district.staff.worker, (session) => saveVisit(session, draft), 60);
    file = `/console/people/${visit.people[0]!.id}`;
  });
  afterAll(() => database.close());

  const refer = (changes: Partial<Parameters<typeof raiseReferral>[1]> = {}) =>
    house.as(
      house.district.staff.worker,
      (session) => raiseReferral(session, referralTo(house.district, { person_id: visit.people[0]!.id, ...changes })),
      50,
    );

  test("a need is closed on the file with what came of it; without words what is not met stays open and typed", async () => {
    const need = { need_id: visit.need_ids[0]!, result: "partly", words: "" };
    const refused = await at.worker.post(`${file}/need`, need);
    expect([refused.status, refused.html.includes(said.refusals.reason_needed)]).toEqual([422, true]);
    expect(refused.html).toMatch(/<option value="partly" selected/);
    expect((await at.neighbour.post(`${file}/need`, { ...need, words: "x" })).status).toBe(404);
    const words = { ...need, words: "只有工作日有人送" };
    expect((await at.worker.post(`${file}/need`, words)).location).toBe(`${file}?done=need`);
    const page = (await at.worker.get(file)).html;
    expect([page.includes(needTexts.results.partly), page.includes(needTexts.close)]).toEqual([true, false]);
    expect((await at.worker.post(`${file}/need`, words)).html).toContain(said.refusals.already_there);
  });

  test("a supervisor stops on the file what stands on consent: told at once, shown with the day and by whom", async () => {
    const { id, ref } = await refer();
    const link = await house.as(house.district.staff.worker, (s) => makeReceiverLink(s, id), 40);
    expect((await at.worker.get(file)).html).not.toContain(people.consent.withdraw.confirm);
    expect((await at.worker.post(`${file}/withdraw`)).status).toBe(403);
    expect((await at.supervisor.get(file)).html).toContain(people.consent.withdraw.confirm);
    expect((await at.supervisor.post(`${file}/withdraw`)).location).toBe(`${file}?done=withdraw`);
    expect(await house.outbox()).toContain(workingLife.consent.told(ref, "河口社工站助老服务"));
    const page = (await at.supervisor.get(file)).html;
    expect(page).toContain(people.consent.withdrawn);
    expect(page).toContain(people.consent.by("蒋国栋"));
    expect(page).not.toContain(people.consent.withdraw.confirm);
    const shown = await house.app.request(`http://localhost/r/${link.token}`);
    const words = await shown.text();
    expect([shown.status, words.includes(receiver.withdrawn)]).toEqual([410, true]);
    expect(words).not.toMatch(/王|送饭|R-/);
  });

  test("on the referral's page, too, where it stands on consent; what the law demands goes on", async () => {
    const { id } = await refer();
    const law = await refer({ consent: "legal_ground", legal_ground: "反家庭暴力法第十四条" });
    const path = (one: string) => `/console/referrals/${one}`;
    expect((await at.worker.get(path(id))).html).not.toContain(life.withdraw.confirm);
    expect((await at.worker.post(`${path(id)}/withdraw`)).status).toBe(403);
    expect((await at.supervisor.get(path(law.id))).html).not.toContain(life.withdraw.confirm);
    expect((await at.supervisor.get(path(id))).html).toContain(life.withdraw.confirm);
    expect((await at.supervisor.post(`${path(id)}/withdraw`)).status).toBe(303);
    const { rows } = await house.district.service(({ tx }) =>
      tx.query<{ status: string }>("select status from referrals where id = any ($1::uuid[]) order by status", [
        [id, law.id],
      ]),
    );
    expect(rows.map(({ status }) => status)).toEqual(["cancelled", "requested"]);
  });

  test("a link that ended otherwise says no more than any wrong one", async () => {
    const { id } = await refer();
    const first = await house.as(house.district.staff.worker, (s) => makeReceiverLink(s, id), 40);
    await house.as(house.district.staff.worker, (s) => makeReceiverLink(s, id), 30);
    await at.supervisor.post(`${file}/withdraw`);
    const page = await house.app.request(`http://localhost/r/${first.token}`);
    expect([page.status, (await page.text()).includes(receiver.gone)]).toEqual([404, true]);
  });
});
