import { expect, test } from "vitest";
import { SAMPLE_REGIONS, SHUNDE } from "../ingest/sample-document.ts";
import type { Region } from "../regions/regions.ts";
import { searchedPlaces } from "./searched-places.ts";

const PLACES = new Map(SAMPLE_REGIONS.map((region) => [region.adcode, region]));
const search = (words: string, ...named: string[]): string[][] =>
  searchedPlaces(
    words,
    { regions: [...SHUNDE, ...named], named: named.map((code) => PLACES.get(code) as Region) },
    PLACES,
  );

test("no place named: one's own and what is around it", () => {
  expect(search("低保怎么办")).toEqual([[...SHUNDE]]);
});

test("another place named: that place and the nation, not one's own", () => {
  const [first, second, third] = search("上海低保怎么办", "310000");
  expect(first).toEqual(["310000"]);
  expect(second).toEqual(["000000"]);
  expect(third).toEqual([]);
});

test("both, when both are asked about", () => {
  expect(search("上海和我们这里低保一样吗", "310000").flat()).toEqual(expect.arrayContaining(["310000", "440606"]));
});

test("the province around one named: one's own part of it first, other places inside it last", () => {
  const [first, , third] = search("广东低保怎么办", "440000");
  expect(first).toEqual(expect.arrayContaining(["440000", "440600", "440606"]));
  expect(third).not.toContain("310000");
});
