import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { type Member, minutesAfter, NOW, referralTo, refused, type SeededDistrict } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { dueFollowUps } from "../follow-ups/due.ts";
import { readPerson } from "../people/read.ts";
import { raiseReferral } from "../referrals/raise.ts";
import { undoLastReferral } from "../referrals/undo.ts";
import { draftOf, type Understood } from "./fixture.ts";
import { listVisits } from "./list.ts";
import { visitForReferral } from "./needs.ts";
import { saveVisit } from "./save.ts";
import { undoLastVisit } from "./undo.ts";

describe.each(ENGINES)("taking a visit back on %s", (_, open) => {
  let district: SeededDistrict;
  let worker: Member;
  districtForEach(open, (made) => {
    district = made;
    worker = district.staff.worker;
  });

  const save = (note: string, understood: Understood = {}, now = NOW) =>
    district.session(worker, (session) => saveVisit(session, draftOf(note, understood)), now);
  const undo = (now = minutesAfter(1), who = worker) => district.session(who, undoLastVisit, now);
  const listed = async () =>
    (await district.session(worker, (session) => listVisits(session, { limit: 10 }))).rows.map((row) => row.ref);

  test("the newest goes first, leaves the list and the file, and stays in the table", async () => {
    const older = await save("见到王秀兰", { persons: [{ name: "王秀兰" }] });
    const newer = await save(
      "又见到王秀兰,要人送饭",
      {
        persons: [{ name: "王秀兰" }],
        needs: [{ words: "要人送饭", code: "01" }],
      },
      minutesAfter(1),
    );
    expect(await undo(minutesAfter(2))).toEqual({ id: newer.id, ref: newer.ref });
    expect(await listed()).toEqual([older.ref]);
    const { timeline } = await district.session(worker, (session) => readPerson(session, older.people[0]!.id));
    expect(timeline.map((event) => event.ref)).toEqual([older.ref]);
    expect(await refused(district.session(worker, (s) => visitForReferral(s, newer.id)))).toBe("not_found");
    const { rows } = await district.service(({ tx }) =>
      tx.query("select v.undone_at, n.closed_at from visits v join needs n on n.visit_id = v.id where v.id = $1", [
        newer.id,
      ]),
    );
    expect(rows).toEqual([{ undone_at: minutesAfter(2), closed_at: minutesAfter(2) }]);
    expect((await undo(minutesAfter(3))).ref).toBe(older.ref);
    expect(await refused(undo(minutesAfter(4)))).toBe("too_late_to_undo");
  });

  test("after half an hour it is too late, and a colleague's visit is not mine to take back", async () => {
    const { ref } = await save("见到王秀兰");
    expect(await refused(undo(minutesAfter(30)))).toBe("too_late_to_undo");
    expect(await refused(undo(minutesAfter(1), district.staff.colleague))).toBe("too_late_to_undo");
    expect((await undo(minutesAfter(29))).ref).toBe(ref);
  });

  test("a referral that stands on it holds it; once that is taken back too, it goes", async () => {
    const visit = await save("见到王秀兰", { persons: [{ name: "王秀兰" }] });
    await district.session(worker, (session) =>
      raiseReferral(session, referralTo(district, { visit_id: visit.id, person_id: visit.people[0]!.id })),
    );
    expect(await refused(undo())).toBe("too_late_to_undo");
    expect(await listed()).toEqual([visit.ref]);
    await district.session(worker, (session) => undoLastReferral(session, "填错了"));
    expect((await undo()).ref).toBe(visit.ref);
  });

  test("a promise it made goes with it and is not shown as kept; a promise it kept is open again", async () => {
    const first = await save("见到王秀兰,今晚再来", {
      persons: [{ name: "王秀兰" }],
      agreed_on: ["今晚", "2026-11-21"],
    });
    const due = () => district.session(worker, (session) => dueFollowUps(session, 10), minutesAfter(10 * 1_440));
    const [promise] = await due();
    await save(
      "见到王秀兰,说好22号",
      { persons: [{ name: "王秀兰" }], agreed_on: ["22号", "2026-11-22"] },
      minutesAfter(1),
    );
    expect((await due()).map((task) => task.due_on)).toEqual(["2026-11-22"]);
    await undo(minutesAfter(2));
    expect(await due()).toEqual([promise]);
    const { timeline } = await district.session(worker, (session) => readPerson(session, first.people[0]!.id));
    expect(timeline.map((event) => [event.kind, event.status])).toEqual([
      ["visit", null],
      ["follow_up", "open"],
    ]);
  });
});
