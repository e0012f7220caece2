import * as z from "zod";
import { KINDS, type Kind } from "./span.ts";

/**
 * Placeholders stand for what was masked: 〔人名3bdkqtx〕. The letters at the end are drawn for each conversation, so that nobody who
 * writes a message or a document can write one; the word before says to a model what kind of thing stands there.
 */
export const maskingState = z.object({
  nonce: z.string().regex(/^[a-z]{7}$/),
  /** What the placeholders stand for, in the order of their numbers; it is as secret as the case table. */
  words: z.array(z.object({ kind: z.enum(KINDS), words: z.string() })),
});

export type MaskingState = z.infer<typeof maskingState>;

const KIND_WORDS: Record<Kind, string> = {
  person: "人名",
  surname: "姓",
  address: "地址",
  phone: "电话",
  identity: "证件",
  card: "卡号",
  plate: "车牌",
  account: "账号",
  number: "号码",
  literal: "原文",
};

/** For vectors every thing of a kind is the same word: 某人, 某地址; 王大爷 becomes 某大爷. */
const FIXED_WORDS: Record<Kind, string> = {
  person: "某人",
  surname: "某",
  address: "某地址",
  phone: "某电话",
  identity: "某证件",
  card: "某卡号",
  plate: "某车牌",
  account: "某账号",
  number: "某号码",
  literal: "",
};

/** Without vowels no word is spelled; without digits nothing can be taken for a number, and without wx, vx, qq or tg for an account. */
const LETTERS = "bcdfhjkmnprsvwyz";
/** Beyond so many a conversation starts anew, so that its state stays small. */
const MOST_PLACEHOLDERS = 400;
/** No placeholder is longer, however a model spaces it. */
const LONGEST = 28;

/** A conversation in which nothing has been masked yet. */
export function newState(): MaskingState {
  const nonce = Array.from(crypto.getRandomValues(new Uint8Array(7)), (b) => LETTERS[b % LETTERS.length]).join("");
  return { nonce, words: [] };
}

/** The state to go on with: that of the conversation so far, or a new one when there is none or it has grown too long. */
export function continued(previous: MaskingState | null): MaskingState {
  if (previous === null || previous.words.length >= MOST_PLACEHOLDERS) return newState();
  return { nonce: previous.nonce, words: [...previous.words] };
}

/** The placeholders of one conversation. */
export interface Placeholders {
  /** The placeholder for these words; the same words of the same kind have the same one. */
  issue(kind: Kind, words: string): string;
  /** What in a text is a placeholder that was issued, written exactly so (`is_ours`), or only looks like one. */
  find(text: string): { start: number; end: number; is_ours: boolean }[];
  /** The words again, however a model has spaced or bracketed the placeholder. One that was never issued stays. */
  restore(text: string): string;
  restoring(): { push(chunk: string): string; end(): string };
  /** Every issued placeholder as the fixed word of its kind. */
  fixed(text: string): string;
}

export function placeholdersOf(state: MaskingState): Placeholders {
  const numbers = new Map(state.words.map(({ kind, words }, i) => [`${kind} ${words}`, i]));
  const written = (i: number) => `〔${KIND_WORDS[state.words[i]!.kind]}${i + 1}${state.nonce}〕`;
  const letters = [...state.nonce].map((c) => `[${c}${c.toUpperCase()}${wide(c)}${wide(c.toUpperCase())}]`).join("");
  const core = `(?:${Object.values(KIND_WORDS).join("|")})?\\s?([0-9０-９]{1,3})[\\s·._-]?${letters}`;
  const pattern = new RegExp(`[〔［【\\[]\\s?${core}\\s?[〕］】\\]]|${core}`, "g");
  const loose = new RegExp(`${pattern.source}|${letters}`, "g");
  const put = (text: string, say: (i: number) => string) =>
    text.replace(pattern, (whole: string, one?: string, two?: string) => {
      const i = Number((one ?? two)!.normalize("NFKC")) - 1;
      return state.words[i] ? say(i) : whole;
    });
  const restore = (text: string) => put(text, (i) => state.words[i]!.words);
  return {
    issue(kind, words) {
      const key = `${kind} ${words}`;
      const known = numbers.get(key);
      if (known !== undefined) return written(known);
      numbers.set(key, state.words.length);
      state.words.push({ kind, words });
      return written(state.words.length - 1);
    },
    find(text) {
      const spelled = text.normalize("NFKC").toLowerCase().split(state.nonce).length - 1;
      if (spelled === 0) return [];
      const ours = Array.from(text.matchAll(/〔[^〔〕]{4,24}〕/g), (match) => ({
        start: match.index,
        end: match.index + match[0].length,
        is_ours: isOurs(match[0]),
      })).filter((found) => found.is_ours);
      if (ours.length === spelled) return ours;
      return Array.from(text.matchAll(loose), (match) => ({
        start: match.index,
        end: match.index + match[0].length,
        is_ours: isOurs(match[0]),
      }));
    },
    restore,
    restoring: () => inPieces(pattern, restore),
    fixed: (text) => put(text, (i) => FIXED_WORDS[state.words[i]!.kind] || state.words[i]!.words),
  };

  function isOurs(words: string): boolean {
    const i = Number(/[0-9]+/.exec(words)?.[0] ?? 0) - 1;
    return state.words[i] !== undefined && words === written(i);
  }
}

function wide(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + 0xfee0);
}

/** What a placeholder can be made of: while a text ends in these, more of one may come. */
const MAY_GO_ON = /[〔［【[\]】］〕\s·._\-0-9０-９A-Za-zＡ-Ｚａ-ｚ人名姓地址电话证件卡号车牌账码原文]*$/;

/** Restores text that comes in pieces: what may still become a placeholder is held back until it is whole. */
function inPieces(pattern: RegExp, restore: (text: string) => string): { push(chunk: string): string; end(): string } {
  let held = "";
  return {
    push(chunk) {
      held += chunk;
      const tail = held.slice(-LONGEST);
      const open = held.length - tail.length + MAY_GO_ON.exec(tail)!.index;
      let cut = open;
      // A placeholder that starts before the cut is whole: it goes out as one.
      for (const match of held.matchAll(pattern))
        if (match.index < open) cut = Math.max(cut, match.index + match[0].length);
      const ready = held.slice(0, cut);
      held = held.slice(cut);
      return restore(ready);
    },
    end() {
      const rest = restore(held);
      held = "";
      return rest;
    },
  };
}
