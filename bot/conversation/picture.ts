import { openDraft } from "../../cases/drafts/drafts.ts";
import { dropWithdrawn, hangWaiting, takeOff } from "../../cases/pictures/hang.ts";
import { findPicture, type KeptPicture, keepPicture, placePicture } from "../../cases/pictures/keep.ts";
import type { StaffSession } from "../../cases/session.ts";
import { visitDraft } from "../../cases/visits/draft.ts";
import type { Picture } from "../../platform/image/picture.ts";
import { actionId } from "../action-id.ts";
import type { Media } from "../fetch-media.ts";
import { mediaTexts } from "../texts/media.ts";
import { reply, say, type TurnResult } from "./turn.ts";
import { namesIn } from "./visit-card.ts";

/** What became of a picture, before the words that came with it are read. */
export type Taken = { kept: KeptPicture; source: string } | { refused: string };

/** Keeps what was fetched of a picture; it waits then. */
export async function takePicture(session: StaffSession, media: Media | null, source: string): Promise<Taken> {
  if (media === null || !("picture" in media)) {
    const fault = media && "picture_fault" in media ? media.picture_fault : "not_fetched";
    return { refused: fault === "not_fetched" ? mediaTexts.picture.not_fetched : mediaTexts.picture.faults[fault] };
  }
  const kept = await keepPicture(session, media.picture, source);
  return kept ? { kept, source } : { refused: mediaTexts.picture.full };
}

/**
 * Hangs it where it belongs and says where, unless the words that came with it took it: then their card says so.
 * @param said what was answered to those words
 */
export async function placeTaken(session: StaffSession, taken: Taken, said: TurnResult | null): Promise<TurnResult> {
  const told = "refused" in taken ? say("clarify", taken.refused) : await place(session, taken);
  if (!said) return told ?? { replies: [] };
  if (!told) return said;
  return {
    ...said,
    replies: [...said.replies, ...told.replies],
    names: [...(said.names ?? []), ...(told.names ?? [])],
  };
}

/** A picture of the web chat, which comes by itself. */
export async function pictureAlone(session: StaffSession, picture: Picture, source: string): Promise<TurnResult> {
  const known = await findPicture(session, source);
  if (known) return whereItHangs(session, known);
  return placeTaken(session, await takePicture(session, { picture }, source), null);
}

async function place(session: StaffSession, taken: { kept: KeptPicture; source: string }): Promise<TurnResult | null> {
  const now_at = await findPicture(session, taken.source);
  if (now_at && now_at.hung.on !== "nothing") return null;
  const placed = await placePicture(session, now_at ?? taken.kept);
  return placed ? whereItHangs(session, placed) : say("clarify", mediaTexts.picture.full);
}

async function whereItHangs(session: StaffSession, { id, hung, count }: KeptPicture): Promise<TurnResult> {
  const not_this = [{ id: actionId("picture.off", id), label: mediaTexts.picture.not_this }];
  if (hung.on === "visit") return say("saved", mediaTexts.picture.visit(hung.visit_ref, count), not_this);
  if (hung.on === "draft") {
    const open = await openDraft(session, { id: hung.draft_id });
    const names = open ? namesIn(visitDraft.parse(JSON.parse(open.body))) : [];
    return {
      replies: [reply("saved", mediaTexts.picture.draft(names[0] ?? null, count), { actions: not_this })],
      names,
    };
  }
  const open = await openDraft(session);
  const older =
    open?.kind === "visit" ? [{ id: actionId("picture.put", open.id), label: mediaTexts.picture.to_open_draft }] : [];
  return say("clarify", mediaTexts.picture.waiting, older);
}

/** 不是这家. */
export async function takePictureOff(session: StaffSession, id: string): Promise<TurnResult> {
  return (await takeOff(session, id))
    ? say("clarify", mediaTexts.picture.taken_off)
    : say("clarify", mediaTexts.picture.gone);
}

/** 放进没存的那次: what waits joins the draft that is still open from before. */
export async function putPictures(session: StaffSession, draft_id: string): Promise<TurnResult> {
  const open = await openDraft(session, { id: draft_id });
  if (open?.kind !== "visit") return say("clarify", mediaTexts.picture.none_waiting);
  if ((await hangWaiting(session, draft_id)) === 0) return say("clarify", mediaTexts.picture.none_waiting);
  const names = namesIn(visitDraft.parse(JSON.parse(open.body)));
  const { pictures } = (await openDraft(session, { id: draft_id }))!;
  return { replies: [reply("saved", mediaTexts.picture.draft(names[0] ?? null, pictures))], names };
}

/** A withdrawn message may have brought a picture. @returns null when it did not, or the picture is saved */
export async function withdrawPicture(session: StaffSession, source: string): Promise<TurnResult | null> {
  return (await dropWithdrawn(session, source)) ? say("saved", mediaTexts.picture.withdrawn) : null;
}
