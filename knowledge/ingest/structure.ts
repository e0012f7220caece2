const NUMBER = "[一二三四五六七八九十百千零〇\\d]+";

/** 第三章 社会救助; also 第一分编, 第二部分. The name may be missing when it stands on the next line. */
export const PART = new RegExp(
  `^(?:#+\\s*)?第(${NUMBER})(编|分编|章|节|部分)(?:[\\s\u3000]+|(?=\\p{Script=Han})|$)([^。；，]{0,40})$`,
  "u",
);
/** 第九条, 第九条之一, with the words behind a blank. */
export const ARTICLE = new RegExp(
  `^(?:#+\\s*|\\*\\*)?(第${NUMBER}条(?:之${NUMBER})?)(?:\\*\\*)?(?:[\\s\u3000]+|$)`,
  "u",
);

/** How a plain document counts, from the largest: 一、 （一） 1. （1） ①; a heading of one inside another is one level down. */
const COUNTED: readonly RegExp[] = [
  /^[一二三四五六七八九十百]{1,4}\s*[、．.]\s*/,
  /^[（(]\s*[一二三四五六七八九十百]{1,4}\s*[)）]\s*、?\s*/,
  /^\d{1,3}\s*(?:[、．]|\.(?!\d))\s*/,
  /^[（(]\s*\d{1,3}\s*[)）]\s*/,
  /^[①-⑳]\s*/,
];

/** The level of a counted line (0 for 一、) and the length of its mark; null for any other line. */
export function countedLevel(words: string): { level: number; mark: string } | null {
  for (const [level, pattern] of COUNTED.entries()) {
    const mark = pattern.exec(words)?.[0];
    if (mark !== undefined && mark.length < words.length) return { level, mark };
  }
  return null;
}

/** A line that begins a part, an article or a counted section of the two highest levels. */
export function opensSection(words: string): boolean {
  if (PART.test(words) || ARTICLE.test(words) || /^#/.test(words)) return true;
  const counted = countedLevel(words);
  return counted !== null && counted.level <= 1;
}

/** A line that begins something of its own, however full the line above it is. */
export function opensParagraph(words: string): boolean {
  return opensSection(words) || countedLevel(words) !== null || /^(?:[-•·●■◆]\s|附件|附\s*[:：]|抄送[:：])/.test(words);
}

/** 附件1, 附表：分类表; what is attached has a structure of its own. */
export const ANNEX = /^(?:#+\s*)?附(?:件|表|录)\s*[\d一二三四五六七八九十]{0,3}\s*(?:[:：]?\s*.{0,40})?$/;

/** 总　　则 → 总则: titles are spaced out in print. */
export function tidy(heading: string): string {
  const words = heading
    .replace(/[\s\u3000]+/g, " ")
    .replace(/[*#]+/g, "")
    .trim();
  return /^(?:\p{Script=Han} )+\p{Script=Han}$/u.test(words) ? words.replaceAll(" ", "") : words;
}

/** Above the title of a notice: its number, its letterhead, how secret and how urgent it is. */
const LETTERHEAD =
  /^[^。]{0,40}[〔[［（(【]\s*\d{4}\s*[〕\]］）)】]\s*(?:第\s*)?\d+\s*号$|^.{2,40}文件$|^(?:绝密|机密|秘密|内部|特急|加急|平急|急件)|^(?:索引号|文号|发文字号|发布|成文|主题|有效性|公开|分类|来源|时间|名称)[^。]{0,20}[:：]|^\d{3,6}$/;

export const isLetterhead = (words: string): boolean => LETTERHEAD.test(words);
