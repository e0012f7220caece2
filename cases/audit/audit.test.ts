import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { currentTransaction, type Database, type Queryable } from "../../platform/database/port.ts";
import { asOwner, type Member, NOW, referralTo, type SeededDistrict, seedDistrict, testSealer } from "../fixture.ts";
import { playDay } from "../fixture-day.ts";
import { raiseReferral } from "../referrals/raise.ts";
import { audit } from "./append.ts";
import { chainRoot, link, sealAudit } from "./chain.ts";
import { verifyAudit } from "./verify.ts";

describe.each(ENGINES)("the audit log on %s", (engine, open) => {
  let database: Database;
  let district: SeededDistrict;
  let districts = 0;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    district = await seedDistrict(database, await testSealer(), ++districts);
  });
  afterAll(() => database.close());

  const note = (action: string, who: Member = district.staff.worker) =>
    district.session(who, (session) =>
      audit(session, { action, entity: "test", entity_id: null, detail: { b: 1, a: "x" } }),
    );
  const counted = async (table: "audit_log" | "audit_chain") =>
    (await district.service(({ tx }) => tx.query<{ n: number }>(`select count(*) as n from ${table}`))).rows[0]!.n;
  /** Until all is chained: another transaction anywhere in the cluster holds the sealer back while it runs. */
  const sealAll = async () => {
    do await district.service(sealAudit);
    while ((await counted("audit_chain")) < (await counted("audit_log")));
  };
  const verify = (head?: { seq: number; hash: string }) => district.service((session) => verifyAudit(session, head));
  const faults = async (head?: { seq: number; hash: string }) => {
    const { faults } = await verify(head);
    return faults.map(({ seq, what }) => `${seq} ${what}`);
  };
  const tamper = (work: (tx: Queryable) => Promise<unknown>) => asOwner(database, work);
  const chained = (sql = "") =>
    tamper((tx) =>
      tx.query(`select * from audit_chain where district_id = $1 ${sql} order by seq`, [district.id]),
    ) as Promise<{
      rows: { seq: number; audit_id: string; hash: string }[];
    }>;

  test("every verb of a day wrote its row, on behalf of whoever did it", async () => {
    await playDay(district);
    const { rows } = await district.service(({ tx }) =>
      tx.query("select action, entity, staff_id, role, count(*) as n from audit_log group by 1, 2, 3, 4"),
    );
    const { worker, colleague, social, supervisor } = district.staff;
    const name = new Map([worker, colleague, social, supervisor].map((member) => [member.id, member.name]));
    const told = rows.map((row) => `${row.action} ${row.entity} ${name.get(row.staff_id) ?? row.role} ${row.n}`);
    expect(told.sort()).toEqual(
      [
        `account.bound staff system 1`,
        `account.unbound staff ${supervisor.name} 1`,
        `crisis.acknowledged crisis ${colleague.name} 1`,
        `crisis.acknowledged crisis ${social.name} 1`,
        `crisis.acknowledged crisis ${supervisor.name} 1`,
        `crisis.called crisis ${worker.name} 1`,
        `crisis.closed crisis ${supervisor.name} 1`,
        `crisis.contact_done crisis ${social.name} 1`,
        `crisis.contacts_proposed crisis ${social.name} 1`,
        `crisis.contacts_taken crisis ${social.name} 1`,
        `crisis.handed_over crisis ${colleague.name} 1`,
        `crisis.moved crisis ${social.name} 1`,
        `crisis.noted crisis ${social.name} 1`,
        `crisis.recorded crisis ${worker.name} 3`,
        `crisis.reported crisis ${colleague.name} 1`,
        `crisis.roster_put crisis_roster ${supervisor.name} 1`,
        `crisis.told crisis ${worker.name} 3`,
        `follow_up.missed follow_up ${worker.name} 1`,
        `follow_up_rule.set follow_up_rule ${supervisor.name} 1`,
        `household.created household ${colleague.name} 1`,
        `household.created household ${worker.name} 1`,
        `invite.made staff ${supervisor.name} 1`,
        `login.made staff ${worker.name} 1`,
        `login.used staff system 1`,
        `machine.made machine admin 1`,
        `need.closed need ${social.name} 1`,
        `need.closed need ${worker.name} 1`,
        `need.reopened need ${worker.name} 1`,
        `person.benefit_noted person ${worker.name} 1`,
        `person.completed person ${colleague.name} 1`,
        `person.condition_set person ${worker.name} 1`,
        `person.created person ${colleague.name} 2`,
        `person.created person ${worker.name} 2`,
        `person.matched person ${colleague.name} 1`,
        `person.merged person ${supervisor.name} 1`,
        `person.read person ${supervisor.name} 1`,
        `person.spelled person ${worker.name} 1`,
        `person.staged person ${worker.name} 1`,
        `person.support_added person ${worker.name} 1`,
        `person.unmerged person ${supervisor.name} 1`,
        `referral.moved referral ${colleague.name} 1`,
        `referral.moved referral ${social.name} 6`,
        `referral.raised referral ${colleague.name} 1`,
        `referral.raised referral ${worker.name} 1`,
        `referral.read referral ${social.name} 1`,
        `referral.reviewed referral ${supervisor.name} 1`,
        `staff.phone_set staff ${worker.name} 1`,
        `visit.saved visit ${colleague.name} 2`,
        `visit.saved visit ${worker.name} 2`,
        `visit.undone visit ${colleague.name} 1`,
        `webhook.registered webhook admin 1`,
      ].sort(),
    );
    await sealAll();
    expect(await faults()).toEqual([]);
  });

  test("a write whose audit row cannot be written is not written either", async () => {
    const sealer = { ...district.sealer, sign: () => Promise.reject(new Error("no key")) };
    const failing = district.session(district.staff.worker, (session) =>
      raiseReferral({ ...session, sealer }, referralTo(district)),
    );
    await expect(failing).rejects.toThrow("no key");
    const { rows } = await district.service(({ tx }) => tx.query("select id from referrals"));
    expect(rows).toEqual([]);
  });

  test("the service appends and reads, and can neither change nor remove", async () => {
    await note("one");
    await sealAll();
    for (const table of ["audit_log", "audit_chain"]) {
      for (const sql of [
        `update ${table} set district_id = district_id`,
        `delete from ${table}`,
        `truncate ${table}`,
      ]) {
        await expect(
          district.service(({ tx }) => tx.query(sql)),
          sql,
        ).rejects.toMatchObject({ code: "42501" });
      }
    }
    const read = (who: Member) =>
      district.session(who, async ({ tx }) => (await tx.query("select id from audit_log")).rows.length);
    expect(await read(district.staff.supervisor)).toBe(1);
    expect([await read(district.staff.worker), await read(district.staff.social)]).toEqual([0, 0]);
    const forge = district.session(district.staff.admin, ({ tx }) =>
      tx.query(
        "insert into audit_chain (district_id, seq, xid, audit_id, hash, sealed_at) values ($1, 99, '1', $2, 'x', $3)",
        [district.id, crypto.randomUUID(), NOW],
      ),
    );
    await expect(forge).rejects.toMatchObject({ code: "42501" });
  });

  test("rows are chained in the order of their transactions, each hash over the one before", async () => {
    const actions = ["one", "two", "three", "four"];
    for (const action of actions) await note(action);
    await sealAll();
    await note("five");
    await sealAll();
    expect(await district.service(sealAudit)).toBe(0);
    const { rows } = await district.service(({ tx }) =>
      tx.query<{ seq: number; action: string; mac: string; hash: string }>(
        "select c.seq, a.action, a.mac, c.hash from audit_chain c join audit_log a on a.id = c.audit_id order by c.seq",
      ),
    );
    expect(rows.map((row) => [row.seq, row.action])).toEqual([...actions, "five"].map((action, i) => [i + 1, action]));
    let previous = chainRoot(district.id);
    for (const row of rows) {
      expect(row.hash).toBe(await link(previous, row.mac));
      previous = row.hash;
    }
    expect(await verify()).toEqual({ rows: 5, head: previous, faults: [] });
  });

  test("an empty chain is whole, and reaches the head that was exported of it", async () => {
    const { rows, head, faults: none } = await verify();
    expect([rows, none]).toEqual([0, []]);
    await note("one");
    await sealAll();
    expect(await faults({ seq: 0, hash: head })).toEqual([]);
  });

  const order = async () => {
    const sql = "select a.action from audit_chain c join audit_log a on a.id = c.audit_id order by c.seq";
    return (await district.service(({ tx }) => tx.query<{ action: string }>(sql))).rows.map((row) => row.action);
  };

  test("transactions are ordered as numbers, also where they gain a digit", async () => {
    const actions = ["nine", "ten", "eleven"];
    for (const [i, action] of actions.entries()) {
      await note(action);
      const sql = "update audit_log set xid = $3::text::xid8 where district_id = $1 and action = $2";
      await tamper((tx) => tx.query(sql, [district.id, action, String(9 + i)]));
    }
    await sealAll();
    expect(await order()).toEqual(actions);
  });

  test("goes on after a restore, where transactions are counted from the beginning again", async () => {
    const renumber = (xid: string, where: string) =>
      tamper(async (tx) => {
        for (const table of ["audit_log", "audit_chain"]) {
          await tx.query(`update ${table} set xid = (${xid})::text::xid8 where district_id = $1 and ${where}`, [
            district.id,
          ]);
        }
      });
    await note("before");
    await sealAll();
    await note("not chained yet");
    await renumber("xid::text::bigint + 1000000000000", "true");
    await note("after");
    while ((await counted("audit_chain")) < 2) await district.service(sealAudit);
    expect(await order()).toEqual(["before", "after"]);
    // Much later the count has come by where it stood.
    await renumber("pg_snapshot_xmax(pg_current_snapshot())", "xid > '1000000000000'");
    await note("and later");
    await sealAll();
    expect(await order()).toEqual(["before", "after", "not chained yet", "and later"]);
    expect(await faults()).toEqual([]);
  });

  describe("with five rows chained", () => {
    let head: { seq: number; hash: string };
    beforeEach(async () => {
      for (const action of ["one", "two", "three", "four", "five"]) await note(action);
      await sealAll();
      const whole = await verify();
      expect(whole.faults).toEqual([]);
      head = { seq: whole.rows, hash: whole.head };
    });
    const at = async (seq: number) => (await chained(`and seq = ${seq}`)).rows[0]!.audit_id;

    test.each([
      ["what was done", "action = 'harmless'"],
      ["who did it", "staff_id = null"],
      ["their role", "role = 'supervisor'"],
      ["when", "at = at + interval '1 second'"],
      ["what it was done to", "entity_id = '00000000-0000-7000-8000-000000000000'"],
      ["a detail", `detail = '{"a":"y","b":1}'`],
    ])("finds a change of %s", async (_what, change) => {
      const id = await at(3);
      await tamper((tx) => tx.query(`update audit_log set ${change} where id = $1`, [id]));
      expect(await faults()).toEqual(["3 row changed"]);
    });

    test("finds a row that was replaced by another one's words and HMAC", async () => {
      const [third, fourth] = [await at(3), await at(4)];
      await tamper((tx) =>
        tx.query(
          "update audit_log a set mac = b.mac, action = b.action from audit_log b where a.id = $1 and b.id = $2",
          [third, fourth],
        ),
      );
      expect(await faults()).toEqual(["3 row changed", "3 chain broken"]);
    });

    test("finds a row that was removed from the log", async () => {
      const id = await at(3);
      await tamper((tx) => tx.query("delete from audit_log where id = $1", [id]));
      expect(await faults()).toEqual(["3 row removed"]);
    });

    test("finds a row that was removed from log and chain, also when the gap is closed", async () => {
      const id = await at(3);
      await tamper(async (tx) => {
        await tx.query("delete from audit_chain where audit_id = $1", [id]);
        await tx.query("delete from audit_log where id = $1", [id]);
      });
      expect(await faults()).toEqual(["4 chain broken", "4 chain broken"]);
      await tamper((tx) =>
        tx.query("update audit_chain set seq = seq - 1 where district_id = $1 and seq > 3", [district.id]),
      );
      expect(await faults(head)).toEqual(["3 chain broken", "5 chain cut"]);
    });

    test("finds rows that changed places", async () => {
      const [second, fourth] = [await at(2), await at(4)];
      await tamper(async (tx) => {
        const put = (audit_id: string, seq: number) =>
          tx.query("update audit_chain set audit_id = $3 where district_id = $1 and seq = $2", [
            district.id,
            seq,
            audit_id,
          ]);
        await put("00000000-0000-7000-8000-000000000000", 2);
        await put(second, 4);
        await put(fourth, 2);
      });
      expect(await faults()).toEqual(["2 chain broken", "4 chain broken"]);
    });

    test("finds a chain that was cut off, by the head that was exported before", async () => {
      const ids = [await at(4), await at(5)];
      await tamper(async (tx) => {
        await tx.query("delete from audit_chain where audit_id = any ($1::uuid[])", [ids]);
        await tx.query("delete from audit_log where id = any ($1::uuid[])", [ids]);
      });
      expect(await faults()).toEqual([]);
      expect(await faults(head)).toEqual(["5 chain cut"]);
      // Growing again does not bring it back.
      for (const action of ["six", "seven"]) await note(action);
      await sealAll();
      expect(await faults(head)).toEqual(["5 chain cut"]);
    });

    test("finds a chain that was hashed anew without one of its rows", async () => {
      const id = await at(2);
      await tamper(async (tx) => {
        await tx.query("delete from audit_chain where district_id = $1", [district.id]);
        await tx.query("delete from audit_log where id = $1", [id]);
      });
      await sealAll();
      expect((await verify()).rows).toBe(4);
      expect(await faults(head)).toEqual(["5 chain cut"]);
    });

    test("finds a row that somebody without the key put in", async () => {
      await tamper((tx) =>
        tx.query(
          `insert into audit_log (district_id, id, at, staff_id, role, action, entity, mac)
           select district_id, '01ffffff-0000-7000-8000-000000000000', at, staff_id, role, 'invented', entity, mac
           from audit_log where district_id = $1 limit 1`,
          [district.id],
        ),
      );
      await sealAll();
      expect(await faults()).toEqual(["6 row changed"]);
    });
  });

  if (engine === "postgres") {
    test("nothing is chained past a transaction that still runs", async () => {
      await district.session(district.staff.worker, async (session) => {
        await audit(session, { action: "slow", entity: "test", entity_id: null });
        // Outside this transaction: somebody else at the same time.
        await currentTransaction.exit(() => note("quick"));
        expect(await currentTransaction.exit(() => district.service(sealAudit))).toBe(0);
      });
      await sealAll();
      expect(await order()).toEqual(["slow", "quick"]);
    });

    test("eight writers and two sealers at once: every row once, in order, and the chain whole", async () => {
      const writing = Promise.all(
        Array.from({ length: 8 }, async (_unused, writer) => {
          for (let i = 0; i < 20; i++) await note(`${writer}.${i}`);
        }),
      );
      let done = false;
      const sealing = [1, 2].map(async () => {
        while (!done) await district.service(sealAudit);
      });
      await writing;
      done = true;
      await Promise.all(sealing);
      await sealAll();
      const { rows } = await district.service(({ tx }) =>
        tx.query<{ action: string; place: number }>(
          `select a.action, row_number() over (order by a.xid, a.id) as place
           from audit_chain c join audit_log a on a.id = c.audit_id order by c.seq`,
        ),
      );
      expect(rows.map((row) => row.place)).toEqual(Array.from({ length: 160 }, (_unused, i) => i + 1));
      for (let writer = 0; writer < 8; writer++) {
        const own = rows.map((row) => row.action).filter((action) => action.startsWith(`${writer}.`));
        expect(own).toEqual(Array.from({ length: 20 }, (_unused, i) => `${writer}.${i}`));
      }
      expect(await faults()).toEqual([]);
    });
  }
});
