import { Refusal } from "../../cases/refusal.ts";
import { asService } from "../../cases/session.ts";
import { staffWithRole } from "../../cases/staff/staff.ts";
import { reportCorrection } from "../../knowledge/directory/corrections.ts";
import { CORRECTION_KINDS, type CorrectionKind } from "../../knowledge/directory/service.ts";
import { actionId } from "../action-id.ts";
import { forOthers } from "../texts/in-language.ts";
import { texts } from "../texts/zh-hans.ts";
import { fold } from "../understand/fold.ts";
import { type ChatState, recall, remember } from "./chat-state.ts";
import { reply, say, type Turn, type TurnResult } from "./turn.ts";

/** How long a list that was shown is what 「这个电话打不通」 means, in hours. */
const MEANT_HOURS = 3;
/** Longer than this it is a note or a question, not a word about the list. */
const LONGEST_REPORT = 60;
/** LINE's label. */
const LABEL = 20;

type Shown = { id: string; name: string };

/** What is wrong, in the words of somebody who has just tried. */
const FAULTS: readonly [CorrectionKind, RegExp][] = [
  ["moved", /搬(?!不|东西|过来)|换(?:了)?地方|地址(?:不对|错|变|改|换)|不在(?:那|这)(?:里|儿)|找不到(?:地方|门)/],
  ["closed", /停办|倒闭|关门了|关了|撤(?:了|掉|销)|不办了|不做了|没(?:有)?(?:这个|这家)(?:服务|店|点)了|取消了/],
  ["unreachable", /联系不上|没人(?:接|理|应)|一直(?:占线|忙音)|老是(?:占线|没人)/],
  ["phone", /(?:电话|号码|手机|打)[^，。]{0,8}(?:不通|空号|停机|不对|错|换了|改了|变了|不是)|空号|打错/],
  [
    "hours",
    /(?:时间|几点)[^，。]{0,6}(?:不对|错|变|改)|(?:今天|周[一二三四五六日天]|下午|上午|中午)[^，。]{0,4}(?:没开|不开|关着)/,
  ],
  ["other", /(?:信息|资料|写的|材料|内容)[^，。]{0,4}(?:不对|错|过时|旧)/],
];
/** It speaks of what was shown, and not of a resident. */
const ABOUT_IT =
  /^(?:这|那|它|刚才|上面|上边|你(?:给|发|说)|您(?:给|发|说)|第[一二三1-3]|头一|最后一|电话|号码|地址|时间|打(?:了|过)|信息|资料)/;

function faultIn(words: string): CorrectionKind | null {
  return FAULTS.find(([, said]) => said.test(words))?.[0] ?? null;
}

/** The one that the words mean: by name, by its place in the list, or the only one. Null: it must be asked. */
function meant(words: string, shown: readonly Shown[]): Shown | null {
  const named = shown.filter(({ name }) => words.includes(name));
  if (named.length === 1) return named[0]!;
  const place = /第([一二三1-3])/.exec(words)?.[1];
  if (place) return shown["一二三".includes(place) ? "一二三".indexOf(place) : Number(place) - 1] ?? null;
  if (/最后一/.test(words)) return shown.at(-1)!;
  return shown.length === 1 ? shown[0]! : null;
}

function recentlyShown({ services }: ChatState, now: Date): Shown[] {
  const since = services?.shown_at ? now.getTime() - Date.parse(services.shown_at) : Infinity;
  return since <= MEANT_HOURS * 3_600_000 ? (services?.shown ?? []) : [];
}

/**
 * 「这个电话打不通」 after a list of services, or words that were asked for by 信息不对. Null when the message is about
 * something else.
 */
export async function correctService(turn: Turn, text: string): Promise<TurnResult | null> {
  const { session } = turn;
  const state = await recall(session);
  const words = fold(text).trim();
  if (words.length > LONGEST_REPORT) return null;
  if (state.correcting_service) {
    const { id, name, kind, asked_at } = state.correcting_service;
    await remember(session, state, { correcting_service: null });
    const is_late = session.now.getTime() - Date.parse(asked_at) > MEANT_HOURS * 3_600_000;
    const said = faultIn(words);
    if (!is_late && (kind !== null || said !== null)) return keep(turn, { id, name }, kind ?? said!, text);
    return null;
  }
  const kind = faultIn(words);
  const shown = recentlyShown(state, session.now);
  if (kind === null || shown.length === 0) return null;
  if (!ABOUT_IT.test(words) && !shown.some(({ name }) => words.includes(name))) return null;
  const one = meant(words, shown);
  if (one) return keep(turn, one, kind, text);
  await remember(session, state, { report: { kind, words: text } });
  return say("clarify", texts.corrections.which, choices("services.fault", shown, kind));
}

const choices = (verb: string, shown: readonly Shown[], word?: string) =>
  shown.map(({ id, name }) => ({ id: actionId(verb, id, undefined, word), label: name.slice(0, LABEL) }));

/** 信息不对 under a list: which one, when there are several, and what. */
export async function askWhatIsWrong(turn: Turn, service_id: string | null): Promise<TurnResult> {
  const { session } = turn;
  const state = await recall(session);
  const shown = recentlyShown(state, session.now);
  if (shown.length === 0) return say("clarify", texts.services.where_to_look);
  const one = service_id === null ? (shown.length === 1 ? shown[0]! : null) : shown.find(({ id }) => id === service_id);
  if (one === null) return say("clarify", texts.corrections.which, choices("services.wrong", shown));
  if (!one) throw new Refusal("not_found");
  await remember(session, state, { correcting_service: { ...one, kind: null, asked_at: session.now.toISOString() } });
  return say(
    "clarify",
    texts.corrections.what(one.name),
    CORRECTION_KINDS.map((kind) => ({
      id: actionId("services.fault", one.id, undefined, kind),
      label: texts.corrections.kinds[kind],
    })),
  );
}

/** A fault was chosen; words that were said before are kept with it. 别的 asks for words. */
export async function chooseFault(turn: Turn, service_id: string, word: string | null): Promise<TurnResult> {
  const { session } = turn;
  const state = await recall(session);
  const kind = CORRECTION_KINDS.find((one) => one === word);
  const one = recentlyShown(state, session.now).find(({ id }) => id === service_id);
  if (!kind || !one) throw new Refusal("draft_stale");
  const said = state.report?.kind === kind ? state.report.words : null;
  if (kind === "other" && said === null) {
    const asked_at = session.now.toISOString();
    await remember(session, state, { correcting_service: { ...one, kind, asked_at }, report: null });
    return say("clarify", texts.corrections.say_it);
  }
  await remember(session, state, { correcting_service: null, report: null });
  return keep(turn, one, kind, said ?? forOthers(() => texts.corrections.kinds[kind]));
}

async function keep(turn: Turn, { id, name }: Shown, kind: CorrectionKind, words: string): Promise<TurnResult> {
  const { session, staff } = turn;
  const reporter = { district_id: staff.district_id, staff_id: staff.id, now: session.now };
  const is_new = await reportCorrection(session.tx, session.sealer, reporter, { service_id: id, kind, words });
  if (!is_new) return say("saved", texts.corrections.again(name));
  const supervisors = await asService(session, (all) => staffWithRole(all, ["supervisor"]));
  const notice = forOthers(() => texts.corrections.notice(name, texts.corrections.kinds[kind]));
  return {
    replies: [reply("saved", texts.corrections.kept(name))],
    notices: [{ staff_ids: supervisors.filter((one) => one !== staff.id), reply: reply("status", notice) }],
  };
}
