import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { asOwner, type Member, referralTo, refused, type SeededDistrict } from "../fixture.ts";
import { districtForAll } from "../fixture-districts.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { type Advance, advanceReferral } from "./advance.ts";
import { MOVES, type Party, type ReferralStatus } from "./moves.ts";
import { raiseReferral } from "./raise.ts";
import { readReferral } from "./read.ts";

const STATUSES = [...new Set(MOVES.flatMap((m) => [m.from, m.to]))];

describe.each(ENGINES)("advancing a referral on %s", (engine, open) => {
  let district: SeededDistrict;
  districtForAll(open, (made) => {
    district = made;
  });

  const raise = async (by: Member = district.staff.worker, status: ReferralStatus = "requested"): Promise<string> => {
    const { id } = await district.session(by, (session) => raiseReferral(session, referralTo(district)));
    if (status !== "requested") {
      await asOwner(district.database, (tx) =>
        tx.query("update referrals set status = $2 where id = $1", [id, status]),
      );
    }
    return id;
  };

  /** What each move would come to by itself; whatever it did is rolled back. */
  const attempts = (who: Member, id: string, advances: Advance[]): Promise<string[]> =>
    district.session(who, async (session) => {
      const outcomes: string[] = [];
      for (const advance of advances) {
        await session.tx.query("savepoint before");
        try {
          const { from, to } = await advanceReferral(session, id, advance);
          outcomes.push(`${from} → ${to}`);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          outcomes.push(error.code);
        }
        await session.tx.query("rollback to savepoint before");
      }
      return outcomes;
    });

  test.each(STATUSES)("from %s everybody may make the moves of their party and no others", async (from) => {
    const { staff } = district;
    const cases: [who: Member, raised_by: Member, parties: Party[] | "sees nothing"][] = [
      [staff.worker, staff.worker, ["raiser"]],
      [staff.colleague, staff.worker, []],
      [staff.neighbour, staff.worker, "sees nothing"],
      [staff.social, staff.worker, ["receiver"]],
      [staff.social_colleague, staff.worker, ["receiver"]],
      [staff.social_elsewhere, staff.worker, "sees nothing"],
      [staff.social, staff.social, ["raiser", "receiver"]],
      [staff.supervisor, staff.worker, ["supervisor"]],
      [staff.supervisor, staff.supervisor, ["raiser", "supervisor"]],
      [staff.admin, staff.worker, ["supervisor"]],
    ];
    const raised = new Map<Member, string>();
    for (const [who, raised_by, parties] of cases) {
      const id = raised.get(raised_by) ?? (await raise(raised_by, from));
      raised.set(raised_by, id);
      const advances = STATUSES.flatMap((to): Advance[] => [
        { to },
        { to, reason: "本人要求" },
        { to, reason: "本人要求", resident_confirmed: true },
      ]);
      const wanted = STATUSES.flatMap((to) => {
        if (parties === "sees nothing") return Array<string>(3).fill("not_found");
        const move = MOVES.find((m) => m.from === from && m.to === to);
        if (to === from) return Array<string>(3).fill("already_there");
        if (!move) return Array<string>(3).fill("move_not_allowed");
        if (!move.by.some((party) => parties.includes(party))) return Array<string>(3).fill("not_yours_to_move");
        const done = `${from} → ${to}`;
        return {
          nothing: [done, done, done],
          reason: ["reason_needed", done, done],
          outcome: ["outcome_needed", "resident_not_asked", done],
        }[move.needs];
      });
      expect(await attempts(who, id, advances), `${who.role} of ${String(parties)}`).toEqual(wanted);
    }
  });

  test("blank words are no reason, and a resident who says no is not asked away", async () => {
    const id = await raise(district.staff.worker, "in-progress");
    const outcomes = await attempts(district.staff.social, id, [
      { to: "on-hold", reason: " \n" },
      { to: "completed", reason: "送了", resident_confirmed: false },
    ]);
    expect(outcomes).toEqual(["reason_needed", "resident_not_asked"]);
  });

  test("a move leaves its event, its words and its new owner, and the reader is offered what comes next", async () => {
    const { worker, social, social_colleague } = district.staff;
    const id = await raise();
    const move = (who: Member, advance: Advance) => district.session(who, (s) => advanceReferral(s, id, advance));
    expect(await move(social, { to: "received" })).toMatchObject({
      id,
      from: "requested",
      to: "received",
      raised_by: worker.id,
      service_name: district.targets.station.name,
    });
    await move(social_colleague, { to: "accepted" });
    await move(social, { to: "in-progress" });
    await move(social, { to: "completed", reason: "午饭已经送上门", resident_confirmed: true });
    const seen = await district.session(worker, (session) => readReferral(session, id));
    expect(seen).toMatchObject({
      status: "completed",
      outcome: "午饭已经送上门",
      resident_confirmed: true,
      // Whoever took it up first stays its owner.
      owner_id: social.id,
      version: 5,
      moves: [{ to: "in-progress", needs: "reason" }],
    });
    expect(seen.events.map((event) => [event.from_status, event.to_status, event.by_staff, event.words])).toEqual([
      [null, "requested", worker.id, null],
      ["requested", "received", social.id, null],
      ["received", "accepted", social_colleague.id, null],
      ["accepted", "in-progress", social.id, null],
      ["in-progress", "completed", social.id, "午饭已经送上门"],
    ]);
  });

  test("a supervisor who moves it along does not become its owner", async () => {
    const id = await raise();
    await district.session(district.staff.supervisor, (s) => advanceReferral(s, id, { to: "received" }));
    const seen = await district.session(district.staff.supervisor, (s) => readReferral(s, id));
    expect(seen.owner_id).toBeNull();
  });

  test("an ID number in a reason is cut to its last four", async () => {
    const id = await raise();
    const reason = "身份证11010519491231002X不在本辖区";
    await district.session(district.staff.social, (s) => advanceReferral(s, id, { to: "rejected", reason }));
    const { events } = await district.session(district.staff.worker, (s) => readReferral(s, id));
    expect(events.at(-1)!.words).toBe("身份证尾号002X不在本辖区");
  });

  /** `session` that calls `meanwhile` when the referral has been read and is about to be moved. */
  const interrupted = (session: StaffSession, meanwhile: () => Promise<void>): StaffSession => ({
    ...session,
    tx: {
      async query(sql, params) {
        if (sql.startsWith("update referrals")) await meanwhile();
        return session.tx.query(sql, params);
      },
    },
  });

  test("who moves what was moved since they read it is told what it is now", async () => {
    const id = await raise();
    const late = district.session(district.staff.social, (session) =>
      advanceReferral(
        interrupted(session, async () => {
          await session.tx.query("update referrals set status = 'cancelled' where id = $1", [id]);
        }),
        id,
        { to: "received" },
      ),
    );
    await expect(late).rejects.toMatchObject({ code: "changed_meanwhile", detail: { status: "cancelled" } });
  });

  // PGlite has one connection: there nobody moves anything between a read and its write.
  if (engine === "postgres") {
    test("of two people who move it at once one wins", async () => {
      const id = await raise();
      let ready = 0;
      let go = () => {};
      const both = new Promise<void>((resolve) => {
        go = resolve;
      });
      const move = (who: Member, advance: Advance) =>
        district.session(who, (session) =>
          advanceReferral(
            // Neither writes before both have read.
            interrupted(session, async () => {
              if (++ready === 2) go();
              await both;
            }),
            id,
            advance,
          ),
        );
      const outcomes = await Promise.all([
        refused(move(district.staff.social, { to: "received" })),
        refused(move(district.staff.worker, { to: "cancelled", reason: "本人改主意了" })),
      ]);
      expect(outcomes.sort()).toEqual(["changed_meanwhile", null].sort());
      const seen = await district.session(district.staff.supervisor, (session) => readReferral(session, id));
      expect(seen.events).toHaveLength(2);
      expect(seen.version).toBe(2);
      expect(seen.status).toBe(seen.events.at(-1)!.to_status);
    });
  }
});
