import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type Member, minutesAfter, refused, type SeededDistrict, seedDistrict, testSealer } from "../fixture.ts";
import { acknowledgeCrisis } from "./acknowledge.ts";
import { advanceCrisis, type CrisisAdvance } from "./advance.ts";
import { noteCrisis, recordCall } from "./call.ts";
import { giveContacts, proposeContacts, takeContacts } from "./contacts.ts";
import { eventsSince, recordEvent, timelineOf } from "./events.ts";
import { putOn, recordIn } from "./fixture.ts";
import { handOverCandidates, handOverCrisis } from "./hand-over.ts";
import { openCrises } from "./list.ts";
import { CRISIS_MOVES, CRISIS_STATES, crisisMovesFrom } from "./moves.ts";
import { myCrisis, progressOf } from "./progress.ts";
import { readCrisis } from "./read.ts";
import { tellSupervisors } from "./record.ts";

describe("the moves of a crisis", () => {
  test("go on step by step, back with a reason, and to the end from wherever somebody has it", () => {
    const written = CRISIS_MOVES.map(({ from, to, needs }) => `${from} ${to} ${needs}`);
    expect(new Set(written).size).toBe(written.length);
    expect(written.filter((move) => move.endsWith("nothing"))).toEqual([
      "assessing linking nothing",
      "linking handling nothing",
      "handling revisiting nothing",
    ]);
    for (const { from, to, needs } of CRISIS_MOVES) {
      if (CRISIS_STATES.indexOf(to) < CRISIS_STATES.indexOf(from)) expect(needs).toBe("reason");
      if (to === "closed") expect(needs).toBe("outcome");
    }
    expect(crisisMovesFrom("found", ["owner", "supervisor"])).toEqual([]);
    expect(crisisMovesFrom("closed", ["owner"])).toEqual([]);
    expect(crisisMovesFrom("handling", [])).toEqual([]);
  });
});

describe.each(ENGINES)("handling a crisis on %s", (engine, open) => {
  let database: Database;
  let district: SeededDistrict;
  let staff: SeededDistrict["staff"];
  let districts = 0;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    district = await seedDistrict(database, await testSealer(), ++districts);
    ({ staff } = district);
  });
  afterAll(() => database.close());

  const take = (who: Member, id: string) => district.session(who, (session) => acknowledgeCrisis(session, id));
  const move = (who: Member, id: string, advance: CrisisAdvance) =>
    district.session(who, (session) => advanceCrisis(session, id, advance));
  const taken = async (changes: Parameters<typeof recordIn>[1] = {}) => {
    await putOn(district, "social");
    const recorded = await recordIn(district, changes);
    await take(staff.social, recorded.id);
    return recorded.id;
  };

  test("its owner leads it to the end; every step has who and when, and the words are sealed", async () => {
    const id = await taken();
    for (const to of ["linking", "handling", "revisiting"] as const) await move(staff.social, id, { to });
    await move(staff.social, id, { to: "handling", reason: "他又上了楼顶" });
    await move(staff.social, id, { to: "closed", outcome: "in_hospital", reason: "家属陪着住院" });
    const { events, outcome, state } = await district.session(staff.supervisor, (session) => readCrisis(session, id));
    expect([state, outcome]).toEqual(["closed", "in_hospital"]);
    expect(events.map(({ kind, by, detail, words }) => [kind, by, detail.to ?? null, words])).toEqual([
      ["recorded", staff.worker.name, null, null],
      ["told", null, null, null],
      ["acknowledged", staff.social.name, "assessing", null],
      ["moved", staff.social.name, "linking", null],
      ["moved", staff.social.name, "handling", null],
      ["moved", staff.social.name, "revisiting", null],
      ["moved", staff.social.name, "handling", "他又上了楼顶"],
      ["closed", staff.social.name, "closed", "家属陪着住院"],
    ]);
  });

  test("nobody moves what nobody has, nor what is another's", async () => {
    const { id } = await recordIn(district);
    expect(await refused(move(staff.supervisor, id, { to: "linking" }))).toBe("move_not_allowed");
    await take(staff.supervisor, id);
    expect(await refused(move(staff.worker, id, { to: "linking" }))).toBe("not_yours_to_move");
    expect(await refused(move(staff.colleague, id, { to: "linking" }))).toBe("not_found");
    expect(await refused(move(staff.supervisor, id, { to: "handling" }))).toBe("move_not_allowed");
    expect(await refused(move(staff.supervisor, id, { to: "closed" }))).toBe("crisis_outcome_needed");
    expect((await move(staff.second_supervisor, id, { to: "linking" })).to).toBe("linking");
    expect(await refused(move(staff.supervisor, id, { to: "assessing", reason: " " }))).toBe("reason_needed");
  });

  test("with a report or a contact open it closes with a reason only; a supervisor opens it again", async () => {
    const id = await taken({ kind: "child" });
    expect(await refused(move(staff.social, id, { to: "closed", outcome: "with_police" }))).toBe("duties_open");
    await move(staff.social, id, { to: "closed", outcome: "false_alarm", reason: "是孩子们在排练" });
    expect(await refused(move(staff.social, id, { to: "handling", reason: "又打了" }))).toBe("not_yours_to_move");
    await move(staff.supervisor, id, { to: "handling", reason: "又打了" });
    expect(await district.session(staff.social, (session) => readCrisis(session, id))).toMatchObject({
      state: "handling",
      outcome: null,
      closed_at: null,
    });
    const other = await taken();
    await district.session(staff.social, (session) => proposeContacts(session, other));
    await district.session(staff.social, (session) => takeContacts(session, other));
    expect(await refused(move(staff.social, other, { to: "closed", outcome: "safe" }))).toBe("duties_open");
  });

  test("is handed to somebody who sees it from then on, and whose tap makes it theirs", async () => {
    const id = await taken();
    const see = (who: Member) => refused(district.session(who, (session) => readCrisis(session, id)));
    expect(await see(staff.social_elsewhere)).toBe("not_found");
    const handed = await district.session(staff.social, (session) =>
      handOverCrisis(session, id, staff.social_elsewhere.id, "她离得近"),
    );
    expect(handed).toMatchObject({ to: { name: staff.social_elsewhere.name }, owner_id: staff.social.id });
    expect(await see(staff.social_elsewhere)).toBeNull();
    const now_theirs = await take(staff.social_elsewhere, id);
    expect(now_theirs).toMatchObject({ first: true, from: staff.social.id, others: [] });
    expect(await refused(move(staff.social, id, { to: "linking" }))).toBe("not_yours_to_move");
    const read = await district.session(staff.social_elsewhere, (session) => readCrisis(session, id));
    expect(read).toMatchObject({ owner: { id: staff.social_elsewhere.id }, handed_to: null, climbs_at: null });
    expect(read.events.find(({ kind }) => kind === "handed_over")?.words).toBe("她离得近");
  });

  test("a move does not undo that somebody was asked; closing does", async () => {
    const id = await taken();
    await district.session(staff.social, (session) => handOverCrisis(session, id, staff.social_elsewhere.id));
    await move(staff.social, id, { to: "linking" });
    const read = () => district.session(staff.supervisor, (session) => readCrisis(session, id));
    const asked = await read();
    expect(asked).toMatchObject({ state: "linking", handed_to: { id: staff.social_elsewhere.id } });
    expect(asked.climbs_at).not.toBeNull();
    await move(staff.social, id, { to: "closed", outcome: "safe" });
    expect(await read()).toMatchObject({ handed_to: null, climbs_at: null });
  });

  test("is not handed to the reporter, its owner, nobody, or by somebody who was not told", async () => {
    const id = await taken();
    const hand = (who: Member, to: string) =>
      refused(district.session(who, (session) => handOverCrisis(session, id, to)));
    for (const to of [staff.worker.id, staff.social.id, crypto.randomUUID()])
      expect(await hand(staff.social, to)).toBe("hand_over_to");
    expect(await hand(staff.worker, staff.supervisor.id)).toBe("not_yours_to_move");
    expect(await hand(staff.colleague, staff.supervisor.id)).toBe("not_found");
    const candidates = await district.session(staff.social, (session) => handOverCandidates(session, id, 8));
    const ids = candidates.map((person) => person.staff_id);
    expect(ids.slice(0, 2).sort()).toEqual([staff.supervisor.id, staff.second_supervisor.id].sort());
    for (const who of [staff.worker, staff.social]) expect(ids).not.toContain(who.id);
  });

  test("the writer's own distress is handed to nobody beyond those whom they asked for", async () => {
    const { id } = await recordIn(district, { words: null });
    await district.session(staff.worker, (session) => tellSupervisors(session, id));
    await take(staff.supervisor, id);
    const hand = (to: Member) =>
      refused(district.session(staff.supervisor, (session) => handOverCrisis(session, id, to.id)));
    expect(await hand(staff.social)).toBe("hand_over_to");
    const propose = district.session(staff.supervisor, (session) => proposeContacts(session, id));
    expect(await refused(propose)).toBe("not_yours_to_move");
    const give = district.session(staff.supervisor, (session) => giveContacts(session, id, staff.social.id));
    expect(await refused(give)).toBe("not_yours_to_move");
    const seen = district.session(staff.social, (session) => readCrisis(session, id));
    expect(await refused(seen)).toBe("not_found");
    expect(await district.session(staff.supervisor, (s) => handOverCandidates(s, id, 8))).toEqual([
      { staff_id: staff.second_supervisor.id, name: staff.second_supervisor.name },
    ]);
    const read = await district.session(staff.supervisor, (session) => readCrisis(session, id));
    expect(read).toMatchObject({ kind: null, words: null, rules: [], person: null, area: null });
  });

  test("who says that they called is written down with the number, a double tap once, and never as done by us", async () => {
    const { id } = await recordIn(district);
    const call = (who: Member, minute: number) =>
      district.session(who, (session) => recordCall(session, id, "110"), minutesAfter(minute));
    expect([(await call(staff.worker, 1)).first, (await call(staff.worker, 2)).first]).toEqual([true, false]);
    expect((await call(staff.supervisor, 3)).first).toBe(true);
    expect((await call(staff.worker, 30)).first).toBe(true);
    expect(await refused(call(staff.colleague, 4))).toBe("not_found");
    const events = await district.session(staff.worker, (session) => timelineOf(session, id));
    expect(
      events.filter(({ kind }) => kind === "called").map(({ staff_id, detail }) => [staff_id, detail.number]),
    ).toEqual([staff.worker, staff.supervisor, staff.worker].map((who) => [who.id, "110"]));
  });

  test("the reporter sees what is confirmed and what is not, and no file opens by it", async () => {
    await putOn(district, "social");
    const { id } = await recordIn(district);
    const progress = () => district.session(staff.worker, (session) => progressOf(session, id));
    expect(await district.session(staff.worker, myCrisis)).toBe(id);
    const tapped = async () => (await progress()).notices.map(({ name, tapped_at }) => [name, tapped_at !== null]);
    expect(await progress()).toMatchObject({ owner: null, climbs_at: minutesAfter(3), list_ended: false, called: [] });
    expect(await tapped()).toEqual([[staff.social.name, false]]);
    await take(staff.social, id);
    expect((await progress()).owner).toEqual({ staff_id: staff.social.id, name: staff.social.name });
    expect(await tapped()).toEqual([[staff.social.name, true]]);
    expect(await refused(district.session(staff.colleague, (session) => progressOf(session, id)))).toBe("not_found");
  });

  test("waiting crises come first, then red before orange; closed ones are not held up to anybody", async () => {
    const old_red = await recordIn(district, {}, "worker", 0);
    const orange = await recordIn(district, { level: "orange" }, "worker", 1);
    const had = await recordIn(district, {}, "worker", 2);
    const closed = await recordIn(district, {}, "worker", 3);
    for (const { id } of [had, closed]) await take(staff.supervisor, id);
    await move(staff.supervisor, closed.id, { to: "closed", outcome: "safe" });
    const open_ones = await district.session(staff.supervisor, (session) => openCrises(session));
    expect(open_ones.map(({ id, owner }) => [id, owner])).toEqual([
      [old_red.id, null],
      [orange.id, null],
      [had.id, staff.supervisor.name],
    ]);
    expect(open_ones[0]!.notices.map(({ name, tapped_at }) => [name, tapped_at]).sort()).toEqual(
      [staff.supervisor, staff.second_supervisor].map(({ name }) => [name, null]).sort(),
    );
    expect(await district.session(staff.colleague, (session) => openCrises(session))).toEqual([]);
    await district.session(staff.worker, async (session) => {
      expect((await openCrises(session)).map(({ id }) => id)).toContain(had.id);
    });
  });

  test("a cursor gives each event once, also one whose transaction ends late", async () => {
    const { id } = await recordIn(district);
    const read = (cursor: string | null) =>
      district.session(staff.supervisor, (session) => eventsSince(session, cursor));
    const start = await read(null);
    expect(start.events).toEqual([]);
    await district.session(staff.worker, (session) => noteCrisis(session, id, "一"));
    const next = await read(start.cursor);
    expect(next.events.map(({ kind }) => kind)).toEqual(["noted"]);
    expect((await read(next.cursor)).events).toEqual([]);
    // Not a cursor of ours: from now on.
    expect((await read("1; drop table")).events).toEqual([]);
    if (engine !== "postgres") return;
    let end = () => {};
    const ended = new Promise<void>((done) => {
      end = done;
    });
    let begun = () => {};
    const begin = new Promise<void>((done) => {
      begun = done;
    });
    const late = district.session(staff.worker, async (session) => {
      await recordEvent(session, id, { kind: "noted", detail: { what: "late" } });
      begun();
      await ended;
    });
    await begin;
    await district.session(staff.worker, (session) =>
      recordEvent(session, id, { kind: "noted", detail: { what: "early" } }),
    );
    const first = await read(next.cursor);
    expect(first.events.map(({ detail }) => detail.what)).toEqual(["early"]);
    end();
    await late;
    const second = await read(first.cursor);
    expect(second.events.map(({ detail }) => detail.what)).toEqual(["late"]);
    expect((await read(second.cursor)).events).toEqual([]);
  });
});
