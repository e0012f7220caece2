import { accountKey, elsewhereOf } from "../../cases/staff/accounts.ts";
import { unbindOthers, unbindOthersEverywhere } from "../../cases/staff/unbind-others.ts";
import { workingLife } from "../texts/working-life.ts";
import { fold } from "../understand/fold.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** 我手机丢了, 手机被偷了帮我解绑; not 王奶奶的手机丢了, which is told of somebody. */
const LOST =
  /^(?:(?:我|自己)的?|工作|刚才?|那个|老|旧|另一?[个部台]|原来的?)*手机(?:号)?(?:刚才?|昨天|今天|好像|可能)*(?:丢|掉|弄丢|搞丢|遗失|被偷|被盗|不见|找不到|没了)(?!了?的)/u;
const UNBIND = /^(?:帮我|请|把)*(?:我的?|旧|老|丢的?|另一?[个部台])*(?:手机|账号|帐号)?\s*解绑(?:手机|旧手机|账号)?$/u;
/** 换手机了怎么登录, 换了个号怎么绑; not 他换手机了. */
const CHANGED =
  /^(?:我|想|要|请问|问一?下|如果)*(?:换|改)(?:了|个|成|一[个台部])*(?:新)?(?:手机|电话|号码?|微信|账号|帐号)号?码?(?:了|的话)?[\s，,]*(?:(?:还)?(?:怎么|咋|如何|要不要|用不用|能不能|可以)|重新)[^。]{0,8}[绑登用办弄进]/u;
const LONGEST = 24;

/** The buttons that do it: in this district, and in every district where they work. */
export const UNBIND_OTHERS = "phone.unbind";
export const UNBIND_EVERYWHERE = "phone.unbind_all";

/**
 * A lost phone told from another account: asked once, because every other way in ends. Who asks about a new one is told what to do.
 * Null when neither is told.
 */
export async function lostPhone(turn: Turn, text: string): Promise<TurnResult | null> {
  const plain = fold(text).trim();
  if (plain.length <= LONGEST && CHANGED.test(plain)) return say("help", workingLife.phone.changed);
  if (plain.length > LONGEST || !(LOST.test(plain) || UNBIND.test(plain))) return null;
  if (turn.incoming.channel === "web") return say("help", workingLife.phone.web);
  const several = (await elsewhereOf(turn.session, turn.staff.id)).length > 0;
  return say("clarify", workingLife.phone.sure, [
    { id: UNBIND_OTHERS, label: several ? workingLife.phone.only_here : workingLife.phone.yes },
    ...(several ? [{ id: UNBIND_EVERYWHERE, label: workingLife.phone.everywhere }] : []),
  ]);
}

/** 断开其他的. On the web nobody can tell which phone is the lost one. */
export async function unbindTheOthers({ session, incoming }: Turn, unbind = unbindOthers): Promise<TurnResult> {
  if (incoming.channel === "web") return say("help", workingLife.phone.web);
  const cut = await unbind(session, accountKey(incoming));
  return say("saved", cut > 0 ? workingLife.phone.done(cut) : workingLife.phone.none);
}

/** 所有的区都断开. */
export const unbindEverywhere = (turn: Turn): Promise<TurnResult> => unbindTheOthers(turn, unbindOthersEverywhere);
