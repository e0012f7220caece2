import { publicNumbers } from "../../knowledge/hotlines/public-numbers.ts";
import { Unmaskable } from "../../platform/model/masking.ts";
import { maskingFor } from "../masking/masking-for.ts";
import type { Kind } from "../masking/span.ts";
import { workingLife } from "../texts/working-life.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

const GROUP = "(?:到|在|进)?(?:微信|居民|业主|工作|楼栋|网格)*(?:微信)?群(?:里面?)?";
const MAY = "(?:能不能|可不可以|能否|可以|适不适合|合不合适|能)";
const THIS = "(?:这|下面|以下|上面)+(?:[条段个篇样]|几句)?(?:话|消息|通知|文字|内容)?";
/** 发群前检查：…, 帮我看看能不能发群：…, 下面这段能发群吗 … */
const BEFORE = new RegExp(
  `^\\s*(?:(?:请|帮我?|麻烦|给我|你)*发群(?:之?前)?(?:帮我|先)?(?:检查|看看|看一?下|把把关|核对)(?:一下)?` +
    `|(?:请|帮我?|麻烦|给我|你)*(?:看看|看一?下|检查一?下|把把关)?(?:${THIS})?${MAY}发${GROUP}[吗么嘛不]?(?=[：:，,。？?\\s]))[：:，,。？?\\s]*`,
  "u",
);
/** …。这段能发群吗 */
const BEHIND = new RegExp(`[\\s，,。；;]*${THIS}${MAY}发${GROUP}[吗么嘛不]?[？?。\\s]*$`, "u");

/** The words that are to go to a group, when a message asks to look them through; empty when it brings none, null when it does not ask. */
export function textForGroup(text: string): string | null {
  for (const asked of [BEFORE, BEHIND]) if (asked.test(text)) return text.replace(asked, "").trim();
  return null;
}

const SHOWN_AS: Partial<Record<Kind, keyof typeof workingLife.group.kinds>> = {
  person: "name",
  surname: "name",
  address: "address",
  phone: "phone",
  identity: "number",
  card: "number",
  number: "number",
};

/** What stands for what was left out, so that the text can be sent as it is: 某人奶奶 is 一位奶奶, 某地址 某处, a number in brackets nothing. */
function asPeopleSay(masked: string): string {
  return masked
    .replace(/[（(]\s*某(?:电话|证件|卡号|账号|号码)\s*[)）]/gu, "")
    .replace(
      /某人?(?=(?:老?奶奶|老?爷爷|阿[姨婆公伯叔]|叔叔?|大[爷妈娘叔伯婶姐哥]|婆婆|老[人太]|先生|女士|师傅))/gu,
      "一位",
    )
    .replaceAll("某地址", "某处");
}

/**
 * 发群前检查: the text without what tells who it is; published numbers stay. Nothing of it is kept, and no model is asked. Null when the message
 * asks for something else.
 */
export async function beforeGroup(turn: Turn, said: string): Promise<TurnResult | null> {
  const text = textForGroup(said);
  if (text === null) return null;
  const t = workingLife.group;
  if (text === "") return say("help", t.how);
  const masking = await maskingFor(turn.session, text, null);
  masking.allow(await publicNumbers(turn.session.tx));
  try {
    const clean = asPeopleSay(masking.mask(text, "embedding"));
    const kinds = [...new Set(masking.state.words.map(({ kind }) => t.kinds[SHOWN_AS[kind] ?? "other"]))];
    const close = kinds.length > 0 ? t.left_out(kinds) : t.clean;
    return {
      replies: [...say("help", t.heading).replies, ...say("help", clean).replies, ...say("help", close).replies],
    };
  } catch (error) {
    if (error instanceof Unmaskable) return say("clarify", t.unreadable);
    throw error;
  }
}
