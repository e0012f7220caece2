import type { Change, Changed } from "../../cases/referrals/change-several.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { BotParts } from "../parts.ts";
import { deskTexts } from "../texts/desk.ts";
import { tell } from "./moved.ts";

/** How many references one message names. */
const NAMED = 8;

const refsOf = (changed: readonly Changed[]): string => {
  const refs = changed.map(({ ref }) => ref).filter((ref) => ref !== null);
  const named = refs.slice(0, NAMED).join("、");
  return refs.length > NAMED ? deskTexts.and_more(named) : named;
};

/**
 * Tells of what a supervisor set for several referrals, one message a person: whoever got them, or whoever raised and follows those whose
 * day or urgency changed. What was refused is told to nobody.
 */
export async function tellOfChanges(
  parts: Pick<BotParts, "sealer" | "clock">,
  session: StaffSession,
  change: Change,
  changed: readonly Changed[],
): Promise<void> {
  const done = changed.filter(({ refused }) => refused === null);
  const told = new Map<string, Changed[]>();
  for (const one of done) {
    const concerned = "owner_id" in change ? [one.owner_id] : [one.owner_id, one.raised_by];
    for (const id of new Set(concerned.filter((person) => person !== null)))
      told.set(id, [...(told.get(id) ?? []), one]);
  }
  for (const [staff_id, theirs] of told) {
    const most_urgent = theirs.find(({ priority }) => priority !== "routine")?.priority ?? "routine";
    await tell(parts, session, { staff_ids: [staff_id], priority: most_urgent }, () => {
      const refs = refsOf(theirs);
      if ("owner_id" in change) return deskTexts.assigned(theirs.length, refs);
      if ("due_on" in change) return deskTexts.due(theirs.length, refs, change.due_on);
      return deskTexts.priority(theirs.length, refs, deskTexts.priorities[change.priority]);
    });
  }
}
