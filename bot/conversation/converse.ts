import { closeDraft, openDraft } from "../../cases/drafts/drafts.ts";
import { takeOffDraft } from "../../cases/pictures/hang.ts";
import { parseActionId } from "../action-id.ts";
import type { Verdict } from "../crisis/verdict.ts";
import { cardReply, NO_DANGER } from "../first-card.ts";
import type { Content } from "../incoming.ts";
import { mediaTexts } from "../texts/media.ts";
import { texts } from "../texts/zh-hans.ts";
import { asksForBenefits, tellsOfVisit } from "../understand/circumstances.ts";
import { asksForNumber, asksIfFits, withoutAsking } from "../understand/intent.ts";
import { ask } from "./ask.ts";
import { calmSaid, dangerSaid, typedAnswer } from "./ask-danger.ts";
import { consoleLink } from "./commands.ts";
import { afterCrisis, besides, crisisOf, withoutWords } from "./crisis-first.ts";
import { startEligibility } from "./eligibility.ts";
import { firstAnswer } from "./first-answer.ts";
import { questionIn } from "./follow-up.ts";
import { withHeard } from "./heard.ts";
import { takeNote } from "./note.ts";
import { placeTaken, takePicture, withdrawPicture } from "./picture.ts";
import { press } from "./press.ts";
import { lookWithoutTrace, stillHere } from "./private-hours.ts";
import { followOrAsk } from "./proposed.ts";
import { referFromWords } from "./referral.ts";
import { readSaid, type Said } from "./said.ts";
import { lookForServices, servicesNear } from "./services.ts";
import { showDraft } from "./show-draft.ts";
import { meetingPack, myReferrals, today } from "./today.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";
import { undo } from "./undo.ts";
import { letOffSteam } from "./venting.ts";

/** Above this a message is sent back to be split: no door needs more in one. */
export const LONGEST_TEXT = 4_000;

/** Answers one message of a member of staff. Everything it writes is in the session's transaction. */
export async function converse(turn: Turn): Promise<TurnResult> {
  const { content } = turn.incoming;
  const result = await answerTo(turn, content);
  // Of the writer's own distress nothing is written out again.
  return content.type === "text" && content.heard && !turn.verdict.self ? withHeard(result, content.text) : result;
}

async function answerTo(turn: Turn, content: Content): Promise<TurnResult> {
  switch (content.type) {
    case "action":
      return pressed(turn, content.id);
    case "location":
      return servicesNear(turn, content);
    case "voice":
      return content.caption ? withCrisis(turn, content.caption, content.message_id) : notHeard(turn);
    case "picture":
      return picture(turn, content.caption, content.message_id);
    case "unsupported":
      return content.caption ? withCrisis(turn, content.caption) : say("help", texts.unsupported[content.what]);
    case "edited":
      return edited(turn, content.text, content.message_id);
    case "unsent":
      return unsent(turn, content.message_id);
    case "text":
      return withCrisis(turn, content.text, content.message_id);
  }
}

function notHeard({ media }: Turn): TurnResult {
  return say("help", mediaTexts.voice[media && "voice_fault" in media ? media.voice_fault : "not_fetched"]);
}

/** What comes after the crisis of a message, if it is one; `told` is what its words say. */
type Around = (told: () => Promise<TurnResult | null>) => Promise<TurnResult | null>;

const alone: Around = (told) => told();

/** A picture and the words under it, which may say whose it is. Beside words about the writer's own distress it is not kept. */
async function picture(turn: Turn, caption: string, message_id: string): Promise<TurnResult> {
  if (turn.verdict.self) return withCrisis(turn, caption, message_id);
  const source = `${turn.incoming.channel}:${message_id}`;
  return withCrisis(turn, caption, message_id, async (told) => {
    const taken = await takePicture(turn.session, turn.media ?? null, source);
    return placeTaken(turn.session, taken, caption.trim() === "" ? null : await told());
  });
}

const NO_VERDICT: Verdict = { level: "none", kind: null, self: false, rules: [] };

/** Crisis first; what else the message says comes after it, unless the writer spoke of themself. */
async function withCrisis(
  turn: Turn,
  text: string,
  message_id: string | null = null,
  around: Around = alone,
): Promise<TurnResult> {
  if (turn.verdict.level !== "none") {
    const crisis = await crisisOf(turn, text, message_id);
    return afterCrisis(turn, crisis, () => around(() => besides(turn, text, message_id)));
  }
  const answered = await typedAnswer(turn, text);
  if (answered?.verdict) return danger({ ...turn, verdict: answered.verdict }, answered.key, around);
  const told = () => (answered ? calm(turn, answered.key) : route(turn, text, message_id));
  return (await around(told)) ?? { replies: [] };
}

/** A button. 有危险 is a verdict of its own, which the webhook knew already. */
async function pressed(turn: Turn, action: string): Promise<TurnResult> {
  const { verb = null, id: key = null } = parseActionId(action) ?? {};
  if (turn.verdict.level !== "none") return danger(turn, key);
  return verb === NO_DANGER ? calm(turn, key) : press(turn, action);
}

async function danger(turn: Turn, key: string | null, around = alone): Promise<TurnResult> {
  const doubted = await dangerSaid(turn, key);
  if (!doubted) return { replies: turn.card_attempted ? [] : [cardReply(turn.verdict)] };
  if (doubted.text !== null) return withCrisis(turn, doubted.text, doubted.message_id, around);
  return afterCrisis(turn, await crisisOf(turn, withoutWords(), null), () => around(async () => null));
}

async function calm(turn: Turn, key: string | null): Promise<TurnResult> {
  const doubted = await calmSaid(turn, key);
  if (!doubted) return say("clarify", texts.refusals.draft_closed);
  return route({ ...turn, verdict: NO_VERDICT }, doubted.text, doubted.message_id);
}

async function route(turn: Turn, text: string, message_id: string | null): Promise<TurnResult> {
  if (text.trim() === "") return say("help", texts.empty);
  if (text.length > LONGEST_TEXT) return say("clarify", texts.too_long(text.length, LONGEST_TEXT));
  const [, slashed, word] = /^\/(\w+)|^([a-z]+)[.?!]?$/i.exec(text.trim()) ?? [];
  const command = slashed ?? word?.toLowerCase();
  if (command === "console") return consoleLink(turn);
  const said = await readSaid(turn, text, { message_id, command });
  return (await firstAnswer(turn, said)) ?? byIntent(turn, said);
}

async function byIntent(turn: Turn, said: Said): Promise<TurnResult> {
  const { session, staff } = turn;
  const { text, in_chinese, message_id, intent, open, state, in_private, kept } = said;
  const benefits = kept && (asksForBenefits(text) || asksIfFits(text));
  if (benefits && (intent.intent !== "note" || !tellsOfVisit(withoutAsking(text)))) return startEligibility(turn, text);
  if (!kept && WRITTEN_DOWN.has(intent.intent)) return stillHere();
  const inDirectory = (only_named: boolean): Promise<TurnResult> =>
    (kept ? lookForServices : lookWithoutTrace)(turn, in_chinese, only_named);
  switch (intent.intent) {
    case "note": {
      const note = await takeNote(turn, text, message_id);
      if (!benefits && !intent.also_question) return note;
      const answer = benefits ? await startEligibility(turn, text) : await ask(turn, intent.also_question ?? "");
      return { ...note, replies: [...note.replies, ...answer.replies] };
    }
    case "question":
      return ask(turn, questionIn(in_chinese, intent, state.asked, session.now) ?? in_chinese, { keep: kept });
    case "hotline":
      return ask(turn, questionIn(in_chinese, intent, state.asked, session.now) ?? in_chinese, {
        keep: kept,
        // Not every number is a help line: that of a place to eat stands in the directory.
        ...(asksForNumber(in_chinese) && { directory: () => inDirectory(true) }),
      });
    case "service":
      return inDirectory(false);
    case "referral":
      return referFromWords(turn, text, message_id);
    case "today":
      return today(turn);
    case "status":
      return myReferrals(turn);
    case "undo":
      return undo(turn);
    case "help":
      return say("help", texts.help);
    case "enrol":
      return say("enrol", texts.enrol.already(staff.name));
    case "correction":
      // It corrects something else than the open draft: told at length, it is a note of its own.
      if (intent.alternatives.includes("note")) return takeNote(turn, text, message_id);
      return say("clarify", texts.no_open_draft);
    case "draft":
      return showDraft(turn);
    case "greeting":
      return say("help", texts.greeting(staff.name), [
        ...(open ? [{ id: "draft", label: texts.actions.draft }] : []),
        { id: "today", label: texts.actions.today },
        { id: "status", label: texts.actions.status },
        { id: "help", label: texts.actions.help },
      ]);
    case "thanks":
      return say("help", texts.thanks);
    case "empty":
      return say("help", texts.empty);
    case "person_lookup":
      return say("not_found", texts.person_lookup);
    case "diagnosis":
      return say("not_found", texts.diagnosis);
    case "meeting_pack":
      return meetingPack(turn);
    case "venting":
      return in_private ? stillHere() : letOffSteam(text, open !== null);
    case "unclear": {
      if (!kept) return stillHere();
      const followed = questionIn(in_chinese, intent, state.asked, session.now);
      if (followed) return ask(turn, followed);
      return followOrAsk(turn, text, message_id);
    }
  }
}

/** What would keep the words. */
const WRITTEN_DOWN = new Set<string>(["note", "referral", "correction"]);

/** An edited message: its open draft is read anew; what was saved stays and is said to stay. */
async function edited(turn: Turn, text: string, message_id: string): Promise<TurnResult> {
  if (turn.verdict.level === "none")
    return (await discardDraft(turn, message_id))
      ? withCrisis(turn, text, message_id)
      : say("clarify", texts.edited_after_save);
  return withCrisis(turn, text, message_id, async (told) => ((await discardDraft(turn, message_id)) ? told() : null));
}

async function discardDraft({ session }: Turn, message_id: string): Promise<boolean> {
  const open = await openDraft(session, { message_id });
  if (!open) return false;
  await takeOffDraft(session, open.id);
  await closeDraft(session, open.id, open.version, "discarded");
  return true;
}

async function unsent(turn: Turn, message_id: string): Promise<TurnResult> {
  const withdrawn = await withdrawPicture(turn.session, `${turn.incoming.channel}:${message_id}`);
  const open = await openDraft(turn.session, { message_id });
  if (!open) return withdrawn ?? say("saved", texts.unsent_nothing);
  await closeDraft(turn.session, open.id, open.version, "discarded");
  return say("saved", texts.draft_unsent);
}
