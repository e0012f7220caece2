import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPostgres, type FreshPostgres, freshPglite, POSTGRES_URL } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { openPostgres } from "../../platform/database/postgres.ts";
import { migrate } from "../../platform/migrate/migrate.ts";
import { installQueue } from "../../platform/queue/boss.ts";
import { createSealer, newAppKey } from "../../platform/seal.ts";
import { chatKeys } from "../../platform/transport/inbox.ts";
import { collectForWeb, putOutgoing } from "../../platform/transport/outbox.ts";
import { sealAudit } from "../audit/chain.ts";
import { verifyAudit } from "../audit/verify.ts";
import { asOwner, minutesAfter, NOW, type SeededDistrict, seedDistrict } from "../fixture.ts";
import { type Day, playDay } from "../fixture-day.ts";
import { createPerson } from "../people/create.ts";
import { namesakes } from "../people/find.ts";
import { householdAt } from "../people/household.ts";
import { knownAddresses, knownNames } from "../people/known-names.ts";
import { inSession } from "../session.ts";
import { accountKey, type ChannelAccount, placesOf } from "../staff/accounts.ts";
import { enrol } from "../staff/enrol.ts";
import { inviteStaff } from "../staff/invite.ts";
import { makeMachineToken } from "../staff/machine.ts";
import { machineOfToken } from "../staff/machine-entry.ts";
import { BLIND_INDEXES } from "./renew-indexes.ts";
import { type Resealed, reseal } from "./reseal.ts";
import type { AsOwner } from "./reseal-parts.ts";
import { sealedTables } from "./sealed-columns.ts";

const [OLD, NEW] = [newAppKey(), newAppKey()];
const ACCOUNT: ChannelAccount = { channel: "line", chat_id: "U4711", sender_id: "U4711" };
/** Of a chat whose number is not its writer's: which account it is cannot be worked out. */
const ELSEWHERE: ChannelAccount = { channel: "telegram", chat_id: "5501", sender_id: "5502" };
const NAME = "欧阳桂枝";
const ADDRESS = "9栋1单元202";

/** An engine with the owner of its schema: on PostgreSQL the one who made it and who is bound by row-level security himself. */
const ENGINES: [string, () => Promise<{ database: Database; owner: AsOwner; close(): Promise<void> }>][] = [
  [
    "pglite",
    async () => {
      const database = await freshPglite();
      return { database, owner: (work) => asOwner(database, work), close: () => database.close() };
    },
  ],
];
if (POSTGRES_URL) {
  ENGINES.push([
    "postgres",
    async () => {
      const made: FreshPostgres = await createPostgres();
      const owner = openPostgres(made.owner_url);
      await migrate(owner);
      await installQueue(owner, "postgres");
      const database = openPostgres(made.service_url);
      const close = async () => {
        await Promise.all([owner.close(), database.close()]);
        await made.drop();
      };
      return { database, owner: (work) => owner.transaction(work), close };
    },
  ]);
}

describe.each(ENGINES)("a new APP_KEY on %s", (_, open) => {
  let database: Database;
  let owner: AsOwner;
  let close: () => Promise<void>;
  let district: SeededDistrict;
  let day: Day;
  let machine: string;
  let first: Resealed;
  /** The same district as a service with these keys has it. */
  const by = async (app_key: string): Promise<SeededDistrict> => {
    const sealer = await createSealer(app_key);
    const parts = (now = NOW) => ({ database, sealer, now });
    return {
      ...district,
      sealer,
      session: (who, work, now) =>
        inSession(parts(now), { district_id: district.id, staff_id: who.id, role: who.role }, work),
      service: (work, now) => inSession(parts(now), { district_id: district.id, staff_id: null, role: "system" }, work),
    };
  };
  const run = async (say: (line: string) => void = () => {}, through: AsOwner = owner): Promise<Resealed> => {
    const app_key = `${NEW},${OLD}`;
    return reseal({ asOwner: through, sealer: await createSealer(app_key), app_key, now: minutesAfter(600), say });
  };
  const open_file = (in_district: SeededDistrict, name: string) =>
    in_district.session(in_district.staff.worker, async (session) => {
      const household_id = await householdAt(session, district.areas.grid_one, ADDRESS);
      const person = { name, sex: null, age: null, area_id: district.areas.grid_one, household_id };
      return (await createPerson(session, person)).id;
    });
  const found = (in_district: SeededDistrict, name = NAME) =>
    in_district.session(in_district.staff.supervisor, (session) => namesakes(session, name));

  beforeAll(async () => {
    ({ database, owner, close } = await open());
    district = await seedDistrict(database, await createSealer(OLD), 1);
    day = await playDay(district);
    await open_file(district, NAME);
    for (const [account, who] of [
      [ACCOUNT, district.staff.social],
      [ELSEWHERE, district.staff.colleague],
    ] as const) {
      const code = await district.session(district.staff.supervisor, (s) => inviteStaff(s, who.id));
      await database.transaction((tx) => enrol(tx, district.sealer, account, code, NOW));
    }
    ({ token: machine } = await district.session(district.staff.admin, (session) =>
      makeMachineToken(session, { name: "区平台", sees: { role: "supervisor" }, writes: false, days: 30 }),
    ));
    const notice = {
      channel: "web",
      chat_id: "page",
      body: JSON.stringify({ chat_id: "page", words: "转介有回音" }),
    } as const;
    await putOutgoing(database, { sealer: district.sealer, now: NOW }, { ...notice, inbox_id: null });
    await district.service(sealAudit);
  });
  afterAll(() => close());

  test("every column called an index of sealed words is known to the renewal", async () => {
    const { rows } = await owner((tx) =>
      tx.query<{ name: string }>(
        `select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
         where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attname like '%\\_index'`,
      ),
    );
    const known = BLIND_INDEXES.map(({ table, column }) => `${table}.${column}`);
    expect(rows.map(({ name }) => name).sort()).toEqual([...known, "channel_accounts.account_index"].sort());
  });

  test("with both keys at hand everybody is found by what the old one made, and what is new is made by the new one", async () => {
    const both = await by(`${NEW},${OLD}`);
    const [id] = await found(both);
    expect(id).toBeDefined();
    const names = await both.session(both.staff.worker, (session) => knownNames(session, [`去看${NAME}`]));
    expect(names).toContain(NAME);
    const known = await both.session(both.staff.worker, (session) => knownAddresses(session, [ADDRESS]));
    expect([...known]).toEqual([ADDRESS]);
    // The same door is not made a second time.
    const home = await both.session(both.staff.worker, (s) => householdAt(s, district.areas.grid_one, ADDRESS));
    expect(await district.session(district.staff.worker, (s) => householdAt(s, district.areas.grid_one, ADDRESS))).toBe(
      home,
    );
    // Who writes with the new key is found by a process that makes everything new by the old one still.
    await open_file(both, "诸葛明芳");
    expect(await found(await by(`${OLD},${NEW}`), "诸葛明芳")).toHaveLength(1);
    expect(await found(await by(OLD), "诸葛明芳")).toEqual([]);
  });

  test("a chat goes on under its name while something of it waits, and is read under either", async () => {
    const both = await createSealer(`${NEW},${OLD}`);
    const keys = await chatKeys(both, "web", "page");
    await putOutgoing(
      database,
      { sealer: both, now: NOW },
      { channel: "web", chat_id: "page", body: JSON.stringify({ chat_id: "page", words: "第二条" }), inbox_id: null },
    );
    const { rows } = await owner((tx) => tx.query<{ chat_key: string }>("select chat_key from outbox"));
    expect(new Set(rows.map(({ chat_key }) => chat_key))).toEqual(new Set([keys[1]]));
    const waiting = await collectForWeb(database, both, { chat_id: "page", taken: [], now: NOW });
    expect(waiting.map(({ body }) => JSON.parse(body).words)).toEqual(["转介有回音", "第二条"]);
  });

  test("sealing anew that is broken off anywhere goes on, beside people who write, and says that the old key can go", async () => {
    const both = await by(`${NEW},${OLD}`);
    const names = Array.from({ length: 8 }, (_, i) => `司徒秀${"甲乙丙丁戊己庚辛"[i]}`);
    let writing = true;
    const writer = (async () => {
      for (const name of names) await open_file(both, name);
      writing = false;
    })();
    // Broken off after more and more transactions, as a process that is killed: nothing runs after it.
    for (const transactions of [1, 7, 20, 33]) {
      let left = transactions;
      const dying: AsOwner = (work) => (left-- > 0 ? owner(work) : Promise.reject(new Error("killed")));
      await expect(run(() => {}, dying)).rejects.toThrow("killed");
      expect(await found(both)).toHaveLength(1);
    }
    await writer;
    expect(writing).toBe(false);
    const lines: string[] = [];
    first = await run((line) => lines.push(line));
    expect(first.values).toBeGreaterThan(0);
    for (const words of [...day.said, NAME, ...names]) expect(lines.join("\n")).not.toContain(words);
    for (const name of [NAME, ...names]) expect(await found(both, name)).toHaveLength(1);
    // What is kept of these is only the HMAC, and nobody has used them since.
    expect(first.left.map(({ what, rows }) => `${what} ${rows}`)).toEqual(["channel 1", "machine 2"]);
    expect(Date.parse(first.left[1]!.until!)).toBeGreaterThan(NOW.getTime());
  });

  test("done again it changes nothing", async () => {
    expect(await run()).toEqual({ values: 0, indexes: 0, left: first.left });
  });

  test("what is known by its HMAC alone moves when it is used", async () => {
    const both = await createSealer(`${NEW},${OLD}`);
    const used = await database.transaction((tx) => machineOfToken(tx, both, machine, NOW));
    expect(used?.name).toBe("区平台");
    const [place] = await database.transaction((tx) => placesOf(tx, both, ELSEWHERE, NOW));
    expect(place?.staff.name).toBe(district.staff.colleague.name);
    const { left } = await run();
    expect(left.map(({ what, rows }) => `${what} ${rows}`)).toEqual(["machine 1"]);
  });

  test("by the new key alone everything is there: every value opens, everybody is found, the audit log is whole", async () => {
    const alone = await by(NEW);
    expect(await found(alone)).toHaveLength(1);
    expect(await alone.session(alone.staff.worker, (s) => knownNames(s, ["王秀兰在家"]))).toContain("王秀兰");
    expect(await database.transaction((tx) => machineOfToken(tx, alone.sealer, machine, NOW))).not.toBeNull();
    for (const [account, who] of [
      [ACCOUNT, district.staff.social],
      [ELSEWHERE, district.staff.colleague],
    ] as const) {
      const places = await database.transaction((tx) => placesOf(tx, alone.sealer, account, NOW));
      expect(places.map(({ staff }) => staff.name)).toEqual([who.name]);
      const index = await alone.sealer.index("account", accountKey(account));
      const { rows } = await owner((tx) =>
        tx.query("select from channel_accounts where account_index = $1 and unbound_at is null", [index]),
      );
      expect(rows).toHaveLength(1);
    }
    const waiting = await collectForWeb(database, alone.sealer, { chat_id: "page", taken: [], now: NOW });
    expect(waiting.map(({ body }) => JSON.parse(body).words)).toEqual(["转介有回音", "第二条"]);
    await alone.service(sealAudit, minutesAfter(700));
    const { rows, faults } = await alone.service((session) => verifyAudit(session));
    expect(rows).toBeGreaterThan(50);
    expect(faults).toEqual([]);

    let opened = 0;
    for (const { table, columns } of await owner(sealedTables))
      for (const { name, bytes } of columns) {
        const { rows } = await owner((tx) =>
          tx.query(`select ${name} as value from ${table} where ${name} is not null`),
        );
        const place = `${table}.${name.replace("_sealed", "")}`;
        for (const { value } of rows) {
          if (bytes) await alone.sealer.openBytes(value, place);
          else await alone.sealer.open(value, place);
          opened++;
        }
      }
    expect(opened).toBeGreaterThan(70);
  });

  test("a row that the retired key signed and somebody changed is found by the new key alone", async () => {
    const alone = await by(NEW);
    const { rows } = await owner((tx) =>
      tx.query<{ id: string; action: string }>(
        "select a.id, a.action from audit_chain c join audit_log a on a.id = c.audit_id order by c.seq limit 1",
      ),
    );
    const put = (action: string) =>
      asOwner(database, (tx) => tx.query("update audit_log set action = $2 where id = $1", [rows[0]!.id, action]));
    await put("harmless");
    const { faults } = await alone.service((session) => verifyAudit(session));
    await put(rows[0]!.action);
    expect(faults).toEqual([{ seq: 1, audit_id: rows[0]!.id, what: "row changed" }]);
  });

  test("a value that none of the keys opens is named, and the old key is not said to be free", async () => {
    const stranger = await createSealer(newAppKey());
    const sealed = await stranger.seal("别处的话", "visits.note");
    const { rows } = await owner((tx) =>
      tx.query<{ id: string; note: string }>("select id, note_sealed as note from visits limit 1"),
    );
    const put = (note: string) =>
      owner((tx) => tx.query("update visits set note_sealed = $2 where id = $1", [rows[0]!.id, note]));
    await put(sealed);
    const { left } = await run();
    await put(rows[0]!.note);
    expect(left).toContainEqual({ what: "visits.note", rows: 1, until: null });
  });
});
