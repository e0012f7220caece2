/**
 * Who must be told by law: harm to a minor at once 公安、民政、教育 (未成年人保护法 第十一条), violence against somebody without full
 * civil capacity in time 公安 (反家庭暴力法 第十四条); 关锁 and neglect of them are treated alike.
 */

export type ReportDuty = "minor" | "limited_capacity";

/** Who is harmed, as far as the words say it. */
export type Victim = "minor" | "limited_capacity" | "full_capacity" | null;

/** Kinds of crisis that somebody does to somebody. */
const HARMS = new Set(["dv", "violence", "neglect", "confinement"]);
/** Of these the one who reports is asked who it is, when the words do not say it. */
const ASKED = new Set(["dv", "neglect", "confinement"]);

/** The reports that a crisis of this kind demands by itself. */
export function dutiesOf(kind: string, victim: Victim): ReportDuty[] {
  if (kind === "child") return ["minor"];
  if (!HARMS.has(kind) || victim === null || victim === "full_capacity") return [];
  return [victim];
}

/** Whether one question decides if there is a duty. */
export function asksForVictim(kind: string, victim: Victim): boolean {
  return victim === null && ASKED.has(kind);
}

const REMIND_AFTER_MS = 15 * 60_000;
const REMIND_BEFORE_MS = 2 * 3_600_000;
const CHINA_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** When a report is due: of a minor at once, of the others by the end of the day in China. Reminded of before, but not within 15 minutes. */
export function dueOf(duty: ReportDuty, from: Date): { due_at: Date; remind_at: Date } {
  const midnight = (Math.floor((from.getTime() + CHINA_MS) / DAY_MS) + 1) * DAY_MS - CHINA_MS;
  const due_at = duty === "minor" ? from : new Date(midnight - 60_000);
  const remind_at = new Date(Math.max(from.getTime() + REMIND_AFTER_MS, due_at.getTime() - REMIND_BEFORE_MS));
  return { due_at, remind_at };
}
