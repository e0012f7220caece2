import { recordCrisis } from "../../cases/crises/record.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import { type Amended, amendVisit } from "../../cases/visits/amend.ts";
import type { SavedTold } from "../../cases/visits/amend-told.ts";
import type { VisitDraft } from "../../cases/visits/draft.ts";
import { idFrom } from "../../platform/id.ts";
import { screen } from "../crisis/screen.ts";
import { isUnsure, type Verdict } from "../crisis/verdict.ts";
import { sendNotices } from "../send-notices.ts";
import { firstNotices } from "./crisis.ts";
import { attemptIn, victimIn } from "./crisis-facts.ts";

const RANK = { none: 0, orange: 1, red: 2 } as const;

/** Says something that was not said before: another danger, or a greater one. */
const isNew = (after: Verdict, before: Verdict): boolean =>
  RANK[after.level] > RANK[before.level] || (after.level !== "none" && after.kind !== before.kind);

/**
 * Amends a visit on a page or through the interface. Words that mean danger and stand in it only since then are recorded and told as if
 * they had been sent (in the chat the message itself is screened): not the writer's own distress, which a page cannot answer, nor what
 * only the model suspects, about which it cannot ask.
 * @param change `visit` as it was read, `draft` as it was confirmed
 * @returns `crisis`: reference of the one that was recorded, null when nothing dangerous is new
 * @throws Refusal as amendVisit
 */
export async function amendScreened(
  parts: Parameters<typeof sendNotices>[0],
  writer: { session: StaffSession; staff: Staff },
  { visit, ...change }: { visit: SavedTold; draft: VisitDraft; version: number; reason: string },
): Promise<Amended & { crisis: string | null }> {
  const { session } = writer;
  const amended = await amendVisit(session, visit.id, change);
  const words = change.draft.note;
  const verdict = screen(words);
  const { level, kind } = verdict;
  if (
    level === "none" ||
    kind === null ||
    verdict.self ||
    isUnsure(verdict) ||
    !isNew(verdict, screen(visit.told.note))
  )
    return { ...amended, crisis: null };
  const recorded = await recordCrisis(session, {
    inbox_id: await idFrom(`visit ${visit.id} version ${amended.version}`),
    level,
    kind,
    rules: verdict.rules.map((rule) => rule.id),
    words,
    victim: victimIn(words, verdict),
    attempted: attemptIn(words, verdict),
  });
  if (recorded) await sendNotices(parts, session, await firstNotices(writer, recorded, { level, kind }));
  return { ...amended, crisis: recorded?.ref ?? null };
}
