import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../platform/database/fresh.ts";
import { type Database, DatabaseError } from "../platform/database/port.ts";
import { putOn, recordIn } from "./crises/fixture.ts";
import { type Member, referralTo, type SeededDistrict, type StaffName, seedDistrict, testSealer } from "./fixture.ts";
import { closeNeed } from "./needs/close.ts";
import { createPerson } from "./people/create.ts";
import { raiseReferral } from "./referrals/raise.ts";
import { makeMachineToken } from "./staff/machine.ts";
import { draftOf, type Understood } from "./visits/fixture.ts";
import { saveVisit } from "./visits/save.ts";
import { registerEndpoint } from "./webhooks/endpoints.ts";

describe.each(ENGINES)("who sees what within a district on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  /** Id → what the tables below call it. */
  const called = new Map<string, string>();
  beforeAll(async () => {
    database = await open();
    district = await seedDistrict(database, await testSealer(), 1);
    const { staff, targets, areas } = district;
    const visit = async (call: string, who: Member, note: string, understood: Understood) => {
      const saved = await district.session(who, (session) => saveVisit(session, draftOf(note, understood)));
      called.set(saved.id, `visit ${call}`);
      called.set(saved.people[0]!.id, `person ${call}`);
      return { visit_id: saved.id, person_id: saved.people[0]!.id };
    };
    const refer = async (call: string, who: Member, changes: Parameters<typeof referralTo>[1]) => {
      const { id } = await district.session(who, (session) => raiseReferral(session, referralTo(district, changes)));
      called.set(id, `referral ${call}`);
    };
    const told = (name: string): Understood => ({
      persons: [{ name, address: "5栋401" }],
      seen: [{ words: "摔了", kind: "injury", person: 0 }],
      needs: [{ words: "送饭", code: "01", person: 0 }],
      agreed_on: ["今天", "2026-11-21"],
    });
    const one = await visit("in grid one", staff.worker, "王秀兰住5栋401,摔了,要送饭,今天再去", told("王秀兰"));
    const two = await visit("in grid two", staff.neighbour, "二网格李大勇住5栋401,摔了,要送饭,今天再去", {
      ...told("李大勇"),
      persons: [{ name: "李大勇", grid: "二网格", address: "5栋401" }],
    });
    const nowhere = await visit("of no grid", staff.neighbour, "张小军住5栋401,摔了,要送饭,今天再去", told("张小军"));
    await visit("not referred", staff.worker, "赵一住8栋,摔了,要送饭,今天再去", {
      ...told("赵一"),
      persons: [{ name: "赵一", address: "8栋" }],
    });
    await refer("grid one to the station", staff.worker, one);
    await refer("grid two to the clinic", staff.neighbour, {
      ...two,
      area_id: areas.grid_two,
      service: targets.clinic,
    });
    await refer("no grid to the station", staff.neighbour, { ...nowhere, area_id: null });
    const { id } = await district.session(staff.social, (session) =>
      createPerson(session, { name: "孙三", sex: null, age: null, area_id: null, household_id: null }),
    );
    called.set(id, "person of the social worker");
    await refer("the station to the clinic", staff.social, { person_id: id, area_id: null, service: targets.clinic });
  });
  afterAll(() => database.close());

  // "Grid workers see their grids, social workers what is referred to their organization, supervisors the district";
  // and everybody what they wrote themselves.
  const leads: StaffName[] = ["supervisor", "second_supervisor", "admin"];
  const grid_one: StaffName[] = ["worker", "colleague", ...leads];
  const grid_two: StaffName[] = ["neighbour", ...leads];
  const station: StaffName[] = ["social", "social_colleague"];
  const EXPECTED: Record<string, StaffName[]> = {
    "visit in grid one": grid_one,
    "visit in grid two": grid_two,
    "visit of no grid": ["neighbour", ...leads],
    "visit not referred": grid_one,
    "person in grid one": [...grid_one, ...station],
    "person in grid two": [...grid_two, "social_elsewhere"],
    "person of no grid": ["neighbour", ...leads, ...station],
    "person not referred": grid_one,
    "person of the social worker": ["social", "social_elsewhere", ...leads],
    "referral grid one to the station": [...grid_one, ...station],
    "referral grid two to the clinic": [...grid_two, "social_elsewhere"],
    "referral no grid to the station": ["neighbour", ...leads, ...station],
    "referral the station to the clinic": ["social", "social_elsewhere", ...leads],
  };
  const everybody = [...new Set(Object.values(EXPECTED).flat())];

  const ask = (name: StaffName, sql: string) =>
    district.session(district.staff[name], async ({ tx }) => (await tx.query<{ id: string }>(sql)).rows);
  const who = (call: string) => new Set(EXPECTED[call]);

  test("the table names every role and every row", () => {
    expect(everybody.sort()).toEqual(Object.keys(district.staff).sort());
    expect([...called.values()].sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  test.each(["visit", "person", "referral"])(
    "each %s is seen by those who need it, and by nobody else",
    async (kind) => {
      const table = kind === "person" ? "people" : `${kind}s`;
      const seen: Record<string, StaffName[]> = {};
      for (const call of Object.keys(EXPECTED).filter((c) => c.startsWith(kind))) seen[call] = [];
      for (const name of everybody) {
        for (const { id } of await ask(name, `select id from ${table}`)) seen[called.get(id)!]!.push(name);
      }
      for (const [call, names] of Object.entries(seen)) expect(new Set(names), call).toEqual(who(call));
    },
  );

  test.each([
    ["observations", "visit_id"],
    ["needs", "visit_id"],
    ["visit_people", "visit_id"],
    ["follow_ups", "visit_id"],
    ["referral_events", "referral_id"],
  ])("%s are seen with what they belong to", async (table, owner) => {
    const kind = owner === "visit_id" ? "visit" : "referral";
    for (const name of everybody) {
      const rows = await ask(name, `select ${owner} as id from ${table}`);
      const wanted = Object.keys(EXPECTED).filter((call) => call.startsWith(kind) && who(call).has(name));
      expect(new Set(rows.map((row) => called.get(row.id))), name).toEqual(new Set(wanted));
    }
  });

  test("an address is seen by those who see a person who lives there, or made it", async () => {
    const made = await district.service(({ tx }) =>
      tx.query<{ id: string; people: string[] }>(
        "select h.id, array_agg(p.id::text) as people from households h join people p on p.household_id = h.id group by h.id",
      ),
    );
    expect(made.rows).toHaveLength(4);
    for (const name of everybody) {
      const rows = await ask(name, "select id from households");
      const wanted = made.rows.filter((row) => row.people.some((id) => who(called.get(id)!).has(name)));
      expect(new Set(rows.map((row) => row.id)), name).toEqual(new Set(wanted.map((row) => row.id)));
    }
  });

  test("what came of a need is seen with its visit; where other systems are told, by those who lead, and written by admins", async () => {
    const { worker, admin, supervisor } = district.staff;
    const told = { url: "https://hooks.example.org/", events: ["need.closed"] };
    await district.session(admin, (session) => registerEndpoint(session, told, []));
    const { rows } = await district.session(worker, ({ tx }) =>
      tx.query<{ id: string; visit_id: string }>("select id, visit_id from needs order by created_at, id limit 1"),
    );
    const { id, visit_id } = rows[0]!;
    await district.session(worker, (session) => closeNeed(session, id, { result: "met" }));
    for (const name of everybody) {
      const seen = await ask(name, "select need_id as id from need_events");
      expect(seen.length > 0, name).toBe(who(called.get(visit_id)!).has(name));
      expect(await ask(name, "select id from webhook_endpoints"), name).toHaveLength(leads.includes(name) ? 1 : 0);
      expect(await ask(name, "select id from webhook_deliveries"), name).toHaveLength(leads.includes(name) ? 2 : 0);
    }
    const system = { name: "平台", sees: { role: "supervisor" }, writes: false, days: 30 } as const;
    await district.session(admin, (session) => makeMachineToken(session, system));
    for (const name of everybody)
      expect(await ask(name, "select id from machine_tokens"), name).toHaveLength(leads.includes(name) ? 1 : 0);
    for (const by of [worker, supervisor]) {
      for (const written of ["webhook_endpoints set removed_at", "machine_tokens set expires_at"]) {
        const { affected } = await district.session(by, ({ tx }) => tx.query(`update ${written} = now()`));
        expect(affected, written).toBe(0);
      }
    }
  });

  test("a crisis is seen by who reported it, who was told, and those who lead; what belongs to it with it", async () => {
    await putOn(district, "social");
    const { id } = await recordIn(district, { kind: "child", attempted: true });
    const own = await recordIn(district, { words: null });
    await putOn(district, "colleague", { area_id: district.areas.grid_two });
    for (const name of everybody) {
      const sees = ["worker", "social", ...leads].includes(name);
      for (const table of ["crisis_events", "crisis_reports", "crisis_contacts"]) {
        const rows = await ask(name, `select crisis_id as id from ${table}`);
        const wanted = new Set(sees ? [id] : []);
        if (name === "worker" && table === "crisis_events") wanted.add(own.id);
        expect(new Set(rows.map((row) => row.id)), `${name}: ${table}`).toEqual(wanted);
      }
      const notices = await ask(name, "select staff_id as id from crisis_notices");
      expect(notices.length > 0, name).toBe(name === "social" || leads.includes(name));
      // Whoever may be told knows who else is; only those who lead write it.
      expect(await ask(name, "select id from crisis_roster"), name).toHaveLength(2);
    }
  });

  test("what one does not see one does not change either", async () => {
    for (const [id, call] of called) {
      const table = call.startsWith("person") ? "people" : `${call.split(" ")[0]}s`;
      for (const name of everybody) {
        const { affected } = await district.session(district.staff[name], ({ tx }) =>
          tx.query(`update ${table} set created_at = created_at where id = $1`, [id]),
        );
        expect(affected, `${name}: ${call}`).toBe(who(call).has(name) ? 1 : 0);
      }
    }
  });

  test("a grid worker writes nothing in a colleague's name outside their grids", async () => {
    const { worker, neighbour } = district.staff;
    const forged = district.session(worker, ({ tx }) =>
      tx.query(
        `insert into visits (district_id, id, ref, staff_id, area_id, visited_on, note_sealed, created_at)
         values ($1, $2, 'V-XXXXX', $3, $4, '2026-11-21', 'x', now())`,
        [1, crypto.randomUUID(), neighbour.id, district.areas.grid_two],
      ),
    );
    await expect(forged).rejects.toMatchObject({ code: "42501" });
  });

  test("the lists a district is made of are written by those who keep them, and by nobody at a door", async () => {
    const { staff, areas, organizations } = district;
    const writes: [what: string, keepers: StaffName[], sql: string, params: unknown[]][] = [
      ["district", leads, "update districts set name = name where id = 1", []],
      ["area", ["admin"], "update areas set name = name where id = $1", [areas.grid_one]],
      ["organization", leads, "update organizations set name = name where id = $1", [organizations.station]],
      ["staff", leads, "update staff set active = active where id = $1", [staff.worker.id]],
      ["role of staff", [], "update staff set role = role where id = $1", [staff.worker.id]],
      [
        "crisis roster",
        leads,
        "insert into crisis_roster (district_id, id, place, staff_id, created_at) values (1, $1, 1, $2, now())",
        [crypto.randomUUID(), staff.worker.id],
      ],
      ["grids of staff", ["admin"], "delete from staff_areas where staff_id = $1", [staff.worker.id]],
      [
        "invite",
        leads,
        "insert into invites (district_id, id, staff_id, created_at) values (1, $1, $2, now())",
        [crypto.randomUUID(), staff.worker.id],
      ],
    ];
    for (const [what, keepers, sql, params] of writes) {
      for (const name of everybody) {
        const rolledBack = Symbol();
        let wrote: boolean | null = null;
        await district
          .session(staff[name], async ({ tx }) => {
            wrote = (await tx.query(sql, params)).affected > 0;
            throw rolledBack;
          })
          .catch((error: unknown) => {
            if (error instanceof DatabaseError && error.code === "42501") wrote = false;
            else if (error !== rolledBack) throw error;
          });
        expect(wrote, `${name}: ${what}`).toBe(keepers.includes(name));
      }
    }
  });

  test("drafts and what a chat remembers are one's own, whatever one's role", async () => {
    await district.session(district.staff.worker, async ({ tx, scope }) => {
      const now = new Date();
      const draft =
        "insert into drafts (district_id, id, staff_id, kind, created_at, updated_at) values ($1, $2, $3, 'visit', $4, $4)";
      await tx.query(draft, [1, crypto.randomUUID(), scope.staff_id, now]);
      await tx.query("insert into chats (district_id, staff_id, state_sealed, updated_at) values ($1, $2, 'x', $3)", [
        1,
        scope.staff_id,
        now,
      ]);
    });
    for (const name of everybody) {
      const rows = await ask(name, "select staff_id as id from drafts union all select staff_id from chats");
      expect(rows, name).toHaveLength(name === "worker" ? 2 : 0);
    }
  });
});
