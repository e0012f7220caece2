import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { referralTo, refused, type SeededDistrict } from "../fixture.ts";
import { districtForAll } from "../fixture-districts.ts";
import type { Priority } from "./due.ts";
import { type NewReferral, raiseReferral } from "./raise.ts";
import { readReferral } from "./read.ts";

describe.each(ENGINES)("raising a referral on %s", (_, open) => {
  let district: SeededDistrict;
  districtForAll(open, (made) => {
    district = made;
  });

  const raise = (changes: Partial<NewReferral>, now?: Date) =>
    district.session(district.staff.worker, (session) => raiseReferral(session, referralTo(district, changes)), now);

  const raisedSoFar = () =>
    district.service(async ({ tx }) => (await tx.query("select id from referrals")).rows.length);

  test("without consent, without a legal ground or without a target nothing is written", async () => {
    const before = await raisedSoFar();
    expect(await refused(raise({ consent: null }))).toBe("consent_missing");
    expect(await refused(raise({ consent: "legal_ground", legal_ground: null }))).toBe("consent_missing");
    expect(await refused(raise({ consent: "legal_ground", legal_ground: "" }))).toBe("consent_missing");
    expect(await refused(raise({ service: null }))).toBe("target_missing");
    expect(await raisedSoFar()).toBe(before);
  });

  test("stands as requested at its target, with what the receiver needs to know", async () => {
    const made = await raise({ reason: "想要有人送午饭", background: "牙不好,要软的", priority: "urgent" });
    expect(made.ref).toMatch(/^R-[0-9A-Z]{5}$/);
    const seen = await district.session(district.staff.social, (session) => readReferral(session, made.id));
    expect(seen).toMatchObject({
      ref: made.ref,
      status: "requested",
      reason: "想要有人送午饭",
      background: "牙不好,要软的",
      consent: "yes",
      legal_ground: null,
      service_name: district.targets.station.name,
      organization: "河口社工站",
      area: "第一网格",
      owner_id: null,
      raised_by: district.staff.worker.id,
      due_on: "2026-11-27",
      overdue: false,
      review: null,
      version: 1,
      moves: [
        { to: "received", needs: "nothing" },
        { to: "rejected", needs: "reason" },
      ],
    });
    expect(seen.events).toEqual([
      expect.objectContaining({ kind: "move", from_status: null, to_status: "requested", by_staff: seen.raised_by }),
    ]);
  });

  test("a legal ground stands in for consent and is named", async () => {
    const made = await raise({ consent: "legal_ground", legal_ground: "反家庭暴力法第十四条" });
    const seen = await district.session(district.staff.worker, (session) => readReferral(session, made.id));
    expect(seen).toMatchObject({ consent: "legal_ground", legal_ground: "反家庭暴力法第十四条" });
  });

  test("is due today, tomorrow, in five or in twenty working days, by the calendar in China", async () => {
    // Half past midnight on the 22nd in China.
    const now = new Date("2026-11-21T16:30:00Z");
    const due = async (priority: Priority) => (await raise({ priority }, now)).due_on;
    expect(await due("stat")).toBe("2026-11-22");
    expect(await due("asap")).toBe("2026-11-23");
    expect(await due("urgent")).toBe("2026-11-27");
    expect(await due("routine")).toBe("2026-12-18");
  });

  test("ID numbers in its words are cut to their last four", async () => {
    const made = await raise({ reason: "身份证11010519491231002X,想办低保", background: "家属 110105194912310021" });
    const seen = await district.session(district.staff.worker, (session) => readReferral(session, made.id));
    expect([seen.reason, seen.background]).toEqual(["身份证尾号002X,想办低保", "家属 尾号0021"]);
  });

  test("is not there for another grid's worker, nor for another organization", async () => {
    const { id } = await raise({});
    for (const who of [district.staff.neighbour, district.staff.social_elsewhere]) {
      expect(await refused(district.session(who, (session) => readReferral(session, id)))).toBe("not_found");
    }
  });
});
