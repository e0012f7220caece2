/** The page of one visit without a browser: who reads and amends it, and what a refused form says. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { texts as said } from "../../bot/texts/zh-hans.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { type SavedVisit, saveVisit } from "../../cases/visits/save.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, type Visitor } from "./fixture.ts";
import { visitTexts } from "./visit-texts.ts";

const NOTE = "去看了王秀兰,药还有五天,要人送饭";
const AMENDED = "去看了王秀兰,药还有三天,要人送饭";

describe("the page of a visit", () => {
  let database: Database;
  let house: ConsoleFixture;
  let visit: SavedVisit;
  let at: Record<"worker" | "colleague" | "neighbour" | "supervisor", Visitor>;
  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { staff } = house.district;
    at = {
      worker: await house.visitor(staff.worker),
      colleague: await house.visitor(staff.colleague),
      neighbour: await house.visitor(staff.neighbour),
      supervisor: await house.visitor(staff.supervisor),
    };
  });
  beforeEach(async () => {
    const draft = draftOf(NOTE, { persons: [{ name: "王秀兰" }] });
    visit = await house.as(house.district.staff.worker, (session) => saveVisit(session, draft), 60);
  });
  afterAll(() => database.close());

  const path = () => `/console/visits/${visit.id}`;
  const post = (who: keyof typeof at, fields: object) =>
    at[who].post(`${path()}/amend`, { note: AMENDED, version: "1", reason: "", ...fields });

  test("the log leads to it, and only whoever sees the visit reads it", async () => {
    expect((await at.worker.get("/console/visits")).html).toContain(`href="${path()}"`);
    expect((await at.worker.get(path())).html).toContain(NOTE);
    expect((await at.neighbour.get(path())).status).toBe(404);
    const colleague = (await at.colleague.get(path())).html;
    expect([colleague.includes(NOTE), colleague.includes(visitTexts.amend)]).toEqual([true, false]);
  });

  test("what it would be is shown first; saved, the words of before stand in the history", async () => {
    const preview = await post("worker", {});
    expect([preview.status, preview.html.includes(visitTexts.preview)]).toEqual([200, true]);
    expect((await at.worker.get(path())).html).not.toContain(AMENDED);
    expect((await post("worker", { do: "save" })).status).toBe(303);
    const page = (await at.worker.get(`${path()}?done=amended`)).html;
    for (const words of [AMENDED, NOTE, visitTexts.done.amended, visitTexts.before]) expect(page).toContain(words);
    const late = await post("supervisor", { do: "save", reason: "核过", note: `${NOTE},都好` });
    expect([late.status, late.html.includes(said.refusals.changed_meanwhile)]).toEqual([409, true]);
    expect(late.html).toContain(`${NOTE},都好`);
  });

  test("a supervisor needs a reason, and what was typed stays in the form", async () => {
    const refused = await post("supervisor", {});
    expect([refused.status, refused.html.includes(said.refusals.reason_needed)]).toEqual([422, true]);
    expect(refused.html).toContain(AMENDED);
    expect((await post("supervisor", { do: "save", reason: "和家属核过" })).status).toBe(303);
    expect((await at.worker.get(path())).html).toContain(visitTexts.because("和家属核过"));
    const same = await post("worker", { note: AMENDED, version: "2" });
    expect([same.status, same.html.includes(said.refusals.amend_nothing)]).toEqual([422, true]);
    expect((await post("colleague", { version: "2", note: NOTE })).html).toContain(said.refusals.amend_not_yours);
  });

  test("danger that stands in it only now is told to whoever is on duty, once", async () => {
    const crises = async () => {
      const { rows } = await house.district.service(({ tx }) =>
        tx.query<{ kind: string; level: string }>("select kind, level from crises order by created_at"),
      );
      return rows.map(({ kind, level }) => `${level} ${kind}`);
    };
    const before = (await house.outbox()).length;
    const note = `${NOTE},她说药攒够了,今晚就吃下去`;
    const saved = await post("worker", { do: "save", note });
    expect([saved.status, saved.location]).toEqual([303, `${path()}?done=crisis`]);
    expect(await crises()).toEqual(["red suicide"]);
    const told = (await house.outbox()).slice(before);
    expect(told.join()).toContain(house.district.staff.worker.name);
    expect((await at.worker.get(`${path()}?done=crisis`)).html).toContain(visitTexts.done.crisis);
    const again = await post("worker", { do: "save", note: `${note},女儿在`, version: "2" });
    expect([again.location, await crises()]).toEqual([`${path()}?done=amended`, ["red suicide"]]);
    expect((await house.outbox()).slice(before)).toEqual(told);
  });
});
