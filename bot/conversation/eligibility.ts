import type { Place } from "../../knowledge/eligibility/evaluate.ts";
import type { Known } from "../../knowledge/eligibility/facts.ts";
import { type Interview, MOST_QUESTIONS, OPENINGS, stillRunning } from "../../knowledge/eligibility/interview.ts";
import { nextQuestion } from "../../knowledge/eligibility/next-question.ts";
import { readCards } from "../../knowledge/eligibility/read-cards.ts";
import { namedRegions } from "../../knowledge/regions/named.ts";
import { loadRegions } from "../../knowledge/regions/regions.ts";
import { chinaDate } from "../../platform/clock.ts";
import { newId } from "../../platform/id.ts";
import { actionId } from "../action-id.ts";
import type { Action } from "../reply.ts";
import { eligibility as words } from "../texts/eligibility.ts";
import { asksOnly } from "../understand/circumstances.ts";
import { asksIfFits } from "../understand/intent.ts";
import { allowedRegions } from "./ask.ts";
import { recall, remember } from "./chat-state.ts";
import { answerIn } from "./eligibility-answer.ts";
import { knownOf, merged, type Subjects, subjectsOf, type Told, toldLater } from "./eligibility-known.ts";
import { fullResult, groupsOf, shortResult } from "./eligibility-result.ts";
import { slipText } from "./eligibility-slip.ts";
import { namedCard, withoutWanted } from "./eligibility-wanted.ts";
import { reply, say, type Turn, type TurnResult } from "./turn.ts";

/** Options are told apart by a letter in their buttons. */
const LETTERS = "abcdefghijklmnop";
/** LINE's label. */
const LABEL = 20;
/** 他, 这家: somebody of whom was just told. */
const MEANS_THEM = /[他她佢它]|^(?:这|那)[户家位个]|^(?:能|可以?|还能|有)/;

/** 他能办啥: what is said, what the open visit or the file of a person who is named holds, then questions for the rest. */
export async function startEligibility(turn: Turn, text: string): Promise<TurnResult> {
  const { session, staff } = turn;
  const of = await knownOf(turn, text);
  const regions = await loadRegions(session.tx);
  const region = namedRegions(regions, text)[0]?.adcode ?? staff.adcode;
  const cards = await readCards(session.tx, await placeOf(turn, { region }));
  const wanted = asksIfFits(text) ? namedCard(cards, text) : null;
  if (of.origin === null && of.namesakes === 0 && asksOnly(text) && MEANS_THEM.test(text)) {
    const told = await subjectsOf(turn);
    if (told && told.names.length > 1) {
      await remember(session, await recall(session), { eligibility: begun(turn, region, of) });
      const choices = told.names.slice(0, LETTERS.length).map((name, i) => ({
        id: actionId("benefit.who", told.id, i),
        label: (name ?? words.nth(i + 1)).slice(0, LABEL),
      }));
      return { ...say("clarify", words.which, choices), names: told.names.filter((name) => name !== null) };
    }
    if (told) return beginFrom(turn, told, region, of, 0);
  }
  const note = of.namesakes > 0 ? words.namesakes(of.namesakes) : of.origin === "file" ? words.from_file : "";
  return goOn(turn, begun(turn, region, withoutWanted(of, wanted, text), wanted?.document_id ?? null), note);
}

/** 给谁看: the person of the visit that was chosen. */
export async function chooseSubject(turn: Turn, visit_id: string, index: number): Promise<TurnResult> {
  const running = (await recall(turn.session)).eligibility;
  const told = await subjectsOf(turn);
  if (!running || told?.id !== visit_id || index >= told.names.length) return say("clarify", words.gone);
  return beginFrom(turn, told, running.region, running, index);
}

async function beginFrom(turn: Turn, told: Subjects, region: string, said: Told, index: number): Promise<TurnResult> {
  const before = await told.knownOf(index);
  const is_useful = Object.keys(before.known).length > 0;
  const from = told.origin === "draft" ? words.from_draft : words.from_visit;
  return goOn(turn, begun(turn, region, toldLater(before, said)), is_useful ? from : "");
}

function begun({ session }: Turn, region: string, told: Told, wanted: string | null = null): Interview {
  const { known, words: from } = told;
  const touched_at = session.now.toISOString();
  return {
    id: newId(session.now),
    touched_at,
    region,
    known,
    wanted,
    words: from,
    asked: [],
    questions: 0,
    asking: null,
  };
}

/** The place whose rules count, and the day. */
async function placeOf(turn: Turn, { region }: Pick<Interview, "region">): Promise<Place> {
  const regions = allowedRegions(await loadRegions(turn.session.tx), region, []);
  return { regions, as_of: chinaDate(turn.session.now) };
}

/** Puts the next question, or ends with what came of it. */
async function goOn(turn: Turn, state: Interview, note = ""): Promise<TurnResult> {
  const place = await placeOf(turn, state);
  const cards = await readCards(turn.session.tx, place);
  const known_words = words.knownText(state.known, state.words);
  const is_opening = state.questions === 0 && Object.keys(state.known).length === 0 && state.wanted === null;
  // Who asks for one benefit is asked what that one hangs on.
  const about = state.wanted === null ? cards : cards.filter(({ document_id }) => document_id === state.wanted);
  const question =
    is_opening || state.questions >= MOST_QUESTIONS ? null : nextQuestion(about, state.known, place, state.asked);
  if (!is_opening && !question) return finish(turn, { ...state, asking: null });
  const next: Interview = {
    ...state,
    asking: question ?? "opening",
    asked: question ? [...state.asked, ...question.facts] : state.asked,
    questions: state.questions + 1,
    touched_at: turn.session.now.toISOString(),
  };
  await remember(turn.session, await recall(turn.session), { eligibility: next });
  const lead = state.questions === 0 && known_words !== "" ? words.known(known_words) + note : note;
  return put(next, lead);
}

/** The question that waits, with a button for each answer. */
function put(state: Interview, lead = ""): TurnResult {
  const { asking } = state;
  const labels =
    asking === "opening" || asking === null
      ? OPENINGS.map(({ label }) => label)
      : asking.options.map((option) => words.answerText(option, asking.facts));
  const button = (word: string, label: string): Action => ({
    id: actionId("benefit.answer", state.id, state.questions, word),
    label: label.slice(0, LABEL),
  });
  const actions = [
    ...labels.map((label, i) => button(LETTERS[i]!, label)),
    button("unknown", words.actions.unknown),
    button("stop", words.actions.stop),
  ];
  const asks = asking === "opening" || asking === null ? words.opening : words.questionText(asking.facts);
  return say("clarify", [lead, asks].filter(Boolean).join("\n"), actions);
}

/** A pressed answer. One of an earlier question, or of an interview that is over, changes nothing. */
export async function pressAnswer(turn: Turn, id: string, step: number, word: string | null): Promise<TurnResult> {
  const state = (await recall(turn.session)).eligibility;
  if (state?.id !== id) return say("clarify", words.gone);
  if (state.asking === null || step !== state.questions) return say("clarify", words.answered);
  if (word === "stop") return finish(turn, { ...state, asking: null });
  if (word === "unknown") return goOn(turn, state);
  const index = LETTERS.indexOf(word ?? "");
  if (state.asking === "opening") {
    const opening = OPENINGS[index];
    return opening
      ? goOn(turn, { ...state, known: merged(state.known, opening.known) })
      : say("clarify", words.answered);
  }
  const option: Known | undefined = state.asking.options[index];
  if (!option) return say("clarify", words.answered);
  return goOn(turn, { ...state, known: merged(state.known, option) });
}

/**
 * Words said while a question waits: its answer, 不知道, 先这些, 继续, or more about the person. Null when the message is about
 * something else; then the question goes on waiting.
 */
export async function answerInWords(turn: Turn, text: string): Promise<TurnResult | null> {
  const state = (await recall(turn.session)).eligibility;
  if (!state) return null;
  const said = answerIn(text, state, Number(chinaDate(turn.session.now).slice(0, 4)));
  switch (said?.kind) {
    case "stop":
      return finish(turn, { ...state, asking: null });
    case "again":
      return state.asking === null ? finish(turn, state) : put(state);
    case "unknown":
      return goOn(turn, state);
    case "known":
      return goOn(turn, { ...state, ...toldLater(state, said) });
    case "beside": {
      const next: Interview = { ...state, ...toldLater(state, said), touched_at: turn.session.now.toISOString() };
      await remember(turn.session, await recall(turn.session), { eligibility: next });
      return put(next, words.known(words.knownText(said.known, said.words)));
    }
    default:
      return null;
  }
}

async function finish(turn: Turn, state: Interview): Promise<TurnResult> {
  const { session } = turn;
  const ended: Interview = { ...state, asking: null, touched_at: session.now.toISOString() };
  await remember(session, await recall(session), { eligibility: ended });
  const place = await placeOf(turn, ended);
  const result = groupsOf(await readCards(session.tx, place), ended.known, place, ended.wanted);
  const { text, citations } = await shortResult(session.tx, await loadRegions(session.tx), result);
  const { likely, open, unlikely } = result;
  const actions: Action[] = [];
  if (likely.length + open.length + unlikely.length > 0)
    actions.push({ id: actionId("benefit.more", ended.id), label: words.actions.more });
  if (likely.length + open.length > 0)
    actions.push({ id: actionId("benefit.slip", ended.id), label: words.actions.slip });
  return { replies: [reply("answer", text, { citations, actions })] };
}

/** 材料和去哪儿: everything, and what is brought where. */
export async function moreOfEligibility(turn: Turn, id: string): Promise<TurnResult> {
  const ended = await endedInterview(turn, id);
  if (!ended) return say("clarify", words.gone);
  const place = await placeOf(turn, ended);
  const { tx } = turn.session;
  const result = groupsOf(await readCards(tx, place), ended.known, place, ended.wanted);
  const { text, citations } = await fullResult(tx, await loadRegions(tx), result, place);
  const actions = [{ id: actionId("benefit.slip", ended.id), label: words.actions.slip }];
  return { replies: [reply("answer", text, { citations, actions })] };
}

/** 打印给他带走, where nothing can be printed: the slip as a text to pass on or to write down. */
export async function slipOfEligibility(turn: Turn, id: string): Promise<TurnResult> {
  const ended = await endedInterview(turn, id);
  if (!ended) return say("clarify", words.gone);
  return { replies: [reply("answer", await slipText(turn.session, ended))] };
}

async function endedInterview(turn: Turn, id: string): Promise<Interview | null> {
  const state = stillRunning((await recall(turn.session)).eligibility, turn.session.now);
  return state?.id === id ? state : null;
}
