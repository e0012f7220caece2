import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import {
  asOwner,
  type Member,
  minutesAfter,
  refused,
  type SeededDistrict,
  seedDistrict,
  testSealer,
} from "../fixture.ts";
import { acknowledgeCrisis } from "./acknowledge.ts";
import { listCrises } from "./list.ts";
import { type CrisisReport, recordCrisis, tellSupervisors } from "./record.ts";

describe.each(ENGINES)("crises on %s", (engine, open) => {
  let database: Database;
  let district: SeededDistrict;
  let worker: Member;
  let supervisor: Member;
  let second_supervisor: Member;
  let districts = 0;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    district = await seedDistrict(database, await testSealer(), ++districts);
    ({ worker, supervisor, second_supervisor } = district.staff);
  });
  afterAll(() => database.close());

  const report = (changes: Partial<CrisisReport> = {}): CrisisReport => ({
    inbox_id: crypto.randomUUID(),
    level: "red",
    kind: "suicide",
    rules: ["suicide.roof"],
    words: "王秀兰站在楼顶上",
    ...changes,
  });
  const record = (changes: Partial<CrisisReport> = {}, who = worker) =>
    district.session(who, (session) => recordCrisis(session, report(changes)));
  const acknowledge = (who: Member, id: string) => district.session(who, (session) => acknowledgeCrisis(session, id));
  const notices = async (crisis_id: string) => {
    const sql = "select staff_id, told_at from crisis_notices where crisis_id = $1";
    return (await district.service(({ tx }) => tx.query(sql, [crisis_id]))).rows;
  };
  const sees = async (who: Member) =>
    (await district.session(who, ({ tx }) => tx.query("select id from crises"))).rows.length;

  test("is recorded with sealed words, and every supervisor is told", async () => {
    const recorded = await record();
    expect(recorded!.ref).toMatch(/^C-[0-9A-Z]{5}$/);
    expect(new Map(recorded!.told.map(({ staff_id, name }) => [staff_id, name]))).toEqual(
      new Map([supervisor, second_supervisor].map(({ id, name }) => [id, name])),
    );
    expect((await notices(recorded!.id)).map((row) => row.staff_id).sort()).toEqual(
      [supervisor.id, second_supervisor.id].sort(),
    );
    const { rows } = await district.session(supervisor, ({ tx }) => tx.query("select * from crises"));
    expect(rows).toEqual([
      expect.objectContaining({ level: "red", kind: "suicide", rules: ["suicide.roof"], reported_by: worker.id }),
    ]);
    expect(await district.sealer.open(rows[0]!.words_sealed, "crises.words")).toBe("王秀兰站在楼顶上");
  });

  test("one message makes one crisis, however often it comes", async () => {
    const inbox_id = crypto.randomUUID();
    const first = await record({ inbox_id });
    expect(await record({ inbox_id })).toBeNull();
    expect(await record({ inbox_id }, district.staff.colleague)).toBeNull();
    expect(await notices(first!.id)).toHaveLength(2);
    expect(await sees(supervisor)).toBe(1);
  });

  test("the supervisor who reports one tells the other, not themself", async () => {
    const recorded = await record({}, supervisor);
    expect(recorded!.told.map((person) => person.staff_id)).toEqual([second_supervisor.id]);
  });

  test("who is told is on duty", async () => {
    await district.service(({ tx }) => tx.query("update staff set active = false where role = 'supervisor'"));
    expect((await record())!.told).toEqual([]);
  });

  test("the list has the open ones first, newest first, names who was told and who took it, and holds no words", async () => {
    const older = (await record({ kind: "fire" }))!;
    const newer = await district.session(
      worker,
      (session) => recordCrisis(session, report({ level: "orange" })),
      minutesAfter(1),
    );
    await record({ words: null });
    await acknowledge(supervisor, older.id);
    const rows = await district.session(supervisor, (session) => listCrises(session, 10));
    expect(rows.map((row) => [row.id, row.level, row.kind, row.acknowledged_by, row.told.length])).toEqual([
      [newer!.id, "orange", "suicide", null, 2],
      [older.id, "red", "fire", supervisor.id, 2],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/s1\.|王秀兰/);
    expect(await district.session(district.staff.colleague, (session) => listCrises(session, 10))).toEqual([]);
  });

  test("the writer's own distress keeps no words, tells nobody, and is seen by nobody", async () => {
    const recorded = await record({ words: null });
    expect(recorded!.told).toEqual([]);
    expect(await notices(recorded!.id)).toEqual([]);
    const { rows } = await asOwner(database, (tx) =>
      tx.query("select words_sealed from crises where id = $1", [recorded!.id]),
    );
    expect(rows).toEqual([{ words_sealed: null }]);
    for (const who of [supervisor, district.staff.admin, district.staff.colleague]) expect(await sees(who)).toBe(0);
    expect(await refused(acknowledge(supervisor, recorded!.id))).toBe("not_found");
    expect(await sees(worker)).toBe(1);
  });

  test("what the log says of it does not set it apart from any other crisis", async () => {
    const [own, other] = [await record({ words: null }), await record({ kind: "fire" })];
    const { rows } = await district.session(supervisor, ({ tx }) =>
      tx.query(
        "select entity_id, staff_id, detail from audit_log where action = 'crisis.recorded' order by detail::text",
      ),
    );
    expect(new Set(rows.map((row) => row.entity_id))).toEqual(new Set([own!.id, other!.id]));
    expect(rows[0]!.detail).toEqual(rows[1]!.detail);
  });

  test("after the writer's own tap the supervisors are told and see it; a second tap tells nobody twice", async () => {
    const { id } = (await record({ words: null }))!;
    const tell = () => district.session(worker, (session) => tellSupervisors(session, id));
    expect((await tell()).map((person) => person.name).sort()).toEqual(
      [supervisor.name, second_supervisor.name].sort(),
    );
    expect(await tell()).toHaveLength(2);
    expect(await notices(id)).toHaveLength(2);
    expect(await sees(supervisor)).toBe(1);
    expect(await acknowledge(supervisor, id)).toMatchObject({ first: true, reported_by: worker.id });
  });

  test("nobody else taps for the writer", async () => {
    const { id } = (await record({ words: null }))!;
    for (const who of [district.staff.colleague, supervisor]) {
      expect(await refused(district.session(who, (session) => tellSupervisors(session, id)))).toBe("not_found");
    }
    expect(await notices(id)).toEqual([]);
  });

  test("the first who acknowledges has it", async () => {
    const { id, ref } = (await record())!;
    const owner = { staff_id: second_supervisor.id, name: second_supervisor.name };
    const taken = { id, ref, reported_by: worker.id, owner, from: null };
    expect(await acknowledge(second_supervisor, id)).toEqual({ ...taken, first: true, others: [supervisor.id] });
    expect(await acknowledge(supervisor, id)).toEqual({ ...taken, first: false, others: [] });
    expect(await acknowledge(second_supervisor, id)).toMatchObject({ first: false });
    const { rows } = await district.service(({ tx }) =>
      tx.query("select acknowledged_by from crises where id = $1", [id]),
    );
    expect(rows).toEqual([{ acknowledged_by: second_supervisor.id }]);
  });

  test("neither the reporter nor somebody who was not told acknowledges it", async () => {
    const { id } = (await record())!;
    for (const who of [worker, district.staff.colleague, district.staff.social]) {
      expect(await refused(acknowledge(who, id))).toBe("not_found");
    }
    expect(await acknowledge(supervisor, id)).toMatchObject({ first: true });
  });

  if (engine === "postgres") {
    test("of two who acknowledge at once one is first, and of two deliveries at once one is recorded", async () => {
      const inbox_id = crypto.randomUUID();
      const recorded = await Promise.all([record({ inbox_id }), record({ inbox_id }), record({ inbox_id })]);
      const [one, ...others] = recorded.filter((crisis) => crisis !== null);
      expect(others).toEqual([]);
      const taken = await Promise.all([supervisor, second_supervisor].map((who) => acknowledge(who, one!.id)));
      expect(taken.map(({ first }) => first).sort()).toEqual([false, true]);
    });
  }
});
