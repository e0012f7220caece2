import { acknowledgeCrisis } from "../../cases/crises/acknowledge.ts";
import { areaName } from "../../cases/crises/climb.ts";
import { asksForVictim, type ReportDuty } from "../../cases/crises/duties.ts";
import type { JoinedCrisis } from "../../cases/crises/join.ts";
import { crisisMinutes } from "../../cases/crises/minutes.ts";
import { type RecordedCrisis, recordCrisis, tellSupervisors } from "../../cases/crises/record.ts";
import type { CrisisNews } from "../../cases/crises/told.ts";
import { staffNames } from "../../cases/staff/staff.ts";
import { chinaMinute } from "../../platform/clock.ts";
import { actionId } from "../action-id.ts";
import { cardReply } from "../first-card.ts";
import type { Reply } from "../reply.ts";
import { crisisTexts } from "../texts/crises.ts";
import { forOthers } from "../texts/in-language.ts";
import { workingLife } from "../texts/working-life.ts";
import { texts } from "../texts/zh-hans.ts";
import { recall, remember } from "./chat-state.ts";
import { askToChoose } from "./contact-notices.ts";
import { attemptIn, victimIn } from "./crisis-facts.ts";
import {
  afterAcknowledge,
  askForContacts,
  calledAction,
  noticeTo,
  phoneOf,
  progressAction,
  reportedActions,
} from "./crisis-notices.ts";
import { whoseCrisis } from "./crisis-whose.ts";
import { ownersActions } from "./crisis-work.ts";
import { type Notice, reply, say, type Turn, type TurnResult } from "./turn.ts";

/** For so long after words about the writer's own distress nothing they say of themself is kept. */
const PRIVATE_HOURS = 2;

/** Records the crisis, tells the first on the list, and says who was told. The card itself comes first, unless it is out already. */
export async function handleCrisis(turn: Turn, text: string): Promise<TurnResult> {
  const { session } = turn;
  const verdict = await whoseCrisis(turn, text);
  const level = verdict.level === "red" ? "red" : "orange";
  const kind = verdict.kind ?? "";
  const victim = verdict.self ? null : victimIn(text, verdict);
  const recorded = await recordCrisis(session, {
    inbox_id: turn.inbox_id,
    level,
    kind,
    rules: verdict.rules.map((rule) => rule.id),
    words: verdict.self ? null : text,
    victim,
    attempted: !verdict.self && attemptIn(text, verdict),
  });
  // The one that is out already spoke to the writer as the one in danger, where it is somebody else.
  const card = turn.card_attempted && verdict.self === turn.verdict.self ? [] : [cardReply(verdict)];
  const crisis = { level, kind } as const;
  if (!recorded) return { replies: card };
  if (verdict.self) {
    const private_until = new Date(session.now.getTime() + PRIVATE_HOURS * 3_600_000).toISOString();
    await remember(session, await recall(session), { private_until, unclear: null, doubts: [] });
    const offer = { id: actionId("crisis.tell", recorded.id), label: texts.actions.tell_colleague };
    return { replies: [...card, reply("crisis", texts.crisis.not_kept, { actions: [offer], crisis })] };
  }
  return {
    replies: [
      ...card,
      recorded.joined ? againReply(recorded.joined, crisis) : await toldReply(turn, recorded, crisis),
      ...recorded.duties.map((duty) => dutyReply(recorded.id, duty)),
      ...(asksForVictim(kind, victim) && !recorded.joined ? [victimQuestion(recorded.id)] : []),
    ],
    notices: await firstNotices(turn, recorded, crisis),
  };
}

/** Whom we are telling. */
async function toldReply(turn: Turn, recorded: RecordedCrisis, crisis: NonNullable<Reply["crisis"]>): Promise<Reply> {
  const minutes = (await crisisMinutes(turn.session))[crisis.level];
  const names = recorded.told.map((person) => person.name);
  const text = withTime(turn, names.length > 0 ? crisisTexts.told(names, minutes) : texts.crisis.told_nobody);
  return withNextTaps(recorded.id, text, crisis);
}

/** The same event told once more: who has it, or that still nobody has. */
function againReply(joined: JoinedCrisis, crisis: NonNullable<Reply["crisis"]>): Reply {
  const { id, ref, owner, told, list_ended } = joined;
  const names = told.map((person) => person.name);
  const said = crisisTexts.told_again(ref, owner?.name ?? null, names);
  return withNextTaps(id, owner === null && list_ended ? `${said}\n${crisisTexts.list_ended(ref)}` : said, crisis);
}

/** With what the writer can say and ask from here on. */
function withNextTaps(id: string, text: string, crisis: NonNullable<Reply["crisis"]>): Reply {
  const calls = numbersFor(crisis.kind).map((number) => calledAction(id, number));
  return reply("crisis", text, { actions: [...calls, progressAction(id)], crisis });
}

/** Who wrote it; a message, where it was one, may have been written a while ago. */
type Writer = Pick<Turn, "session" | "staff"> & Partial<Pick<Turn, "incoming">>;

/** What happened a while ago is told with its time: the words waited for a network. */
function withTime({ incoming }: Writer, text: string): string {
  if (incoming?.written_at === undefined) return text;
  return `${text}\n${workingLife.written(chinaMinute(new Date(incoming.written_at)))}`;
}

/** What the writer is likeliest to have called. */
function numbersFor(kind: string): string[] {
  if (kind === "fire") return ["119", "120"];
  return kind === "medical" ? ["120", "110"] : ["110", "120"];
}

/** What the law demands, with the taps for whom it was reported to. */
export function dutyReply(crisis_id: string, duty: ReportDuty): Reply {
  return reply("crisis", crisisTexts.duty[duty], { actions: reportedActions(crisis_id, duty) });
}

const VICTIMS = ["minor", "limited_capacity", "full_capacity", "unknown"] as const;

function victimQuestion(crisis_id: string): Reply {
  return reply("crisis", crisisTexts.which_victim, {
    actions: VICTIMS.map((victim) => ({
      id: actionId("crisis.victim", crisis_id, undefined, victim),
      label: crisisTexts.actions.victim[victim],
    })),
  });
}

const timed = (writer: Writer, notice: Notice): Notice => ({
  ...notice,
  reply: { ...notice.reply, text: withTime(writer, notice.reply.text) },
});

/** What those hear who are told of a crisis that was recorded now. */
export async function firstNotices(
  writer: Writer,
  recorded: RecordedCrisis,
  crisis: { level: "red" | "orange"; kind: string },
): Promise<Notice[]> {
  const { session, staff } = writer;
  const told: CrisisNews = {
    ...crisis,
    id: recorded.id,
    ref: recorded.ref,
    area: await areaName(session, recorded.area_id),
    reported_by: staff.id,
    reporter: staff.name,
  };
  const asked = recorded.proposed_to.map((person) => person.staff_id);
  const ids = recorded.told.map((person) => person.staff_id);
  const first = async (): Promise<Notice[]> =>
    ids.length > 0 ? [timed(writer, await noticeTo(session, ids, told))] : [];
  return [
    ...(recorded.joined ? await moreNotices(writer, recorded.joined, told) : await first()),
    ...askForContacts(recorded.id, recorded.ref, asked),
    ...askToChoose(recorded.id, recorded.ref, recorded.to_choose),
  ];
}

/** Whoever has it learns that there is more; while nobody has, all who were told are asked once more. */
async function moreNotices(writer: Writer, joined: JoinedCrisis, of: CrisisNews): Promise<Notice[]> {
  const { owner, told, first_reporter, ref, raised } = joined;
  const { session, staff } = writer;
  const line = forOthers(() => withTime(writer, crisisTexts.more_told(ref, staff.name, raised)));
  const informed = [owner, first_reporter].filter((person) => person !== null && person.staff_id !== staff.id);
  const ids = [...new Set(informed.map((person) => person!.staff_id))];
  const notices: Notice[] =
    ids.length === 0
      ? []
      : [{ staff_ids: ids, reply: forOthers(() => reply("crisis", line, { actions: [progressAction(joined.id)] })) }];
  const asked = told.map((person) => person.staff_id).filter((id) => !ids.includes(id));
  if (owner === null && asked.length > 0) notices.push(await noticeTo(session, asked, of, line));
  return notices;
}

/** 收到 of whoever was told; the reporter hears of it. */
export async function acknowledge(turn: Turn, crisis_id: string): Promise<TurnResult> {
  const { session } = turn;
  const taken = await acknowledgeCrisis(session, crisis_id);
  if (!taken.first && taken.owner?.staff_id !== turn.staff.id)
    return say("crisis", crisisTexts.before_you(taken.ref, taken.owner?.name ?? ""));
  const phone = await phoneOf(session, taken.reported_by);
  const reporter = taken.reported_by && (await staffNames(session, [taken.reported_by])).get(taken.reported_by);
  const lines = [crisisTexts.yours(taken.ref), ...(phone && reporter ? [crisisTexts.yours_call(reporter, phone)] : [])];
  return {
    ...say("crisis", lines.join("\n"), await ownersActions(turn, crisis_id)),
    notices: await afterAcknowledge(session, taken),
  };
}

/** The writer's own tap: a colleague is asked to call, and learns nothing of what was said. */
export async function tellColleague(turn: Turn, crisis_id: string): Promise<TurnResult> {
  const { session, staff } = turn;
  const { told, owner, closed } = await tellSupervisors(session, crisis_id);
  if (closed) return say("crisis", crisisTexts.call_closed);
  if (owner) return say("crisis", crisisTexts.call_taken(owner.name, await phoneOf(session, owner.staff_id)));
  if (told.length === 0) return say("crisis", texts.crisis.told_nobody);
  const asked: CrisisNews = {
    ...{ id: crisis_id, ref: "", level: "red", kind: null, area: null },
    ...{ reported_by: staff.id, reporter: staff.name },
  };
  return {
    ...say("crisis", texts.crisis.colleague_told(told.map((person) => person.name))),
    notices: [
      await noticeTo(
        session,
        told.map((person) => person.staff_id),
        asked,
      ),
    ],
  };
}
