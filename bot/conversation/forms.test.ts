import { afterAll, beforeAll, expect, test } from "vitest";
import { refused, type SeededDistrict, seedDistrict, testSealer } from "../../cases/fixture.ts";
import { toldVisit } from "../../cases/forms/fixture.ts";
import { saveVisit } from "../../cases/visits/save.ts";
import { undoLastVisit } from "../../cases/visits/undo.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { formsTexts } from "../texts/forms.ts";
import { chatOf, wordsOf } from "./fixture.ts";
import { formsAction } from "./forms.ts";
import { press } from "./press.ts";
import type { Turn } from "./turn.ts";

let database: Database;
let district: SeededDistrict;
beforeAll(async () => {
  database = await freshPglite();
  district = await seedDistrict(database, await testSealer(), 1);
});
afterAll(async () => {
  await database?.close();
});

/** Presses the button under a visit as somebody, on an installation with this address. */
const pressed = (who: "worker" | "neighbour", visit_id: string, public_url: string | null): Promise<string> =>
  district.session(district.staff[who], async (session) => {
    const { replies } = await press({ session, public_url } as Turn, formsAction(visit_id).id);
    return replies[0]!.text;
  });

test("出表 typed is of the visit that was saved last", async () => {
  const chat = chatOf(district, district.staff.colleague);
  expect(wordsOf(await chat.say("出表"))).toBe(formsTexts.none);
  const { ref } = await district.session(district.staff.colleague, (session) => saveVisit(session, toldVisit()));
  expect(wordsOf(await chat.say("出表", 1))).toContain(ref);
  expect(wordsOf(await chat.say("帮我导出走访记录表", 1))).toContain(ref);
});

test("出表 leads to the forms of that visit, and tells nothing of it", async () => {
  const { id, ref } = await district.session(district.staff.worker, (session) => saveVisit(session, toldVisit()));
  const words = await pressed("worker", id, "https://home.example.cn");
  expect(words).toContain(`https://home.example.cn/console/forms/visits/${id}`);
  expect(words).toContain(ref);
  expect(words).not.toContain("王");
  expect(await pressed("worker", id, null)).toContain(ref);
  expect(await refused(pressed("neighbour", id, null))).toBe("not_found");

  await district.session(district.staff.worker, (session) => undoLastVisit(session));
  expect(await refused(pressed("worker", id, null))).toBe("not_found");
});
