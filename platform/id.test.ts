import { expect, test } from "vitest";
import { idFrom, newId, newRef } from "./id.ts";

test("ids sort in the order in which they were made, also within a millisecond", () => {
  const at = new Date("2026-03-01T00:00:00Z");
  const ids = [...Array.from({ length: 500 }, () => newId(at)), newId(new Date(at.getTime() + 1))];
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("the same words give the same id", async () => {
  expect(await idFrom("doorstep demo supervisor")).toBe(await idFrom("doorstep demo supervisor"));
  expect(await idFrom("a")).not.toBe(await idFrom("b"));
});

test("a reference has no letter that sounds or looks like another", () => {
  for (let i = 0; i < 200; i++) expect(newRef("R")).toMatch(/^R-[0-9A-HJKMNP-TV-Z]{5}$/);
});
