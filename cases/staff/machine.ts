import { newId, newSecret } from "../../platform/id.ts";
import type { Role } from "../../platform/scope.ts";
import { audit } from "../audit/append.ts";
import { putEntry } from "../entry-keys.ts";
import { assertAdmin } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";

/** 26 letters of 5 bits: 130 bits. */
const TOKEN_LETTERS = 26;
/** Says what it is to whoever finds it in a log or a repository. */
const TOKEN_PREFIX = "doorstep_";
const LONGEST_NAME = 40;
const MOST_DAYS = 365;
/** As many as one district may have at a time. */
const MOST_TOKENS = 50;

/** The role of a system with what it sees: grids like a grid worker, an organization's referrals like a social worker, or the district. */
export type MachineSees =
  | { role: "grid_worker"; area_ids: readonly string[] }
  | { role: "social_worker"; organization_id: string }
  | { role: "supervisor" };

export interface MachineToken {
  id: string;
  name: string;
  role: Role;
  /** The names of its grids, or of its organization; null for the district. */
  sees: string | null;
  writes: boolean;
  expires_at: string;
  last_used_at: string | null;
  expired: boolean;
}

/**
 * A token for a system of others. What only people decide stays with people: a system that sees the whole district only reads.
 * @param days how long it is good, 1 to 365
 * @returns the token, shown once; only its HMAC is kept
 * @throws Refusal `admins_only`, `machine_name`, `machine_sees`, `machine_days`, `machine_writes`, `machine_many`
 */
export async function makeMachineToken(
  session: StaffSession,
  given: { name: string; sees: MachineSees; writes: boolean; days: number },
): Promise<{ id: string; name: string; token: string }> {
  const { tx, scope, now } = session;
  assertAdmin(session);
  const name = given.name.normalize("NFKC").trim();
  if (name.length === 0 || name.length > LONGEST_NAME) throw new Refusal("machine_name");
  if (!Number.isInteger(given.days) || given.days < 1 || given.days > MOST_DAYS) throw new Refusal("machine_days");
  if (given.writes && given.sees.role === "supervisor") throw new Refusal("machine_writes");
  const count = await tx.query<{ n: number }>(
    "select count(*)::int as n from machine_tokens where district_id = $1 and revoked_at is null and expires_at > $2",
    [scope.district_id, now],
  );
  if (count.rows[0]!.n >= MOST_TOKENS) throw new Refusal("machine_many");

  const [id, staff_id] = [newId(now), newId(now)];
  await putStaff(session, staff_id, name, given.sees);
  const token = TOKEN_PREFIX + newSecret(TOKEN_LETTERS);
  const expires_at = new Date(now.getTime() + given.days * 86_400_000);
  await tx.query(
    `insert into machine_tokens (district_id, id, staff_id, writes, made_by, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [scope.district_id, id, staff_id, given.writes, scope.staff_id, now, expires_at],
  );
  await putEntry(session, "machine", `machine ${token}`, { id, expires_at });
  await audit(session, {
    action: "machine.made",
    entity: "machine",
    entity_id: id,
    detail: { staff_id, role: given.sees.role, writes: given.writes, days: given.days },
  });
  return { id, name, token };
}

/** The row of staff that the system acts as. @throws Refusal `machine_sees` for a grid or an organization that is not here */
async function putStaff({ tx, scope, sealer, now }: Session, id: string, name: string, sees: MachineSees) {
  const organization_id = sees.role === "social_worker" ? sees.organization_id : null;
  const area_ids = sees.role === "grid_worker" ? [...new Set(sees.area_ids)] : [];
  const known = await tx.query<{ areas: number; organizations: number }>(
    `select (select count(*)::int from areas where district_id = $1 and id = any ($2::uuid[]) and level = 'grid') as areas,
       (select count(*)::int from organizations where district_id = $1 and id = $3) as organizations`,
    [scope.district_id, area_ids, organization_id],
  );
  const { areas, organizations } = known.rows[0]!;
  const named = area_ids.length > 0 || sees.role !== "grid_worker";
  if (!named || areas !== area_ids.length || (organization_id !== null && organizations !== 1))
    throw new Refusal("machine_sees");
  await tx.query(
    `insert into staff (district_id, id, role, name_sealed, name_index, organization_id, active, created_at)
     values ($1, $2, $3, $4, $5, $6, false, $7)`,
    [
      scope.district_id,
      id,
      sees.role,
      await sealer.seal(name, "staff.name"),
      // Not the index of a person's name: no colleague is mistaken for it.
      await sealer.index("name", `machine ${id}`),
      organization_id,
      now,
    ],
  );
  await tx.query(
    "insert into staff_areas (district_id, staff_id, area_id) select $1, $2, area from unnest($3::uuid[]) as area",
    [scope.district_id, id, area_ids],
  );
}

/** The tokens that were not revoked, the newest first. For supervisors and admins. */
export async function listMachineTokens({ tx, scope, sealer, now }: StaffSession): Promise<MachineToken[]> {
  const { rows } = await tx.query<Omit<MachineToken, "name"> & { name_sealed: string }>(
    `select m.id, s.name_sealed, s.role, m.writes, m.expires_at::text as expires_at, m.last_used_at::text as last_used_at,
       m.expires_at <= $2 as expired,
       coalesce(o.name, (select string_agg(a.name, '、' order by a.name) from staff_areas w
         join areas a on a.district_id = w.district_id and a.id = w.area_id
         where w.district_id = s.district_id and w.staff_id = s.id)) as sees
     from machine_tokens m join staff s on s.district_id = m.district_id and s.id = m.staff_id
     left join organizations o on o.district_id = s.district_id and o.id = s.organization_id
     where m.district_id = $1 and m.revoked_at is null order by m.made_at desc, m.id desc`,
    [scope.district_id, now],
  );
  return Promise.all(
    rows.map(async ({ name_sealed, ...row }) => ({ ...row, name: await sealer.open(name_sealed, "staff.name") })),
  );
}

/** Ends a token at once. @throws Refusal `admins_only`, `not_found` */
export async function revokeMachineToken(session: StaffSession, id: string): Promise<void> {
  const { tx, scope, now } = session;
  assertAdmin(session);
  const { affected } = await tx.query(
    "update machine_tokens set revoked_at = $3 where district_id = $1 and id = $2 and revoked_at is null",
    [scope.district_id, id, now],
  );
  if (affected === 0) throw new Refusal("not_found");
  await tx.query("select entry_revoke('machine', $1)", [id]);
  await audit(session, { action: "machine.revoked", entity: "machine", entity_id: id });
}

/** What a token can be made for: the grids of the district, and the organizations that have colleagues or referrals here. */
export async function machineChoices({ tx, scope }: StaffSession): Promise<{
  grids: { id: string; name: string }[];
  organizations: { id: string; name: string }[];
}> {
  const grids = await tx.query<{ id: string; name: string }>(
    "select id, name from areas where district_id = $1 and level = 'grid' order by name, id",
    [scope.district_id],
  );
  const organizations = await tx.query<{ id: string; name: string }>(
    `select o.id, o.name from organizations o where o.district_id = $1 and (
       exists (select from staff s where s.district_id = o.district_id and s.organization_id = o.id and s.active)
       or exists (select from referrals r where r.district_id = o.district_id and r.organization_id = o.id))
     order by o.name, o.id`,
    [scope.district_id],
  );
  return { grids: grids.rows, organizations: organizations.rows };
}
