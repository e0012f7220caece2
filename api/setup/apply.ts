import { inSession, type Session } from "../../cases/session.ts";
import { inviteStaff } from "../../cases/staff/invite.ts";
import type { Database } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { type Sealer, sealOrNull } from "../../platform/seal.ts";
import type { Plan } from "./plan.ts";

export interface Invited {
  name: string;
  role: string;
  code: string;
}

/**
 * Puts a district, its areas and its staff there in one transaction; what is there already stays. Everybody new gets an
 * invite code.
 * @param adcode six digits (GB/T 2260); as a number it is the district's id
 */
export function applySetup(
  parts: { database: Database; sealer: Sealer; now: Date },
  district: { adcode: string; name: string },
  plan: Plan,
): Promise<Invited[]> {
  const district_id = Number(district.adcode);
  return inSession(parts, { district_id, staff_id: null, role: "admin" as const }, async (session) => {
    await session.tx.query(
      "insert into districts (id, name, adcode, created_at) values ($1, $2, $3, $4) on conflict (id) do update set name = excluded.name",
      [district_id, district.name, district.adcode, session.now],
    );
    const root = await areaId(session, "district", district.name, null);
    const grids = new Map<string, string>();
    for (const [street, community, grid] of plan.areas) {
      const streetId = await areaId(session, "street", street, root);
      const communityId = await areaId(session, "community", community, streetId);
      grids.set([street, community, grid].join(), await areaId(session, "grid", grid, communityId));
    }
    const invited: Invited[] = [];
    for (const person of plan.staff) {
      const id = await newStaff(session, person);
      if (id === null) continue;
      for (const grid of person.grids) {
        await session.tx.query("insert into staff_areas (district_id, staff_id, area_id) values ($1, $2, $3)", [
          district_id,
          id,
          grids.get(grid.join()),
        ]);
      }
      invited.push({ name: person.name, role: person.role, code: await inviteStaff(session, id) });
    }
    return invited;
  });
}

async function areaId(
  { tx, scope, now }: Session,
  level: string,
  name: string,
  parent_id: string | null,
): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    "select id from areas where district_id = $1 and parent_id is not distinct from $2 and name = $3",
    [scope.district_id, parent_id, name],
  );
  if (rows[0]) return rows[0].id;
  const id = newId(now);
  await tx.query("insert into areas (district_id, id, parent_id, level, name) values ($1, $2, $3, $4, $5)", [
    scope.district_id,
    id,
    parent_id,
    level,
    name,
  ]);
  return id;
}

async function organizationId({ tx, scope, now }: Session, name: string): Promise<string> {
  const { rows } = await tx.query<{ id: string }>("select id from organizations where district_id = $1 and name = $2", [
    scope.district_id,
    name,
  ]);
  if (rows[0]) return rows[0].id;
  const id = newId(now);
  await tx.query("insert into organizations (district_id, id, name) values ($1, $2, $3)", [
    scope.district_id,
    id,
    name,
  ]);
  return id;
}

/** Null when somebody of this name and role is there already. */
async function newStaff(session: Session, person: Plan["staff"][number]): Promise<string | null> {
  const { tx, scope, sealer, now } = session;
  const name_indexes = await sealer.indexes("name", person.name);
  const { rows } = await tx.query(
    "select from staff where district_id = $1 and name_index = any ($2::text[]) and role = $3",
    [scope.district_id, name_indexes, person.role],
  );
  if (rows.length > 0) return null;
  const id = newId(now);
  await tx.query(
    `insert into staff (district_id, id, role, name_sealed, name_index, organization_id, created_at, phone_sealed)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      scope.district_id,
      id,
      person.role,
      await sealer.seal(person.name, "staff.name"),
      name_indexes[0],
      person.organization === null ? null : await organizationId(session, person.organization),
      now,
      await sealOrNull(sealer, person.phone ?? null, "staff.phone"),
    ],
  );
  return id;
}
