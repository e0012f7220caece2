import * as z from "zod";
import { priority } from "../../../cases/district-settings.ts";
import type { ReferralFilter } from "../../../cases/referrals/list.ts";
import type { ReferralStatus } from "../../../cases/referrals/moves.ts";
import { texts } from "../texts.ts";

export const PATH = "/console/referrals";
export const STATUSES = Object.keys(texts.status) as ReferralStatus[];
/** The most urgent first. */
export const PRIORITIES = priority.options.toReversed();

const ticked = z.literal("1").optional().catch(undefined);
const day = z.iso.date().optional().catch(undefined);

/** A filter that somebody wrote by hand and that means nothing filters nothing. */
export const filters = z.object({
  status: z.enum(STATUSES).optional().catch(undefined),
  grid: z.uuid().optional().catch(undefined),
  target: z
    .string()
    .max(60)
    .transform((words) => words.trim() || undefined)
    .optional()
    .catch(undefined),
  priority: priority.optional().catch(undefined),
  from: day,
  until: day,
  overdue: ticked,
  unclaimed: ticked,
  unreviewed: ticked,
  returned: ticked,
  denied: ticked,
  mine: ticked,
  cursor: z.string().max(200).optional().catch(undefined),
});
export type Filters = z.infer<typeof filters>;
/** What was chosen, without the page of it. */
export type Chosen = Omit<Filters, "cursor">;

/** The same in the words of the case table. @param staff_id who 我 is */
export function filterOf(chosen: Filters, staff_id: string): Omit<ReferralFilter, "limit"> {
  const { grid, mine, status, target, priority, from, until, cursor } = chosen;
  const on = (name: "overdue" | "unclaimed" | "unreviewed" | "returned" | "denied"): boolean => chosen[name] === "1";
  return {
    ...{ status, area_id: grid, target, priority, from, until, cursor },
    ...{ overdue: on("overdue"), unclaimed: on("unclaimed"), unreviewed: on("unreviewed") },
    ...{ returned: on("returned"), denied: on("denied") },
    concerns: mine === "1" ? staff_id : undefined,
  };
}

/** What was chosen, as it stands in an address. */
export function queryOf(chosen: Chosen): Record<string, string> {
  const given = Object.entries(chosen).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given.filter(([name]) => name !== "cursor"));
}
