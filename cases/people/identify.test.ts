import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { SeededDistrict } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import type { VisitDraft } from "../visits/draft.ts";
import { draftOf, type Understood } from "../visits/fixture.ts";
import { saveVisit } from "../visits/save.ts";
import { firstUnclear } from "../visits/whose.ts";
import { namesakes } from "./find.ts";
import { identify, type Told } from "./identify.ts";
import { readPerson } from "./read.ts";

describe.each(ENGINES)("whose file it is on %s", (_, open) => {
  let district: SeededDistrict;
  districtForEach(open, (made) => {
    district = made;
  });

  const save = (note: string, understood: Understood, files?: VisitDraft["files"]) =>
    district.session(district.staff.worker, (session) =>
      saveVisit(session, { ...draftOf(note, understood), ...(files ? { files } : {}) }),
    );
  const ask = (told: Partial<Told> & { name: string }) => {
    const nothing = { sex: null, age: null, address: null };
    return district.session(district.staff.worker, (session) =>
      identify(session, { ...nothing, ...told }, district.areas.grid_one),
    );
  };
  const fileOf = (id: string) => district.session(district.staff.worker, (session) => readPerson(session, id));
  const lan = () =>
    save("王秀兰,女,78岁,住5栋2单元401", {
      persons: [{ name: "王秀兰", sex: "女", age: ["78岁", 78, 78], address: "5栋2单元401" }],
    });

  test("one file of this name is theirs; a near name, another sex, generation or door is asked about", async () => {
    const saved = await lan();
    const { id } = saved.people[0]!;
    const known = { is: "known", id };
    expect(await ask({ name: "王秀兰" })).toEqual(known);
    expect(await ask({ name: "王秀兰", address: "5栋401", age: { from: 75, to: 80 } })).toEqual(known);
    for (const told of [
      { name: "王秀蓝" },
      { name: "王秀兰", sex: "男" as const },
      { name: "王秀兰", age: { from: 40, to: 45 } },
      { name: "王秀兰", address: "8栋302" },
      // Akin names at the same door.
      { name: "王奶奶", address: "5栋2单元401" },
      { name: "王秀英", address: "5栋2单元401" },
    ])
      expect(await ask(told), JSON.stringify(told)).toMatchObject({
        is: "unclear",
        candidates: [{ id, name: "王秀兰" }],
      });
    for (const told of [
      { name: "王秀英" },
      { name: "王奶奶" },
      { name: "王秀蓝", sex: "男" as const },
      { name: "王秀蓝", age: { from: 20, to: 20 } },
      { name: "李秀兰", address: "5栋2单元401" },
    ])
      expect(await ask(told), JSON.stringify(told)).toEqual({ is: "new" });
  });

  test("what is shown as a question is written down; what is only looked for is not", async () => {
    const saved = await lan();
    const matched = () =>
      district.service(async ({ tx }) => {
        const sql = "select 1 from audit_log where action = 'person.matched' and entity_id = $1";
        return (await tx.query(sql, [saved.people[0]!.id])).rows.length;
      });
    await ask({ name: "王秀英" });
    expect(await matched()).toBe(0);
    await ask({ name: "王秀蓝" });
    expect(await matched()).toBe(1);
  });

  test("of two files of one name the one at the same door is theirs, and without a door it is asked", async () => {
    const first = await lan();
    const other = await save("王秀兰住8栋302", { persons: [{ name: "王秀兰", address: "8栋302" }] }, [
      { name: "王秀兰", other_than: [first.people[0]!.id], reason: "同名" },
    ]);
    expect(await ask({ name: "王秀兰", address: "8栋302" })).toEqual({ is: "known", id: other.people[0]!.id });
    expect(await ask({ name: "王秀兰", address: "5栋401" })).toEqual({ is: "known", id: first.people[0]!.id });
    const asked = await ask({ name: "王秀兰" });
    expect(asked).toMatchObject({ is: "unclear" });
    expect(asked.is === "unclear" && asked.candidates.map(({ ref }) => ref).sort()).toEqual(
      [first.people[0]!.ref, other.people[0]!.ref].sort(),
    );
  });

  test("就是她 joins the file and is not asked again; another grid and another name are never asked", async () => {
    const { id } = (await lan()).people[0]!;
    const again = await save("王秀蓝要送饭", { persons: [{ name: "王秀蓝" }] }, [{ name: "王秀蓝", same: id }]);
    expect(again.people[0]!.id).toBe(id);
    expect(await ask({ name: "王秀蓝" })).toEqual({ is: "known", id });
    expect((await fileOf(id)).name).toBe("王秀兰");
    expect((await fileOf(id)).timeline).toHaveLength(2);
    expect(await district.session(district.staff.worker, (session) => namesakes(session, "王秀蓝"))).toEqual([id]);
    const there = await district.session(district.staff.neighbour, (session) =>
      identify(session, { name: "王秀蓝", sex: null, age: null, address: null }, district.areas.grid_two),
    );
    expect(there).toEqual({ is: "new" });
  });

  test("who was only known as 王奶奶 gets the name, and is found by both", async () => {
    const first = await save("王奶奶住5栋401", { persons: [{ name: "王奶奶", address: "5栋401" }] });
    const { id } = first.people[0]!;
    await save("王秀兰住5栋401", { persons: [{ name: "王秀兰", address: "5栋401" }] }, [{ name: "王秀兰", same: id }]);
    expect((await fileOf(id)).name).toBe("王秀兰");
    for (const name of ["王奶奶", "王秀兰"]) expect(await ask({ name })).toEqual({ is: "known", id });
  });

  test("是另一个人 opens a file of their own with the reason; where nobody was asked it says past whom", async () => {
    const { id } = (await lan()).people[0]!;
    const told = await save("王秀蓝要送饭", { persons: [{ name: "王秀蓝" }] }, [
      { name: "王秀蓝", other_than: [id], reason: "住在隔壁的妹妹" },
    ]);
    const unasked = await save("王秀栏要送饭", { persons: [{ name: "王秀栏" }] });
    const rows = await district.service(async ({ tx, sealer }) => {
      const found = await tx.query<{ id: string; past: string[]; reason: string | null }>(
        `select id, opened_past as past, opened_past_reason_sealed as reason from people where district_id = $1 and opened_past <> '{}'`,
        [district.id],
      );
      return Promise.all(
        found.rows.map(async ({ reason, ...row }) => ({
          ...row,
          reason: reason && (await sealer.open(reason, "people.opened_past_reason")),
        })),
      );
    });
    expect(rows).toContainEqual({ id: told.people[0]!.id, past: [id], reason: "住在隔壁的妹妹" });
    const silent = rows.find((row) => row.id === unasked.people[0]!.id)!;
    expect(silent.reason).toBeNull();
    expect(silent.past.sort()).toEqual([id, told.people[0]!.id].sort());
  });

  test("one after the other of a note is asked about, and nobody who is named twice is asked about twice", async () => {
    await lan();
    await save("张建国在家", { persons: [{ name: "张建国" }] });
    const note = draftOf("王秀蓝、张健国和王秀蓝", {
      persons: [{ name: "王秀蓝" }, { name: "张健国" }, { name: "王秀蓝" }],
    });
    const asked = (files: VisitDraft["files"]) =>
      district.session(district.staff.worker, (session) => firstUnclear(session, { ...note, files }));
    const first = await asked([]);
    expect(first?.told.name).toBe("王秀蓝");
    const answered = [{ name: "王秀蓝", same: first!.candidates[0]!.id }];
    const second = await asked(answered);
    expect(second?.told.name).toBe("张健国");
    expect(
      await asked([...answered, { name: "张健国", other_than: [second!.candidates[0]!.id], reason: "x" }]),
    ).toBeNull();
  });
});
