import { foldText } from "../terms.ts";

/** 《名》, with who and when before it and its number behind it: 2000年…通过的《…办法》（民发〔2015〕3号公布）. */
const ITEM = "[^《》。；\\n]{0,60}《[^《》\\n]{2,60}》(?:\\([^()\\n]{0,60}\\))?";
const LIST = `${ITEM}(?:[、,和及与]${ITEM})*`;

/** 《甲》、《乙》同时废止: nothing stands between the last title and the verb, or only a part of it is meant (第三条同时废止). */
const ENDED = new RegExp(
  `(${LIST})[,\\s]*(?:(?:自|从)[^《》。；\\n]{0,24}起)?(?:同时|即行|即时|相应|一并|均|予以|随之)*(?:废止|失效|停止执行|不再执行)`,
  "g",
);
const ENDS = new RegExp(
  `(?:废止|停止执行)(?:了|下列|以下)?(${LIST})(?![^《》。；\\n]{0,12}(?:的决定|的通知|的公告|部分))`,
  "g",
);
/** 废止下列行政法规：with one title a line below. */
const ENDS_THESE =
  /(?:废止|失效)[^《》。；\n]{0,20}(?:下列|以下|如下)[^《》。；\n]{0,20}[:：]?\n((?:[ \t]*(?:[^\n《》]{0,40}《[^\n]+)?\n?)+)/g;
const DOC_NO =
  /\p{Script=Han}{1,12}(?:\[\d{4}\]|〔\d{4}〕|\(\d{4}\))\s*\d+\s*号|(?:(?![年月日])\p{Script=Han}){2,12}令\s*第?\s*\d+\s*号/gu;

/**
 * The texts that a text takes out of force, as it names them: titles without 《》, and document numbers beside them. A text of
 * which only a part is repealed is not among them.
 * @param text the original
 */
export function readRepeals(text: string): string[] {
  const folded = foldText(text).replace(/<([^<>\n]{2,60})>/g, "〈$1〉");
  const found = new Set<string>();
  for (const pattern of [ENDED, ENDS, ENDS_THESE]) {
    for (const [, list = ""] of folded.matchAll(pattern)) {
      for (const [title] of list.matchAll(/(?<=《)[^《》\n]+(?=》)/g)) found.add(title);
      for (const [behind] of list.matchAll(/(?<=》)\([^()\n]*\)/g))
        for (const [doc_no] of behind.matchAll(DOC_NO)) found.add(doc_no.replace(/\s/g, ""));
    }
  }
  return [...found];
}
