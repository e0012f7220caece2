import { chinaDate } from "../../platform/clock.ts";
import { newId } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";

export const SITE_STAGES = ["built", "near", "far"] as const;
export type SiteStage = (typeof SITE_STAGES)[number];
export const SITE_KINDS = ["demonstration", "service", "rehabilitation", "counselling", "elder_care", "other"] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

export interface SiteDraft {
  name: string;
  kind: SiteKind;
  stage: SiteStage;
  /** Where it stands. */
  area_id: string;
  /** What it serves besides, each with all below it. */
  serves: string[];
  host: string | null;
  task: string | null;
  owner_id: string | null;
  due_on: string | null;
  built_on: string | null;
  /** Degrees. */
  longitude: number | null;
  latitude: number | null;
}

export interface Site extends SiteDraft {
  id: string;
  version: number;
  area: string;
  owner: string | null;
  overdue: boolean;
}

/** Every site of the district: what is most due first within each stage. Everybody of the district may see them. */
export async function listSites(session: Session): Promise<Site[]> {
  const { tx, scope, now } = session;
  const { rows } = await tx.query<Omit<Site, "owner">>(
    `select s.id, s.version, s.name, s.kind, s.stage, s.area_id, a.name as area, s.host, s.task, s.owner_id, s.due_on, s.built_on,
       s.longitude, s.latitude, (s.stage <> 'built' and s.due_on < $2::date) is true as overdue,
       coalesce((select array_agg(x.area_id::text order by x.area_id) from site_areas x
         where x.district_id = s.district_id and x.site_id = s.id), '{}') as serves
     from sites s join areas a on a.district_id = s.district_id and a.id = s.area_id
     where s.district_id = $1 and s.dropped_at is null
     order by array_position(array['built', 'near', 'far'], s.stage), s.due_on nulls last, s.name, s.id`,
    [scope.district_id, chinaDate(now)],
  );
  const names = await staffNames(
    session,
    rows.flatMap((row) => row.owner_id ?? []),
  );
  return rows.map((row) => ({ ...row, owner: row.owner_id === null ? null : (names.get(row.owner_id) ?? null) }));
}

/**
 * Puts a site there, or changes one. What is planned next has somebody and a day; what is built has neither any more.
 * @param at which site in which version, null for a new one
 * @throws Refusal `supervisors_only`, `site_incomplete` naming the field, `not_found`, `changed_meanwhile`
 */
export async function putSite(
  session: StaffSession,
  draft: SiteDraft,
  at: { id: string; version: number } | null,
): Promise<string> {
  const { tx, scope, now } = session;
  assertLeads(session);
  const site = { ...draft, name: draft.name.trim() };
  await assertComplete(session, site);
  const id = at?.id ?? newId(now);
  const values = [
    ...[site.name, site.kind, site.stage, site.area_id, site.host, site.task, site.owner_id, site.due_on],
    ...[site.built_on, site.longitude, site.latitude, scope.staff_id, now],
  ];
  if (at === null) {
    await tx.query(
      `insert into sites (district_id, id, name, kind, stage, area_id, host, task, owner_id, due_on, built_on, longitude, latitude,
         updated_by, updated_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15)`,
      [scope.district_id, id, ...values],
    );
  } else {
    const { affected } = await tx.query(
      `update sites set name = $3, kind = $4, stage = $5, area_id = $6, host = $7, task = $8, owner_id = $9, due_on = $10,
         built_on = $11, longitude = $12, latitude = $13, updated_by = $14, updated_at = $15, version = version + 1
       where district_id = $1 and id = $2 and version = $16 and dropped_at is null`,
      [scope.district_id, id, ...values, at.version],
    );
    if (affected === 0) throw await goneOrChanged(session, id);
  }
  await tx.query("delete from site_areas where district_id = $1 and site_id = $2", [scope.district_id, id]);
  for (const area_id of new Set(site.serves)) {
    await tx.query("insert into site_areas (district_id, site_id, area_id) values ($1, $2, $3)", [
      scope.district_id,
      id,
      area_id,
    ]);
  }
  const detail = { stage: site.stage, due_on: site.due_on };
  await audit(session, { action: at === null ? "site.added" : "site.changed", entity: "site", entity_id: id, detail });
  return id;
}

/** Takes a site off the map; its row stays. @throws Refusal `supervisors_only`, `not_found` */
export async function dropSite(session: StaffSession, id: string): Promise<void> {
  const { tx, scope, now } = session;
  assertLeads(session);
  const { affected } = await tx.query(
    "update sites set dropped_at = $3, version = version + 1 where district_id = $1 and id = $2 and dropped_at is null",
    [scope.district_id, id, now],
  );
  if (affected === 0) throw new Refusal("not_found");
  await audit(session, { action: "site.dropped", entity: "site", entity_id: id });
}

async function assertComplete({ tx, scope }: StaffSession, site: SiteDraft): Promise<void> {
  const lacks = (field: string): Refusal => new Refusal("site_incomplete", { field });
  if (site.name === "") throw lacks("name");
  if (site.stage === "near" && site.owner_id === null) throw lacks("owner_id");
  if (site.stage !== "built" && site.due_on === null) throw lacks("due_on");
  if ((site.longitude === null) !== (site.latitude === null)) throw lacks("longitude");
  const areas = [...new Set([site.area_id, ...site.serves])];
  const found = await tx.query("select id from areas where district_id = $1 and id = any ($2::uuid[])", [
    scope.district_id,
    areas,
  ]);
  if (found.rows.length !== areas.length) throw lacks("area_id");
  if (site.owner_id === null) return;
  const owner = await tx.query("select id from staff where district_id = $1 and id = $2 and active", [
    scope.district_id,
    site.owner_id,
  ]);
  if (owner.rows.length === 0) throw lacks("owner_id");
}

async function goneOrChanged({ tx, scope }: StaffSession, id: string): Promise<Refusal> {
  const { rows } = await tx.query("select id from sites where district_id = $1 and id = $2 and dropped_at is null", [
    scope.district_id,
    id,
  ]);
  return new Refusal(rows.length === 0 ? "not_found" : "changed_meanwhile");
}
