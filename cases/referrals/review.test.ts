import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type Member, NOW, referralTo, refused, type SeededDistrict, seedDistrict, testSealer } from "../fixture.ts";
import { raiseReferral } from "./raise.ts";
import { readReferral } from "./read.ts";
import { type Review, reviewReferral } from "./review.ts";

describe.each(ENGINES)("a supervisor's review on %s", (_, open) => {
  let database: Database;
  let district: SeededDistrict;
  let id: string;
  beforeAll(async () => {
    database = await open();
    district = await seedDistrict(database, await testSealer(), 1);
    ({ id } = await district.session(district.staff.worker, (session) => raiseReferral(session, referralTo(district))));
  });
  afterAll(() => database.close());

  const review = (who: Member, verdict: Review) =>
    district.session(who, (session) => reviewReferral(session, id, verdict));
  const read = () => district.session(district.staff.worker, (session) => readReferral(session, id));

  test("is for supervisors: neither the raiser nor the receiver reviews", async () => {
    for (const who of [district.staff.worker, district.staff.colleague, district.staff.social]) {
      expect(await refused(review(who, { verdict: "approved" }))).toBe("not_yours_to_move");
    }
    expect((await read()).review).toBeNull();
  });

  test("returning needs words, and blanks are none", async () => {
    expect(await refused(review(district.staff.supervisor, { verdict: "returned" }))).toBe("reason_needed");
    expect(await refused(review(district.staff.supervisor, { verdict: "returned", words: "  " }))).toBe(
      "reason_needed",
    );
    expect((await read()).review).toBeNull();
  });

  test("what is not there cannot be reviewed", async () => {
    const missing = district.session(district.staff.supervisor, (session) =>
      reviewReferral(session, crypto.randomUUID(), { verdict: "approved" }),
    );
    expect(await refused(missing)).toBe("not_found");
  });

  test("reaches the raiser with its words; approving takes them back; the status stays what it was", async () => {
    const { supervisor, second_supervisor, worker } = district.staff;
    expect(await review(supervisor, { verdict: "returned", words: "写清楚一天几顿" })).toMatchObject({
      id,
      raised_by: worker.id,
      verdict: "returned",
    });
    expect(await read()).toMatchObject({ review: "returned", review_words: "写清楚一天几顿", status: "requested" });
    await review(second_supervisor, { verdict: "approved" });
    const seen = await read();
    expect(seen).toMatchObject({ review: "approved", review_words: null, status: "requested", version: 3 });
    expect(seen.events.map((event) => [event.kind, event.to_status, event.by_staff, event.words])).toEqual([
      ["move", "requested", worker.id, null],
      ["review", "returned", supervisor.id, "写清楚一天几顿"],
      ["review", "approved", second_supervisor.id, null],
    ]);
    const { rows } = await district.service(({ tx }) =>
      tx.query("select reviewed_by, reviewed_at from referrals where id = $1", [id]),
    );
    expect(rows).toEqual([{ reviewed_by: second_supervisor.id, reviewed_at: NOW }]);
  });
});
