import { type CrisisProgress, myCrisis, progressOf } from "../../cases/crises/progress.ts";
import { normalisePhone, setStaffPhone } from "../../cases/staff/phone.ts";
import { chinaMinute } from "../../platform/clock.ts";
import { crisisTexts } from "../texts/crises.ts";
import { texts } from "../texts/zh-hans.ts";
import { calledAction, codedRecipients, progressAction } from "./crisis-notices.ts";
import { ownersActions } from "./crisis-work.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** 进展: whom we told, who has it, and what is not confirmed yet. */
export async function showProgress(turn: Turn, crisis_id: string): Promise<TurnResult> {
  const progress = await progressOf(turn.session, crisis_id);
  const mine = progress.owner?.staff_id === turn.staff.id;
  const actions =
    progress.state === "closed"
      ? []
      : mine
        ? await ownersActions(turn, crisis_id)
        : [calledAction(crisis_id, "110"), calledAction(crisis_id, "120"), progressAction(crisis_id)];
  return say("crisis", progressLines(progress, mine).join("\n"), actions);
}

function progressLines(progress: CrisisProgress, mine: boolean): string[] {
  const t = crisisTexts.progress;
  const { state, owner, notices, reports, called } = progress;
  const kind = progress.kind === null ? "" : ` ${texts.crisis.kinds[progress.kind] ?? progress.kind}`;
  const told = notices.map(({ name, tapped_at }) => `${name}(${tapped_at === null ? t.waiting : t.tapped})`);
  const closed = state === "closed" && progress.outcome ? t.closed(crisisTexts.outcomes[progress.outcome]) : null;
  const who = owner
    ? mine
      ? t.you(crisisTexts.states[state])
      : t.owner(owner.name, crisisTexts.states[state])
    : t.nobody;
  return [
    `${progress.ref}${kind}`,
    closed ?? who,
    told.length > 0 ? `${t.told}:${told.join("、")}` : t.told_nobody,
    progress.climbs_at && !owner ? t.next_at(chinaMinute(progress.climbs_at).slice(11)) : null,
    progress.list_ended && !owner && progress.kind !== null ? t.list_ended : null,
    ...reports.map((report) =>
      report.recipient === null
        ? t.report_open(crisisTexts.duties[report.duty])
        : t.report_done(crisisTexts.duties[report.duty], codedRecipients(report.recipient)),
    ),
    called.length > 0 ? t.calls(called) : t.no_calls,
  ].filter((line) => line !== null);
}

/** 危机怎么样了, 有人接了吗, 通知到了没: asked of what somebody reported or has. */
const ASKS =
  /(?:危机|警情|紧急的?事|刚才?(?:报|上报|说)的(?:那个|那件|事)?|C-[0-9A-Z]{5}|(?:轻生|走失|家暴|打人|着火|关锁)的?(?:那个|那家|那件))[^。!！]{0,8}(?:怎么样|咋样|点样|如何|到哪|进展|处理|有人|接了|结了|完了)|(?:有人|有冇人|边个|谁|哪个)[^,，。]{0,3}(?:接了|接咗|接手|收到|跟进?了|管了|应了)(?:吗|没|么|嘛|未)?|(?:通知|告诉)(?:到|谁|了谁|到谁|咗边个)了?(?:吗|没|没有|么)?[?？]?$|^(?:进展|进度|现在什么情况|那边怎么样了)[?？。]?$/i;

/**
 * Words that ask where the crisis of this person stands.
 * @returns null when they ask something else, or there is none
 */
export async function progressInWords(turn: Turn, text: string): Promise<TurnResult | null> {
  const said = text.trim();
  if (said.length > 30 || !ASKS.test(said)) return null;
  const id = await myCrisis(turn.session);
  if (id !== null) return showProgress(turn, id);
  return /危机|警情/.test(said) ? say("crisis", crisisTexts.progress.none) : null;
}

const MY_PHONE =
  /^(?:我的?|本人)(?:的)?(?:电话|手机|手机号|号码|联系电话)(?:号码?)?(?:是|改成|换成|换了|[:：])?\s*([+\d][\d\s-]{6,18})[。.]?$/;

/** 我的电话 138…: where colleagues call in a crisis. Null for anything else. */
export async function phoneInWords(turn: Turn, text: string): Promise<TurnResult | null> {
  const said = MY_PHONE.exec(text.normalize("NFKC").trim())?.[1];
  if (said === undefined || normalisePhone(said) === null) return null;
  const kept = await setStaffPhone(turn.session, turn.staff.id, said);
  return say("saved", crisisTexts.phone_kept(kept ?? said));
}
