import { chinaDate } from "../../platform/clock.ts";
import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { openOrNull, sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import type { FollowUpRule } from "./rules.ts";
import { scheduleRules } from "./schedule.ts";

const MOST = { day: 366, month: 12 } as const;

/**
 * Sets or switches off one of the district's rules. It holds from today on: dates that stand keep their day, and the next one is
 * counted by the new rule. Dates of a rule that is switched off leave the list.
 * @param change with `reason`, which switching off needs
 * @throws Refusal `supervisors_only`, `rule_wrong` for an interval outside 1–366 days or 1–12 months or no source, `reason_needed`
 */
export async function keepRule(session: StaffSession, change: FollowUpRule & { reason: string }): Promise<void> {
  const { tx, scope, sealer, now } = session;
  assertLeads(session);
  const { condition, amount, unit, off } = change;
  const source = cutIdNumbers(change.source).trim();
  const reason = cutIdNumbers(change.reason).trim();
  if (!Number.isInteger(amount) || amount < 1 || amount > MOST[unit] || source === "") throw new Refusal("rule_wrong");
  if (off && reason === "") throw new Refusal("reason_needed");
  const id = newId(now);
  await tx.query(
    `insert into follow_up_rules (district_id, id, condition, amount, unit, source, since, off, reason_sealed, decided_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[scope.district_id, id, condition, amount, unit, source, chinaDate(now), off],
      ...[await sealOrNull(sealer, reason || null, "follow_up_rules.reason"), scope.staff_id, now],
    ],
  );
  if (off)
    await tx.query(
      "update follow_ups set closed_at = $3, closed_as = 'rule_off' where district_id = $1 and rule = $2 and closed_at is null",
      [scope.district_id, condition, now],
    );
  else await scheduleRules(session, null);
  const detail = { condition, amount, unit, off };
  await audit(session, { action: "follow_up_rule.set", entity: "follow_up_rule", entity_id: id, detail });
}

/** One change of a rule, as it is shown in its history. */
export interface RuleChange extends FollowUpRule {
  since: string;
  reason: string | null;
  by: string;
}

/** What was changed, the newest first. */
export async function ruleHistory(session: Session): Promise<RuleChange[]> {
  const { tx, scope, sealer } = session;
  const { rows } = await tx.query<FollowUpRule & { since: string; reason_sealed: string | null; decided_by: string }>(
    `select condition, amount::int as amount, unit, source, off, since::text as since, reason_sealed, decided_by
     from follow_up_rules where district_id = $1 order by created_at desc, id desc limit 100`,
    [scope.district_id],
  );
  const names = await staffNames(session, [...new Set(rows.map((row) => row.decided_by))]);
  return Promise.all(
    rows.map(async ({ reason_sealed, decided_by, ...row }) => ({
      ...row,
      reason: await openOrNull(sealer, reason_sealed, "follow_up_rules.reason"),
      by: names.get(decided_by) ?? "",
    })),
  );
}
