import type { Span } from "../sentences.ts";

/** Pinyin in brackets behind a Han character, put there against copying: 網(wǎng), 長(cháng). At most six letters, a vowel among them. */
const INSERTED_PINYIN =
  /(?<=\p{Script=Han})[(（]\s?(?=[a-z]{0,3}[aeiouāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüɡńňǹḿ]{1,6}\s?[)）]/gu;

/** Zero-width, soft hyphen, byte order marks inside the text, bidirectional controls and tag characters. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

const COMMENT = /<!--[\s\S]{0,400}?-->/g;

/** Lines of a web page that are about the page, its publisher or its reader, not about the subject. Read on the folded line. */
const CHROME: readonly RegExp[] = [
  /^(?:设为首页|加入收藏|网站导航|返回顶部|网站地图|首页|上一[篇页]|下一[篇页]|相关(?:阅读|推荐|文章)|热门(?:跟贴|评论|推荐)|跟贴|猜你喜欢)/,
  /^(?:热点|导航|分享到?|字[号体]|浏览次数|责任编辑|编辑|校对|审核|监制)[:：].{0,20}$|^(?:打印|关闭|收藏|分享)$/,
  /^当前位置[:：]|^.{0,12}记者 .{0,30}$|^来源\s*[|｜:：].{0,20}$|^(?:发布)?时间[:：]\s*\d{4}.{0,60}$/,
  /^(?:用户)?(?:登录|登陆|注册)$|^(?:立即|马上|免费)(?:登录|注册)$|^还没有(?:账|帐)号|^忘记密码/,
  /^(?:copyright|版权所有)|all rights reserved|©|版权与免责声明|版权声明|未经.{0,20}授权.{0,12}不得(?:转载|摘编|使用)|(?:转载|稿件).{0,40}(?:版权|本网)|(?:本网|本站).{0,30}(?:联系|邮箱|撤除|删除)/i,
  /icp备|公网安备|刊号[:：]|邮发代号|技术支持[:：]|法律顾问[:：]/i,
  /^(?:联系邮箱|e-?mail|邮箱)[:：]/i,
  /(?:报社|报纸|广告|发行|编辑部|新闻|爆料|投稿).{0,6}(?:热线|电话)[:：]?\s*0\d{2,3}[-—]?\d{7,8}/,
  /此处隐藏\d+字|(?:全部|全文|完整).{0,6}(?:下载|付费|会员)后?(?:查看|阅读)|喜欢就下载|小编为(?:你|您|大家)?.{0,4}(?:整理|准备|收集)/,
];

/** — 3 —, 第 3 页 共 10 页, 3/10: what a printer puts on each page, alone on its line. */
const PAGE_NUMBER =
  /^(?:[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:[\s/,，]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*\/\s*\d{1,4})$/;

/** Longer lines carry content even when they mention a download or a copyright. */
const CHROME_MAX_CHARACTERS = 240;
/** With pinyin inserted a line has up to four times its characters. */
const JUDGED_CHARACTERS = CHROME_MAX_CHARACTERS * 4;

/**
 * What stays out of the index and is never quoted as a line of its own: page chrome (whole lines), and inside lines inserted
 * pinyin and invisible characters. The original keeps everything.
 * @param original the text as read
 * @param fold one spelling with the same meaning (knowledge/terms.ts); lines are judged by it
 */
export function findNoise(original: string, fold: (line: string) => string): { lines: Span[]; inline: Span[] } {
  const inline: Span[] = [];
  for (const pattern of [INSERTED_PINYIN, INVISIBLE, COMMENT]) {
    for (const match of original.matchAll(pattern)) {
      inline.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  inline.sort((a, b) => a.start - b.start);
  const lines: Span[] = [];
  let start = 0;
  for (const line of original.split("\n")) {
    const end = start + line.length;
    if (line.length <= JUDGED_CHARACTERS && line !== "") {
      const words = fold(withoutNoise(original, { start, end }, inline)).trim();
      const plain = words.replace(/^[\s•·*>#\-\d.、|]+/, "");
      const is_chrome = plain.length <= CHROME_MAX_CHARACTERS && CHROME.some((pattern) => pattern.test(plain));
      if (is_chrome || PAGE_NUMBER.test(words)) lines.push({ start, end });
    }
    start = end + 1;
  }
  return { lines, inline };
}

/** A part of a text without its noise, and the way back into the original. */
export interface Cleaned {
  text: string;
  /** Where in the original the character at `offset` of `text` stands. */
  at(offset: number): number;
}

/** Where in the ordered `noise` to begin for a span: each line and each clause asks, and noise can be tens of thousands. */
function firstBehind(noise: readonly Span[], offset: number): number {
  let low = 0;
  let high = noise.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (noise[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  while (low > 0 && noise[low - 1]!.end > offset) low -= 1;
  return low;
}

/** The original without the noise inside `span`. `noise` is in order. */
export function cleaned(original: string, span: Span, noise: readonly Span[]): Cleaned {
  const starts: { here: number; there: number }[] = [];
  let text = "";
  const keep = (from: number, to: number): void => {
    if (to <= from) return;
    starts.push({ here: text.length, there: from });
    text += original.slice(from, to);
  };
  let at = span.start;
  for (let i = firstBehind(noise, span.start); i < noise.length; i++) {
    const { start, end } = noise[i]!;
    if (end <= at) continue;
    if (start >= span.end) break;
    keep(at, start);
    at = Math.max(at, end);
  }
  keep(at, span.end);
  return {
    text,
    at: (offset) => {
      const piece = starts.findLast(({ here }) => here <= offset) ?? { here: 0, there: span.start };
      return piece.there + offset - piece.here;
    },
  };
}

/** The words of `span` that go into the index: the original without the noise inside it. `noise` is in order. */
export function withoutNoise(original: string, span: Span, noise: readonly Span[]): string {
  return cleaned(original, span, noise).text;
}
