import { expect, test } from "vitest";
import { findPlaces } from "./places.ts";

const homes = (text: string) =>
  findPlaces(text)
    .filter((p) => !p.facility)
    .map((p) => p.value);

test.each([
  ["三网格五栋二单元四零一 王秀兰", ["三网格", "5栋2单元401"]],
  ["3网格三栋二零二", ["三网格", "3栋202"]],
  ["302那个小伙子", ["302"]],
  ["十一网格8号 郑老爹", ["十一网格", "8号"]],
  ["二网格祠堂后头那间老屋", ["二网格", "祠堂后老屋"]],
  ["一网格老油站后头平房", ["一网格", "老油站后平房"]],
  ["一块去的罗家巷八号", ["罗家巷8号"]],
  ["住B座1203", ["B座1203"]],
  ["万家村三组14号", ["万家村3组14号"]],
  ["向阳村六组", ["向阳村6组"]],
  ["翠湖小区七栋二零五", ["翠湖小区7栋205"]],
  ["第三户五零二没人", ["502"]],
  ["6号楼1单元", ["6号楼1单元"]],
  ["二楼那个犯病了", ["2楼"]],
])("%s lives at %j", (text, expected) => {
  expect(homes(text)).toEqual(expected);
});

test.each(["二栋那个电梯昨晚困人", "三栋楼下下水道返臭", "二网格下水道堵了"])(
  "%s is where something is broken",
  (text) => {
    expect(findPlaces(text).every((p) => p.facility)).toBe(true);
  },
);

test.each(["打了110 120都来了", "一个月200块", "二零二五年", "我管四百户", "今天八点三十", "12356打不通"])(
  "%s holds no address",
  (text) => {
    expect(findPlaces(text)).toEqual([]);
  },
);
