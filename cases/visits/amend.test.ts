import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { type Member, minutesAfter, referralTo, refused, type SeededDistrict } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { advanceReferral } from "../referrals/advance.ts";
import { raiseReferral } from "../referrals/raise.ts";
import { AMEND_DAYS, amendVisit } from "./amend.ts";
import { visitWithHistory } from "./amend-history.ts";
import type { VisitDraft } from "./draft.ts";
import { draftOf } from "./fixture.ts";
import { type SavedVisit, saveVisit } from "./save.ts";

const DAY = 24 * 60;

describe.each(ENGINES)("amending a saved visit on %s", (engine, open) => {
  let district: SeededDistrict;
  let worker: Member;
  districtForEach(open, (made) => {
    district = made;
    worker = district.staff.worker;
  });

  const first = (): VisitDraft =>
    draftOf("今天看王秀兰住5栋401,要人送饭,想装扶手,28号再来", {
      persons: [{ name: "王秀兰", address: "5栋401" }],
      met: ["本人"],
      needs: [
        { words: "要人送饭", code: "01", person: 0 },
        { words: "想装扶手", code: "03", person: 0 },
      ],
      agreed_on: ["28号", "2026-11-28"],
    });
  const second = (): VisitDraft =>
    draftOf("今天看王秀兰住5栋401,要人送午饭,要修灯,30号再来", {
      persons: [{ name: "王秀兰", address: "5栋401" }],
      met: ["本人"],
      needs: [
        { words: "要修灯", code: "04", urgency: "yellow", person: 0 },
        { words: "要人送午饭", code: "01", person: 0 },
      ],
      agreed_on: ["30号", "2026-11-30"],
    });
  const save = (draft = first(), now?: Date): Promise<SavedVisit> =>
    district.session(worker, (session) => saveVisit(session, draft), now);
  const amend = (id: string, draft: VisitDraft, { who = worker, version = 1, reason = "", at = 60 } = {}) =>
    district.session(who, (session) => amendVisit(session, id, { draft, version, reason }), minutesAfter(at));
  const read = (id: string, who = worker) =>
    district.session(who, (session) => visitWithHistory(session, id), minutesAfter(90));
  const open_dates = async () =>
    district.service(
      async ({ tx }) =>
        (
          await tx.query<{ due_on: string; rule: string | null; owner_id: string }>(
            "select due_on::text as due_on, rule, owner_id from follow_ups where closed_at is null order by due_on",
          )
        ).rows,
    );

  test("its author changes words, needs and dates; what it said before stands in the history, sealed", async () => {
    const saved = await save();
    const done = await amend(saved.id, second());
    expect(done).toMatchObject({ ref: saved.ref, version: 2, stays: [], withdrawn: 1 });
    expect(done.people).toEqual(saved.people);
    // Meals are still wanted: the row of before, with the words of now.
    expect(done.need_ids[1]).toBe(saved.need_ids[0]);
    const now = await read(saved.id);
    expect(now.told.note).toBe(second().note);
    expect(now.needs.map(({ words }) => words)).toEqual(["要修灯", "要人送午饭"]);
    expect(now).toMatchObject({ version: 2, may_amend: "author" });
    expect(now.before).toMatchObject([{ version: 1, reason: null, by: worker.name, told: { note: first().note } }]);
    expect((await open_dates()).map(({ due_on }) => due_on)).toEqual(["2026-11-30"]);
  });

  const refer = (saved: SavedVisit) =>
    district.session(worker, (session) =>
      raiseReferral(
        session,
        referralTo(district, { person_id: saved.people[0]!.id, visit_id: saved.id, need_id: saved.need_ids[1]! }),
      ),
    );

  test("a need with a referral in work stays and is told", async () => {
    const saved = await save();
    await refer(saved);
    const done = await amend(saved.id, second());
    expect([done.stays, done.withdrawn]).toEqual([["想装扶手"], 0]);
    expect((await read(saved.id)).needs.map(({ words }) => words)).toEqual(["要修灯", "要人送午饭", "想装扶手"]);
  });

  test("one whose referral has ended is no task any more, and keeps its row", async () => {
    const saved = await save();
    const { id } = await refer(saved);
    await district.session(worker, (session) => advanceReferral(session, id, { to: "cancelled", reason: "不装了" }));
    const done = await amend(saved.id, second());
    expect([done.stays, done.withdrawn]).toEqual([[], 1]);
    const { needs } = await read(saved.id);
    expect(needs.find(({ words }) => words === "想装扶手")).toMatchObject({ id: saved.need_ids[1], closed: true });
    expect(needs.filter(({ closed }) => !closed).map(({ words }) => words)).toEqual(["要修灯", "要人送午饭"]);
  });

  test("whoever leads gives a reason, at any time, and the dates stay with who looks after them", async () => {
    const { supervisor, colleague, neighbour } = district.staff;
    const { id } = await save();
    expect(await refused(amend(id, second(), { who: supervisor }))).toBe("reason_needed");
    expect(await refused(amend(id, second(), { who: colleague, reason: "写错" }))).toBe("amend_not_yours");
    expect(await refused(amend(id, second(), { who: neighbour, reason: "写错" }))).toBe("not_found");
    const late = { at: AMEND_DAYS * DAY + 1 };
    expect(await refused(amend(id, second(), late))).toBe("amend_too_late");
    expect((await read(id)).before).toEqual([]);
    await amend(id, second(), { ...late, who: supervisor, reason: "和家属核过" });
    expect((await read(id, supervisor)).before).toMatchObject([{ reason: "和家属核过", by: supervisor.name }]);
    for (const { owner_id } of await open_dates()) expect(owner_id).toBe(worker.id);
  });

  test("the same again is no amendment, and what was read before another amended it changes nothing", async () => {
    const { id } = await save();
    expect(await refused(amend(id, first()))).toBe("amend_nothing");
    await amend(id, second());
    expect(await refused(amend(id, first()))).toBe("changed_meanwhile");
    expect((await read(id)).told.note).toBe(second().note);
    await amend(id, first(), { version: 2 });
    expect((await read(id)).before.map(({ version, told }) => [version, told.note])).toEqual([
      [2, second().note],
      [1, first().note],
    ]);
  });

  if (engine === "postgres")
    test("of two people at once one wins and the other is told", async () => {
      const { id } = await save();
      const { supervisor } = district.staff;
      const said = await Promise.all([
        refused(amend(id, second())),
        refused(amend(id, second(), { who: supervisor, reason: "核过" })),
      ]);
      expect(said.toSorted()).toEqual(["changed_meanwhile", null].toSorted());
      expect((await read(id)).before).toHaveLength(1);
    });

  test("a date that a later visit kept is not open again", async () => {
    const { id } = await save();
    await save(
      draftOf("看了王秀兰,都好", { persons: [{ name: "王秀兰" }], met: ["本人"], visited_on: ["看了", "2026-11-28"] }),
      minutesAfter(7 * DAY),
    );
    expect(await open_dates()).toEqual([]);
    const reworded = draftOf("今天看王秀兰住5栋401,要人送午饭,27号再来", {
      persons: [{ name: "王秀兰", address: "5栋401" }],
      met: ["本人"],
      agreed_on: ["27号", "2026-11-27"],
    });
    await amend(id, reworded, { at: 8 * DAY });
    expect(await open_dates()).toEqual([]);
  });

  test("nobody was met after all: what the visit had kept is open again", async () => {
    await save(first());
    const kept = await save(
      draftOf("看了王秀兰", { persons: [{ name: "王秀兰" }], met: ["本人"], visited_on: ["看了", "2026-11-28"] }),
      minutesAfter(7 * DAY),
    );
    expect(await open_dates()).toEqual([]);
    const missed = draftOf("去看王秀兰没人", { persons: [{ name: "王秀兰" }], met: ["未遇"] });
    await amend(kept.id, missed, { at: 7 * DAY + 20 });
    expect((await open_dates()).map(({ due_on }) => due_on)).toEqual(["2026-11-28"]);
    const { rows } = await district.service(({ tx }) =>
      tx.query("select 1 from follow_up_events where kind = 'missed'"),
    );
    expect(rows).toHaveLength(1);
  });
});
