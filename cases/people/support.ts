import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { openOrNull, sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import { currentFile } from "./current.ts";

/** 1+N: who can stand by somebody. */
export const SUPPORT_ROLES = [
  "family",
  "grid_worker",
  "community",
  "physician",
  "police",
  "civil_affairs",
  "disabled_federation",
  "social_worker",
  "charity",
  "employment",
] as const;
export type SupportRole = (typeof SUPPORT_ROLES)[number];

/** Everybody's: somebody of their own, and the worker of the grid. */
const EXPECTED: readonly SupportRole[] = ["family", "grid_worker"];
/**
 * Of whom a stage of mental illness is known: the 关爱帮扶小组 as places make it up of the village or community, the police station,
 * civil affairs, the disabled persons' federation, the 精防医生 and the grid worker.
 */
const EXPECTED_IN_CARE: readonly SupportRole[] = [
  ...EXPECTED,
  "community",
  "physician",
  "police",
  "civil_affairs",
  "disabled_federation",
];

/** Who is expected to stand by somebody at this stage. */
export const expectedRoles = (stage: string | null): readonly SupportRole[] => (stage ? EXPECTED_IN_CARE : EXPECTED);

export interface Supporter {
  /** Null for the workers of the grid, who stand there because it is theirs. */
  id: string | null;
  role: SupportRole;
  name: string;
  phone: string | null;
  at: string | null;
}

/**
 * Adds somebody who stands by a person: family, a physician, a policeman; they need no account here.
 * @throws Refusal `not_found`, `support_incomplete` (no name, or a phone that is none)
 */
export async function addSupport(
  session: StaffSession,
  person_id: string,
  who: { role: SupportRole; name: string; phone: string | null },
): Promise<string> {
  const { tx, scope, sealer, now } = session;
  const id = await currentFile(session, person_id);
  const name = cutIdNumbers(who.name).trim();
  const phone = who.phone?.trim() || null;
  if (!name || (phone !== null && !/^\+?[\d\s()-]{3,24}$/.test(phone))) throw new Refusal("support_incomplete");
  const support_id = newId(now);
  await tx.query(
    `insert into person_support (district_id, id, person_id, role, name_sealed, phone_sealed, by_staff, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      scope.district_id,
      support_id,
      id,
      who.role,
      await sealer.seal(name, "person_support.name"),
      await sealOrNull(sealer, phone, "person_support.phone"),
      scope.staff_id,
      now,
    ],
  );
  const detail = { role: who.role };
  await audit(session, { action: "person.support_added", entity: "person", entity_id: id, detail });
  return support_id;
}

/** Ends it; the row stays. @throws Refusal `not_found` when it is none of this person's, or ended before */
export async function endSupport(session: StaffSession, person_id: string, support_id: string): Promise<void> {
  const { tx, scope, now } = session;
  const id = await currentFile(session, person_id);
  const { affected } = await tx.query(
    `update person_support set ended_at = $4, ended_by = $5
     where district_id = $1 and person_id = $2 and id = $3 and ended_at is null`,
    [scope.district_id, id, support_id, now, scope.staff_id],
  );
  if (affected === 0) throw new Refusal("not_found");
  await audit(session, { action: "person.support_ended", entity: "person", entity_id: id });
}

/** Who stands by somebody, the workers of the grid among them, and which of the expected roles nobody has. */
export async function supportOf(
  session: Session,
  person: { id: string; area_id: string | null; stage: string | null },
): Promise<{ supporters: Supporter[]; gaps: SupportRole[] }> {
  const { tx, scope, sealer } = session;
  const { rows } = await tx.query<{
    id: string;
    role: SupportRole;
    name_sealed: string;
    phone_sealed: string | null;
    at: string;
  }>(
    `select id, role, name_sealed, phone_sealed, at::text as at from person_support
     where district_id = $1 and person_id = $2 and ended_at is null order by at, id`,
    [scope.district_id, person.id],
  );
  const { rows: workers } = await tx.query<{ id: string }>(
    `select s.id from staff s join staff_areas a on a.district_id = s.district_id and a.staff_id = s.id
     where s.district_id = $1 and a.area_id = $2 and s.active and s.role = 'grid_worker' order by s.created_at, s.id`,
    [scope.district_id, person.area_id],
  );
  const names = await staffNames(
    session,
    workers.map(({ id }) => id),
  );
  const supporters: Supporter[] = [
    ...workers.map(({ id }) => {
      return { id: null, role: "grid_worker" as const, name: names.get(id) ?? "", phone: null, at: null };
    }),
    ...(await Promise.all(
      rows.map(async ({ name_sealed, phone_sealed, ...row }) => ({
        ...row,
        name: await sealer.open(name_sealed, "person_support.name"),
        phone: await openOrNull(sealer, phone_sealed, "person_support.phone"),
      })),
    )),
  ];
  const order = (role: SupportRole) => SUPPORT_ROLES.indexOf(role);
  return {
    supporters: supporters.toSorted((a, b) => order(a.role) - order(b.role)),
    gaps: expectedRoles(person.stage).filter((role) => !supporters.some((one) => one.role === role)),
  };
}
