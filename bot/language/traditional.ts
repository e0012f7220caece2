import { readDictionary } from "./dictionary.ts";

/** What Taiwan calls otherwise, after the characters: only words that a household visit or a phone screen needs. */
const TAIWAN_WORDS: [string, string][] = [
  ["聯繫", "聯絡"],
  ["信息", "資訊"],
  ["消息", "訊息"],
  ["短信", "簡訊"],
  ["視頻", "影片"],
  ["網絡", "網路"],
  ["互聯網", "網際網路"],
  ["數據", "資料"],
  ["保存", "儲存"],
  ["打印", "列印"],
  ["軟件", "軟體"],
  ["鏈接", "連結"],
  ["登錄", "登入"],
  ["屏幕", "螢幕"],
  ["默認", "預設"],
  ["賬號", "帳號"],
  ["發佈", "發布"],
  ["塑料", "塑膠"],
  ["孤獨症", "自閉症"],
  ["衛生間", "洗手間"],
  ["主菜單", "主選單"],
  ["手機設置", "手機設定"],
  ["光標", "游標"],
  ["回車", "Enter "],
  ["刷新", "重新整理"],
  ["報道", "報導"],
];

type Convert = (text: string) => string;

let opened: Convert | null = null;

/**
 * Reads the dictionary, once; from then on `traditionalNow` can be called. Whoever asks at the same time reads it, too: on Workers nobody
 * may wait for what another invocation began.
 * @returns whether it is there; when it cannot be read, the next call tries again
 */
export async function loadTraditional(): Promise<boolean> {
  if (opened) return true;
  try {
    const [{ ConverterFactory }, { cn, tw }] = await Promise.all([import("opencc-js/core"), readDictionary()]);
    // Characters as Taiwan writes them, then its words.
    opened = ConverterFactory(cn, tw, [TAIWAN_WORDS]);
    return true;
  } catch {
    return false;
  }
}

/** What is never put into another script: titles, since they are looked up by, and links. */
const AS_IT_IS = /《[^》]*》|https?:\/\/\S+/;

/**
 * The text in Traditional characters and Taiwan's usage: 联系 → 聯絡. Words of the administration (窗口, 文件, 社区) stay words of the
 * administration, which is why OpenCC's own list of Taiwan phrases is not used: it takes them for a computer's. Without the dictionary
 * the text stays as it is: a card that is not the writer's script is better than none.
 * @param keep names and quotes that stay as they are written
 */
export async function inTraditional(text: string, keep: readonly string[]): Promise<string> {
  return (await loadTraditional()) ? traditionalNow(text, keep) : text;
}

/** The same where nothing can be waited for: `loadTraditional` must have ended before. */
export function traditionalNow(text: string, keep: readonly string[]): string {
  const convert = opened;
  if (!convert)
    throw new Error("The dictionary of Traditional characters is not loaded: await loadTraditional() first.");
  const kept = keep.filter((words) => words !== "").toSorted((a, b) => b.length - a.length);
  const literal = kept.map((words) => words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const pattern = new RegExp([AS_IT_IS.source, ...literal].join("|"), "gu");
  let at = 0;
  let said = "";
  for (const match of text.matchAll(pattern)) {
    said += convert(text.slice(at, match.index)) + match[0];
    at = match.index + match[0].length;
  }
  return said + convert(text.slice(at));
}
