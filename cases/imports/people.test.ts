import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { listAreas } from "../areas/areas.ts";
import { refused, type SeededDistrict } from "../fixture.ts";
import { districtForAll } from "../fixture-districts.ts";
import { namesakes } from "../people/find.ts";
import { readPerson } from "../people/read.ts";
import { checkRows, columnsIn, type PersonCells } from "./check-rows.ts";
import { putPeople } from "./put-people.ts";

const YEAR = 2026;

describe.each(ENGINES)("a list of people on %s", (_, open) => {
  let district: SeededDistrict;
  districtForAll(open, (made) => {
    district = made;
  });

  const check = (cells: PersonCells["cells"][]) =>
    district.session(district.staff.admin, async (session) =>
      checkRows(
        cells.map((one, i) => ({ row: i + 2, cells: one })),
        await listAreas(session),
        YEAR,
      ),
    );
  const put = async (cells: PersonCells["cells"][]) => {
    const { people, faults } = await check(cells);
    expect(faults).toEqual([]);
    return district.session(district.staff.admin, (session) => putPeople(session, people));
  };

  test("each wrong row is named with what is wrong with it", async () => {
    const { people, faults } = await check([
      { name: "王秀兰", grid: "一网格" },
      { name: "", grid: "一网格" },
      { name: "李大勇", grid: "九网格" },
      { name: "李大勇", grid: "" },
      { name: "李大勇", grid: "一网格", age: "老了" },
      { name: "李大勇", grid: "一网格", phone: "12" },
      { name: "李大勇", grid: "一网格", sex: "不详" },
      { name: "王 秀兰", grid: "第一网格" },
      { name: "张<b>", grid: "一网格" },
    ]);
    expect(people.map(({ row }) => row)).toEqual([2]);
    expect(faults).toEqual([
      { row: 3, why: "name_missing" },
      { row: 4, why: "grid_unknown" },
      { row: 5, why: "grid_missing" },
      { row: 6, why: "age_wrong" },
      { row: 7, why: "phone_wrong" },
      { row: 8, why: "sex_wrong" },
      { row: 9, why: "twice", at: 2 },
      { row: 10, why: "name_wrong" },
    ]);
  });

  test("everybody gets a file and each door one household; a second time nothing is doubled", async () => {
    const list: PersonCells["cells"][] = [
      {
        name: "赵桂芳",
        grid: "二网格",
        address: "3栋101",
        sex: "女",
        born: "1946-02-11",
        phone: "139 0276 5518",
        tags: "独居、低保",
      },
      { name: "赵建国", grid: "二网格", address: "3栋101", age: "80岁" },
      { name: "赵建国", grid: "三网格" },
    ];
    expect(await put(list)).toEqual({ people: 3, households: 1, known: 0 });
    expect(await put(list)).toEqual({ people: 0, households: 0, known: 3 });
    expect(await put([...list, { name: "赵建国", grid: "二网格", address: "9栋9" }])).toEqual({
      people: 1,
      households: 1,
      known: 3,
    });
    const file = await district.session(district.staff.neighbour, async (session) =>
      readPerson(session, (await namesakes(session, "赵桂芳"))[0]!),
    );
    expect(file).toMatchObject({ name: "赵桂芳", sex: "女", age_from: 80, address: "3栋101" });
    expect(file.tags).toEqual(["独居", "低保"]);
  });

  test("is an admin's; an identity number in a cell is cut", async () => {
    const { people } = await check([{ name: "孙三", grid: "一网格", tags: "证110101195001011234" }]);
    expect(JSON.stringify(people)).not.toContain("110101195001011234");
    const { supervisor } = district.staff;
    expect(await refused(district.session(supervisor, (s) => putPeople(s, people)))).toBe("not_yours_to_move");
  });

  test("columns are known by what people head them", () => {
    expect(columnsIn(["序号", "姓名*", "所属网格", "联系电话", "身份证号"])).toEqual({
      name: "姓名*",
      grid: "所属网格",
      phone: "联系电话",
    });
  });
});
