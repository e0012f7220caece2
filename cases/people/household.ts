import { newId } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import type { StaffSession } from "../session.ts";

/** The household at this address in this area, made when it is not known yet. */
export async function householdAt(session: StaffSession, area_id: string | null, address: string): Promise<string> {
  const { tx, scope, sealer, now } = session;
  const indexes = await sealer.indexes("address", address);
  const { rows } = await tx.query<{ id: string }>(
    "select id from households where district_id = $1 and area_id is not distinct from $2 and address_index = any ($3::text[])",
    [scope.district_id, area_id, indexes],
  );
  if (rows[0]) return rows[0].id;
  const id = newId(now);
  await tx.query(
    `insert into households (district_id, id, area_id, address_sealed, address_index, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [scope.district_id, id, area_id, await sealer.seal(address, "households.address"), indexes[0], scope.staff_id, now],
  );
  await audit(session, { action: "household.created", entity: "household", entity_id: id });
  return id;
}
