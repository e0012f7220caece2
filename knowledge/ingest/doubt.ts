import type { Span } from "../sentences.ts";
import { foldText } from "../terms.ts";

/** As many brackets with pinyin as nobody writes by hand. */
const PINYIN_FLOOR = 10;

/**
 * Why a text is to be doubted and whether it is whole, by signs that hold for any page: a library's reprint, a part that is
 * hidden behind a download, pinyin put in against copying, years that contradict each other.
 * @param original the text as read
 * @param inline what findNoise found inside lines
 * @param clean the text without noise
 */
export function findDoubt(
  original: string,
  inline: readonly Span[],
  title: string,
  clean: string,
): { doubt: string | null; complete: boolean } {
  const whole = foldText(original).replace(/\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)/g, "");
  const reasons: string[] = [];
  const hidden = /此处隐藏(\d+)字/.exec(whole)?.[1];
  const cut =
    hidden !== undefined || /(?:全部|全文|完整)(?:文档|内容|版)?.{0,6}(?:下载|付费|会员)后?(?:查看|阅读)/.test(whole);
  if (/小编为(?:你|您|大家)?.{0,4}(?:整理|收集)|文库|范文网|本文(?:由|来自)网友/.test(whole))
    reasons.push("文库转载稿");
  if (cut) reasons.push(hidden ? `有${hidden}字看不到` : "后面的内容看不到");
  const pinyin = inline.filter(({ start, end }) => /[(（]/.test(original.slice(start, end))).length;
  if (pinyin >= PINYIN_FLOOR) reasons.push("正文里夹着防抄的拼音");
  const titled = /(?:19|20)\d{2}(?=年)/.exec(foldText(title))?.[0];
  if (titled) {
    const about = foldText(title)
      .replace(/.*?(?:19|20)\d{2}年/, "")
      .replace(/[^\p{Script=Han}]/gu, "")
      .slice(0, 6);
    const in_body = [...foldText(clean).matchAll(/((?:19|20)\d{2})年([^\n]{0,8})/g)];
    const same = in_body.filter((match) => match[2]!.replace(/[^\p{Script=Han}]/gu, "").startsWith(about.slice(0, 4)));
    const other = same.find((match) => match[1] !== titled)?.[1];
    if (other && same.every((match) => match[1] !== titled)) reasons.push(`标题写${titled}年，正文写${other}年`);
  }
  return { doubt: reasons.length > 0 ? reasons.join("，") : null, complete: !cut };
}
