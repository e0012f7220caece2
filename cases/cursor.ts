import { Buffer } from "node:buffer";
import * as z from "zod";
import { Refusal } from "./refusal.ts";

/** As PostgreSQL writes a timestamptz: 2026-03-01 08:00:00.123+00. */
const cursor = z.tuple([
  z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/),
  z.uuid(),
]);

/** Whether there is such a moment: what Date takes for the 2nd of March, PostgreSQL refuses as the 30th of February. */
function isMoment(at: string): boolean {
  const local = at.slice(0, 19).replace(" ", "T");
  const [, hours, minutes = "0"] = /[+-](\d{2})(?::(\d{2}))?$/.exec(at)!;
  const read = new Date(`${local}Z`);
  return (
    Number(hours) <= 15 &&
    Number(minutes) < 60 &&
    !local.startsWith("0000") &&
    !Number.isNaN(read.getTime()) &&
    read.toISOString().slice(0, 19) === local
  );
}

/** Where a page ended: the last row's time and id. It names a place in an order, and gives access to nothing. */
export function encodeCursor(last: { created_at: string; id: string }): string {
  return Buffer.from(JSON.stringify([last.created_at, last.id])).toString("base64url");
}

/** @throws Refusal `not_found` for anything that `encodeCursor` did not make */
export function decodeCursor(text: string): { at: string; id: string } {
  try {
    const [at, id] = cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    if (!isMoment(at)) throw new Error("no date");
    return { at, id };
  } catch {
    throw new Refusal("not_found");
  }
}
