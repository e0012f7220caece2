import { expect, test } from "vitest";
import { inWalkingOrder, placeOf } from "./place-order.ts";

test.each([
  ["5栋2单元401", { street: "", building: "5", unit: 2, floor: 4, door: 401 }],
  ["12号楼1203", { building: "12", floor: 12, door: 1203 }],
  ["幸福小区3栋2楼", { street: "幸福小区", building: "3", floor: 2 }],
  ["罗家巷8号", { street: "罗家巷", door: 8, floor: 0 }],
  ["302", { building: "", floor: 3, door: 302 }],
])("%s", (address, place) => {
  expect(placeOf(address)).toMatchObject(place);
});

test("grid by grid, up the stairs of one building and then the next; the unknown last", () => {
  const doors: [string | null, string | null][] = [
    [null, "1栋101"],
    ["第十网格", "1栋101"],
    ["第二网格", null],
    ["第二网格", "10栋101"],
    ["第二网格", "2栋2单元101"],
    ["第二网格", "2栋1单元1001"],
    ["第二网格", "2栋1单元301"],
    ["第二网格", "2栋1单元302"],
  ];
  const sorted = doors.map(([area, address]) => ({ area, address })).toSorted(inWalkingOrder);
  expect(sorted.map(({ area, address }) => `${area} ${address}`)).toEqual([
    "第二网格 2栋1单元301",
    "第二网格 2栋1单元302",
    "第二网格 2栋1单元1001",
    "第二网格 2栋2单元101",
    "第二网格 10栋101",
    "第二网格 null",
    "第十网格 1栋101",
    "null 1栋101",
  ]);
});
