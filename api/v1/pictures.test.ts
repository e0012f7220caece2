/** Pictures of the web chat, and who sees them in the console, through the real app. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDraft, startDraft } from "../../cases/drafts/drafts.ts";
import { hangOnVisit } from "../../cases/pictures/hang.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { type SavedVisit, saveVisit } from "../../cases/visits/save.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { ofLatin1 } from "../../platform/image/bytes.ts";
import { cleanPicture } from "../../platform/image/picture.ts";
import { exifSegment, jpeg } from "../../platform/image/picture-fixture.ts";
import { type ConsoleFixture, consoleFixture, type Visitor } from "../console/fixture.ts";

const PHOTO = jpeg({ front: [exifSegment(6)] });

let database: Database;
let house: ConsoleFixture;
let worker: Visitor;
beforeAll(async () => {
  database = await freshPglite();
  house = await consoleFixture(database);
  worker = await house.visitor(house.district.staff.worker);
});
afterAll(() => database.close());

function formOf(bytes: Uint8Array, id: string = crypto.randomUUID()): FormData {
  const form = new FormData();
  form.append("id", id);
  form.append("picture", new File([new Uint8Array(bytes)], "IMG_20261121_王秀兰家.jpg", { type: "image/jpeg" }));
  return form;
}
async function add(bytes: Uint8Array, id?: string): Promise<{ status: number; text: string }> {
  const { status, html } = await worker.send("/api/v1/pictures", formOf(bytes, id));
  const { replies, code } = JSON.parse(html) as { replies?: { text: string }[]; code?: string };
  return { status, text: replies?.map((reply) => reply.text).join("\n") ?? code ?? "" };
}
const stored = async () =>
  (
    await house.district.service(({ tx }) =>
      tx.query<{ n: number }>("select count(*)::int as n from visit_pictures where district_id = 1"),
    )
  ).rows[0]!.n;
/** A note of 王秀兰, saved with the pictures that wait. */
const save = (): Promise<SavedVisit> =>
  house.as(house.district.staff.worker, async (session) => {
    const draft = draftOf("见到王秀兰", { persons: [{ name: "王秀兰" }] });
    const stored = await startDraft(session, { kind: "visit", body: JSON.stringify(draft), message_id: null });
    await closeDraft(session, stored.id, stored.version, "saved");
    const saved = await saveVisit(session, draft);
    await hangOnVisit(session, stored.id, saved.id);
    return saved;
  });

test("what is no picture, or not ours to keep, is said so and nothing is kept", async () => {
  expect((await add(ofLatin1("\0\0\0\x18ftypheic\0\0\0\0"))).text).toContain("HEIC");
  expect((await add(PHOTO.subarray(0, 80))).text).toContain("不完整");
  expect((await add(ofLatin1("<script>"))).text).toContain("JPG 或 PNG");
  expect(await add(new Uint8Array(11 * 1024 * 1024))).toEqual({ status: 413, text: "body_too_large" });
  const bare = new FormData();
  bare.append("id", "no-picture-in-it");
  expect((await worker.send("/api/v1/pictures", bare)).status).toBe(400);
  expect(await stored()).toBe(0);
});

test("nobody adds one who is not signed in, from another site, or as somebody else", async () => {
  const stranger = await house.visitor(null);
  expect((await stranger.send("/api/v1/pictures", formOf(PHOTO))).status).toBe(401);
  const post = (headers: Record<string, string>) =>
    house.app.request("http://localhost/api/v1/pictures", { method: "POST", body: formOf(PHOTO), headers });
  expect((await post({ origin: "https://elsewhere.example.org" })).status).toBe(403);
  expect(await stored()).toBe(0);
});

test("it waits, goes with the note, and whoever sees the visit sees it; every look is written down", async () => {
  const id = crypto.randomUUID();
  expect((await add(PHOTO, id)).text).toContain("10 分钟内说是谁家的");
  expect((await add(PHOTO, id)).text).toContain("10 分钟内说是谁家的");
  expect(await stored()).toBe(1);
  const visit = await save();
  const path = `/console/visits/${visit.id}/pictures/1`;
  const log = await worker.get("/console/visits");
  expect(log.html).toContain(`href="${path}"`);
  const file = await worker.get(`/console/people/${visit.people[0]!.id}`);
  expect(file.html).toContain(`href="${path}"`);

  const supervisor = await house.visitor(house.district.staff.supervisor);
  // The page around it names the visit and its people, and looks at nothing.
  const frame = await supervisor.get(path);
  expect(frame.status).toBe(200);
  expect(frame.html).toContain(`<img class="picture" src="${path}/image"`);
  expect(frame.html).toContain(`href="/console/people/${visit.people[0]!.id}"`);
  expect(frame.html).toContain(house.district.staff.worker.name);
  const { status, headers } = await supervisor.get(`${path}/image`);
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "image/jpeg",
    "content-disposition": `inline; filename="${visit.ref}-1.jpeg"`,
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
  expect(Number((await worker.get(`${path}/image`)).html.length)).toBeGreaterThan(0);
  const neighbour = await house.visitor(house.district.staff.neighbour);
  const elsewhere = ["2", "0", "7", "1e9", "x"].map((n) => path.replace(/1$/, n));
  for (const [who, at] of [[neighbour, path] as const, ...elsewhere.map((at) => [worker, at] as const)])
    for (const page of [at, `${at}/image`]) expect([page, (await who.get(page)).status]).toEqual([page, 404]);
  expect((await (await house.visitor(null)).get(path)).status).toBe(401);
  const { rows } = await house.district.service(({ tx }) =>
    tx.query("select staff_id, detail from audit_log where action = 'picture.read' order by at"),
  );
  expect(rows).toEqual([
    { staff_id: house.district.staff.supervisor.id, detail: { n: 1 } },
    { staff_id: house.district.staff.worker.id, detail: { n: 1 } },
  ]);
});

test("one that comes after the visit was saved joins it; its bytes come as they were kept, its name is nowhere", async () => {
  const visit = await save();
  expect((await add(PHOTO)).text).toContain(`放进刚存的 ${visit.ref}`);
  const signed_in = await house.app.request(`http://localhost${await house.loginPath(house.district.staff.worker)}`, {
    method: "POST",
    headers: { origin: "http://localhost" },
  });
  const cookie = signed_in.headers.get("set-cookie")!.split(";")[0]!;
  const response = await house.app.request(`http://localhost/console/visits/${visit.id}/pictures/1/image`, {
    headers: { cookie },
  });
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(cleanPicture(PHOTO).bytes);
});
