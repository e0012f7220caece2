/** For tests only: what happened in grid one of the served district today, in words that stand nowhere else. */
import { recordCrisis } from "../../cases/crises/record.ts";
import { referralTo } from "../../cases/fixture.ts";
import { addSupport } from "../../cases/people/support.ts";
import { raiseReferral } from "../../cases/referrals/raise.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { saveVisit } from "../../cases/visits/save.ts";
import { newId } from "../../platform/id.ts";
import type { ConsoleFixture } from "../console/fixture.ts";
import { MARK } from "./world.ts";

/** By table, the row that is asked for. */
export type Targets = Record<string, string>;

export async function fillMarked({ as, district }: ConsoleFixture): Promise<Targets> {
  const { worker } = district.staff;
  const name = `欧阳${MARK}`;
  const address = `${MARK}路9号`;
  const note = `去看${name},住${address},要人送午饭,本人同意,今天再来。又去看司马${MARK}`;
  const told = draftOf(note, {
    persons: [{ name, address }, { name: `司马${MARK}` }],
    needs: [{ words: "要人送午饭", code: "01", person: 0 }],
    agreed_on: ["今天", new Date().toISOString().slice(0, 10)],
    consent: ["本人同意", "yes"],
  });
  const visit = await as(worker, (session) => saveVisit(session, told), 30);
  const [person, other] = visit.people;
  const about = { person_id: person!.id, visit_id: visit.id, need_id: visit.need_ids[0]!, reason: `${MARK}一个人住` };
  const referral = await as(worker, (session) => raiseReferral(session, referralTo(district, about)), 20);
  const words = `${MARK}站在楼顶上`;
  const crisis = await as(
    worker,
    (s) => recordCrisis(s, { inbox_id: newId(), level: "red", kind: "suicide", rules: ["suicide.roof"], words }),
    10,
  );
  const support = await as(worker, (s) =>
    addSupport(s, person!.id, { role: "family", name: `女儿${MARK}`, phone: "13700000001" }),
  );
  const due = await as(worker, async ({ tx }) => {
    const { rows } = await tx.query<{ id: string }>("select id from follow_ups where visit_id = $1", [visit.id]);
    return rows[0]?.id;
  });
  return {
    ...{ visits: visit.id, people: person!.id, other_person: other!.id, needs: visit.need_ids[0]! },
    ...{ person_support: support, referrals: referral.id, crises: crisis!.id, ...(due ? { follow_ups: due } : {}) },
  };
}
