import { foldText } from "../../terms.ts";
import { turnsMeaning } from "./denial.ts";
import { missingFigures } from "./figures.ts";
import { isForbidden } from "./forbidden.ts";
import { changesLimit } from "./limits.ts";
import { statedIn, unitsOf } from "./overlap.ts";
import { isSupported } from "./support.ts";

/** What a sentence may rest on. */
export interface Ground {
  /** The words of the clause, as they stand in the document. */
  text: string;
  /** Title, number, place and dates of the document: a sentence may name them. */
  about: string;
}

/** Why a sentence is dropped. `empty`: it states nothing. */
export type Fault =
  | "empty"
  | "no_citation"
  | "unknown_citation"
  | "quotation"
  | "figure"
  | "link"
  | "limit"
  | "meaning"
  | "roles"
  | "forbidden"
  | "unsupported";

const QUOTED = /“([^”]{2,})”|「([^」]{2,})」|『([^』]{2,})』|"([^"]{2,})"|《([^》]{2,})》/g;
const LINK = /https?:\/\/[^\s，。；）)]+|www\.[^\s，。；）)]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gi;
/** A greeting, a well-meant word, a word about the answer itself: nothing of it stands in any clause. */
const STATES_NOTHING =
  /^(?:您好|你好|好的|当然|没问题|以下是|下面是|根据(?:您|你|以上|上述|提供|材料|资料|相关)[^，,]{0,16}(?:[，,:：]|$)|希望(?:以上|这些|对)|如(?:果)?(?:您|你)?(?:还)?有(?:其他|任何|别的)?(?:疑问|问题)|请?随时|祝|感谢|谢谢|总之$|综上$)/;
const SHORTEST = 4;

const bare = (text: string): string => foldText(text).replace(/[^\p{L}\p{N}]/gu, "");
/** Who does it, and to whom. */
const ROLE = /(由|向|报|经|给)(\p{Script=Han}{2})/gu;
const GIVERS = /[由经]/;

/** 由民政部门 where the source only has 向民政部门: who acts and who is asked have changed places. */
function swapsRoles(sentence: string, source: string): boolean {
  const roles = (text: string): Map<string, Set<string>> => {
    const found = new Map<string, Set<string>>();
    for (const [, marker, who] of foldText(text).matchAll(ROLE))
      found.set(who!, (found.get(who!) ?? new Set()).add(GIVERS.test(marker!) ? "acts" : "is_asked"));
    return found;
  };
  const there = roles(source);
  return [...roles(sentence)].some(([who, said]) => {
    const held = there.get(who);
    return held !== undefined && ![...said].some((role) => held.has(role));
  });
}

/**
 * Verifies one sentence against the clauses that it cites, by plain rules and one small learned one (support.ts): what is quoted
 * stands there, every figure and link stands there in whatever spelling, nothing is turned into its opposite, no limit is moved,
 * and the words as a whole are borne. The clauses are the caller's: retrieved, in force and in place.
 * @returns null when it holds
 */
export function findFault(sentence: string, grounds: readonly Ground[]): Fault | null {
  const stated = statedIn(sentence);
  const size = unitsOf(stated).flat().length;
  if (size < SHORTEST || STATES_NOTHING.test(stated)) return "empty";
  if (isForbidden(stated)) return "forbidden";
  if (grounds.length === 0) return "no_citation";
  const text = grounds.map((ground) => ground.text).join("\n");
  const all = `${text}\n${grounds.map(({ about }) => about).join("\n")}`;
  const held = bare(all);
  for (const [, ...alternatives] of stated.matchAll(QUOTED))
    if (!held.includes(bare(alternatives.find((words) => words !== undefined)!))) return "quotation";
  for (const [link] of stated.matchAll(LINK)) if (!all.toLowerCase().includes(link.toLowerCase())) return "link";
  const words = stated.replace(LINK, " ");
  if (missingFigures(words, all).length > 0) return "figure";
  if (changesLimit(words, text)) return "limit";
  if (turnsMeaning(words, text)) return "meaning";
  if (swapsRoles(words, text)) return "roles";
  return isSupported(words, all) ? null : "unsupported";
}
