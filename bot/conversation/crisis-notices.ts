import type { Acknowledged } from "../../cases/crises/acknowledge.ts";
import type { CrisisMoved } from "../../cases/crises/advance.ts";
import type { Called } from "../../cases/crises/call.ts";
import type { Climbed } from "../../cases/crises/climb.ts";
import type { ReportDuty } from "../../cases/crises/duties.ts";
import type { HandedOver } from "../../cases/crises/hand-over.ts";
import type { ReportReminder } from "../../cases/crises/report.ts";
import type { CrisisNews } from "../../cases/crises/told.ts";
import { asService, type Session } from "../../cases/session.ts";
import { staffPhones } from "../../cases/staff/phone.ts";
import { chinaMinute } from "../../platform/clock.ts";
import { actionId } from "../action-id.ts";
import type { Action, Reply } from "../reply.ts";
import { crisisTexts } from "../texts/crises.ts";
import { forOthers } from "../texts/in-language.ts";
import { texts } from "../texts/zh-hans.ts";
import { type Notice, reply } from "./turn.ts";

/**
 * What people are told of a crisis, besides the one who acts: what is needed and no more. No words of the message and no resident's
 * name; those stand in the console.
 */

export const progressAction = (id: string): Action => ({
  id: actionId("crisis.state", id),
  label: crisisTexts.actions.progress,
});

export const giveAction = (id: string): Action => ({
  id: actionId("crisis.give", id),
  label: crisisTexts.actions.give,
});

/** 紧急|轻生 C-7K3QD, where, who reported it and how they are reached, with 收到 and 转给别人. */
export async function noticeTo(
  session: Session,
  staff_ids: string[],
  crisis: CrisisNews,
  first_line: string | null = null,
): Promise<Notice> {
  const phone = await phoneOf(session, crisis.reported_by);
  return {
    staff_ids,
    reply: forOthers(() => {
      const said = crisis.kind === null ? callLines(crisis, phone) : crisisLines(crisis, crisis.kind, phone);
      const lines = [...(first_line === null ? [] : [first_line]), ...said];
      return reply("crisis", lines.join("\n"), {
        actions: [
          { id: actionId("crisis.ack", crisis.id), label: crisisTexts.actions.acknowledge },
          ...(crisis.kind === null ? [] : [giveAction(crisis.id)]),
        ],
        crisis: crisis.kind === null ? null : { level: crisis.level, kind: crisis.kind },
      });
    }),
  };
}

function crisisLines(crisis: CrisisNews, kind: string, phone: string | null): string[] {
  return [
    crisisTexts.notice(texts.crisis.levels[crisis.level], texts.crisis.kinds[kind] ?? kind, crisis.ref),
    crisisTexts.notice_where(crisis.area, crisis.reporter ?? ""),
    crisisTexts.notice_reach(phone),
    crisisTexts.notice_tap,
  ];
}

function callLines(crisis: CrisisNews, phone: string | null): string[] {
  return [crisisTexts.asked_for_call(crisis.reporter ?? "", phone), crisisTexts.notice_tap];
}

/** The phone that somebody has on file. */
export async function phoneOf(session: Session, staff_id: string | null): Promise<string | null> {
  if (staff_id === null) return null;
  return (await asService(session, (service) => staffPhones(service, [staff_id]))).get(staff_id) ?? null;
}

/** After 收到: the reporter hears who has it, those who wait that they need not, and who had it that they have not. */
export async function afterAcknowledge(session: Session, taken: Acknowledged): Promise<Notice[]> {
  if (!taken.first || !taken.owner) return [];
  const { ref, owner } = taken;
  const phone = await phoneOf(session, owner.staff_id);
  return forOthers(() => [
    ...line(taken.reported_by, crisisTexts.taken(ref, owner.name, phone), [progressAction(taken.id)]),
    ...line(taken.others, crisisTexts.taken_by_other(ref, owner.name)),
    ...line(taken.from, crisisTexts.taken_from_you(ref, owner.name)),
  ]);
}

/** After a hand-over: who is asked hears of it, and who has it, when somebody else did it. */
export async function afterHandOver(session: Session, handed: HandedOver, by: Person): Promise<Notice[]> {
  const asked = await noticeTo(
    session,
    [handed.to.staff_id],
    handed,
    forOthers(() => crisisTexts.handed_to_you(by.name)),
  );
  return [asked];
}

interface Person {
  staff_id: string;
  name: string;
}

/** After a move: the reporter and the owner hear where it stands, whoever of them did not move it. */
export function afterMove(moved: CrisisMoved, by: Person): Notice[] {
  return forOthers(() => {
    const said =
      moved.to === "closed" && moved.outcome
        ? crisisTexts.closed(moved.ref, crisisTexts.outcomes[moved.outcome])
        : crisisTexts.moved(moved.ref, crisisTexts.states[moved.to]);
    return line(but([moved.reported_by, moved.owner_id], by), said);
  });
}

/** After 「我打了110」: the other of reporter and owner hears that they say so. */
export function afterCall(called: Called, by: Person): Notice[] {
  if (!called.first) return [];
  const people = but([called.reported_by, called.owner_id], by);
  return forOthers(() => line(people, crisisTexts.says_called(called.ref, by.name, called.number)));
}

/**
 * To whom a report went, as far as a messenger may carry it: what somebody typed in the console can hold a name or a number.
 * @param recipient as it was written down: 公安、刘警官
 * @returns the authorities with a button of their own (公安), in the language that is spoken; null when there is none
 */
export function codedRecipients(recipient: string): string | null {
  const codes = Object.entries(forOthers(() => crisisTexts.recipients));
  const said = recipient.split("、");
  const known = codes.filter(([, name]) => said.includes(name)).map(([code]) => code);
  const names = known.map((code) => crisisTexts.recipients[code as keyof typeof crisisTexts.recipients]);
  return names.length > 0 ? names.join("、") : null;
}

/** After a report was made: the other of reporter and owner hears to whom. */
export function afterReport(
  made: { ref: string; recipient: string; reported_by: string | null; owner_id: string | null },
  by: Person,
): Notice[] {
  const people = but([made.reported_by, made.owner_id], by);
  return forOthers(() => line(people, crisisTexts.says_reported(made.ref, by.name, codedRecipients(made.recipient))));
}

/** Professionals are asked to take the contacts after an attempt. */
export function askForContacts(crisis_id: string, ref: string, staff_ids: string[]): Notice[] {
  return forOthers(() =>
    line(staff_ids, crisisTexts.contacts_asked(ref), [
      { id: actionId("crisis.contacts", crisis_id), label: crisisTexts.actions.take_contacts },
    ]),
  );
}

/** After a professional took the contacts: who has the crisis hears it. */
export function afterContactsTaken(
  taken: { ref: string; taken: number; owner_id: string | null },
  by: Person,
): Notice[] {
  if (taken.taken === 0) return [];
  return forOthers(() => line(but([taken.owner_id], by), crisisTexts.says_contacts_taken(taken.ref, by.name)));
}

/** What a timer did: the next are told, and the reporter hears of it; or the list is at its end, and the reporter hears that. */
export async function afterClimb(session: Session, climbed: Climbed): Promise<Notice[]> {
  const { id, ref, unanswered, told } = climbed;
  const names = (people: { name: string }[]) => people.map((person) => person.name);
  if (climbed.what === "hand_over_unanswered") {
    return forOthers(() =>
      line(climbed.owner_id, crisisTexts.give_unanswered(ref, names(unanswered).join("、")), [giveAction(id)]),
    );
  }
  if (climbed.what === "list_ended") {
    const said = forOthers(() =>
      climbed.kind === null ? crisisTexts.list_ended_for_you : crisisTexts.list_ended(ref),
    );
    const calls = climbed.kind === null ? [] : forOthers(() => [calledAction(id, "110"), progressAction(id)]);
    return line(climbed.reported_by, said, calls);
  }
  const next = await noticeTo(
    session,
    told.map((person) => person.staff_id),
    climbed,
  );
  return [
    next,
    ...forOthers(() =>
      line(climbed.reported_by, crisisTexts.climbed(ref, names(unanswered), names(told)), [progressAction(id)]),
    ),
  ];
}

/** A report that is due. */
export function remindNotice({ crisis_id, ref, duty, due_at, staff_id }: ReportReminder): Notice[] {
  return forOthers(() => {
    const what = crisisTexts.duties[duty];
    const due = chinaMinute(new Date(due_at)).slice(11);
    const said = duty === "minor" ? crisisTexts.remind_now(ref, what) : crisisTexts.remind(ref, what, due);
    return line(staff_id, said, reportedActions(crisis_id, duty));
  });
}

export const calledAction = (id: string, number: string): Action => ({
  id: actionId("crisis.called", id, Number(number)),
  label: crisisTexts.actions.called(number),
});

/** To whom a report of that duty goes: a minor's to three, the others' to the police. */
const RECIPIENTS = { minor: ["police", "civil_affairs", "education"], limited_capacity: ["police"] } as const;

export function reportedActions(id: string, duty: ReportDuty): Action[] {
  return RECIPIENTS[duty].map((to) => ({
    id: actionId(duty === "minor" ? "crisis.minor" : "crisis.limited", id, undefined, to),
    label: crisisTexts.actions.reported[to],
  }));
}

const but = (people: (string | null)[], by: Person): string[] =>
  [...new Set(people.filter((id) => id !== null && id !== by.staff_id))] as string[];

function line(to: string | string[] | null, text: string, actions: Action[] = []): Notice[] {
  const staff_ids = to === null ? [] : [to].flat();
  return staff_ids.length === 0 ? [] : [{ staff_ids, reply: said(text, actions) }];
}

const said = (text: string, actions: Action[]): Reply => reply("crisis", text, { actions });
