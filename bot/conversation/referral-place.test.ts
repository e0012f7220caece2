import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findForNeed } from "../../knowledge/directory/find-for-need.ts";
import { directoryData, putDirectory } from "../../knowledge/directory/import.ts";
import { freshPglitePack } from "../../knowledge/pack/fresh.ts";
import { readDemoDirectory } from "../../knowledge/pack/read.ts";
import type { Database } from "../../platform/database/port.ts";
import type { NeedCode } from "../../platform/need-codes.ts";
import { scoped, systemScope } from "../../platform/scope.ts";
import { readNote } from "../understand/note.ts";
import { mentalHealthFirst } from "./referral-place.ts";

/** Which entry of the demonstration directory is of which kind; a kind that it lacks matches none. */
const KINDS: Record<string, RegExp> = {
  adaptation: /适老化/,
  devices: /辅助器具/,
  disability: /残疾人证/,
  rehab: /残疾人证与康复/,
  child_rehab: /儿童康复中心/,
  rehab_mental: /精康家园|转介登记/,
  mental: /精防医生|精康|转介登记|心理/,
  counselling: /心理服务/,
  daycare_disabled: /托养中心/,
  meals: /助餐/,
  daycare: /日间照料/,
  assessment: /能力评估/,
  window: /低保和特困|临时救助/,
  medical_aid: /医疗救助/,
  medical_insurance: /医疗救助/,
  doctor: /家庭医生/,
  legal: /法律援助/,
  dv: /妇联/,
  police: /派出所/,
  mediation: /调解/,
  child: /未保站/,
  employment: /就业/,
  gas: /燃气/,
  fire: /消防/,
  property: /物业/,
  homeless: /救助管理站/,
};
const isOf = (name: string, kinds: string): boolean => kinds.split(",").some((kind) => KINDS[kind]?.test(name));

/** What somebody needs, the kinds of place that may come first, and those that must not; written without the directory. */
const cases = readFileSync(new URL("referral-place.cases.tsv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t") as [need: string, first: string, never_first: string]);

/** At least so many come first as they should. */
const FLOOR = 0.93;

describe("the place of a referral", () => {
  let database: Database;
  const places = (words: string, codes: NeedCode[], note: string, others: string[] = []) =>
    scoped(database, { district_id: 1, staff_id: null, role: "grid_worker" }, (tx) =>
      findForNeed(tx, {
        ...mentalHealthFirst({ words, codes, note, others }),
        age: 78,
        area: "990101",
        at: new Date("2026-11-20T02:00:00Z"),
      }),
    );

  beforeAll(async () => {
    database = await freshPglitePack();
    await scoped(database, systemScope(1), async (tx) => {
      await tx.query("insert into districts (id, name, adcode) values (1, '区', '990101')");
      await putDirectory(tx, 1, directoryData.parse(readDemoDirectory()));
    });
  });
  afterAll(() => database.close());

  test("is of the kind that the need asks for, whatever else has its code", async () => {
    const wrong: string[] = [];
    const harmful: string[] = [];
    for (const [need, first, never_first] of cases) {
      const note = `上午去看了李大爷，78岁。${need}。说好下周三再去`;
      const read = readNote(note, "2026-11-21").needs.find(({ words }) => need.includes(words));
      const [best] = await places(read?.words ?? need, read ? [read.code] : [], note);
      const name = best?.service.name ?? "";
      if (isOf(name, first)) continue;
      wrong.push(`${need} → ${name}`);
      if (isOf(name, never_first)) harmful.push(`${need} → ${name}`);
    }
    expect(harmful).toEqual([]);
    expect(1 - wrong.length / cases.length, wrong.join("\n")).toBeGreaterThanOrEqual(FLOOR);
  });

  test("is one need's own, though another need was told in the same breath", async () => {
    const note = "三网格王奶奶 七十八了 药还剩三四天 想有人帮忙买菜做饭 下礼拜三再去看她";
    const { needs } = readNote(note, "2026-11-21");
    expect(needs).toHaveLength(2);
    const first = async (i: number): Promise<string | undefined> =>
      (await places(needs[i]!.words, [needs[i]!.code], note, [needs[1 - i]!.words]))[0]?.service.name;
    expect(await first(0)).toMatch(KINDS.doctor!);
    expect(await first(1)).toMatch(/助餐|家政|居家/);
  });

  test("of the right kind that says nothing of the need is a guess, and comes after all that do", async () => {
    const grab_rails = await places("装扶手", ["03"], "卫生间想装扶手");
    expect(grab_rails[0]).toMatchObject({ service: { name: "示范适老化改造" }, is_guess: false });
    const guesses = grab_rails.map(({ is_guess }) => is_guess);
    expect(guesses).toEqual(guesses.toSorted());
    const vague = await places("没听清", ["04"], "他说的没听清");
    expect(vague.length).toBeGreaterThan(0);
    expect(vague.every(({ is_guess }) => is_guess)).toBe(true);
  });

  test("a kind that is no kind finds nothing of itself", async () => {
    expect(await places("没听清", ["15"], "他说的没听清")).toEqual([]);
  });
});
