import { addDays } from "../../platform/clock.ts";
import type { Session } from "../session.ts";

/** What a rule looks at. How each is known: conditions.ts and schedule.ts. */
export const CONDITIONS = [
  "smd_unstable",
  "smd_partly_stable",
  "smd_stable",
  "hardship_elder",
  "medicine_ends",
  "medication_gap",
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** These wait for a day, which a visit tells; the other rules are about how long ago the last contact was. */
export const OF_A_DAY: readonly Condition[] = ["medicine_ends", "medication_gap"];

/** What somebody says of a person, and no visit shows. How steady an illness is is a physician's word, never the worker's. */
export const PERSON_CONDITIONS = ["hardship_elder", "smd_stable", "smd_partly_stable", "smd_unstable"] as const;
export type PersonCondition = (typeof PERSON_CONDITIONS)[number];

/** By which rule somebody is seen again, and how soon: so long after the last contact, or so long before the medicine ends. */
export interface FollowUpRule {
  condition: Condition;
  amount: number;
  unit: "day" | "month";
  /** The document it rests on. */
  source: string;
  off: boolean;
}

const NORM = "《严重精神障碍管理治疗工作规范(2018年版)》";
const BASIC = "《国家基本公共卫生服务规范(第三版)》严重精神障碍患者管理";
const LOCAL = "没有全国规定,按本区需要定";

/** What holds until the district says otherwise; national where there is a national rule. */
export const SHIPPED: Record<Condition, Omit<FollowUpRule, "condition" | "off">> = {
  smd_unstable: { amount: 14, unit: "day", source: `${NORM}:病情不稳定的,两周内随访` },
  smd_partly_stable: { amount: 14, unit: "day", source: `${BASIC}:基本稳定的,两周时随访` },
  smd_stable: { amount: 3, unit: "month", source: `${NORM}:病情稳定的,三个月时随访` },
  hardship_elder: { amount: 1, unit: "month", source: "特殊困难老年人探访关爱(2022年):每月探访,上门、电话、视频都算" },
  medicine_ends: { amount: 3, unit: "day", source: LOCAL },
  medication_gap: { amount: 7, unit: "day", source: LOCAL },
};

/** A rule as it holds and since which day; null where it is the shipped one. */
export interface RuleInForce extends FollowUpRule {
  since: string | null;
}

/** The district's rules of today, in the order of CONDITIONS. */
export async function rulesInForce({ tx, scope }: Session): Promise<RuleInForce[]> {
  const { rows } = await tx.query<RuleInForce>(
    `select distinct on (condition) condition, amount::int as amount, unit, source, off, since::text as since
     from follow_up_rules where district_id = $1 order by condition, created_at desc, id desc`,
    [scope.district_id],
  );
  return CONDITIONS.map(
    (condition) =>
      rows.find((row) => row.condition === condition) ?? {
        ...{ condition, ...SHIPPED[condition] },
        ...{ off: false, since: null },
      },
  );
}

/** The day `amount` days or months after `date`; the last day of a shorter month stands for one that it lacks. ISO dates. */
export function after(date: string, { amount, unit }: Pick<FollowUpRule, "amount" | "unit">): string {
  if (unit === "day") return addDays(date, amount);
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + amount + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + amount, Math.min(day, last))).toISOString().slice(0, 10);
}

const MOST_DAYS_AHEAD = 7;

/** From which day a rule's date stands on the list: a quarter of the interval before, at most a week. */
export function shownFrom(due_on: string, { amount, unit }: Pick<FollowUpRule, "amount" | "unit">): string {
  const days = unit === "day" ? amount : amount * 30;
  return addDays(due_on, -Math.min(MOST_DAYS_AHEAD, Math.floor(days / 4)));
}
