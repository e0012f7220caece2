import { expect, test } from "vitest";
import type { Opening } from "./open.ts";
import { sayDistance, sayOpening, serviceLines } from "./render.ts";
import type { FoundService } from "./service.ts";

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
  contact: null,
  languages: [],
  alert: null,
  reported: [],
  open_now: false,
  opening: { state: "closed", until: null, next: { date: "2027-02-22", opens_at: "08:30" }, today: null },
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
      "时间：现在没开，周一 8:30 开。周一至周五 8:30–17:30。节假日请先打电话",
      "电话：000-0000-0107（转 2，咨询）；000-0000-0108",
      "怎么办：打电话问有没有货",
      "要带：身份证件、押金收据",
      "费用：借用免费",
      "上次核实：2026-07-01，7 个月前，去之前先打电话问",
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
    opening: { state: "unknown", until: null, next: null, today: null },
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

test("a warning and what people have reported stand first; who to ask and what they speak have a line", () => {
  const told = serviceLines(
    { ...AIDS, alert: "十二月装修", reported: ["phone", "moved"], contact: "王主任", languages: ["手语", "粤语"] },
    "2026-07-05",
  ).split("\n");
  expect(told.slice(1, 3)).toEqual(["注意：十二月装修", "注意：有人反映电话不对、搬走了，核实中"]);
  expect(told).toContain("找谁：王主任");
  expect(told).toContain("会讲：手语、粤语");
});

test.each<[Partial<Opening>, string]>([
  [{ state: "open", until: "17:00" }, "现在开着，到 17:00。"],
  [{ state: "open", until: "23:59" }, "现在开着。"],
  [{ state: "closed", next: { date: "2026-11-20", opens_at: "14:00" } }, "现在没开，今天 14:00 开。"],
  [{ state: "closed", next: { date: "2026-11-21", opens_at: "08:30" } }, "现在没开，明天 8:30 开。"],
  [{ state: "closed", next: { date: "2026-11-23", opens_at: "08:30" } }, "现在没开，周一 8:30 开。"],
  [{ state: "closed", next: { date: "2026-12-05", opens_at: "09:00" } }, "现在没开，12月5日 9:00 开。"],
  [{ state: "closed", today: { kind: "holiday", name: "国庆节" } }, "今天国庆节放假，现在没开。"],
  [{ state: "maybe", today: { kind: "make_up_workday", name: "国庆节" } }, "今天调休上班，可能开着，先打电话。"],
  [{ state: "unknown" }, ""],
])("%j on a Friday reads %s", (opening, words) => {
  expect(sayOpening({ state: "closed", until: null, next: null, today: null, ...opening }, "2026-11-20")).toBe(words);
});
