import type { Queryable } from "../../platform/database/port.ts";

/** Digits of every number that is published: the curated help lines and the telephones of the directory. */
export async function publicNumbers(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ number: string }>("select number from hotlines union select number from phones");
  return rows.map((row) => row.number.replace(/\D/g, "")).filter((digits) => digits !== "");
}
