import type { CrisisKind } from "./verdict.ts";

/** Kinds in which the writer can be the one in danger. */
const OWN: ReadonlySet<CrisisKind> = new Set(["suicide", "dv", "medical"]);
const THIRD =
  /[他她它]|老[^ 是想在说觉板公]|小[^ 心时区事声]|大爷|大妈|大娘|大叔|大哥|大姐|阿[公婆伯叔姨嬷爷强]|奶奶|爷爷|外婆|外公|姥|婆婆|公公|姑娘|小伙|女孩|男孩|孩子|娃|学生|同学|同事|邻居|儿子|女儿|闺女|丈夫|老公|妻子|老婆|媳妇|妈|爸|爹|娘|弟|妹|姐|哥|舅|叔|伯|婶|嫂|男的|女的|男人|女人|居民|患者|病人|租客|家属|朋友|闺蜜|有人|谁|那个|这个人|[0-9一二三四五六七八九十]{1,4}(?:栋|楼|单元|号)/;
const SAID = /(?:说|讲|话|喊|念叨|问|骂|告诉|发(?:短信|微信|信息|消息|朋友圈|语音)|留言|写)[^我]{0,6}$/;

/**
 * Is the writer the one in danger? The nearest person named before the words decides; `我` after somebody else's 说 is a
 * quotation, and a message that names nobody is taken as spoken of oneself for the thought of dying.
 */
export function speaksOfSelf(text: string, start: number, kind: CrisisKind): boolean {
  if (!OWN.has(kind)) return false;
  const before = text.slice(0, start + 6);
  const own = before.lastIndexOf("我");
  const others = [...text.slice(0, start + 4).matchAll(new RegExp(THIRD, "g"))];
  const nearest = others.at(-1)?.index ?? -1;
  if (own < 0 && nearest < 0) return kind === "suicide" && !THIRD.test(text) && !SAID.test(text.slice(0, start));
  if (own < 0) return false;
  // 他说我: reported speech.
  if (nearest >= 0 && nearest < own && SAID.test(text.slice(nearest, own))) return false;
  if (kind === "suicide") return own > nearest;
  return /(?:我.{0,6}$)/.test(before.slice(0, start + 4)) && own > nearest;
}
