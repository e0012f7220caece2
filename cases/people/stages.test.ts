import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { minutesAfter, refused, type SeededDistrict } from "../fixture.ts";
import { districtForAll } from "../fixture-districts.ts";
import { draftOf } from "../visits/fixture.ts";
import { saveVisit } from "../visits/save.ts";
import { type BenefitState, noteBenefit, receivedOf } from "./benefits.ts";
import { readFile } from "./file.ts";
import { listPeople, searchPeople } from "./list.ts";
import { type Stage, setStage } from "./stages.ts";
import { addSupport, endSupport, type SupportRole } from "./support.ts";

describe.each(ENGINES)("where somebody stands and who stands by them on %s", (_, open) => {
  let district: SeededDistrict;
  let person_id: string;
  let minute = 0;
  districtForAll(open, async (made) => {
    district = made;
    person_id = await person("王秀兰");
  });

  const person = async (name: string, who: "worker" | "neighbour" = "worker") => {
    const saved = await district.session(
      district.staff[who],
      (s) => saveVisit(s, draftOf(name, { persons: [{ name }] })),
      minutesAfter(++minute),
    );
    return saved.people[0]!.id;
  };
  const stage = (to: Stage, since: string, words = "精防医生说的", who: "worker" | "neighbour" = "worker") =>
    district.session(
      district.staff[who],
      (s) => setStage(s, person_id, { stage: to, since, words }),
      minutesAfter(++minute),
    );
  const file = () => district.session(district.staff.worker, (s) => readFile(s, person_id));

  test("a stage has its day, who wrote it and why; the file shows the latest by that day", async () => {
    await stage("treatment", "2026-10-01");
    await stage("screening", "2026-06-01", "社区筛查");
    await stage("community_follow_up", "2026-11-20");
    const { stage: now, stages } = await file();
    expect(now).toBe("community_follow_up");
    expect(stages.map((one) => [one.stage, one.since, one.words])).toEqual([
      ["community_follow_up", "2026-11-20", "精防医生说的"],
      ["treatment", "2026-10-01", "精防医生说的"],
      ["screening", "2026-06-01", "社区筛查"],
    ]);
    expect(stages.every(({ by_staff }) => by_staff === district.staff.worker.id)).toBe(true);
    expect(await refused(stage("community_follow_up", "2026-11-21"))).toBe("stage_same");
    expect(await refused(stage("rehabilitation", "2026-11-22"))).toBe("stage_in_future");
    expect(await refused(stage("rehabilitation", "2026-11-21", " "))).toBe("reason_needed");
    expect(await refused(stage("rehabilitation", "2026-11-21", "x", "neighbour"))).toBe("not_found");
  });

  test("a benefit has its state, its day and who said so; what was entered before stays, and is not entered twice", async () => {
    const note = (benefit: string, state: BenefitState, since: string, who: "worker" | "neighbour" = "worker") =>
      district.session(
        district.staff[who],
        (s) => noteBenefit(s, person_id, { benefit, state, since, words: "窗口说的" }),
        minutesAfter(++minute),
      );
    await note("低保", "receiving", "2026-03-01");
    await note("低保", "applied", "2026-01-10");
    await note("护理补贴", "refused", "2026-04-02");
    const { benefits } = await file();
    expect(benefits.map((one) => [one.benefit, one.state, one.since, one.words])).toEqual([
      ["护理补贴", "refused", "2026-04-02", "窗口说的"],
      ["低保", "receiving", "2026-03-01", "窗口说的"],
      ["低保", "applied", "2026-01-10", "窗口说的"],
    ]);
    expect(receivedOf(benefits)).toEqual(["低保"]);
    expect(await refused(note("低保", "receiving", "2026-05-01"))).toBe("benefit_same");
    await note("低保", "ended", "2026-06-01");
    expect(receivedOf((await file()).benefits)).toEqual([]);
    expect(await refused(note("低保", "receiving", "2026-11-22"))).toBe("stage_in_future");
    expect(await refused(note(" ", "receiving", "2026-11-01"))).toBe("benefit_unnamed");
    expect(await refused(note("低保", "receiving", "2026-11-01", "neighbour"))).toBe("not_found");
  });

  test("who is missing is shown: the team in care, family and the grid's worker for everybody", async () => {
    const other = await person("李大勇", "neighbour");
    const open_gaps = async () => (await file()).gaps;
    const in_care = ["family", "community", "physician", "police", "civil_affairs", "disabled_federation"];
    expect((await open_gaps()).sort()).toEqual(in_care.sort());
    const add = (role: SupportRole, name: string, phone: string | null = null) =>
      district.session(
        district.staff.worker,
        (s) => addSupport(s, person_id, { role, name, phone }),
        minutesAfter(++minute),
      );
    await add("family", "女儿王小明", "139 0276 5518");
    const id = await add("police", "河口派出所赵警官");
    expect(await open_gaps()).not.toContain("police");
    expect((await file()).supporters.map(({ role, name, phone }) => [role, name, phone])).toEqual([
      ["family", "女儿王小明", "139 0276 5518"],
      ["grid_worker", "周晓燕", null],
      ["grid_worker", "吴建国", null],
      ["police", "河口派出所赵警官", null],
    ]);
    expect(await refused(add("police", " "))).toBe("support_incomplete");
    expect(await refused(add("police", "赵", "问女儿"))).toBe("support_incomplete");
    const end = () =>
      district.session(district.staff.worker, (s) => endSupport(s, person_id, id), minutesAfter(++minute));
    await end();
    expect(await open_gaps()).toContain("police");
    expect(await refused(end())).toBe("not_found");

    const list = async (filter: Parameters<typeof listPeople>[1]) =>
      (await district.session(district.staff.supervisor, (s) => listPeople(s, filter))).rows.map((row) => row.id);
    expect(await list({ limit: 9 })).toEqual([other, person_id]);
    expect(await list({ limit: 9, gap: "police" })).toEqual([person_id]);
    expect(await list({ limit: 9, gap: "family" })).toEqual([other]);
    expect(await list({ limit: 9, gap: "grid_worker" })).toEqual([other]);
    expect(await list({ limit: 9, stage: "community_follow_up" })).toEqual([person_id]);
    expect(await list({ limit: 9, area_id: district.areas.grid_one })).toEqual([person_id]);
    const first = await district.session(district.staff.supervisor, (s) => listPeople(s, { limit: 1 }));
    const rest = await district.session(district.staff.supervisor, (s) =>
      listPeople(s, { limit: 1, cursor: first.next! }),
    );
    expect([first.rows[0]!.id, rest.rows[0]!.id, rest.next]).toEqual([other, person_id, null]);
  });

  test("a search finds the exact name where the asker may look, and near ones of one grid", async () => {
    const search = (who: "worker" | "neighbour", name: string) =>
      district.session(district.staff[who], (s) => searchPeople(s, { name, area_id: district.areas.grid_one }));
    expect((await search("worker", "王秀兰")).exact.map(({ id }) => id)).toEqual([person_id]);
    const near = await search("worker", "王秀蓝");
    expect([near.exact, near.near.map(({ id, name }) => [id, name])]).toEqual([[], [[person_id, "王秀兰"]]]);
    expect(await search("neighbour", "王秀兰")).toEqual({ exact: [], near: [] });
  });
});
