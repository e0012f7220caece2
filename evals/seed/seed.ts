import { type AuditRow, canonical } from "../../cases/audit/append.ts";
import { inSession, type Session, type SessionParts } from "../../cases/session.ts";
import { newId } from "../../platform/id.ts";
import { districtIds, type Role, systemScope } from "../../platform/scope.ts";
import { ALL_GRIDS, COMMUNITIES, fixedId, GRIDS, ORGANIZATIONS, SEEDED, type Sizes, STAFF, STREETS } from "./shape.ts";
import { crisisTables, type Filling, peopleTables, referralTables, type SealedWords, visitTables } from "./tables.ts";
import { indexEach, madeUpDoors, madeUpNames, REASONS, sealEach, VISIT_NOTES } from "./words.ts";

/** The database is somebody's. */
export class NotEmpty extends Error {
  override readonly name = "NotEmpty";
}

const NAMES = 5_000;
/** Doors of a grid; in every grid the same ones. */
const DOORS = 40;
/** Reads that were written down, the newest. */
const AUDITED = 100_000;
const AUDIT_BATCH = 5_000;

/**
 * Fills an empty database with one made-up district, in one transaction: what is interrupted leaves nothing.
 * @param say is told of each table
 * @throws NotEmpty when the database knows a district: its people may be real
 */
export async function seed(parts: SessionParts, sizes: Sizes, say: (line: string) => void): Promise<void> {
  const known = await districtIds(parts.database);
  if (known.length > 0) {
    throw new NotEmpty(
      `The database holds district ${known.join(", ")}: its people may be real. Seed an empty database (createdb, npm run migrate).`,
    );
  }
  const words = await sealWords(parts);
  await inSession(parts, systemScope(SEEDED.id), async (session) => {
    await seedPlaces(session);
    await seedStaff(session);
    const all = [peopleTables, visitTables, referralTables, crisisTables].flatMap((tables) => tables(sizes, words));
    for (const filling of all) await fill(session, filling, say);
    await seedAudit(session, sizes, say);
  });
}

async function sealWords({ sealer }: SessionParts): Promise<SealedWords> {
  const names = madeUpNames(NAMES);
  const doors = madeUpDoors(DOORS);
  const as = (words: readonly string[], place: string): Promise<string[]> => sealEach(sealer, words, place);
  return {
    names: {
      sealed: await as(names, "people.name"),
      index: await indexEach(sealer, "name", names),
      pinyin: await indexEach(sealer, "pinyin", names),
    },
    doors: { sealed: await as(doors, "households.address"), index: await indexEach(sealer, "address", doors) },
    notes: await as(VISIT_NOTES, "visits.note"),
    observed: await as(["腿脚不便", "精神还好"], "observations.words"),
    needed: await as(REASONS, "needs.words"),
    reasons: await as(REASONS, "referrals.reason"),
    outcomes: await as(["每天中午有人送到门口", "评估过了,下周上门"], "referrals.outcome"),
    crises: await as(["五栋三楼冒烟了"], "crises.words"),
  };
}

async function fill({ tx, scope, now }: Session, { table, sql, params }: Filling, say: (line: string) => void) {
  const began = performance.now();
  const { affected } = await tx.query(sql, [scope.district_id, now, ...params]);
  say(`${table}: ${affected} rows in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

async function seedPlaces({ tx }: Session): Promise<void> {
  await tx.query("insert into districts (id, name, adcode) values ($1, $2, $3)", [
    SEEDED.id,
    SEEDED.name,
    SEEDED.adcode,
  ]);
  const put = (level: string, n: number, parent: string, name: string): Promise<unknown> =>
    tx.query(
      `insert into areas (district_id, id, parent_id, level, name)
       select $1, ${fixedId(level, "i")}, ${parent}, '${level}', ${name} from generate_series(0, ${n} - 1) as i`,
      [SEEDED.id],
    );
  await put("district", 1, "null", `'${SEEDED.name}'`);
  await put("street", STREETS, fixedId("district", "0"), `'灯河' || (i + 1) || '街道'`);
  await put(
    "community",
    STREETS * COMMUNITIES,
    fixedId("street", `i / ${COMMUNITIES}`),
    `'第' || (i % ${COMMUNITIES} + 1) || '社区'`,
  );
  await put("grid", ALL_GRIDS, fixedId("community", `i / ${GRIDS}`), `'第' || (i % ${GRIDS} + 1) || '网格'`);
  await tx.query(
    `insert into organizations (district_id, id, name) select $1, ${fixedId("organization", "i")}, '灯河第' || (i + 1) || '社工站'
     from generate_series(0, ${ORGANIZATIONS} - 1) as i`,
    [SEEDED.id],
  );
}

async function seedStaff({ tx, sealer, now }: Session): Promise<void> {
  const names = madeUpNames(Math.max(...Object.values(STAFF)));
  const sealed = await sealEach(sealer, names, "staff.name");
  const index = await indexEach(sealer, "name", names);
  for (const [role, n] of Object.entries(STAFF) as [Role, number][]) {
    const organization = role === "social_worker" ? fixedId("organization", `i % ${ORGANIZATIONS}`) : "null::uuid";
    await tx.query(
      `insert into staff (district_id, id, role, name_sealed, name_index, organization_id, created_at)
       select $1, ${fixedId(role, "i")}, '${role}', w.sealed, w.index, ${organization}, $2::timestamptz
       from (select n - 1 as i, sealed, index from unnest($3::text[], $4::text[]) with ordinality as u(sealed, index, n)) w where i < ${n}`,
      [SEEDED.id, now, sealed, index],
    );
  }
  await tx.query(
    `insert into staff_areas (district_id, staff_id, area_id) select $1, ${fixedId("grid_worker", "i")}, ${fixedId("grid", "i")}
     from generate_series(0, ${ALL_GRIDS} - 1) as i`,
    [SEEDED.id],
  );
}

/** Reads of files over the last year, as true as any: each carries its HMAC. */
async function seedAudit(session: Session, sizes: Sizes, say: (line: string) => void): Promise<void> {
  const { tx, sealer, now } = session;
  const began = performance.now();
  const { rows: files } = await tx.query<{ id: string; by: string }>(
    "select id, created_by as by from people where district_id = $1 limit 1000",
    [SEEDED.id],
  );
  const n = Math.min(AUDITED, sizes.visits);
  for (let at = 0; at < n; at += AUDIT_BATCH) {
    const batch = Array.from({ length: Math.min(AUDIT_BATCH, n - at) }, (_, i): AuditRow => {
      const moment = new Date(now.getTime() - ((n - at - i) * 365 * 86_400_000) / n);
      const file = files[(at + i) % files.length]!;
      const who = {
        staff_id: file.by,
        role: "grid_worker",
        action: "person.read",
        entity: "person",
        entity_id: file.id,
      };
      return { id: newId(moment), district_id: SEEDED.id, at: moment.toISOString(), ...who, detail: {} };
    });
    const macs = await Promise.all(batch.map((row) => sealer.sign("audit", canonical(row))));
    await tx.query(
      `insert into audit_log (district_id, id, at, staff_id, role, action, entity, entity_id, detail, mac)
       select $1, u.id, u.at, u.staff_id, 'grid_worker', 'person.read', 'person', u.entity_id, '{}', u.mac
       from unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::uuid[], $6::text[]) as u(id, at, staff_id, entity_id, mac)`,
      [
        SEEDED.id,
        batch.map((row) => row.id),
        batch.map((row) => row.at),
        batch.map((row) => row.staff_id),
        batch.map((row) => row.entity_id),
        macs,
      ],
    );
  }
  say(`audit_log: ${n} rows in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
