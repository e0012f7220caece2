import * as z from "zod";
import { audit } from "../audit/append.ts";
import { clockTime, type DistrictSettings, days, districtSettings, priority } from "../district-settings.ts";
import { assertAdmin } from "../leads.ts";
import { PATHWAYS } from "../referrals/pathway/pathways.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";

/** What an admin may set, within its bounds. A due date that is missing is the shipped one. */
const change = z.object({
  quiet_hours: z
    .object({ from: clockTime, until: clockTime, through: z.array(priority) })
    .refine(({ from, until }) => from !== until),
  referral_days: z.partialRecord(priority, days),
  pathway_days: z.record(z.string(), z.record(z.string(), days)).refine((all) =>
    Object.entries(all).every(([name, steps]) => {
      const pathway = Object.entries(PATHWAYS).find(([known]) => known === name)?.[1];
      return pathway && Object.keys(steps).every((step) => pathway.steps.some((one) => one.name === step));
    }),
  ),
});
export type SettingsChange = z.input<typeof change>;

/**
 * Sets what a district decides for itself; it holds from now on, and what changed stands in the audit log with what was before.
 * Notices of what cannot wait go through quiet hours whatever is set.
 * @throws Refusal `admins_only`, `settings_wrong` for a time that is none, the same time twice, or days outside 0–250
 */
export async function keepSettings(session: StaffSession, wanted: SettingsChange): Promise<void> {
  const { tx, scope } = session;
  assertAdmin(session);
  const read = change.safeParse(wanted);
  if (!read.success) throw new Refusal("settings_wrong");
  await tx.query("select id from districts where id = $1 for update", [scope.district_id]);
  const before = await districtSettings(session);
  await tx.query("update districts set settings = settings || $2::jsonb where id = $1", [
    scope.district_id,
    JSON.stringify(read.data),
  ]);
  const after = await districtSettings(session);
  const names = ["quiet_hours", "referral_days", "pathway_days"] as const;
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (changed.length === 0) return;
  const detail = Object.fromEntries(
    changed.flatMap((name) => [
      [name, inOneLine(after[name])],
      [`${name}_before`, inOneLine(before[name])],
    ]),
  );
  await audit(session, { action: "settings.set", entity: "district", entity_id: null, detail });
}

/** 22:00–06:30 stat, routine 10 urgent 4, jingkang assessment 7: codes and figures alone. */
function inOneLine(value: DistrictSettings[keyof DistrictSettings]): string {
  if ("from" in value) return `${value.from}–${value.until} ${(value as { through: string[] }).through.join(" ")}`;
  return Object.entries(value)
    .map(([name, set]) => (typeof set === "object" ? inOneLine(set) : `${name} ${set}`))
    .join(" ");
}

/** One change of what the district set for itself. */
export interface SettingsEvent {
  at: string;
  by: string;
  action: string;
  detail: Record<string, unknown>;
}

const SHOWN = 30;

/** What was set, by whom and when, the newest first; read from the audit log, which only who leads may read. */
export async function settingsHistory(session: Session): Promise<SettingsEvent[]> {
  const { tx, scope } = session;
  const { rows } = await tx.query<{ at: string; staff_id: string; action: string; detail: Record<string, unknown> }>(
    `select at::text as at, staff_id, action, detail from audit_log
     where district_id = $1 and action in ('settings.set', 'crisis.minutes_set') order by at desc, id desc limit ${SHOWN}`,
    [scope.district_id],
  );
  const names = await staffNames(
    session,
    rows.map((row) => row.staff_id),
  );
  return rows.map(({ staff_id, ...row }) => ({ ...row, by: names.get(staff_id) ?? "" }));
}
