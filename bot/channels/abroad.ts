import type { Draft, Reply } from "../reply.ts";

/**
 * Foreign messengers show a surname and a reference only (docs/rules.md 7; Personal Information Protection Law art. 38–40 on
 * data leaving the country). Full names stay in the web chat and the console.
 */

const COMPOUND_SURNAMES = new Set(
  "欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 宇文 长孙 轩辕 南宫 端木 独孤 百里 呼延 申屠 赫连 澹台 公冶 宗政 濮阳 淳于 单于 太叔 司空 钟离 闻人".split(
    " ",
  ),
);

/** 王秀兰 → 王某, 欧阳春 → 欧阳某; a single character stays. */
export function surnameOnly(name: string): string {
  const characters = [...name.trim()];
  // 老李, 小刘, 阿强 say no more than a surname or a nickname.
  if (characters.length < 2 || (characters.length === 2 && /^[老小阿大]/.test(name.trim()))) return name;
  const two = characters.slice(0, 2).join("");
  return `${characters.length > 2 && COMPOUND_SURNAMES.has(two) ? two : characters[0]}某`;
}

/**
 * The reply with every full name of `names` cut to its surname, in text, labels and draft. Quotes from documents stay
 * verbatim. In a visit draft the spans move with the shortened note, so that they still point at their words.
 */
export function withholdNames(reply: Reply, names: string[]): Reply {
  const full = [...new Set(names.map((name) => name.trim()))].filter((name) => [...name].length > 1);
  if (full.length === 0) return reply;
  // The longest first: 王秀兰 must not be taken for 王秀 and a left-over 兰.
  full.sort((a, b) => b.length - a.length);
  const pattern = new RegExp(full.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"), "gu");
  const withhold = (text: string) => text.replace(pattern, surnameOnly);
  return {
    ...reply,
    text: withhold(reply.text),
    actions: reply.actions.map((action) => ({ ...action, label: withhold(action.label) })),
    draft: reply.draft === null ? null : withheldDraft(reply.draft, pattern, withhold),
  };
}

function withheldDraft(draft: Draft, pattern: RegExp, withhold: (text: string) => string): Draft {
  const note = draft.type === "visit" ? draft.note : "";
  const cuts = [...note.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    length: surnameOnly(match[0]).length,
  }));
  const shortened = withhold(note);

  /** Where an offset of the note stands in the shortened note; inside a name it moves to the name's outer edge. */
  function moved(offset: number, edge: "start" | "end"): number {
    let shift = 0;
    for (const cut of cuts) {
      if (offset <= cut.start) break;
      if (offset < cut.end) return cut.start + shift + (edge === "end" ? cut.length : 0);
      shift += cut.length - (cut.end - cut.start);
    }
    return offset + shift;
  }

  function walk(value: unknown): unknown {
    if (typeof value === "string") return withhold(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    const copy = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
    if (!isSpan(copy.span)) return copy;
    const span = { start: moved(copy.span.start, "start"), end: moved(copy.span.end, "end") };
    return { ...copy, span, words: shortened.slice(span.start, span.end) };
  }
  return walk(draft) as Draft;
}

function isSpan(value: unknown): value is { start: number; end: number } {
  return (
    typeof value === "object" &&
    value !== null &&
    "start" in value &&
    "end" in value &&
    typeof value.start === "number" &&
    typeof value.end === "number"
  );
}
