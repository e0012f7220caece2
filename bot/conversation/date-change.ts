import {
  MISSED_REASONS,
  missFollowUp,
  type Reason,
  SNOOZE_REASONS,
  snoozeFollowUp,
} from "../../cases/follow-ups/change.ts";
import { type DueDate, dueToday, dueWith } from "../../cases/follow-ups/today.ts";
import { Refusal } from "../../cases/refusal.ts";
import { addDays, chinaDate } from "../../platform/clock.ts";
import { type ActionId, actionId } from "../action-id.ts";
import type { Action } from "../reply.ts";
import { followUpTexts } from "../texts/follow-ups.ts";
import { refusalWords } from "../texts/refusal-words.ts";
import { texts } from "../texts/zh-hans.ts";
import { readDates } from "../understand/dates.ts";
import type { Said } from "./said.ts";
import { type Pressed, say, type Turn, type TurnResult, writtenAt } from "./turn.ts";

/** More buttons than this are no choice on a phone. */
const CHOICES = 8;
const ASKED_REASONS = ["nobody_home", "away", "hospital", "refused", "moved"] as const;
const OTHER_DAY_REASONS = ["resident_asked", "no_time"] as const;
const DAYS = [1, 3, 7] as const;
/** After these nobody goes again on their own: a supervisor decides. */
const TO_DECIDE: readonly Reason[] = ["moved", "died", "refused"];

/** 没见到人 / 改日子: of whom? */
export async function askWhoseDate(turn: Turn): Promise<TurnResult> {
  const due = await dueToday(turn.session);
  const people = due
    .flatMap(({ address, people }) => people.map((person) => ({ address, ...person })))
    .slice(0, CHOICES);
  if (people.length === 0) return say("tasks", texts.today.none);
  const actions = people.map(({ address, person, dates }) => ({
    id: actionId("date.open", dates[0]!.id),
    label: [person?.name ?? texts.today.unnamed, address]
      .filter((part) => part !== null)
      .join(" ")
      .slice(0, 20),
  }));
  return {
    ...say("tasks", followUpTexts.today.pick, actions),
    names: people.flatMap(({ person }) => person?.name ?? []),
  };
}

/** 王桂英推到下周五, 李大爷那边改到明天去: somebody who is to be seen, on another day. */
const OTHER_DAY = /(?:推|改|延|挪|调|放|换)(?:迟|后|期)?(?:到|至|成)|改期|(?:往后|再)推/u;
const LONGEST = 30;

/**
 * Another day for somebody on today's list who is named in full, told in a sentence: asks why, and a tap moves it. Null when it is said of
 * nobody on the list, without a day that can be read, or beside an open draft that names them.
 */
export async function dateInWords(turn: Turn, text: string, { open }: Pick<Said, "open">): Promise<TurnResult | null> {
  const { session } = turn;
  if (text.length > LONGEST || !OTHER_DAY.test(text)) return null;
  const today = chinaDate(writtenAt(turn));
  const days = [...new Set(readDates(text, today).map(({ value }) => value))].filter((day) => day > today);
  if (days.length !== 1) return null;
  const due = (await dueToday(session)).flatMap(({ people }) => people);
  const meant = due.filter(({ person }) => person?.name && text.includes(person.name));
  const name = meant[0]?.person?.name;
  if (meant.length !== 1 || !name || open?.body.includes(name)) return null;
  const n = Math.round((Date.parse(days[0]!) - Date.parse(chinaDate(session.now))) / 86_400_000);
  const actions = OTHER_DAY_REASONS.map((reason) => ({
    id: actionId("date.move", meant[0]!.dates[0]!.id, n, reason),
    label: followUpTexts.reasons[reason],
  }));
  return { ...say("tasks", followUpTexts.today.why_to(name, days[0]!), actions), names: [name] };
}

/** The buttons of a date: what is wrong with it, why, and to which day. */
export const DATE_BUTTONS: Readonly<Record<string, Pressed>> = Object.fromEntries(
  ["date.open", "date.later", "date.why", "date.missed", "date.move"].map((verb) => [verb, pressDate]),
);

async function pressDate(turn: Turn, id: string, { verb, n, word }: ActionId): Promise<TurnResult> {
  const { person, dates } = await dueWith(turn.session, id);
  const name = person?.name ?? texts.today.unnamed;
  const t = followUpTexts.today;
  const answer = (text: string, actions: Action[] = []): TurnResult => ({
    ...say("tasks", text, actions),
    names: [name],
  });
  const reasons = (next: string, list: readonly Reason[]): Action[] =>
    list.map((reason) => ({ id: actionId(next, id, undefined, reason), label: followUpTexts.reasons[reason] }));
  switch (verb) {
    case "date.open":
      return answer(t.what(name), [
        ...reasons("date.missed", ASKED_REASONS),
        { id: actionId("date.later", id), label: t.other_day },
      ]);
    case "date.later":
      return answer(t.why_other_day, reasons("date.why", OTHER_DAY_REASONS));
    case "date.why":
      return answer(t.when, dayChoices(turn, id, word ?? "other"));
    case "date.missed": {
      const reason = MISSED_REASONS.find((known) => known === word) ?? "nobody_home";
      for (const date of dates) await missFollowUp(turn.session, date.id, { reason });
      const missed = t.missed(name, followUpTexts.reasons[reason]);
      if (TO_DECIDE.includes(reason)) return answer(`${missed}\n${t.ask_supervisor(followUpTexts.reasons[reason])}`);
      return answer(`${missed}\n${t.when}`, dayChoices(turn, id, reason));
    }
    case "date.move":
      return answer(await move(turn, name, dates, n ?? 0, word));
  }
  return answer(texts.refusals.draft_stale);
}

function dayChoices({ session }: Turn, id: string, reason: string): Action[] {
  return DAYS.map((n) => ({
    id: actionId("date.move", id, n, reason),
    label: followUpTexts.today.days(n, addDays(chinaDate(session.now), n)),
  }));
}

/** Moves what may be moved; of a rule's date beyond its day it says until when. */
async function move(turn: Turn, name: string, dates: DueDate[], n: number, word: string | null): Promise<string> {
  const to = addDays(chinaDate(turn.session.now), n);
  const reason = SNOOZE_REASONS.find((known) => known === word) ?? "no_time";
  const lines: string[] = [];
  for (const date of dates) {
    try {
      await snoozeFollowUp(turn.session, date.id, to, { reason });
      lines.push(followUpTexts.today.moved_to(name, to));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      lines.push(refusalWords(error));
    }
  }
  return [...new Set(lines)].join("\n");
}
