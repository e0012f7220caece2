import type { Session } from "../../cases/session.ts";
import { type SavedTold, toldOfVisit } from "../../cases/visits/amend-told.ts";
import type { VisitDraft } from "../../cases/visits/draft.ts";
import { chinaDate } from "../../platform/clock.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { reread } from "../understand/reread.ts";

/** The ISO day on which a visit was written, which 今天 in it means. */
export const dayWritten = ({ told, created_at }: Pick<SavedTold, "told" | "created_at">): string =>
  chinaDate(told.written_at ? new Date(told.written_at) : created_at);

/** What a saved visit would say with another note, read as on the day it was written. @throws Refusal `not_found` */
export async function amendedDraft(
  session: Session,
  id: string,
  note: string,
): Promise<{ draft: VisitDraft; visit: SavedTold }> {
  const visit = await toldOfVisit(session, id);
  const { told } = visit;
  const words = cutIdNumbers(note).trim();
  // The same words mean what was confirmed, corrections by a tap included.
  return { draft: words === told.note ? told : reread(told, words, dayWritten(visit)), visit };
}
