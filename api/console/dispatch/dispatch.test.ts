import PizZip from "pizzip";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referralTo } from "../../../cases/fixture.ts";
import { advanceReferral } from "../../../cases/referrals/advance.ts";
import { raiseReferral } from "../../../cases/referrals/raise.ts";
import { draftOf } from "../../../cases/visits/fixture.ts";
import { saveVisit } from "../../../cases/visits/save.ts";
import { addDays, chinaDate } from "../../../platform/clock.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, type Visitor } from "../fixture.ts";
import { texts } from "./texts.ts";
import { writePack } from "./write-pack.ts";

const AT = "/console/dispatch";

/** The words of a Word file's paragraphs, unescaped as far as this test needs it. */
function paragraphs(file: Uint8Array): string[] {
  const xml = new PizZip(file).file("word/document.xml")!.asText();
  return xml
    .split("</w:p>")
    .map((part) => [...part.matchAll(/<w:t[^>]*>([^<]*)</g)].map((match) => match[1]).join(""))
    .map((words) => words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"))
    .filter((words) => words !== "");
}

describe("the pages of the meeting", () => {
  let database: Database;
  let house: ConsoleFixture;
  let leader: Visitor;
  let social: Visitor;
  let worker: Visitor;
  let referral: { id: string; ref: string };
  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { staff } = house.district;
    const visit = await house.as(staff.worker, (s) =>
      saveVisit(s, draftOf("王秀兰在家", { persons: [{ name: "王秀兰" }] })),
    );
    const about = { person_id: visit.people[0]!.id, visit_id: visit.id };
    referral = await house.as(staff.worker, (s) => raiseReferral(s, referralTo(house.district, about)));
    await house.as(staff.social, (s) =>
      advanceReferral(s, referral.id, { to: "rejected", reason: "王秀兰家太远,<没人>去" }),
    );
    [leader, social, worker] = await Promise.all([
      house.visitor(staff.supervisor),
      house.visitor(staff.social),
      house.visitor(staff.worker),
    ]);
  });
  afterAll(() => database.close());

  test("what is stuck stands there with why and who is needed, for those who lead", async () => {
    const { html, status } = await leader.get(AT);
    expect(status).toBe(200);
    for (const words of [referral.ref, texts.causes.rejected, texts.needed.supervisor, "&lt;没人&gt;"])
      expect(html).toContain(words);
    for (const path of ["", "/pack.docx", "/decide"])
      expect([path, (await social.get(AT + path)).status]).toEqual([path, 403]);
    expect((await worker.get("/console")).html).not.toContain(AT);
  });

  test("a decision stands on the desk of whoever does it until it is done, and what was typed is not lost", async () => {
    const { staff } = house.district;
    expect((await leader.get(`${AT}/decide?referral=${referral.id}`)).html).toContain(referral.ref);
    expect((await leader.get(`${AT}/decide?referral=${crypto.randomUUID()}`)).status).toBe(404);
    const due_on = addDays(chinaDate(new Date()), 3);
    const typed = { words: "问站长能不能派车", owner_id: staff.social.id, due_on, referral: referral.id, site: "" };
    const refused = await leader.post(`${AT}/decide`, { ...typed, owner_id: "" });
    expect(refused.status).toBe(422);
    expect(refused.html).toContain("问站长能不能派车");
    expect((await social.post(`${AT}/decide`, typed)).status).toBe(403);
    expect((await leader.post(`${AT}/decide`, typed)).location).toBe(`${AT}?done=decided`);
    const desk = (await social.get("/console")).html;
    expect(desk).toContain("问站长能不能派车");
    expect((await worker.get("/console")).html).not.toContain("问站长能不能派车");
    const done = /action="(\/console\/tasks\/[0-9a-f-]+\/done)"/.exec(desk)![1]!;
    expect((await worker.post(done, { words: "" })).status).toBe(404);
    expect((await social.post(done, { words: "能派" })).location).toBe("/console");
    expect((await social.post(done, { words: "能派" })).status).toBe(303);
    expect((await social.get("/console")).html).not.toContain("问站长能不能派车");
  });

  test("the Word file has the referrals by cause, and no resident and no word that was said", async () => {
    const seen = await leader.get(`${AT}/pack.docx`);
    expect(seen.headers.get("content-type")).toContain("wordprocessingml.document");
    expect(seen.headers.get("content-disposition")).toContain("attachment");
    const words = paragraphs(seen.bytes);
    expect(words).toContain(texts.paper.cause(texts.causes.rejected, 1));
    expect(words).toContain(referral.ref);
    expect(words.join()).not.toMatch(/王秀兰|<没人>/);
  });
});

test("what stands in the pack is words, not markup, and each cause has its table", () => {
  const row = { ref: "R-<1>", service: "甲&乙", area: "{area}", due: "没定", needs: "主管" };
  const file = writePack({
    ...{ title: "材料", note: "说明", tasks_title: "没办完的", tasks: [{ line: "打电话" }, { line: "派车" }] },
    heads: { ref: "编号", service: "转给", area: "网格", due: "到期", needs: "需要谁", decision: "定的" },
    groups: [
      { name: "超期", rows: [row, { ...row, ref: "R-2" }] },
      { name: "没人管", rows: [{ ...row, ref: "R-3" }] },
    ],
  });
  expect(paragraphs(file)).toEqual([
    ...["材料", "说明", "超期", "编号", "转给", "网格", "到期", "需要谁", "定的"],
    ...["R-<1>", "甲&乙", "{area}", "没定", "主管", "R-2", "甲&乙", "{area}", "没定", "主管"],
    ...["没人管", "编号", "转给", "网格", "到期", "需要谁", "定的", "R-3", "甲&乙", "{area}", "没定", "主管"],
    ...["没办完的", "打电话", "派车"],
  ]);
});
