/**
 * For tests only: a district with its area tree, two organizations and staff of every role, written as the service writes
 * them, and a way to act as any of them.
 */

import { POSTGRES_URL } from "../platform/database/fresh.ts";
import type { Database, Queryable } from "../platform/database/port.ts";
import { openPostgres } from "../platform/database/postgres.ts";
import { newId } from "../platform/id.ts";
import { type Role, systemScope } from "../platform/scope.ts";
import { createSealer, type Sealer } from "../platform/seal.ts";
import type { NewReferral } from "./referrals/raise.ts";
import { inSession, type Session, type StaffSession } from "./session.ts";

/** Ten in the morning in China. */
export const NOW = new Date("2026-11-21T02:00:00Z");

export const minutesAfter = (minutes: number, from: Date = NOW): Date => new Date(from.getTime() + minutes * 60_000);

/** The same key in every test: what one sealer sealed another opens. */
export function testSealer(): Promise<Sealer> {
  return createSealer(Buffer.alloc(32, 7).toString("base64"));
}

export interface Member {
  id: string;
  role: Role;
  name: string;
  organization_id: string | null;
  area_ids: string[];
}

const STAFF = {
  worker: { role: "grid_worker", name: "周晓燕", areas: ["grid_one"] },
  /** Of the same grid as `worker`. */
  colleague: { role: "grid_worker", name: "吴建国", areas: ["grid_one"] },
  /** Of the two other grids. */
  neighbour: { role: "grid_worker", name: "郑海涛", areas: ["grid_two", "grid_three"] },
  social: { role: "social_worker", name: "冯雨晴", organization: "station" },
  /** Of the same organization as `social`. */
  social_colleague: { role: "social_worker", name: "褚明远", organization: "station" },
  social_elsewhere: { role: "social_worker", name: "卫兰心", organization: "clinic" },
  supervisor: { role: "supervisor", name: "蒋国栋" },
  second_supervisor: { role: "supervisor", name: "沈玉梅" },
  admin: { role: "admin", name: "韩志强" },
} as const satisfies Record<
  string,
  { role: Role; name: string; areas?: readonly AreaName[]; organization?: OrganizationName }
>;

const AREAS = {
  district: ["district", null, "东河区"],
  street: ["street", "district", "河口街道"],
  community: ["community", "street", "河口社区"],
  grid_one: ["grid", "community", "第一网格"],
  grid_two: ["grid", "community", "第二网格"],
  grid_three: ["grid", "community", "第三网格"],
} as const;

const ORGANIZATIONS = { station: "河口社工站", clinic: "河口卫生院" } as const;

export type StaffName = keyof typeof STAFF;
export type AreaName = keyof typeof AREAS;
export type OrganizationName = keyof typeof ORGANIZATIONS;
type Target = NonNullable<NewReferral["service"]>;

export interface SeededDistrict {
  id: number;
  database: Database;
  sealer: Sealer;
  areas: Record<AreaName, string>;
  organizations: Record<OrganizationName, string>;
  /** A target of each organization, as the directory would give it. */
  targets: Record<OrganizationName, Target>;
  staff: Record<StaffName, Member>;
  /** Runs `work` in one transaction on behalf of a member of staff, at `now`. */
  session<T>(who: Member, work: (session: StaffSession) => Promise<T>, now?: Date): Promise<T>;
  /** Runs `work` as the service itself. */
  service<T>(work: (session: Session) => Promise<T>, now?: Date): Promise<T>;
}

/** Makes district `district_id`; several may stand in one database. */
export async function seedDistrict(database: Database, sealer: Sealer, district_id: number): Promise<SeededDistrict> {
  const ids = <K extends string>(names: Record<K, unknown>) =>
    Object.fromEntries(Object.keys(names).map((name) => [name, newId(NOW)])) as Record<K, string>;
  const areas = ids(AREAS);
  const organizations = ids(ORGANIZATIONS);
  const staff_ids = ids(STAFF);
  const staff = Object.fromEntries(
    Object.entries(STAFF).map(([key, { role, name, ...at }]) => {
      const organization_id = "organization" in at ? organizations[at.organization] : null;
      const area_ids = "areas" in at ? at.areas.map((area) => areas[area]) : [];
      return [key, { id: staff_ids[key as StaffName], role, name, organization_id, area_ids } satisfies Member];
    }),
  ) as Record<StaffName, Member>;

  await inSession({ database, sealer, now: NOW }, systemScope(district_id), async ({ tx }) => {
    await tx.query("insert into districts (id, name, adcode) values ($1, $2, '990101')", [
      district_id,
      AREAS.district[2],
    ]);
    for (const [key, [level, parent, name]] of Object.entries(AREAS)) {
      await tx.query("insert into areas (district_id, id, parent_id, level, name) values ($1, $2, $3, $4, $5)", [
        district_id,
        areas[key as AreaName],
        parent && areas[parent],
        level,
        name,
      ]);
    }
    for (const [key, name] of Object.entries(ORGANIZATIONS)) {
      await tx.query("insert into organizations (district_id, id, name) values ($1, $2, $3)", [
        district_id,
        organizations[key as OrganizationName],
        name,
      ]);
    }
    for (const { id, role, name, organization_id, area_ids } of Object.values(staff)) {
      await tx.query(
        `insert into staff (district_id, id, role, name_sealed, name_index, organization_id)
         values ($1, $2, $3, $4, $5, $6)`,
        [
          district_id,
          id,
          role,
          await sealer.seal(name, "staff.name"),
          await sealer.index("name", name),
          organization_id,
        ],
      );
      for (const area_id of area_ids) {
        await tx.query("insert into staff_areas (district_id, staff_id, area_id) values ($1, $2, $3)", [
          district_id,
          id,
          area_id,
        ]);
      }
    }
  });

  const target = (organization: OrganizationName, name: string): Target => ({
    id: newId(NOW),
    name,
    organization_id: organizations[organization],
  });
  return {
    id: district_id,
    database,
    sealer,
    areas,
    organizations,
    targets: { station: target("station", "河口社工站助老服务"), clinic: target("clinic", "河口卫生院家庭病床") },
    staff,
    session: (who, work, now = NOW) =>
      inSession({ database, sealer, now }, { district_id, staff_id: who.id, role: who.role }, work),
    service: (work, now = NOW) => inSession({ database, sealer, now }, systemScope(district_id), work),
  };
}

/** A referral from grid one to the station, with consent; `changes` says what is different. */
export function referralTo(district: SeededDistrict, changes: Partial<NewReferral> = {}): NewReferral {
  return {
    person_id: null,
    visit_id: null,
    area_id: district.areas.grid_one,
    reason: "一个人住,想要有人送午饭",
    background: null,
    priority: "routine",
    consent: "yes",
    legal_ground: null,
    service: district.targets.station,
    ...changes,
  };
}

/** What row-level security hides: one transaction as the superuser of the same database, to look into it and to tamper. */
export async function asOwner<T>(database: Database, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const { rows } = await database.query<{ name: string; free: boolean }>(
    "select current_database() as name, rolsuper as free from pg_roles where rolname = session_user",
  );
  const { name, free } = rows[0]!;
  if (free) {
    return database.transaction(async (tx) => {
      await tx.query("set local role none");
      return work(tx);
    });
  }
  const url = new URL(POSTGRES_URL!);
  url.pathname = `/${name}`;
  const owner = openPostgres(url.toString(), { connections: 1 });
  try {
    return await owner.transaction(work);
  } finally {
    await owner.close();
  }
}

/** The refusal's code, or null when it went through: `await refused(undoLastVisit(session))`. */
export async function refused(attempt: Promise<unknown>): Promise<string | null> {
  try {
    await attempt;
    return null;
  } catch (error) {
    if (error instanceof Error && error.name === "Refusal" && "code" in error) return String(error.code);
    throw error;
  }
}
