import { Refusal } from "../../cases/refusal.ts";
import { parseActionId } from "../action-id.ts";
import { texts } from "../texts/zh-hans.ts";
import { ask } from "./ask.ts";
import { recall, remember } from "./chat-state.ts";
import { pressCrisis } from "./crisis-press.ts";
import { askWhoseDate, pressDate } from "./date-change.ts";
import { chooseSubject, moreOfEligibility, pressAnswer, slipOfEligibility } from "./eligibility.ts";
import { foundUseful, foundWrong } from "./feedback.ts";
import { formsOf } from "./forms.ts";
import { UNBIND_EVERYWHERE, UNBIND_OTHERS, unbindEverywhere, unbindTheOthers } from "./lost-phone.ts";
import { pressDone, pressReopen } from "./need-done.ts";
import { askForCorrection, chooseCorrection, dropDraft, saveNote, takeNote } from "./note.ts";
import { putPictures, takePictureOff } from "./picture.ts";
import { END_OF_PRIVATE_HOURS, endPrivateHours } from "./private-hours.ts";
import { chooseReferralWho, nextPlace, referFromVisit, sendReferral } from "./referral.ts";
import { receiverLink, withReceiverLink } from "./referral-link.ts";
import { askWhatIsWrong, chooseFault } from "./service-correction.ts";
import { lookForServices, moreServices } from "./services.ts";
import { showDraft } from "./show-draft.ts";
import { myReferrals, today } from "./today.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";
import { undo } from "./undo.ts";
import { WITHDRAW, withdraw } from "./withdraw-consent.ts";

/** A pressed button. One that is stale, spent or made up says so and does nothing. */
export async function press(turn: Turn, action: string): Promise<TurnResult> {
  const pressed = parseActionId(action);
  const { verb, id, n, word } = pressed ?? { verb: "", id: null, n: null, word: null };
  switch (verb) {
    case "today":
      return today(turn);
    case "today.change":
      return askWhoseDate(turn);
    case "status":
      return myReferrals(turn);
    case "draft":
      return showDraft(turn);
    case "undo":
      return undo(turn);
    case "help":
      return say("help", texts.help);
    case UNBIND_OTHERS:
      return unbindTheOthers(turn);
    case UNBIND_EVERYWHERE:
      return unbindEverywhere(turn);
    case END_OF_PRIVATE_HOURS:
      return endPrivateHours(turn);
    case "services.more":
      return moreServices(turn);
    case "services.wrong":
      return askWhatIsWrong(turn, id);
    case "as.note":
    case "as.question":
    case "as.service":
      return sortUnclear(turn, verb);
  }
  if (pressed === null || id === null) return say("clarify", texts.refusals.draft_stale);
  if (verb.startsWith("crisis.")) return pressCrisis(turn, id, pressed);
  if (verb.startsWith("date.")) return pressDate(turn, id, pressed);
  switch (verb) {
    case WITHDRAW:
      return withdraw(turn, id);
    case "visit.save":
      return saveNote(turn, id, n ?? 0, word);
    case "visit.edit":
      return askForCorrection(turn);
    case "visit.which":
      return chooseCorrection(turn, id, n ?? 0);
    case "visit.drop":
    case "refer.drop":
      return dropDraft(turn, id, n ?? 0);
    case "refer.need":
      return referFromVisit(turn, id, n ?? 0);
    case "refer.visit":
      return referFromVisit(turn, id, null);
    case "refer.who":
      return chooseReferralWho(turn, id, n ?? 0, word ?? "");
    case "refer.next":
      return nextPlace(turn, id, n ?? 0);
    case "refer.send":
      if (word !== "yes" && word !== "law") throw new Refusal("consent_missing");
      return withReceiverLink(turn, await sendReferral(turn, id, n ?? 0, word === "yes" ? "yes" : "legal_ground"));
    case "need.done":
      return pressDone(turn, id, { result: word === "partly" ? "partly" : "met", seen: false });
    case "need.seen":
      return pressDone(turn, id, { result: "met", seen: true });
    case "need.open":
      return pressReopen(turn, id);
    case "visit.forms":
      return formsOf(turn, id);
    case "refer.link":
      return receiverLink(turn, id);
    case "services.fault":
      return chooseFault(turn, id, word);
    case "picture.off":
      return takePictureOff(turn.session, id);
    case "picture.put":
      return putPictures(turn.session, id);
    case "benefit.answer":
      return pressAnswer(turn, id, n ?? 0, word);
    case "benefit.who":
      return chooseSubject(turn, id, n ?? 0);
    case "benefit.more":
      return moreOfEligibility(turn, id);
    case "benefit.slip":
      return slipOfEligibility(turn, id);
    case "answer.useful":
      return foundUseful(turn, id);
    case "answer.wrong":
      return foundWrong(turn, id);
  }
  return say("clarify", texts.refusals.draft_stale);
}

/** The button says what the message was that could have been several things. */
async function sortUnclear(turn: Turn, verb: "as.note" | "as.question" | "as.service"): Promise<TurnResult> {
  const state = await recall(turn.session);
  if (!state.unclear) return say("clarify", texts.refusals.draft_closed);
  const { text, message_id } = state.unclear;
  await remember(turn.session, state, { unclear: null });
  if (verb === "as.note") return takeNote(turn, text, message_id);
  if (verb === "as.question") return ask(turn, text);
  return lookForServices(turn, text);
}
