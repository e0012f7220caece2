import { newId, newRef } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import { asService, type StaffSession } from "../session.ts";
import { staffNames, staffWithRole } from "../staff/staff.ts";

export interface CrisisReport {
  /** The message that made it: one message, one crisis. */
  inbox_id: string;
  level: "red" | "orange";
  kind: string;
  rules: string[];
  /** Null when the writer spoke of themself: those words are not kept. */
  words: string | null;
}

export interface RecordedCrisis {
  id: string;
  ref: string;
  told: { staff_id: string; name: string }[];
}

/**
 * Records a crisis unconfirmed, the only thing that is, and names who is told: the supervisors of the district.
 * The writer's own distress is recorded without words and told to nobody; that takes their tap.
 * @returns null when this message is recorded already
 */
export async function recordCrisis(session: StaffSession, report: CrisisReport): Promise<RecordedCrisis | null> {
  const { tx, scope, sealer, now } = session;
  const id = newId(now);
  const ref = newRef("C");
  const { affected } = await tx.query(
    `insert into crises (district_id, id, ref, inbox_id, level, kind, rules, words_sealed, reported_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (district_id, inbox_id) do nothing`,
    [
      scope.district_id,
      id,
      ref,
      report.inbox_id,
      report.level,
      report.kind,
      report.rules,
      report.words === null ? null : await sealer.seal(report.words, "crises.words"),
      scope.staff_id,
      now,
    ],
  );
  if (affected === 0) return null;
  await audit(session, {
    action: "crisis.recorded",
    entity: "crisis",
    entity_id: id,
    // No kind: it would say which of them is about the writer's own distress.
    detail: { level: report.level },
  });
  return { id, ref, told: report.words === null ? [] : await tellSupervisors(session, id) };
}

/**
 * Writes down who is told of a crisis: every supervisor but the writer, each once.
 * @returns everybody who is told, also those who were told before
 * @throws Refusal `not_found` for a crisis that is not this reader's
 */
export async function tellSupervisors(
  session: StaffSession,
  crisis_id: string,
): Promise<{ staff_id: string; name: string }[]> {
  const { rows } = await session.tx.query("select from crises where district_id = $1 and id = $2", [
    session.scope.district_id,
    crisis_id,
  ]);
  if (rows.length === 0) throw new Refusal("not_found");
  const told = await asService(session, async (service) => {
    const ids = (await staffWithRole(service, ["supervisor"])).filter((id) => id !== session.scope.staff_id);
    for (const staff_id of ids) {
      await service.tx.query(
        `insert into crisis_notices (district_id, id, crisis_id, staff_id, told_at) values ($1, $2, $3, $4, $5)
         on conflict (district_id, crisis_id, staff_id) do nothing`,
        [service.scope.district_id, newId(service.now), crisis_id, staff_id, service.now],
      );
    }
    const names = await staffNames(service, ids);
    return ids.map((staff_id) => ({ staff_id, name: names.get(staff_id)! }));
  });
  await audit(session, {
    action: "crisis.told",
    entity: "crisis",
    entity_id: crisis_id,
    detail: { people: told.length },
  });
  return told;
}
