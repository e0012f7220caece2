import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { asOwner, type Member, minutesAfter, NOW, type SeededDistrict } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { dueFollowUps } from "../follow-ups/due.ts";
import { createPerson } from "../people/create.ts";
import { readPerson } from "../people/read.ts";
import { draftOf, type Understood } from "./fixture.ts";
import { visitForReferral } from "./needs.ts";
import { type SavedVisit, saveVisit } from "./save.ts";

describe.each(ENGINES)("saving a visit on %s", (_, open) => {
  let district: SeededDistrict;
  districtForEach(open, (made) => {
    district = made;
  });

  const save = (
    note: string,
    understood: Understood = {},
    now: Date = NOW,
    who: Member = district.staff.worker,
  ): Promise<SavedVisit> => district.session(who, (session) => saveVisit(session, draftOf(note, understood)), now);
  const rowsOf = (sql: string) => district.service(async ({ tx }) => (await tx.query(sql)).rows);
  const file = (person_id: string) =>
    district.session(district.staff.worker, (session) => readPerson(session, person_id));
  const due = (now: Date) => district.session(district.staff.worker, (session) => dueFollowUps(session, 10), now);

  test("keeps everything that was understood, each where it belongs, and the note word for word", async () => {
    const note =
      "今天入户看王秀兰,女,82岁,住5栋2单元401,灶台没熄火。她儿子李大勇50岁也在,邻居说她夜里喊人。她同意转介,要人送饭,药也断了。";
    const saved = await save(note, {
      visited_on: ["今天", "2026-11-21"],
      form: ["入户", "入户"],
      met: ["本人", "家属", "本人"],
      persons: [
        { name: "王秀兰", sex: "女", age: ["82岁", 82, 82], address: "5栋2单元401" },
        { name: "李大勇", age: ["50岁", 50, 50] },
      ],
      seen: [
        { words: "灶台没熄火", kind: "hazard" },
        { words: "夜里喊人", kind: "behaviour", teller: "邻居", person: 0 },
      ],
      needs: [
        { words: "要人送饭", code: "01", urgency: "yellow", person: 0 },
        { words: "药也断了", code: "11", urgency: "orange", person: 0 },
      ],
      flags: [["灶台没熄火", "fire_gas_hazard"]],
      consent: ["同意转介", "yes"],
    });
    expect(saved.ref).toMatch(/^V-[0-9A-Z]{5}$/);
    expect(saved.area_id).toBe(district.areas.grid_one);
    expect(saved.people.map((person) => person.name)).toEqual(["王秀兰", "李大勇"]);
    const [wang, li] = saved.people;

    const [visit] = await rowsOf("select * from visits");
    expect(visit).toMatchObject({
      id: saved.id,
      staff_id: district.staff.worker.id,
      visited_on: "2026-11-21",
      form: "入户",
      met: ["本人", "家属"],
      consent: "yes",
      flags: ["fire_gas_hazard"],
    });
    expect(await district.sealer.open(visit!.note_sealed, "visits.note")).toBe(note);

    const observations = await rowsOf("select * from observations order by span_start");
    const seen = await Promise.all(
      observations.map(async (row) => {
        const words = await district.sealer.open(row.words_sealed, "observations.words");
        expect(note.slice(row.span_start, row.span_end)).toBe(words);
        const teller = row.teller_sealed && (await district.sealer.open(row.teller_sealed, "observations.teller"));
        return [row.kind, words, row.basis, teller, row.person_id];
      }),
    );
    expect(seen).toEqual([
      ["hazard", "灶台没熄火", "seen", null, null],
      ["behaviour", "夜里喊人", "told", "邻居", wang!.id],
    ]);
    expect(await file(wang!.id)).toMatchObject({
      ref: wang!.ref,
      name: "王秀兰",
      sex: "女",
      age_from: 82,
      age_to: 82,
      age_on: "2026-11-21",
      address: "5栋2单元401",
      area: "第一网格",
      timeline: [{ kind: "visit", id: saved.id, ref: saved.ref, status: "入户", words: note }],
    });
    expect(await file(li!.id)).toMatchObject({ name: "李大勇", sex: null, age_from: 50, address: "5栋2单元401" });

    const forReferral = await district.session(district.staff.worker, (s) => visitForReferral(s, saved.id));
    expect(forReferral).toMatchObject({ consent: "yes", area_id: district.areas.grid_one });
    expect(forReferral.needs.map((need) => [need.id, need.words, need.urgency, need.person_id])).toEqual([
      [saved.need_ids[0], "要人送饭", "yellow", wang!.id],
      [saved.need_ids[1], "药也断了", "orange", wang!.id],
    ]);
  });

  test("needs and people keep the order in which they were told", async () => {
    const words = [..."甲乙丙丁戊己庚辛壬癸"];
    const saved = await save(words.join(","), {
      persons: words.map((name) => ({ name })),
      needs: words.map((need) => ({ words: need, code: "15" })),
    });
    const { needs, people } = await district.session(district.staff.worker, (s) => visitForReferral(s, saved.id));
    expect(needs.map((need) => need.words)).toEqual(words);
    expect(people.map((person) => person.name)).toEqual(words);
  });

  test("what was not said stays unknown, only the day is today in China", async () => {
    const lateEvening = new Date("2026-11-21T16:30:00Z");
    const saved = await save("去看了一下", {}, lateEvening);
    expect(saved).toMatchObject({ people: [], need_ids: [] });
    expect(await rowsOf("select visited_on, form, met, consent, flags, household_id from visits")).toEqual([
      { visited_on: "2026-11-22", form: null, met: [], consent: null, flags: [], household_id: null },
    ]);
    expect(await rowsOf("select id from follow_ups")).toEqual([]);
  });

  test("one name is one file: within a note, in the next note, and for a colleague of the grid", async () => {
    const first = await save("王秀兰在家", { persons: [{ name: "王秀兰" }] });
    const twice = await save("王秀兰,女,下午又见王秀兰", {
      persons: [{ name: "王秀兰", sex: "女" }, { name: "王秀兰" }],
    });
    const byColleague = await save("见到王秀兰", { persons: [{ name: "王秀兰" }] }, NOW, district.staff.colleague);
    expect(twice.people.map((person) => person.id)).toEqual([first.people[0]!.id, first.people[0]!.id]);
    expect(byColleague.people[0]).toEqual(first.people[0]);
    expect(await rowsOf("select id from people")).toHaveLength(1);
    expect(await rowsOf("select visit_id from visit_people")).toHaveLength(3);
  });

  test("two files of one name are not guessed between: the next note opens its own", async () => {
    await district.session(district.staff.worker, async (session) => {
      const details = { sex: null, age: null, area_id: district.areas.grid_one, household_id: null };
      await createPerson(session, { name: "李建国", ...details });
      await createPerson(session, { name: "李建国", ...details });
    });
    await save("见到李建国", { persons: [{ name: "李建国" }] });
    expect(await rowsOf("select id from people")).toHaveLength(3);
  });

  test("the same name in another grid is another person", async () => {
    const here = await save("见到王秀兰", { persons: [{ name: "王秀兰" }] });
    const there = await save(
      "第二网格见到王秀兰",
      { persons: [{ name: "王秀兰", grid: "第二网格" }] },
      NOW,
      district.staff.neighbour,
    );
    expect(there.people[0]!.id).not.toBe(here.people[0]!.id);
  });

  test("somebody without a name gets no file, but the household and the words are kept", async () => {
    const saved = await save("302有人摔了", {
      persons: [{ address: "302" }],
      seen: [{ words: "摔了", kind: "injury", person: 0 }],
      needs: [{ words: "摔了", code: "01", person: 0 }],
    });
    expect(saved.people).toEqual([]);
    expect(await rowsOf("select id from people")).toEqual([]);
    expect(await rowsOf("select person_id from observations union all select person_id from needs")).toEqual([
      { person_id: null },
      { person_id: null },
    ]);
    expect(await rowsOf("select v.id from visits v join households h on h.id = v.household_id")).toHaveLength(1);
  });

  test("the household is found again by its address, in its own grid only", async () => {
    await save("王秀兰住5栋401", { persons: [{ name: "王秀兰", address: "5栋401" }] });
    await save("5栋 401没人", { persons: [{ address: "5栋 401" }] });
    expect(await rowsOf("select id from households")).toHaveLength(1);
    await save("二网格5栋401", { persons: [{ grid: "二网格", address: "5栋401" }] }, NOW, district.staff.neighbour);
    expect(await rowsOf("select id from households")).toHaveLength(2);
  });

  test("what a file knows is completed, never overwritten", async () => {
    const { people } = await save("王秀兰,七十好几", { persons: [{ name: "王秀兰", age: ["七十好几", 70, 79] }] });
    const completed = { sex: "女", age_from: 70, age_to: 79, age_on: "2026-11-21", address: "5栋401" };
    await save("王秀兰,女,82岁,5栋401", {
      persons: [{ name: "王秀兰", sex: "女", age: ["82岁", 82, 82], address: "5栋401" }],
    });
    expect(await file(people[0]!.id)).toMatchObject(completed);
    await save(
      "王秀兰男,90岁,搬到8栋",
      { persons: [{ name: "王秀兰", sex: "男", age: ["90岁", 90, 90], address: "8栋" }] },
      minutesAfter(1_440),
    );
    expect(await file(people[0]!.id)).toMatchObject(completed);
    const unaged = await save("李大勇在", { persons: [{ name: "李大勇" }] });
    await save("李大勇50岁", { persons: [{ name: "李大勇", age: ["50岁", 50, 50] }] }, minutesAfter(1_440));
    expect(await file(unaged.people[0]!.id)).toMatchObject({ age_from: 50, age_to: 50, age_on: "2026-11-22" });
  });

  test("the grid is the worker's only one, or the one that is named and theirs, else unknown", async () => {
    const { worker, neighbour, supervisor } = district.staff;
    const areaOf = async (note: string, who: Member, grid?: string) =>
      (await save(note, grid ? { persons: [{ grid }] } : {}, NOW, who)).area_id;
    expect(await areaOf("没说哪个网格", worker)).toBe(district.areas.grid_one);
    expect(await areaOf("没说哪个网格", neighbour)).toBeNull();
    expect(await areaOf("3号网格", neighbour, "3号网格")).toBe(district.areas.grid_three);
    expect(await areaOf("二网格", worker, "二网格")).toBeNull();
    expect(await areaOf("没说哪个网格", supervisor)).toBeNull();
  });

  test("an agreed next contact is due on its day, for whoever agreed it, and kept by the next visit", async () => {
    const note = "王秀兰住5栋401,说好24号再来";
    const first = await save(note, {
      persons: [{ name: "王秀兰", address: "5栋401" }],
      agreed_on: ["24号", "2026-11-24"],
    });
    expect(await due(new Date("2026-11-23T15:59:00Z"))).toEqual([]);
    const onTheDay = new Date("2026-11-23T16:00:00Z");
    const { id, ref } = first.people[0]!;
    expect(await due(onTheDay)).toEqual([
      {
        id: expect.any(String),
        due_on: "2026-11-24",
        basis: "agreed",
        why: "agreed",
        source: null,
        person: { id, ref, name: "王秀兰" },
        address: "5栋401",
        area: "第一网格",
      },
    ]);
    expect(await district.session(district.staff.colleague, (s) => dueFollowUps(s, 10), onTheDay)).toEqual([]);

    await save("敲门没人,王秀兰不在", { persons: [{ name: "王秀兰" }], met: ["未遇"] }, onTheDay);
    expect(await due(onTheDay)).toHaveLength(1);

    const kept = await save("见到王秀兰了", { persons: [{ name: "王秀兰" }], met: ["本人"] }, onTheDay);
    expect(await due(onTheDay)).toEqual([]);
    expect(await rowsOf("select done_by_visit, closed_at from follow_ups")).toEqual([
      { done_by_visit: kept.id, closed_at: onTheDay },
    ]);
    const { timeline } = await file(id);
    expect(timeline.find((event) => event.kind === "follow_up")).toMatchObject({ status: "done", at: "2026-11-24" });
  });

  test("a promise about nobody in particular keeps the address it was made at", async () => {
    await save("302敲不开,明天再来", { persons: [{ address: "302" }], agreed_on: ["明天", "2026-11-22"] });
    expect(await due(minutesAfter(1_440))).toMatchObject([{ person: null, address: "302" }]);
  });

  test("a visit does not keep a promise that it makes itself, nor one that is not due yet", async () => {
    await save("见到王秀兰,说好今天晚上再来", { persons: [{ name: "王秀兰" }], agreed_on: ["今天晚上", "2026-11-21"] });
    expect(await due(NOW)).toHaveLength(1);
    await save("见到王秀兰,下月1号再来", { persons: [{ name: "王秀兰" }], agreed_on: ["下月1号", "2026-12-01"] });
    expect(await due(NOW)).toHaveLength(0);
    await save("又见到王秀兰", { persons: [{ name: "王秀兰" }] });
    expect(await due(new Date("2026-12-01T02:00:00Z"))).toHaveLength(1);
  });

  test("nothing of it is written when the last part fails", async () => {
    const failing = district.session(district.staff.worker, async (session) => {
      await saveVisit(session, draftOf("见到王秀兰", { persons: [{ name: "王秀兰" }] }));
      throw new Error("the reply could not be written");
    });
    await expect(failing).rejects.toThrow("the reply");
    const left = await asOwner(district.database, (tx) =>
      tx.query("select id from visits where district_id = $1 union all select id from people where district_id = $1", [
        district.id,
      ]),
    );
    expect(left.rows).toEqual([]);
  });
});
