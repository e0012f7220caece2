import { dueFollowUps } from "../../cases/follow-ups/due.ts";
import { type DuePerson, dueToday } from "../../cases/follow-ups/today.ts";
import { standsInFor } from "../../cases/hand-over/acting.ts";
import { listReferrals } from "../../cases/referrals/list.ts";
import { CLOSED } from "../../cases/referrals/moves.ts";
import { actionId } from "../action-id.ts";
import { followUpTexts, whyWords } from "../texts/follow-ups.ts";
import { texts } from "../texts/zh-hans.ts";
import { contactLines } from "./crisis-contacts.ts";
import { doorLinesOf } from "./doors.ts";
import { reply, say, type Turn, type TurnResult } from "./turn.ts";

const SHOWN = 10;

/**
 * One line of a person behind a door: why, how late, when they were seen last, what was promised, who tried. What a physician rated and
 * what a note says word for word stays off foreign messengers.
 */
function personLine({ person, last_contact, dates }: DuePerson, at_home: boolean): string {
  const t = followUpTexts.today;
  const wordsFor = (why: string): string => (at_home || !why.startsWith("smd_") ? whyWords(why) : t.by_a_rule);
  const why = dates.map(({ basis, why, due_on, late_days }) => {
    const words = basis === "agreed" ? whyWords(why) : t.by_rule(wordsFor(why), due_on);
    return late_days > 0 ? `${words} ${texts.today.late(late_days)}` : words;
  });
  const tried = dates.reduce((most, date) => (date.tries > most.tries ? date : most));
  return [
    `${person?.name ?? texts.today.unnamed} ${why.join("；")}`,
    person === null ? null : last_contact ? t.last(last_contact.on, last_contact.form) : t.never,
    ...new Set(dates.map(({ promised }) => (promised === null || !at_home ? null : t.promised(promised)))),
    tried.last_try ? t.tries(tried.tries, followUpTexts.reasons[tried.last_try.reason]) : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

/** 今天: contacts after an attempt, then the doors in the order in which one walks, everybody behind one door together. */
export async function today(turn: Turn): Promise<TurnResult> {
  const contacts = await contactLines(turn, SHOWN);
  const due = await dueToday(turn.session);
  if (due.length + contacts.lines.length === 0) return say("tasks", texts.today.none);
  const shown = due.slice(0, Math.max(1, SHOWN - contacts.lines.length));
  const lines = shown.map(({ area, address, people }, i) => {
    const door = [`${contacts.lines.length + i + 1}.`, area, address].filter((part) => part !== null).join(" ");
    const [first, ...others] = people.map((one) => personLine(one, turn.incoming.channel === "web"));
    return [`${door} ${first}`, ...others.map((line) => `   ${line}`)].join("\n");
  });
  const text = [
    texts.today.heading(due.length + contacts.lines.length),
    ...contacts.lines.map((line, i) => `${i + 1}. ${line}`),
    ...lines,
    ...(await doorLinesOf(
      turn,
      shown.flatMap(({ people }) => people.flatMap(({ person }) => person?.id ?? [])),
    )),
    ...(due.length > shown.length ? [followUpTexts.today.more(due.length - shown.length)] : []),
  ].join("\n");
  const actions = due.length > 0 ? [{ id: actionId("today.change"), label: followUpTexts.today.change }] : [];
  return {
    replies: [reply("tasks", text, { actions })],
    names: [...contacts.names, ...due.flatMap(({ people }) => people.flatMap(({ person }) => person?.name ?? []))],
  };
}

const RECENT = 6;

/** 状态: what I referred, or whoever I stand in for, and where it stands. */
export async function myReferrals(turn: Turn): Promise<TurnResult> {
  const raised_by = [turn.staff.id, ...(await standsInFor(turn.session))];
  const { rows } = await listReferrals(turn.session, { raised_by, limit: RECENT });
  if (rows.length === 0) return say("status", texts.status_none);
  const lines = rows.map((row) =>
    [
      `${row.ref} ${row.person?.name ?? ""} → ${row.service_name}:${texts.status[row.status]}`,
      row.overdue ? texts.overdue : null,
      row.review === "returned" ? texts.returned : null,
    ]
      .filter((part) => part !== null)
      .join(" · "),
  );
  return {
    replies: [reply("status", [texts.status_heading(rows.length), ...lines].join("\n"))],
    names: rows.flatMap((row) => (row.person?.name ? [row.person.name] : [])),
  };
}

/** 开会用: what is stuck, by reference only, without names and without a ranking. */
export async function meetingPack(turn: Turn): Promise<TurnResult> {
  const { rows } = await listReferrals(turn.session, { limit: 50 });
  const stuck = rows.filter((row) => !CLOSED.includes(row.status)).slice(0, SHOWN);
  const due = await dueFollowUps(turn.session, 100);
  if (stuck.length === 0 && due.length === 0) return say("tasks", texts.meeting.none);
  const lines = [
    texts.meeting.heading,
    ...stuck.map((row) => texts.meeting.stuck(row.ref, row.service_name, texts.status[row.status], row.overdue)),
    ...(due.length > 0 ? [texts.meeting.due(due.length)] : []),
  ];
  return say("tasks", lines.join("\n"));
}
