import { audit } from "../audit/append.ts";
import { leads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import { asService, type Session, type StaffSession } from "../session.ts";

/** Mobile and fixed-line numbers of China with or without +86, digits only: 13812345678, 073112345678. */
export function normalisePhone(said: string): string | null {
  const digits = said
    .normalize("NFKC")
    .replace(/\D/g, "")
    .replace(/^(?:00)?86(?=1\d{10}$)/, "");
  return /^1[3-9]\d{9}$|^0\d{9,11}$/.test(digits) ? digits : null;
}

/**
 * Where colleagues call somebody in a crisis: set by themself, or by a supervisor or admin.
 * @param phone as it was said; null takes it away
 * @returns the number as it is kept
 * @throws Refusal `not_found` for somebody else's without the right, or an unknown person; `phone_wrong`
 */
export async function setStaffPhone(
  session: StaffSession,
  staff_id: string,
  phone: string | null,
): Promise<string | null> {
  const { scope, sealer } = session;
  if (scope.staff_id !== staff_id && !leads(scope)) throw new Refusal("not_found");
  const kept = phone === null ? null : normalisePhone(phone);
  if (phone !== null && kept === null) throw new Refusal("phone_wrong");
  const sealed = kept === null ? null : await sealer.seal(kept, "staff.phone");
  // Nobody changes their own row; this one column they do.
  const { affected } = await asService(session, ({ tx }) =>
    tx.query("update staff set phone_sealed = $3 where district_id = $1 and id = $2", [
      scope.district_id,
      staff_id,
      sealed,
    ]),
  );
  if (affected === 0) throw new Refusal("not_found");
  await audit(session, { action: "staff.phone_set", entity: "staff", entity_id: staff_id });
  return kept;
}

/** Phones of several members of staff by id; who has none on file is missing. */
export async function staffPhones({ tx, scope, sealer }: Session, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; phone_sealed: string }>(
    "select id, phone_sealed from staff where district_id = $1 and id = any ($2::uuid[]) and phone_sealed is not null",
    [scope.district_id, [...new Set(ids)]],
  );
  return new Map(
    await Promise.all(rows.map(async (r) => [r.id, await sealer.open(r.phone_sealed, "staff.phone")] as const)),
  );
}
