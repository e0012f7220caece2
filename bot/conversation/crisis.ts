import { acknowledgeCrisis } from "../../cases/crises/acknowledge.ts";
import { recordCrisis, tellSupervisors } from "../../cases/crises/record.ts";
import { actionId } from "../action-id.ts";
import { NOBODY_TOLD, nationalCard } from "../crisis/card.ts";
import { isUnsure, type Verdict } from "../crisis/verdict.ts";
import type { Reply } from "../reply.ts";
import { forOthers } from "../texts/in-language.ts";
import { texts } from "../texts/zh-hans.ts";
import { recall, remember } from "./chat-state.ts";
import { type Notice, reply, say, type Turn, type TurnResult } from "./turn.ts";

/** For so long after words about the writer's own distress nothing they say of themself is kept. */
const PRIVATE_HOURS = 2;

/** The compiled-in card: needs no database. `alone` when it goes out before anybody could be told. */
export function cardReply(verdict: Verdict, { alone }: { alone: boolean } = { alone: false }): Reply {
  const { text } = nationalCard(verdict);
  return reply("crisis", alone && !verdict.self ? `${text}\n${NOBODY_TOLD}` : text, {
    crisis: { level: verdict.level === "red" ? "red" : "orange", kind: verdict.kind ?? "" },
  });
}

/** Records the crisis, tells the supervisors, and says who was told. The card itself comes first, unless it is out already. */
export async function handleCrisis(turn: Turn, text: string): Promise<TurnResult> {
  const { session, staff, verdict } = turn;
  const level = verdict.level === "red" ? "red" : "orange";
  const kind = verdict.kind ?? "";
  const unsure = isUnsure(verdict);
  const recorded = await recordCrisis(session, {
    inbox_id: turn.inbox_id,
    level,
    kind,
    rules: verdict.rules.map((rule) => rule.id),
    // Nobody is told of a suspicion before the writer says so, and then not the words.
    words: verdict.self || unsure ? null : text,
  });
  const card = turn.card_attempted ? [] : [cardReply(verdict)];
  const crisis = { level, kind } as const;
  if (!recorded) return { replies: card };
  if (verdict.self) {
    const private_until = new Date(session.now.getTime() + PRIVATE_HOURS * 3_600_000).toISOString();
    await remember(session, await recall(session), { private_until, unclear: null });
    const offer = { id: actionId("crisis.tell", recorded.id), label: texts.actions.tell_colleague };
    return { replies: [...card, reply("crisis", texts.crisis.not_kept, { actions: [offer], crisis })] };
  }
  if (unsure) {
    const tell = { id: actionId("crisis.tell", recorded.id), label: texts.actions.tell_supervisor };
    return { replies: [...card, reply("crisis", texts.crisis.unsure, { actions: [tell], crisis })] };
  }
  const told = recorded.told.map((person) => person.name);
  return {
    replies: [
      ...card,
      reply("crisis", told.length > 0 ? texts.crisis.told(told) : texts.crisis.told_nobody, { crisis }),
    ],
    notices: [
      {
        staff_ids: recorded.told.map((person) => person.staff_id),
        reply: forOthers(() =>
          reply(
            "crisis",
            texts.crisis.notice(texts.crisis.kinds[kind] ?? kind, texts.crisis.levels[level], staff.name, recorded.ref),
            { actions: [{ id: actionId("crisis.ack", recorded.id), label: texts.actions.acknowledge }], crisis },
          ),
        ),
      },
    ],
  };
}

/** 收到 of whoever was told; the reporter hears of it. */
export async function acknowledge(turn: Turn, crisis_id: string): Promise<TurnResult> {
  const taken = await acknowledgeCrisis(turn.session, crisis_id);
  if (!taken.first) return say("crisis", texts.crisis.acknowledged_before(taken.ref));
  const notices: Notice[] = taken.reported_by
    ? [
        {
          staff_ids: [taken.reported_by],
          reply: forOthers(() => reply("crisis", texts.crisis.acknowledged(turn.staff.name, taken.ref))),
        },
      ]
    : [];
  return { ...say("crisis", texts.crisis.acknowledged_you(taken.ref)), notices };
}

/** The writer's own tap: a colleague is asked to call, and learns nothing of what was said. */
export async function tellColleague(turn: Turn, crisis_id: string): Promise<TurnResult> {
  const told = await tellSupervisors(turn.session, crisis_id);
  if (told.length === 0) return say("crisis", texts.crisis.told_nobody);
  return {
    ...say("crisis", texts.crisis.colleague_told(told.map((person) => person.name))),
    notices: [
      {
        staff_ids: told.map((person) => person.staff_id),
        reply: forOthers(() =>
          reply("crisis", texts.crisis.colleague_notice(turn.staff.name), {
            actions: [{ id: actionId("crisis.ack", crisis_id), label: texts.actions.acknowledge }],
          }),
        ),
      },
    ],
  };
}
