import { hangOnVisit } from "../../cases/pictures/hang.ts";
import { amendVisit } from "../../cases/visits/amend.ts";
import type { VisitDraft } from "../../cases/visits/draft.ts";
import { amendTexts } from "../texts/amend.ts";
import { mediaTexts } from "../texts/media.ts";
import { formsAction } from "./forms.ts";
import { reply, type Turn, type TurnResult } from "./turn.ts";
import { namesIn } from "./visit-card.ts";

/** 保存 of a draft that amends: the visit says now what the card showed. */
export async function saveAmended({ session }: Turn, draft_id: string, draft: VisitDraft): Promise<TurnResult> {
  const { id, version } = draft.amends!;
  const done = await amendVisit(session, id, { draft, version, reason: "" });
  const lines = [amendTexts.saved(done.ref), ...done.stays.map(amendTexts.stays)];
  if (done.withdrawn > 0) lines.push(amendTexts.withdrawn(done.withdrawn));
  const pictures = await hangOnVisit(session, draft_id, id);
  if (pictures > 0) lines.push(mediaTexts.picture.saved(pictures));
  return { replies: [reply("saved", lines.join("\n"), { actions: [formsAction(id)] })], names: namesIn(draft) };
}
