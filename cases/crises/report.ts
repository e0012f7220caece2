import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { openOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { eachDue, type TimerParts } from "./due.ts";
import { dueOf, dutiesOf, type ReportDuty, type Victim } from "./duties.ts";
import { recordEvent } from "./events.ts";
import { readHead } from "./party.ts";

export interface CrisisReportDuty {
  duty: ReportDuty;
  due_at: string;
  /** To whom, in the words of whoever reported; null while it is open. */
  recipient: string | null;
  reported_at: string | null;
  reported_by: string | null;
}

/** Opens the tracks of these duties; one that is open already stays as it is. */
export async function openReports(session: Session, crisis_id: string, duties: readonly ReportDuty[]): Promise<void> {
  const { tx, scope, now } = session;
  for (const duty of duties) {
    const { due_at, remind_at } = dueOf(duty, now);
    await tx.query(
      `insert into crisis_reports (district_id, id, crisis_id, duty, due_at, remind_at) values ($1, $2, $3, $4, $5, $6)
       on conflict (district_id, crisis_id, duty) do nothing`,
      [scope.district_id, newId(now), crisis_id, duty, due_at, remind_at],
    );
  }
}

/** The tracks of one crisis. */
export async function reportsOf({ tx, scope, sealer }: Session, crisis_id: string): Promise<CrisisReportDuty[]> {
  const { rows } = await tx.query<Omit<CrisisReportDuty, "recipient"> & { recipient_sealed: string | null }>(
    `select duty, due_at::text as due_at, recipient_sealed, reported_at::text as reported_at, reported_by
     from crisis_reports where district_id = $1 and crisis_id = $2 order by due_at, id`,
    [scope.district_id, crisis_id],
  );
  return Promise.all(
    rows.map(async ({ recipient_sealed, ...row }) => ({
      ...row,
      recipient: await openOrNull(sealer, recipient_sealed, "crisis_reports.recipient"),
    })),
  );
}

/**
 * The answer to who is harmed, by whoever sees the crisis: opens the track that the law demands, if any.
 * @returns the duties that this answer makes
 * @throws Refusal `not_found`
 */
export async function nameVictim(
  session: StaffSession,
  crisis_id: string,
  victim: Exclude<Victim, null> | "unknown",
): Promise<ReportDuty[]> {
  const { kind } = await readHead(session, crisis_id);
  const duties = dutiesOf(kind, victim === "unknown" ? null : victim);
  await openReports(session, crisis_id, duties);
  await recordEvent(session, crisis_id, { kind: "noted", detail: { what: "victim", victim } });
  await audit(session, { action: "crisis.victim_named", entity: "crisis", entity_id: crisis_id, detail: { victim } });
  return duties;
}

/**
 * Writes down that a report was made, to whom and when. A second one adds its recipient.
 * @param recipient 公安, 民政…, in words
 * @param reported_at when they say it was; missing: now
 * @throws Refusal `not_found` (also for a duty that this crisis does not have), `recipient_needed`
 */
export async function recordReport(
  session: StaffSession,
  crisis_id: string,
  report: { duty: ReportDuty; recipient: string; reported_at?: Date | undefined },
): Promise<{ id: string; ref: string; recipient: string; reported_by: string | null; owner_id: string | null }> {
  const { tx, scope, sealer, now } = session;
  const crisis = await readHead(session, crisis_id, true);
  const said = cutIdNumbers(report.recipient).trim();
  if (said === "") throw new Refusal("recipient_needed");
  const before = (await reportsOf(session, crisis_id)).find(({ duty }) => duty === report.duty);
  if (!before) throw new Refusal("not_found");
  const recipients = new Set([...(before.recipient?.split("、") ?? []), said]);
  const recipient = [...recipients].join("、");
  const at = report.reported_at && report.reported_at < now ? report.reported_at : now;
  await tx.query(
    `update crisis_reports set recipient_sealed = $4, reported_at = coalesce(reported_at, $5), reported_by = coalesce(reported_by, $6),
       remind_at = null
     where district_id = $1 and crisis_id = $2 and duty = $3`,
    [
      scope.district_id,
      crisis_id,
      report.duty,
      await sealer.seal(recipient, "crisis_reports.recipient"),
      at,
      scope.staff_id,
    ],
  );
  await recordEvent(session, crisis_id, { kind: "reported", detail: { duty: report.duty }, words: said });
  await audit(session, {
    action: "crisis.reported",
    entity: "crisis",
    entity_id: crisis_id,
    detail: { duty: report.duty },
  });
  return { id: crisis_id, ref: crisis.ref, recipient, reported_by: crisis.reported_by, owner_id: crisis.owner_id };
}

/** A report that is still to be made, for the words that somebody is reminded with. */
export interface ReportReminder {
  crisis_id: string;
  ref: string;
  duty: ReportDuty;
  due_at: string;
  /** The owner; while nobody has it, the one who saw it. */
  staff_id: string | null;
}

/**
 * Reminds of every report that is due soon and not made, each once, in a transaction of its own.
 * @param say puts the words of it on their way, in the same transaction
 * @returns how many
 * @throws what the first of them threw that failed, after all were tried
 */
export function remindOfReports(
  parts: TimerParts,
  say: (session: Session, reminder: ReportReminder) => Promise<void>,
): Promise<number> {
  return eachDue(parts, "crisis_reports_due", takeReminder, say);
}

/** The reminder of one report, if it is still due; nobody else gets it any more. */
async function takeReminder({ tx, scope, now }: Session, id: string): Promise<ReportReminder | null> {
  const { rows } = await tx.query<{ crisis_id: string; duty: ReportDuty; due_at: string }>(
    `update crisis_reports set remind_at = null
     where district_id = $1 and id = $2 and reported_at is null and remind_at <= $3
     returning crisis_id, duty, due_at::text as due_at`,
    [scope.district_id, id, now],
  );
  const report = rows[0];
  if (!report) return null;
  const crises = await tx.query<{ ref: string; staff_id: string | null }>(
    `select ref, coalesce(owner_id, reported_by) as staff_id from crises
     where district_id = $1 and id = $2 and closed_at is null`,
    [scope.district_id, report.crisis_id],
  );
  return crises.rows[0] ? { ...report, ...crises.rows[0] } : null;
}
