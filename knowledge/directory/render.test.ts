import { expect, test } from "vitest";
import { sayDistance, serviceLines } from "./render.ts";
import type { FoundService } from "./search.ts";

const AIDS: FoundService = {
  id: "cca21aeb-46ef-5fd2-8938-fe1726f84e1e",
  name: "示范区辅助器具借用站",
  organization_id: "8f478f0b-0def-5a5a-8d6d-4900e4600d95",
  organization_name: "示范区残联",
  description: "轮椅、拐杖短期借用。",
  eligibility: "残疾人、失能老人。",
  how_to_apply: "打电话问有没有货。",
  fees: "借用免费",
  required_documents: ["身份证件", "押金收据"],
  phones: [
    { number: "000-0000-0107", extension: "2", description: "咨询" },
    { number: "000-0000-0108", extension: null, description: null },
  ],
  schedules: [
    { freq: "WEEKLY", byday: "MO,TU,WE,TH,FR", opens_at: "08:30", closes_at: "17:30", description: "工作日" },
  ],
  open_now: false,
  address: "示范区示范大道66号一楼",
  distance_m: 2076,
  assured_date: "2026-07-01",
  stale: true,
};

test("a service is told a fact a line, with how old it is", () => {
  expect(serviceLines(AIDS, "2027-02-20")).toBe(
    [
      "示范区辅助器具借用站",
      "能办：轮椅、拐杖短期借用",
      "谁能用：残疾人、失能老人",
      "在哪：示范区示范大道66号一楼，离您约 2.1 公里",
      "时间：现在没开。周一至周五 8:30–17:30。节假日请先打电话",
      "电话：000-0000-0107（转 2，咨询）；000-0000-0108",
      "怎么办：打电话问有没有货",
      "要带：身份证件、押金收据",
      "费用：借用免费",
      "上次核实：2026-07-01，过了 7 个月，去之前先打电话问",
    ].join("\n"),
  );
});

test("what is not known has no line, and nothing is made up for it", () => {
  const bare: FoundService = {
    ...AIDS,
    description: null,
    eligibility: null,
    how_to_apply: null,
    fees: null,
    required_documents: [],
    phones: [],
    schedules: [],
    open_now: null,
    address: null,
    distance_m: null,
    assured_date: null,
  };
  expect(serviceLines(bare, "2026-11-21")).toBe("示范区辅助器具借用站\n上次核实：没有记录，去之前先打电话问");
});

test("a fresh entry shows its date alone", () => {
  expect(
    serviceLines({ ...AIDS, stale: false }, "2026-07-05")
      .split("\n")
      .at(-1),
  ).toBe("上次核实：2026-07-01");
});

test.each([
  [3, "10 米"],
  [346, "350 米"],
  [999, "1000 米"],
  [1000, "1.0 公里"],
  [12_345, "12.3 公里"],
])("%i m reads %s", (distance_m, words) => {
  expect(sayDistance(distance_m)).toBe(words);
});
