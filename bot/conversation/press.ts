import { Refusal } from "../../cases/refusal.ts";
import { type ActionId, parseActionId } from "../action-id.ts";
import { texts } from "../texts/zh-hans.ts";
import { ask } from "./ask.ts";
import { recall, remember } from "./chat-state.ts";
import { CRISIS_BUTTONS } from "./crisis-press.ts";
import { askWhoseDate, DATE_BUTTONS } from "./date-change.ts";
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
import { type Pressed, say, type Turn, type TurnResult } from "./turn.ts";
import { undo } from "./undo.ts";
import { WITHDRAW, withdraw } from "./withdraw-consent.ts";

/** Buttons that name no row. */
const WITHOUT_ROW: Readonly<Record<string, (turn: Turn) => Promise<TurnResult>>> = {
  today,
  "today.change": askWhoseDate,
  status: myReferrals,
  draft: showDraft,
  undo,
  help: async () => say("help", texts.help),
  [UNBIND_OTHERS]: (turn) => unbindTheOthers(turn),
  [UNBIND_EVERYWHERE]: unbindEverywhere,
  [END_OF_PRIVATE_HOURS]: endPrivateHours,
  "services.more": moreServices,
  "services.wrong": (turn) => askWhatIsWrong(turn, null),
  "as.note": sortUnclear(takeNote),
  "as.question": sortUnclear((turn, text) => ask(turn, text)),
  "as.service": sortUnclear((turn, text) => lookForServices(turn, text)),
};

/** Buttons that name a row: it is looked up as the one who pressed. */
export const OF_ROW: Readonly<Record<string, Pressed>> = {
  ...CRISIS_BUTTONS,
  ...DATE_BUTTONS,
  [WITHDRAW]: withdraw,
  "visit.save": (turn, id, { n, word }) => saveNote(turn, id, n ?? 0, word),
  "visit.edit": askForCorrection,
  "visit.which": (turn, id, { n }) => chooseCorrection(turn, id, n ?? 0),
  "visit.drop": (turn, id, { n }) => dropDraft(turn, id, n ?? 0),
  "visit.forms": formsOf,
  "refer.drop": (turn, id, { n }) => dropDraft(turn, id, n ?? 0),
  "refer.need": (turn, id, { n }) => referFromVisit(turn, id, n ?? 0),
  "refer.visit": (turn, id) => referFromVisit(turn, id, null),
  "refer.who": (turn, id, { n, word }) => chooseReferralWho(turn, id, n ?? 0, word ?? ""),
  "refer.next": (turn, id, { n }) => nextPlace(turn, id, n ?? 0),
  "refer.send": send,
  "refer.link": receiverLink,
  "need.done": (turn, id, { word }) =>
    pressDone(turn, id, { result: word === "partly" ? "partly" : "met", seen: false }),
  "need.seen": (turn, id) => pressDone(turn, id, { result: "met", seen: true }),
  "need.open": pressReopen,
  "services.wrong": askWhatIsWrong,
  "services.fault": (turn, id, { word }) => chooseFault(turn, id, word),
  "picture.off": ({ session }, id) => takePictureOff(session, id),
  "picture.put": ({ session }, id) => putPictures(session, id),
  "benefit.answer": (turn, id, { n, word }) => pressAnswer(turn, id, n ?? 0, word),
  "benefit.who": (turn, id, { n }) => chooseSubject(turn, id, n ?? 0),
  "benefit.more": moreOfEligibility,
  "benefit.slip": slipOfEligibility,
  "answer.useful": foundUseful,
  "answer.wrong": foundWrong,
};

/** A pressed button. One that is stale, spent or made up says so and does nothing. */
export async function press(turn: Turn, action: string): Promise<TurnResult> {
  const pressed = parseActionId(action);
  const { verb, id } = pressed ?? { verb: "", id: null };
  if (pressed && id !== null && Object.hasOwn(OF_ROW, verb)) return OF_ROW[verb]!(turn, id, pressed);
  if (Object.hasOwn(WITHOUT_ROW, verb)) return WITHOUT_ROW[verb]!(turn);
  return say("clarify", texts.refusals.draft_stale);
}

async function send(turn: Turn, id: string, { n, word }: ActionId): Promise<TurnResult> {
  if (word !== "yes" && word !== "law") throw new Refusal("consent_missing");
  return withReceiverLink(turn, await sendReferral(turn, id, n ?? 0, word === "yes" ? "yes" : "legal_ground"));
}

/** The button says what the message was that could have been several things. */
function sortUnclear(
  as: (turn: Turn, text: string, message_id: string | null) => Promise<TurnResult>,
): (turn: Turn) => Promise<TurnResult> {
  return async (turn) => {
    const state = await recall(turn.session);
    if (!state.unclear) return say("clarify", texts.refusals.draft_closed);
    const { text, message_id } = state.unclear;
    await remember(turn.session, state, { unclear: null });
    return as(turn, text, message_id);
  };
}
