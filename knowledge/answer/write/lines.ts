/** A sentence as a model wrote it, with the numbers of the clauses that it names. */
export interface WrittenLine {
  text: string;
  /** As written, from 1; they may name clauses that were never given. */
  marks: number[];
}

const MARKS = /[［[【〔(（]\s*(?:材料|出处|来源)?\s*[［[]?(\d{1,2}(?:\s*[,，、]\s*\d{1,2})*)[］\]]?\s*[］\]】〕)）]/g;
/** Marks that are surely marks; (2) may be part of the words. */
const MARK = /[［[【]\s*(?:材料|出处|来源)?\s*[［[]?(\d{1,2}(?:\s*[,，、]\s*\d{1,2})*)[］\]]?\s*[］\]】]/g;
/** Markdown, list numbers, emoji, links and images: only their words stay. */
const DRESSING =
  /^\s*(?:[-*•·>#]+\s*|\d{1,2}[.、．)）]\s*|[(（]\d{1,2}[)）]\s*|[（(]?[一二三四五六七八九十]{1,2}[)）、]\s*)+|\*{1,3}|`+|_{2,}/gu;
const LINKED = /!?\[([^\]]*)\]\((?:[^)]*)\)/g;
const EMOJI = /\p{Extended_Pictographic}|\u200d|\ufe0f/gu;
const END = /[。！？!?；;]+[”’"』」）)]*/g;

function plain(text: string): string {
  return text.replace(EMOJI, "").replace(DRESSING, "").replace(/\s+/g, " ").trim();
}

/** The sentences of one line. Those before a mark belong to it, unless they have their own. */
export function linesOf(line: string): WrittenLine[] {
  const found: WrittenLine[] = [];
  const marked = line.replace(EMOJI, "").replace(LINKED, "$1");
  let from = 0;
  let open: string[] = [];
  const close = (marks: number[]): void => {
    for (const text of open) found.push({ text, marks });
    open = [];
  };
  const take = (stretch: string): void => {
    let at = 0;
    for (const end of stretch.matchAll(END)) {
      const text = plain(stretch.slice(at, end.index + end[0].length));
      at = end.index + end[0].length;
      if (text) open.push(text);
    }
    const rest = plain(stretch.slice(at));
    if (rest) open.push(rest);
  };
  for (const mark of marked.matchAll(MARK)) {
    take(marked.slice(from, mark.index));
    const numbers = mark[1]!.split(/[,，、]/).map(Number);
    from = mark.index + mark[0].length;
    if (open.length > 0) close(numbers);
    else if (found.length > 0) found.at(-1)!.marks.push(...numbers);
    // A full stop behind the mark belongs to the sentence before it.
    const stop = /^[。！？!?；;.]+/.exec(marked.slice(from))?.[0];
    if (stop && found.length > 0 && !/[。！？!?；;]$/.test(found.at(-1)!.text)) found.at(-1)!.text += stop[0];
    from += stop?.length ?? 0;
  }
  take(marked.slice(from));
  close([]);
  return found.map(({ text, marks }) => ({ text: text.replace(MARKS, "").trim(), marks: [...new Set(marks)] }));
}

/**
 * Cuts a stream into lines as they end. What a model thinks aloud between <think> tags is left out.
 * @param onLine called with every line that has words
 */
export function lineReader(onLine: (line: string) => void): { push(piece: string): void; end(): void } {
  let held = "";
  let thinking = false;
  const line = (text: string): void => {
    const closed = thinking ? text.indexOf("</think>") : 0;
    if (closed < 0) return;
    let words = thinking ? text.slice(closed + "</think>".length) : text;
    thinking = false;
    words = words.replace(/<think>.*?<\/think>/g, "");
    const opened = words.indexOf("<think>");
    if (opened >= 0) {
      thinking = true;
      words = words.slice(0, opened);
    }
    if (words.trim() !== "") onLine(words);
  };
  return {
    push(piece) {
      held += piece;
      for (let at = held.indexOf("\n"); at >= 0; at = held.indexOf("\n")) {
        const whole = held.slice(0, at);
        held = held.slice(at + 1);
        line(whole);
      }
    },
    end() {
      // What breaks off in the middle of a sentence is none.
      if (/[。！？!?；;.\]］】」”)）]\s*$/.test(held)) line(held);
      held = "";
    },
  };
}
