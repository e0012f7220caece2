import { expect, test } from "vitest";
import { decodeCursor, encodeCursor } from "./cursor.ts";

const ID = "0193b2a0-1c5e-7a01-8f00-000000000001";
const of = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString("base64url");

test("a cursor comes back as it was made, with any zone that PostgreSQL writes", () => {
  for (const created_at of ["2026-03-01 08:00:00.123+00", "2024-02-29 23:59:59+08", "2026-01-01 00:00:00.123456-03:30"])
    expect(decodeCursor(encodeCursor({ created_at, id: ID }))).toEqual({ at: created_at, id: ID });
});

test.each([
  ...["0000-01-01 00:00:00+00", "2026-02-30 00:00:00+00", "2025-02-29 00:00:00+00", "2026-13-01 00:00:00+00"],
  ...["2026-01-01 24:00:00+00", "2026-01-01 00:60:00+00", "2026-01-01 00:00:00+99", "2026-01-01 00:00:00+00:99"],
  ...["infinity", "now", "2026-01-01", "2026-01-01 00:00:00+00' or true--", ""],
])("a moment that is none is refused before the database reads it: %s", (at) => {
  expect(() => decodeCursor(of(at, ID))).toThrow("not_found");
});

test("nothing else is a cursor", () => {
  const at = "2026-01-01 00:00:00+00";
  for (const text of ["", "x", of(at), of(at, "x"), of(at, ID, 1), of(ID, at), of(null), "e30", "%00", "\u0000"])
    expect(() => decodeCursor(text)).toThrow("not_found");
});
