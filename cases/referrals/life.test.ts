import { describe, expect, test } from "vitest";
import { addDays, chinaDate } from "../../platform/clock.ts";
import { ENGINES } from "../../platform/database/fresh.ts";
import { type Member, minutesAfter, NOW, referralTo, refused, type SeededDistrict } from "../fixture.ts";
import { districtForAll } from "../fixture-districts.ts";
import type { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";
import { type Advance, advanceReferral } from "./advance.ts";
import { claimReferral } from "./claim.ts";
import { confirmDenial } from "./denial.ts";
import { returnHeld } from "./hold.ts";
import type { ReferralStatus } from "./moves.ts";
import { reportOutcome, residentSays } from "./outcome.ts";
import { type NewReferral, raiseReferral } from "./raise.ts";
import { readReferral } from "./read.ts";
import { resendReferral } from "./resend.ts";

const days = (n: number): Date => minutesAfter(n * 24 * 60);

describe.each(ENGINES)("the life of a referral on %s", (_, open) => {
  let district: SeededDistrict;
  districtForAll(open, (made) => {
    district = made;
  });

  const as = <T>(who: Member, work: (session: StaffSession) => Promise<T>, now = NOW) =>
    district.session(who, work, now);
  const raise = (changes: Partial<NewReferral> = {}, who = district.staff.worker) =>
    as(who, (session) => raiseReferral(session, referralTo(district, changes)));
  const move = (who: Member, id: string, advance: Advance, now = NOW) =>
    as(who, (session) => advanceReferral(session, id, advance), now);
  const read = (id: string, who = district.staff.supervisor, now = NOW) =>
    as(who, (session) => readReferral(session, id), now);
  const begun = async (): Promise<string> => {
    const { id } = await raise();
    for (const to of ["received", "accepted", "in-progress"] as const) await move(district.staff.social, id, { to });
    return id;
  };
  /** The whole refusal, for what it tells. */
  const why = async (attempt: Promise<unknown>): Promise<Refusal> =>
    attempt.then(
      () => expect.unreachable("it went through"),
      (error: Refusal) => error,
    );

  test("a social worker of the organization takes it; a colleague is told who has it since when", async () => {
    const { social, social_colleague, social_elsewhere, supervisor } = district.staff;
    const { id } = await raise();
    expect(await as(social, (session) => claimReferral(session, id))).toMatchObject({
      from: "requested",
      to: "received",
      owner_id: social.id,
    });
    const late = await why(as(social_colleague, (session) => claimReferral(session, id)));
    expect(late).toMatchObject({ code: "already_claimed", detail: { by: social.name, at: NOW.toISOString() } });
    expect(await as(social, (session) => claimReferral(session, id))).toBeNull();
    expect(await refused(as(supervisor, (session) => claimReferral(session, id)))).toBe("not_yours_to_move");
    expect(await refused(as(social_elsewhere, (session) => claimReferral(session, id)))).toBe("not_found");
    expect((await read(id)).events.map(({ kind }) => kind)).toEqual(["move", "claim", "move"]);
  });

  test("what stands there already says who made it so", async () => {
    const id = await begun();
    await move(district.staff.social, id, { to: "completed", reason: "送到了", resident_confirmed: true });
    const again = await why(
      move(district.staff.social_colleague, id, { to: "completed", reason: "送到了", resident_confirmed: true }),
    );
    expect(again).toMatchObject({
      code: "already_there",
      detail: { status: "completed", by: district.staff.social.name },
    });
    expect((await read(id)).outcome).toBe("送到了");
  });

  test("a refusal is confirmed by a supervisor, once", async () => {
    const { social, worker, supervisor, second_supervisor } = district.staff;
    const { id } = await raise();
    await move(social, id, { to: "rejected", reason: "不在辖区" });
    expect((await read(id)).life).toMatchObject({ denial: "open", may: { confirm_denial: true, resend: true } });
    expect(await refused(as(worker, (session) => confirmDenial(session, id)))).toBe("not_yours_to_move");
    await as(supervisor, (session) => confirmDenial(session, id, "找卫生院"));
    expect(await refused(as(second_supervisor, (session) => confirmDenial(session, id)))).toBe("changed_meanwhile");
    const seen = await read(id);
    expect(seen.life.denial).toBe("confirmed");
    expect(seen.events.at(-1)).toMatchObject({ kind: "denial", by_staff: supervisor.id, words: "找卫生院" });
  });

  test("what was refused goes on as a chained referral, once, with the consent asked anew", async () => {
    const { social, worker, social_elsewhere, supervisor } = district.staff;
    const { id } = await raise({ reason: "想要有人送午饭", background: "牙不好", priority: "urgent" });
    const resend = (who: Member, consent: boolean) =>
      as(who, (session) => resendReferral(session, id, { service: district.targets.clinic, consent }));
    expect(await refused(resend(worker, true))).toBe("move_not_allowed");
    await move(social, id, { to: "rejected", reason: "不在辖区" });
    expect(await refused(resend(worker, false))).toBe("consent_missing");
    expect(await refused(resend(social, true))).toBe("not_yours_to_move");
    const next = await resend(worker, true);
    const seen = await read(next.id, social_elsewhere);
    expect(seen).toMatchObject({
      reason: "想要有人送午饭",
      background: "牙不好",
      priority: "urgent",
      status: "requested",
    });
    expect(seen.life.came_from).toMatchObject({ id });
    const first = await read(id);
    expect(first.life).toMatchObject({ denial: "resent", sent_on: { ref: next.ref }, may: { resend: false } });
    expect(first.moves).toEqual([]);
    expect(await why(resend(worker, true))).toMatchObject({ code: "already_resent", detail: { ref: next.ref } });
    expect(await refused(move(supervisor, id, { to: "requested", reason: "再看看" }))).toBe("already_resent");
  });

  test("a pause has a day, moves what is due with it, and ends on that day by itself", async () => {
    const id = await begun();
    const before = (await read(id)).due_on!;
    for (const until of [chinaDate(NOW), addDays(chinaDate(NOW), 400)]) {
      expect(await refused(move(district.staff.social, id, { to: "on-hold", reason: "住院", until }))).toBe(
        "until_not_ahead",
      );
    }
    await move(district.staff.social, id, { to: "on-hold", reason: "住院", until: "2026-12-01" });
    const held = await read(id);
    expect(held.life.held_until).toBe("2026-12-01");
    expect(held.due_on! > before).toBe(true);
    const back = (n: number) => district.service(returnHeld, days(n));
    expect(await back(9)).toEqual([]);
    expect(await back(10)).toEqual([expect.objectContaining({ id, from: "on-hold", to: "in-progress" })]);
    expect(await back(11)).toEqual([]);
    const after = await read(id);
    expect(after.due_on).toBe(held.due_on);
    expect(after.events.at(-1)).toMatchObject({ to_status: "in-progress", by_staff: null });
  });

  test("a pause that ends the same day costs no time, and one without a day ends by itself too", async () => {
    const id = await begun();
    const { due_on } = await read(id);
    await move(district.staff.social, id, { to: "on-hold", reason: "出门了" });
    const held = await read(id);
    expect(held.life.held_until).toBe(held.life.pause.unsaid);
    await move(district.staff.social, id, { to: "in-progress" });
    expect((await read(id)).due_on).toBe(due_on);
  });

  test("what was cancelled or done is opened again with a reason and a new due date", async () => {
    const { worker, social } = district.staff;
    const id = await begun();
    await move(social, id, { to: "completed", reason: "送到了", resident_confirmed: true });
    expect(await refused(move(worker, id, { to: "in-progress" }, days(3)))).toBe("reason_needed");
    await move(worker, id, { to: "in-progress", reason: "居民说又断了" }, days(3));
    expect(await read(id)).toMatchObject({ outcome: null, resident_confirmed: null, due_on: "2026-12-22" });
    await move(worker, id, { to: "cancelled", reason: "搬走了" });
    expect(await refused(move(social, id, { to: "requested", reason: "又回来了" }))).toBe("not_yours_to_move");
    await move(worker, id, { to: "requested", reason: "又回来了" });
    expect((await read(id)).status).toBe("requested");
  });

  test("without the resident it takes a supervisor and a reason of the list", async () => {
    const id = await begun();
    const without: Advance = { to: "completed", reason: "送了两周", without_resident: "died" };
    expect(await refused(move(district.staff.social, id, without))).toBe("supervisor_needed");
    await move(district.staff.supervisor, id, without);
    expect(await read(id)).toMatchObject({
      status: "completed",
      resident_confirmed: null,
      life: { closed_without: "died" },
    });
  });

  test("the receiver's outcome waits for the resident, whom the raiser may ask", async () => {
    const { worker, social, colleague } = district.staff;
    const id = await begun();
    const says = (who: Member, solved: boolean, words?: string) =>
      as(who, (session) => residentSays(session, id, { solved, words }));
    expect(await refused(says(worker, true))).toBe("outcome_missing");
    await as(social, (session) => reportOutcome(session, id, "每天送午饭"));
    expect(await refused(says(colleague, true))).toBe("not_yours_to_move");
    expect(await refused(says(worker, false))).toBe("reason_needed");
    await says(worker, false, "周末没有");
    expect(await read(id)).toMatchObject({ status: "in-progress", resident_confirmed: false });
    await as(social, (session) => reportOutcome(session, id, "周末也送了"));
    await says(worker, true);
    expect(await read(id)).toMatchObject({ status: "completed", resident_confirmed: true, outcome: "周末也送了" });
    expect(await refused(says(worker, true))).toBe("already_there");
  });

  test("a closed service, oneself and an impossible due date are refused with nothing written", async () => {
    const { social_elsewhere, worker } = district.staff;
    const closed = crypto.randomUUID();
    await district.service(({ tx }) =>
      tx.query(
        "insert into services (district_id, id, organization_id, name, status, name_terms, terms) values (1, $1, $2, '旧食堂', 'defunct', '{}', '{}')",
        [closed, district.organizations.station],
      ),
    );
    const service = { id: closed, name: "旧食堂", organization_id: district.organizations.station };
    expect(await refused(raise({ service }))).toBe("service_closed");
    // The clinic has one social worker; the station has two.
    expect(await refused(raise({ service: district.targets.clinic }, social_elsewhere))).toBe("to_oneself");
    expect(await refused(raise({}, district.staff.social))).toBeNull();
    expect(await refused(raise({ due_on: "2026-11-20" }))).toBe("due_in_past");
    const visit_id = crypto.randomUUID();
    await as(worker, ({ tx }) =>
      tx.query(
        `insert into visits (district_id, id, ref, staff_id, visited_on, note_sealed, created_at)
         values (1, $1, 'V-TEST1', $2, '2026-11-25', '', $3)`,
        [visit_id, worker.id, NOW],
      ),
    );
    expect(await refused(raise({ visit_id, due_on: "2026-11-24" }))).toBe("due_before_visit");
    expect((await raise({ visit_id, due_on: "2026-11-25" })).due_on).toBe("2026-11-25");
  });

  test("a district sets its own days; nonsense in the settings counts as not set", async () => {
    const set = (settings: object) =>
      district.service(({ tx }) =>
        tx.query("update districts set settings = $1 where id = 1", [JSON.stringify(settings)]),
      );
    await set({ referral_days: { routine: 3 } });
    expect((await raise()).due_on).toBe("2026-11-25");
    await set({ referral_days: { routine: "bald" }, quiet_hours: 7 });
    expect((await raise()).due_on).toBe("2026-12-18");
  });

  test.each(["draft", "completed", "cancelled"] as ReferralStatus[])("nobody claims one that is %s", async (status) => {
    const { id } = await raise();
    await district.service(({ tx }) => tx.query("update referrals set status = $2 where id = $1", [id, status]));
    expect(await refused(as(district.staff.social, (session) => claimReferral(session, id)))).toBe("move_not_allowed");
  });
});
