import { beforeEach, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { computeCoverage } from "../coverage/compute.ts";
import { periodOf } from "../coverage/period.ts";
import { minutesAfter, NOW, referralTo, refused, type SeededDistrict } from "../fixture.ts";
import { districtForAll } from "../fixture-districts.ts";
import { type Advance, advanceReferral } from "../referrals/advance.ts";
import { reportOutcome, residentSays } from "../referrals/outcome.ts";
import { raiseReferral } from "../referrals/raise.ts";
import { draftOf } from "../visits/fixture.ts";
import { saveVisit } from "../visits/save.ts";
import { undoLastVisit } from "../visits/undo.ts";
import { closeNeed, reopenNeed } from "./close.ts";
import { listNeeds, readNeed } from "./list.ts";

describe.each(ENGINES)("the end of a need on %s", (_, open) => {
  let district: SeededDistrict;
  let number = 0;
  let need_id: string;
  let visit: Awaited<ReturnType<typeof saveVisit>>;
  districtForAll(open, (made) => {
    district = made;
  });
  beforeEach(async () => {
    // Each time somebody else, a minute later.
    const name = `钱${[..."甲乙丙丁戊己庚辛壬癸"][number++]}`;
    visit = await as(
      "worker",
      (s) =>
        saveVisit(
          s,
          draftOf(`${name}想装扶手`, { persons: [{ name }], needs: [{ words: "装扶手", code: "03", person: 0 }] }),
        ),
      number,
    );
    need_id = visit.need_ids[0]!;
  });
  const as = <T>(who: keyof SeededDistrict["staff"], work: Parameters<typeof district.session<T>>[1], minutes = 0) =>
    district.session(district.staff[who], work, minutesAfter(minutes));
  const needOf = (id = need_id) => as("worker", (s) => readNeed(s, id));

  const inProgress = async (): Promise<string> => {
    const about = { visit_id: visit.id, person_id: visit.people[0]!.id, need_id };
    const { id } = await as("worker", (s) => raiseReferral(s, referralTo(district, about)));
    for (const to of ["received", "accepted", "in-progress"] as const)
      await as("social", (s) => advanceReferral(s, id, { to }));
    return id;
  };

  test("a person says what came of it, once; what is not met takes a reason", async () => {
    expect(await refused(as("worker", (s) => closeNeed(s, need_id, { result: "not_met" })))).toBe("reason_needed");
    expect(await refused(as("worker", (s) => closeNeed(s, need_id, { result: "partly", words: " " })))).toBe(
      "reason_needed",
    );
    await as("colleague", (s) => closeNeed(s, need_id, { result: "partly", words: "卫生间装了,门口没装" }), 5);
    expect(await needOf()).toMatchObject({
      result: "partly",
      outcome: "卫生间装了,门口没装",
      closed_at: expect.stringContaining("02:05"),
      events: [{ kind: "closed", result: "partly", by_way: "hand", staff_id: district.staff.colleague.id }],
    });
    expect(await refused(as("worker", (s) => closeNeed(s, need_id, { result: "met" })))).toBe("already_there");
  });

  test("opened again it keeps how it ended, and can end anew", async () => {
    expect(await refused(as("worker", (s) => reopenNeed(s, need_id, "松了")))).toBe("already_there");
    await as("worker", (s) => closeNeed(s, need_id, { result: "met" }));
    expect(await refused(as("worker", (s) => reopenNeed(s, need_id, " ")))).toBe("reason_needed");
    await as("worker", (s) => reopenNeed(s, need_id, "扶手松了"));
    expect(await needOf()).toMatchObject({ result: null, closed_at: null, outcome: null });
    await as("worker", (s) => closeNeed(s, need_id, { result: "met" }));
    expect((await needOf()).events.map(({ kind, words }) => [kind, words])).toEqual([
      ["closed", null],
      ["reopened", "扶手松了"],
      ["closed", null],
    ]);
  });

  test("a visit that saw it is named; one that is not there is not", async () => {
    const later = await as("worker", (s) => saveVisit(s, draftOf("去看了,扶手装好了", {})));
    const gone = crypto.randomUUID();
    expect(await refused(as("worker", (s) => closeNeed(s, need_id, { result: "met", visit_id: gone })))).toBe(
      "not_found",
    );
    await as("worker", (s) => closeNeed(s, need_id, { result: "met", visit_id: later.id }));
    expect((await needOf()).events).toMatchObject([{ by_way: "visit", visit_id: later.id }]);
  });

  test("whoever may not see the visit has no such need; nor is one undone with its visit", async () => {
    for (const who of ["neighbour", "social"] as const)
      expect(await refused(as(who, (s) => closeNeed(s, need_id, { result: "met" })))).toBe("not_found");
    await as("worker", undoLastVisit, number);
    expect(await refused(as("worker", (s) => reopenNeed(s, need_id, "x")))).toBe("not_found");
    expect(await refused(as("worker", (s) => closeNeed(s, need_id, { result: "met" })))).toBe("not_found");
    const all = await as("worker", (s) => listNeeds(s, { limit: 200 }));
    expect(all.rows.map(({ id }) => id)).not.toContain(need_id);
  });

  test("a completed referral with the resident's word ends the need it was raised for; opening it again opens the need", async () => {
    const referral_id = await inProgress();
    await as("social", (s) => reportOutcome(s, referral_id, "扶手装好了"));
    expect((await needOf()).result).toBeNull();
    await as("social", (s) => residentSays(s, referral_id, { solved: true, words: "很稳" }));
    expect(await needOf()).toMatchObject({
      result: "met",
      events: [{ kind: "closed", by_way: "referral", referral_id, staff_id: district.staff.social.id }],
    });
    await as("worker", (s) => advanceReferral(s, referral_id, { to: "in-progress", reason: "又松了" }));
    expect(await needOf()).toMatchObject({ result: null, events: [{}, { kind: "reopened", words: "又松了" }] });
  });

  test("completed without the resident, or failed, it stays open; what a person ended stays ended when the referral goes on", async () => {
    const without = await inProgress();
    const moved: Advance = { to: "completed", reason: "装了一半人搬走了", without_resident: "moved" };
    await as("supervisor", (s) => advanceReferral(s, without, moved));
    expect((await needOf()).result).toBeNull();
    await as("worker", (s) => closeNeed(s, need_id, { result: "not_met", words: "搬走了" }));
    await as("worker", (s) => advanceReferral(s, without, { to: "in-progress", reason: "又搬回来了" }));
    expect((await needOf()).result).toBe("not_met");
  });

  test("of two people at once one ends it, the other is told", async () => {
    const ends = await Promise.all(
      (["worker", "colleague"] as const).map((who) =>
        refused(as(who, (s) => closeNeed(s, need_id, { result: "met" }))),
      ),
    );
    expect(ends.toSorted()).toEqual(["already_there", null].toSorted());
    expect((await needOf()).events).toHaveLength(1);
  });

  test("coverage counts the ended ones, of all of the year", async () => {
    const measured = async () => {
      const { areas } = await as("supervisor", (s) => computeCoverage(s, periodOf(undefined, NOW)));
      const { numerator, denominator } = areas.find(({ id }) => id === "all")!.values.needs_closed!;
      return [numerator, denominator];
    };
    const [closed, of] = await measured();
    await as("worker", (s) => closeNeed(s, need_id, { result: "met" }));
    expect(await measured()).toEqual([closed! + 1, of]);
    await as("worker", (s) => reopenNeed(s, need_id, "松了"));
    expect(await measured()).toEqual([closed, of]);
  });

  test("lists go page by page, by state and by person", async () => {
    await as("worker", (s) => closeNeed(s, need_id, { result: "met" }));
    const person_id = visit.people[0]!.id;
    const of = (state: "open" | "closed") => as("worker", (s) => listNeeds(s, { state, person_id, limit: 10 }));
    expect((await of("open")).rows).toEqual([]);
    expect((await of("closed")).rows).toMatchObject([{ id: need_id, words: "装扶手", result: "met", code: "03" }]);
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await as("worker", (s) => listNeeds(s, { limit: 2, cursor: cursor ?? undefined }));
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.next;
    }
    const all = (await as("worker", (s) => listNeeds(s, { limit: 200 }))).rows.map(({ id }) => id);
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
