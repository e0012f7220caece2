import { advanceCrisis } from "../../cases/crises/advance.ts";
import { CALLED_NUMBERS, recordCall } from "../../cases/crises/call.ts";
import { proposeContacts } from "../../cases/crises/contacts.ts";
import { handOverCandidates, handOverCrisis } from "../../cases/crises/hand-over.ts";
import { CRISIS_STATES, crisisMovesFrom } from "../../cases/crises/moves.ts";
import { partiesTo, readHead } from "../../cases/crises/party.ts";
import { chinaMinute } from "../../platform/clock.ts";
import { actionId } from "../action-id.ts";
import type { Action } from "../reply.ts";
import { crisisTexts } from "../texts/crises.ts";
import { texts } from "../texts/zh-hans.ts";
import { recall, remember } from "./chat-state.ts";
import { askToChoose } from "./contact-notices.ts";
import {
  afterCall,
  afterHandOver,
  afterMove,
  askForContacts,
  calledAction,
  giveAction,
  progressAction,
} from "./crisis-notices.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** What whoever has a crisis does from the chat; closing it takes words and an outcome, and stands in the console. */

const CANDIDATES = 8;

const by = ({ staff }: Turn) => ({ staff_id: staff.id, name: staff.name });

/** The taps open to whoever has it: calls, the next step, handing it over. */
export async function ownersActions(turn: Turn, crisis_id: string): Promise<Action[]> {
  const { session } = turn;
  const crisis = await readHead(session, crisis_id);
  const next = crisisMovesFrom(crisis.state, partiesTo(session, crisis)).find(({ needs }) => needs === "nothing");
  return [
    calledAction(crisis_id, "110"),
    calledAction(crisis_id, "120"),
    ...(next
      ? [
          {
            id: actionId("crisis.next", crisis_id, CRISIS_STATES.indexOf(next.to)),
            label: crisisTexts.actions.next(crisisTexts.states[next.to]),
          },
        ]
      : []),
    ...(crisis.kind === "suicide" && !crisis.attempted && !crisis.wordless
      ? [{ id: actionId("crisis.attempted", crisis_id), label: crisisTexts.actions.attempted }]
      : []),
    giveAction(crisis_id),
    progressAction(crisis_id),
  ];
}

/** 「我打了110」: they say so; nothing here calls anybody. */
export async function sayCalled(turn: Turn, crisis_id: string, n: number): Promise<TurnResult> {
  const number = CALLED_NUMBERS.find((known) => Number(known) === n);
  if (!number) return say("clarify", texts.refusals.draft_stale);
  const called = await recordCall(turn.session, crisis_id, number);
  const at = chinaMinute(turn.session.now).slice(11);
  return {
    ...say("crisis", crisisTexts.called(number, at), [progressAction(crisis_id)]),
    notices: afterCall(called, by(turn)),
  };
}

/** To the step that the button named; the label of an old card may be past. */
export async function nextStep(turn: Turn, crisis_id: string, n: number): Promise<TurnResult> {
  const to = CRISIS_STATES[n];
  if (!to || to === "closed") return say("crisis", crisisTexts.close_in_console);
  const moved = await advanceCrisis(turn.session, crisis_id, { to });
  return {
    ...say("crisis", crisisTexts.moved(moved.ref, crisisTexts.states[to]), await ownersActions(turn, crisis_id)),
    notices: afterMove(moved, by(turn)),
  };
}

/** 转给别人: to whom? */
export async function askWhom(turn: Turn, crisis_id: string): Promise<TurnResult> {
  const { session } = turn;
  const people = await handOverCandidates(session, crisis_id, CANDIDATES);
  if (people.length === 0) return say("crisis", crisisTexts.give_nobody);
  const staff_ids = people.map((person) => person.staff_id);
  await remember(session, await recall(session), { handing_over: { crisis_id, staff_ids } });
  return say(
    "crisis",
    crisisTexts.give_to_whom,
    people.map((person, i) => ({ id: actionId("crisis.to", crisis_id, i), label: person.name })),
  );
}

/** To this one: they are told, and their tap confirms. */
export async function giveTo(turn: Turn, crisis_id: string, n: number): Promise<TurnResult> {
  const { session } = turn;
  const state = await recall(session);
  const to = state.handing_over?.crisis_id === crisis_id ? state.handing_over.staff_ids[n] : undefined;
  if (to === undefined) return say("clarify", texts.refusals.draft_stale);
  const handed = await handOverCrisis(session, crisis_id, to);
  await remember(session, state, { handing_over: null });
  return {
    ...say("crisis", crisisTexts.given(handed.ref, handed.to.name), [progressAction(crisis_id)]),
    notices: await afterHandOver(session, handed, by(turn)),
  };
}

/** 有过自杀行为: six contacts are proposed to professionals. */
export async function markAttempt(turn: Turn, crisis_id: string): Promise<TurnResult> {
  const { attempted } = await readHead(turn.session, crisis_id);
  if (attempted) return say("crisis", crisisTexts.contacts_known);
  const { ref, told, to_choose } = await proposeContacts(turn.session, crisis_id);
  if (told.length === 0)
    return { ...say("crisis", crisisTexts.contacts_to_choose(ref)), notices: askToChoose(crisis_id, ref, to_choose) };
  return {
    ...say("crisis", crisisTexts.contacts_proposed(told.map((person) => person.name))),
    notices: askForContacts(
      crisis_id,
      ref,
      told.map((person) => person.staff_id),
    ),
  };
}
