import { inSession, type Session } from "../cases/session.ts";
import { loadDemoDirectory } from "../knowledge/pack/load.ts";
import type { Database } from "../platform/database/port.ts";
import { idFrom } from "../platform/id.ts";
import { NEWEST_SCHEMA } from "../platform/migrate/schema-version.ts";
import type { Role } from "../platform/scope.ts";
import type { Sealer } from "../platform/seal.ts";

/** The demo district of the embedded default: a place that does not exist, so that nothing in it can be mistaken. */
export const DEMO_DISTRICT = 1;
const ADCODE = "990101";
const GRIDS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"].map((n) => `${n}网格`);
/** The organization of the demo directory that the demo social worker receives referrals for. */
const SOCIAL_WORK = "示范社会工作服务站";

export type DemoRole = Exclude<Role, "admin">;

export const DEMO_PEOPLE: Record<DemoRole, string> = {
  grid_worker: "陈小雨",
  social_worker: "周敏",
  supervisor: "林主任",
};

/** The same id on every machine, so that a token needs no database. */
export function demoStaffId(role: DemoRole): Promise<string> {
  return idFrom(`doorstep demo ${role}`);
}

/** Puts the demo district, its people and its directory there, once. */
export async function seedDemo(database: Database, sealer: Sealer, now: Date): Promise<void> {
  const scope = { district_id: DEMO_DISTRICT, staff_id: null, role: "admin" as const };
  const there = await inSession({ database, sealer, now }, scope, ({ tx }) =>
    tx.query("select from districts where id = $1 and settings->>'demo' = $2", [DEMO_DISTRICT, String(NEWEST_SCHEMA)]),
  );
  if (there.rows.length > 0) return;
  await inSession({ database, sealer, now }, scope, seedPeople);
  await loadDemoDirectory(database, DEMO_DISTRICT);
  await inSession({ database, sealer, now }, scope, async ({ tx }) => {
    await tx.query(
      `update staff set organization_id = (select id from organizations where district_id = $1 and name = $2 limit 1)
       where district_id = $1 and role = 'social_worker'`,
      [DEMO_DISTRICT, SOCIAL_WORK],
    );
    await tx.query("update districts set settings = settings || jsonb_build_object('demo', $2::text) where id = $1", [
      DEMO_DISTRICT,
      String(NEWEST_SCHEMA),
    ]);
  });
}

async function seedPeople({ tx, sealer, now }: Session): Promise<void> {
  await tx.query(
    "insert into districts (id, name, adcode, created_at) values ($1, '示范区', $2, $3) on conflict do nothing",
    [DEMO_DISTRICT, ADCODE, now],
  );
  let parent: string | null = null;
  for (const [level, name] of [
    ["district", "示范区"],
    ["street", "示范街道"],
    ["community", "示范社区"],
  ] as const) {
    parent = await area(tx, level, name, parent);
  }
  const grids: string[] = [];
  for (const name of GRIDS) grids.push(await area(tx, "grid", name, parent));
  for (const [role, name] of Object.entries(DEMO_PEOPLE) as [DemoRole, string][]) {
    const id = await demoStaffId(role);
    await tx.query(
      `insert into staff (district_id, id, role, name_sealed, name_index, created_at) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [DEMO_DISTRICT, id, role, await sealer.seal(name, "staff.name"), await sealer.index("name", name), now],
    );
    if (role !== "grid_worker") continue;
    for (const grid of grids) {
      await tx.query(
        "insert into staff_areas (district_id, staff_id, area_id) values ($1, $2, $3) on conflict do nothing",
        [DEMO_DISTRICT, id, grid],
      );
    }
  }
}

async function area(tx: Session["tx"], level: string, name: string, parent_id: string | null): Promise<string> {
  const id = await idFrom(`doorstep demo area ${name}`);
  await tx.query(
    "insert into areas (district_id, id, parent_id, level, name) values ($1, $2, $3, $4, $5) on conflict do nothing",
    [DEMO_DISTRICT, id, parent_id, level, name],
  );
  return id;
}
