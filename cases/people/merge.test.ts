import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { recordIn } from "../crises/fixture.ts";
import { asOwner, minutesAfter, referralTo, refused, type SeededDistrict } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { raiseReferral } from "../referrals/raise.ts";
import { draftOf } from "../visits/fixture.ts";
import { type SavedVisit, saveVisit } from "../visits/save.ts";
import { readFile } from "./file.ts";
import { namesakes } from "./find.ts";
import { mergePeople } from "./merge.ts";
import { MOVED } from "./moved-tables.ts";
import { readPerson } from "./read.ts";
import { setStage } from "./stages.ts";
import { addSupport } from "./support.ts";
import { unmergePeople } from "./unmerge.ts";

describe.each(ENGINES)("two files of one person on %s", (_, open) => {
  let district: SeededDistrict;
  let first: SavedVisit;
  let second: SavedVisit;
  let kept_id: string;
  let merged_id: string;

  const save = (note: string, who: string, more: Parameters<typeof draftOf>[1] = {}, at = 0) =>
    district.session(
      district.staff.worker,
      (session) => saveVisit(session, draftOf(note, { persons: [{ name: who }], ...more })),
      minutesAfter(at),
    );
  const lead = <T>(work: Parameters<typeof district.session<T>>[1], at = 5) =>
    district.session(district.staff.supervisor, work, minutesAfter(at));
  /** Whose each row is, over all tables. */
  const standing = () =>
    asOwner(district.database, async (tx) => {
      const rows: string[] = [];
      for (const { table, row } of MOVED) {
        const found = await tx.query<{ row_id: string; person_id: string }>(
          `select ${row} as row_id, person_id from ${table} where district_id = $1 and person_id is not null`,
          [district.id],
        );
        rows.push(...found.rows.map(({ row_id, person_id }) => `${table} ${row_id} ${person_id}`));
      }
      const people = await tx.query(
        `select id, merged_into, sex, age_from, age_to, age_on, household_id, stage, tags from people where district_id = $1`,
        [district.id],
      );
      rows.push(...people.rows.map((row) => JSON.stringify(row)));
      return rows.sort();
    });

  const seed = districtForEach(open, async (made) => {
    district = made;
    first = await save("王秀兰在家", "王秀兰");
    kept_id = first.people[0]!.id;
    second = await save(
      "王秀蓝,女,78岁,住5栋401,摔了,要送饭,25号再来",
      "王秀蓝",
      {
        persons: [{ name: "王秀蓝", sex: "女", age: ["78岁", 78, 78], address: "5栋401" }],
        seen: [{ words: "摔了", kind: "injury", person: 0 }],
        needs: [{ words: "要送饭", code: "01", person: 0 }],
        agreed_on: ["25号", "2026-11-25"],
      },
      1,
    );
    merged_id = second.people[0]!.id;
    const about = { person_id: merged_id, visit_id: second.id };
    await district.session(
      district.staff.worker,
      (s) => raiseReferral(s, referralTo(district, about)),
      minutesAfter(2),
    );
    await lead((s) => setStage(s, merged_id, { stage: "treatment", since: "2026-10-01", words: "卫生院的条子" }), 2);
    await lead((s) => addSupport(s, merged_id, { role: "family", name: "王小明", phone: "13902765518" }), 2);
    const { id } = await recordIn(district, {});
    await district.service(({ tx }) =>
      tx.query("update crises set person_id = $2 where district_id = $1 and id = $3", [district.id, merged_id, id]),
    );
  });

  test("every table in which a person stands is moved", async () => {
    const { rows } = await district.database.query<{ table: string }>(
      `select c.relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id'
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not a.attisdropped`,
    );
    expect(rows.map(({ table }) => table).sort()).toEqual(MOVED.map(({ table }) => table as string).sort());
  });

  test("nothing is lost, the closed file leads to the kept one, and what was not known is taken over", async () => {
    const both = await save("王秀兰和王秀蓝都在", "王秀兰", { persons: [{ name: "王秀兰" }, { name: "王秀蓝" }] }, 3);
    expect(both.people.map(({ id }) => id)).toEqual([kept_id, merged_id]);
    const merged = await lead((s) => mergePeople(s, { kept_id, merged_id, reason: "身份证核过,同一个人" }));
    const file = await lead((session) => readFile(session, merged_id), 6);
    expect(file).toMatchObject({
      id: kept_id,
      name: "王秀兰",
      sex: "女",
      age_from: 78,
      address: "5栋401",
      stage: "treatment",
      merged_from: { id: merged_id, ref: second.people[0]!.ref },
    });
    expect(file.timeline.map((event) => event.kind)).toEqual(["follow_up", "visit", "referral", "visit", "visit"]);
    expect([file.needs.length, file.crises.length, file.supporters.length]).toEqual([1, 1, 3]);
    expect(file.merges).toMatchObject([
      { id: merged.id, merged: { ref: second.people[0]!.ref, name: "王秀蓝" }, reason: "身份证核过,同一个人" },
    ]);
    // Both spellings lead there, and nobody is asked again.
    for (const name of ["王秀兰", "王秀蓝"])
      expect(await lead((session) => namesakes(session, name))).toEqual([kept_id]);
    const next = await save("王秀蓝要药", "王秀蓝", {}, 8);
    expect(next.people[0]!.id).toBe(kept_id);
    // A draft that still names the closed file.
    const late = await district.session(
      district.staff.worker,
      (s) =>
        saveVisit(s, {
          ...draftOf("王兰", { persons: [{ name: "王兰" }] }),
          files: [{ name: "王兰", same: merged_id }],
        }),
      minutesAfter(9),
    );
    expect(late.people[0]!.id).toBe(kept_id);
  });

  test("parted again, each row and each value is where it was", async () => {
    await save("王秀兰和王秀蓝都在", "王秀兰", { persons: [{ name: "王秀兰" }, { name: "王秀蓝" }] }, 3);
    const before = await standing();
    const { id, moved } = await lead((s) => mergePeople(s, { kept_id, merged_id, reason: "看着像" }));
    expect(await standing()).not.toEqual(before);
    const unmerged = await lead((s) => unmergePeople(s, { kept_id, merge_id: id, reason: "女儿说是两个人" }), 6);
    expect(unmerged).toMatchObject({ back: moved, stays: { elsewhere: {}, since: {}, changed: [] } });
    expect(await standing()).toEqual(before);
    const again = lead((s) => unmergePeople(s, { kept_id, merge_id: id, reason: "再来一次" }), 7);
    expect(await refused(again)).toBe("already_unmerged");
  });

  test("what came after the merge or was changed since stays, and it is said", async () => {
    const { id } = await lead((s) => mergePeople(s, { kept_id, merged_id, reason: "看着像" }));
    const since = await save("王秀蓝又摔了", "王秀蓝", {}, 6);
    await lead(({ tx }) => tx.query("update people set age_from = 80, age_to = 80 where id = $1", [kept_id]), 7);
    await lead(({ tx }) => tx.query("update needs set person_id = null where person_id = $1", [kept_id]), 7);
    const { stays } = await lead((s) => unmergePeople(s, { kept_id, merge_id: id, reason: "不是一个人" }), 8);
    expect(stays).toEqual({ elsewhere: { needs: 1 }, since: { visit_people: 1 }, changed: ["age_from"] });
    const kept = await lead((session) => readPerson(session, kept_id), 9);
    expect(kept).toMatchObject({ age_from: 80, sex: null, stage: null });
    expect(kept.timeline.map((event) => event.id)).toEqual([since.id, first.id]);
    expect((await lead((session) => readPerson(session, merged_id), 9)).merged_from).toBeNull();
  });

  test("a chain of merges leads to the last file and is parted from its end", async () => {
    const third = (await save("王秀栏在家", "王秀栏", {}, 3)).people[0]!.id;
    const one = await lead((s) => mergePeople(s, { kept_id, merged_id, reason: "一" }), 5);
    const two = await lead((s) => mergePeople(s, { kept_id: third, merged_id: kept_id, reason: "二" }), 6);
    expect((await lead((session) => readPerson(session, merged_id), 7)).id).toBe(third);
    const early = lead((s) => unmergePeople(s, { kept_id, merge_id: one.id, reason: "拆" }), 8);
    expect(await refused(early)).toBe("merged_further");
    await lead((s) => unmergePeople(s, { kept_id: third, merge_id: two.id, reason: "拆" }), 9);
    expect((await lead((session) => readPerson(session, merged_id), 10)).id).toBe(kept_id);
    await lead((s) => unmergePeople(s, { kept_id, merge_id: one.id, reason: "拆" }), 11);
    expect((await lead((session) => readPerson(session, merged_id), 12)).id).toBe(merged_id);
  });

  test("it takes a supervisor, a reason, two files, and both of this district", async () => {
    const merging = { kept_id, merged_id, reason: "同一个人" };
    const of = (who: "worker" | "social", merge = merging) =>
      refused(district.session(district.staff[who], (s) => mergePeople(s, merge)));
    expect(await of("worker")).toBe("supervisors_only");
    expect(await of("social")).toBe("supervisors_only");
    const as_lead = (merge: typeof merging) => refused(lead((s) => mergePeople(s, merge)));
    expect(await as_lead({ ...merging, reason: "  " })).toBe("reason_needed");
    expect(await as_lead({ ...merging, merged_id: kept_id })).toBe("merge_with_oneself");
    const elsewhere = await seed();
    const stranger = await elsewhere.session(elsewhere.staff.worker, (s) =>
      saveVisit(s, draftOf("王秀兰在家", { persons: [{ name: "王秀兰" }] })),
    );
    expect(await as_lead({ ...merging, merged_id: stranger.people[0]!.id })).toBe("not_found");
    await lead((s) => mergePeople(s, merging));
    expect(await as_lead(merging)).toBe("already_merged");
    expect(await as_lead({ ...merging, kept_id: merged_id, merged_id: kept_id })).toBe("already_merged");
  });

  test("of two who merge at once one wins, and a note that is saved meanwhile stands in the kept file", async () => {
    const { supervisor, second_supervisor, worker } = district.staff;
    const race = await Promise.allSettled([
      district.session(supervisor, (s) => mergePeople(s, { kept_id, merged_id, reason: "甲" })),
      district.session(second_supervisor, (s) =>
        mergePeople(s, { kept_id: merged_id, merged_id: kept_id, reason: "乙" }),
      ),
      district.session(worker, (s) => saveVisit(s, draftOf("见到王秀蓝", { persons: [{ name: "王秀蓝" }] }))),
      district.session(worker, (s) => saveVisit(s, draftOf("见到王秀兰", { persons: [{ name: "王秀兰" }] }))),
    ]);
    const merges = race.slice(0, 2);
    expect(merges.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const lost = merges.find((one) => one.status === "rejected") as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: "already_merged" });
    const file = await lead((session) => readFile(session, kept_id));
    expect(file.timeline.filter(({ kind }) => kind === "visit")).toHaveLength(4);
  });
});
