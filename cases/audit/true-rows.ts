import { sameSignature, signByRetired } from "../../platform/seal.ts";
import type { Session } from "../session.ts";
import { type AuditRow, canonical } from "./append.ts";

/**
 * Tells of audit rows whether they are what was written: their HMAC is that of a key in APP_KEY, or of one that was changed since and of
 * which what checks its rows was kept.
 */
export async function trueRows({ tx, sealer }: Session): Promise<(row: AuditRow, mac: string) => Promise<boolean>> {
  const { rows } = await tx.query<{ secret_sealed: string }>(
    "select secret_sealed from retired_audit_keys where key_id <> all ($1::text[]) order by retired_at desc",
    [sealer.key_ids],
  );
  const retired = await Promise.all(rows.map((row) => sealer.open(row.secret_sealed, "retired_audit_keys.secret")));
  return async (row, mac) => {
    const words = canonical(row);
    for (const signature of await sealer.signatures("audit", words)) if (sameSignature(mac, signature)) return true;
    for (const secret of retired) if (sameSignature(mac, await signByRetired(secret, words))) return true;
    return false;
  };
}
