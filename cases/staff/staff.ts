import type { Role } from "../../platform/scope.ts";
import type { Session, StaffSession } from "../session.ts";

export interface Staff {
  id: string;
  district_id: number;
  /** GB/T 2260 code of the district, for what holds where. */
  adcode: string;
  role: Role;
  name: string;
  organization_id: string | null;
  session_epoch: number;
  areas: { id: string; name: string }[];
}

/**
 * One member of staff with their grids, those included that they look after for the time being; null when unknown or no longer active.
 * @param active false: a system that acts by a token, which never is
 */
export async function findStaff(
  { tx, scope, sealer }: Session,
  staff_id: string,
  { active } = { active: true },
): Promise<Staff | null> {
  const { rows } = await tx.query<Omit<Staff, "name"> & { name_sealed: string }>(
    `select s.id, s.district_id, d.adcode, s.role, s.name_sealed, s.organization_id, s.session_epoch,
       coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name) order by a.name)
         from areas_of(s.id) as area_id join areas a on a.district_id = s.district_id and a.id = area_id), '[]') as areas
     from staff s join districts d on d.id = s.district_id
     where s.district_id = $1 and s.id = $2 and s.active = $3`,
    [scope.district_id, staff_id, active],
  );
  if (!rows[0]) return null;
  const { name_sealed, ...staff } = rows[0];
  return { ...staff, name: await sealer.open(name_sealed, "staff.name") };
}

/** Names of several members of staff by id, for lists and timelines. */
export async function staffNames({ tx, scope, sealer }: Session, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; name_sealed: string }>(
    "select id, name_sealed from staff where district_id = $1 and id = any ($2::uuid[])",
    [scope.district_id, [...new Set(ids)]],
  );
  return new Map(
    await Promise.all(rows.map(async (r) => [r.id, await sealer.open(r.name_sealed, "staff.name")] as const)),
  );
}

/** Everybody on duty in the district with one of these roles. */
export async function staffWithRole({ tx, scope }: Session, roles: Role[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    "select id from staff where district_id = $1 and active and role = any ($2::text[]) order by created_at, id",
    [scope.district_id, roles],
  );
  return rows.map((row) => row.id);
}

/** Those who lead the district and are called so, each as whoever acts in their name. */
export async function leadersCalled({ tx, scope, sealer }: Session, name: string): Promise<StaffSession["scope"][]> {
  const { rows } = await tx.query<StaffSession["scope"]>(
    `select district_id, id as staff_id, role from staff
     where district_id = $1 and name_index = any ($2::text[]) and active and role in ('admin', 'supervisor')`,
    [scope.district_id, await sealer.indexes("name", name)],
  );
  return rows;
}

/** Everybody who receives what is referred to this organization. */
export async function staffOfOrganization({ tx, scope }: Session, organization_id: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    "select id from staff where district_id = $1 and active and organization_id = $2 order by created_at, id",
    [scope.district_id, organization_id],
  );
  return rows.map((row) => row.id);
}
