import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { cleanPicture } from "../../platform/image/picture.ts";
import { holds, jpeg, png } from "../../platform/image/picture-fixture.ts";
import { closeDraft, openDraft, startDraft } from "../drafts/drafts.ts";
import {
  type Member,
  minutesAfter,
  NOW,
  refused,
  type SeededDistrict,
  type StaffName,
  seedDistrict,
  testSealer,
} from "../fixture.ts";
import type { StaffSession } from "../session.ts";
import { draftOf } from "../visits/fixture.ts";
import { saveVisit } from "../visits/save.ts";
import { undoLastVisit } from "../visits/undo.ts";
import { dropWithdrawn, hangOnVisit, takeOff, takeOffDraft } from "./hang.ts";
import { findPicture, type KeptPicture, keepPicture, placePicture } from "./keep.ts";
import { readPicture } from "./read.ts";
import { sweepPictures } from "./sweep.ts";

const JPEG = cleanPicture(jpeg());
const PNG = cleanPicture(png());

describe.each(ENGINES)("pictures of a visit on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  let worker: Member;
  let districts = 0;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    district = await seedDistrict(database, await testSealer(), ++districts);
    worker = district.staff.worker;
  });
  afterAll(() => database.close());

  const as = <T>(work: (session: StaffSession) => Promise<T>, minutes = 0, who = worker) =>
    district.session(who, work, minutesAfter(minutes));
  const keep = (source: string, minutes = 0, picture = JPEG) =>
    as(async (session) => {
      const kept = await keepPicture(session, picture, source);
      return kept && placePicture(session, kept);
    }, minutes);
  const tell = (minutes = 0) =>
    as((session) => startDraft(session, { kind: "visit", body: "{}", message_id: "m" }), minutes);
  const save = (draft_id: string, minutes = 0) =>
    as(async (session) => {
      await closeDraft(session, draft_id, 1, "saved");
      const saved = await saveVisit(session, draftOf("见到王秀兰", { persons: [{ name: "王秀兰" }] }));
      await hangOnVisit(session, draft_id, saved.id);
      return saved;
    }, minutes);
  const read = (visit_id: string, n: number, who: StaffName = "worker") =>
    as((session) => readPicture(session, visit_id, n), 1, district.staff[who]);
  const total = async () =>
    (
      await district.service(({ tx }) =>
        tx.query("select id from visit_pictures where district_id = $1", [district.id]),
      )
    ).rows.length;
  const audited = async (action: string) =>
    (await district.service(({ tx }) => tx.query("select detail from audit_log where action = $1", [action]))).rows
      .length;

  test("one that comes first waits for the note, goes with it, and is the visit's when it is saved", async () => {
    expect(await keep("t:1")).toMatchObject({ hung: { on: "nothing" }, count: 1 });
    const draft = await tell(9);
    expect(draft.pictures).toBe(1);
    expect((await keep("t:2", 10, PNG))?.hung).toEqual({ on: "draft", draft_id: draft.id });
    expect((await as((session) => openDraft(session), 10))?.pictures).toBe(2);
    const visit = await save(draft.id, 11);
    expect(await read(visit.id, 1)).toEqual({ type: "image/jpeg", bytes: JPEG.bytes, visit_ref: visit.ref });
    expect((await read(visit.id, 2)).type).toBe("image/png");
    expect(await refused(read(visit.id, 3))).toBe("not_found");
    expect(await audited("picture.read")).toBe(2);
  });

  test("what lies in the table is sealed, and opens nowhere else", async () => {
    await keep("t:1");
    const { rows } = await district.service(({ tx }) =>
      tx.query<{ image_sealed: Uint8Array }>("select image_sealed from visit_pictures where district_id = $1", [
        district.id,
      ]),
    );
    expect(holds(rows[0]!.image_sealed, JPEG.bytes.subarray(0, 16))).toBe(false);
    const sealer = await testSealer();
    await expect(sealer.openBytes(rows[0]!.image_sealed, "uploads.body")).rejects.toThrow();
  });

  test("a visit saved just now takes it; one of before, or an old draft, does not", async () => {
    const visit = await save((await tell()).id);
    expect((await keep("t:1", 10))?.hung).toEqual({ on: "visit", visit_id: visit.id, visit_ref: visit.ref });
    expect((await keep("t:2", 11))?.hung).toEqual({ on: "nothing" });
    await tell(20);
    expect((await keep("t:3", 31))?.hung).toEqual({ on: "nothing" });
    expect(await audited("visit.picture_added")).toBe(1);
  });

  test("a message that comes twice brings one picture", async () => {
    const draft = await tell();
    const first = await keep("t:1");
    const [again, at_once] = await Promise.all([keep("t:1", 1), keep("t:1", 1)]);
    expect([again, at_once]).toEqual([first, first]);
    expect(first).toEqual({ id: expect.any(String), hung: { on: "draft", draft_id: draft.id }, count: 1 });
    expect(await total()).toBe(1);
  });

  test("six go with a visit, the seventh is refused, also when they come at once", async () => {
    await tell();
    const kept: (KeptPicture | null)[] = await Promise.all(Array.from({ length: 8 }, (_, i) => keep(`t:${i}`)));
    expect(kept.filter((picture) => picture !== null)).toHaveLength(6);
    expect(await total()).toBe(6);
  });

  test("a discarded draft takes its pictures along; one that is read anew hands them to the next", async () => {
    const first = await tell();
    await keep("t:1");
    await as(async (session) => {
      await takeOffDraft(session, first.id);
      await closeDraft(session, first.id, 1, "discarded");
    }, 40);
    const second = await tell(40);
    expect(second.pictures).toBe(1);
    await as((session) => closeDraft(session, second.id, 1, "discarded"), 41);
    expect(await total()).toBe(0);
  });

  test("a visit that is taken back loses them, and nobody reads them again", async () => {
    const draft = await tell();
    await keep("t:1");
    const visit = await save(draft.id);
    await as(undoLastVisit, 2);
    expect(await total()).toBe(0);
    expect(await refused(read(visit.id, 1))).toBe("not_found");
  });

  test("不是这家 takes it off, until the half hour is over", async () => {
    await save((await tell()).id);
    const kept = await keep("t:1", 1);
    const off = (minutes: number, who = worker) => as((session) => takeOff(session, kept!.id), minutes, who);
    expect(await off(2, district.staff.colleague)).toBe(false);
    expect(await off(32)).toBe(false);
    expect(await off(30)).toBe(true);
    expect((await as((session) => findPicture(session, "t:1"), 30))?.hung).toEqual({ on: "nothing" });
    expect((await tell(39)).pictures).toBe(1);
  });

  test("a withdrawn message takes it along, unless it is saved", async () => {
    const withdraw = (source: string) => as((session) => dropWithdrawn(session, source), 2);
    const draft = await tell();
    await keep("t:1");
    await keep("t:2");
    expect(await withdraw("t:1")).toBe(true);
    await save(draft.id, 1);
    expect([await withdraw("t:1"), await withdraw("t:2")]).toEqual([false, false]);
    expect(await total()).toBe(1);
  });

  test("what nobody claims is forgotten after ten minutes, and with a draft that nobody saves", async () => {
    const sweep = (minutes: number) => district.service(sweepPictures, minutesAfter(minutes));
    await keep("t:1");
    await sweep(9);
    expect(await total()).toBe(1);
    await sweep(10);
    expect(await total()).toBe(0);
    await tell(20);
    await keep("t:2", 20);
    await sweep(60);
    expect(await total()).toBe(1);
    await sweep(20 + 7 * 24 * 60);
    expect(await total()).toBe(0);
  });

  test("before the visit is saved it is its sender's alone; afterwards whoever sees the visit sees it", async () => {
    const draft = await tell();
    await keep("t:1");
    const seen = async (who: StaffName) =>
      (await as(({ tx }) => tx.query("select id from visit_pictures"), 1, district.staff[who])).rows.length;
    const everybody = ["worker", "colleague", "neighbour", "social", "supervisor"] as const;
    expect(await Promise.all(everybody.map(seen))).toEqual([1, 0, 0, 0, 0]);
    const visit = await save(draft.id);
    expect(await Promise.all(everybody.map(seen))).toEqual([1, 1, 0, 0, 1]);
    expect(await refused(read(visit.id, 1, "neighbour"))).toBe("not_found");
    expect((await read(visit.id, 1, "supervisor")).bytes).toEqual(JPEG.bytes);
  });

  test("seeing is not having: nobody but the sender moves or deletes one", async () => {
    const draft = await tell();
    await keep("t:1");
    await save(draft.id);
    for (const who of ["supervisor", "colleague"] as const) {
      const { affected } = await as(
        ({ tx }) => tx.query("update visit_pictures set created_at = $1", [NOW]),
        1,
        district.staff[who],
      );
      const gone = await as(({ tx }) => tx.query("delete from visit_pictures"), 1, district.staff[who]);
      expect([affected, gone.affected]).toEqual([0, 0]);
    }
  });
});
