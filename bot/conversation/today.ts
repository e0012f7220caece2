import { dueFollowUps } from "../../cases/follow-ups/due.ts";
import { listReferrals } from "../../cases/referrals/list.ts";
import { CLOSED } from "../../cases/referrals/moves.ts";
import { chinaDate } from "../../platform/clock.ts";
import { texts } from "../texts/zh-hans.ts";
import { contactLines } from "./crisis-contacts.ts";
import { reply, say, type Turn, type TurnResult } from "./turn.ts";

const SHOWN = 10;

/** 今天: due follow-ups and open promises, the oldest first, with why. */
export async function today(turn: Turn): Promise<TurnResult> {
  const contacts = await contactLines(turn, SHOWN);
  const due = await dueFollowUps(turn.session, SHOWN);
  if (due.length + contacts.lines.length === 0) return say("tasks", texts.today.none);
  const day = chinaDate(turn.session.now);
  const lines = due.map((task, i) => {
    const late = Math.round((Date.parse(day) - Date.parse(task.due_on)) / 86_400_000);
    return [
      `${contacts.lines.length + i + 1}. ${task.person?.name ?? texts.today.unnamed}`,
      task.area,
      task.address,
      task.basis === "agreed" ? texts.today.agreed : task.why,
      late > 0 ? texts.today.late(late) : null,
    ]
      .filter((part) => part !== null)
      .join(" ");
  });
  return {
    replies: [
      reply(
        "tasks",
        [
          texts.today.heading(due.length + contacts.lines.length),
          ...contacts.lines.map((line, i) => `${i + 1}. ${line}`),
          ...lines,
        ].join("\n"),
      ),
    ],
    names: [...contacts.names, ...due.flatMap((task) => (task.person?.name ? [task.person.name] : []))],
  };
}

const RECENT = 6;

/** 状态: what I referred and where it stands. */
export async function myReferrals(turn: Turn): Promise<TurnResult> {
  const { rows } = await listReferrals(turn.session, { raised_by: turn.staff.id, limit: RECENT });
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
