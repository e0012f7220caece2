import type { Span } from "../../cases/visits/draft.ts";
import { anyOf, CHILD_WORDS, DESCRIPTIONS, KIN, type Sex } from "./lexicon/kinship.ts";
import { findNames, type NameFound, spokenTo } from "./names.ts";

/** Somebody spoken of: by name, by relation (他妈), as a child (娃) or by look (302那个小伙子). */
export interface Mention {
  kind: "name" | "kin" | "child" | "description";
  span: Span;
  words: string;
  sex: Sex | null;
  name: NameFound | null;
  /** 他妈, 她老公: the pronoun before it. */
  possessed: boolean;
}

const UNNAMED = new RegExp(`${anyOf(CHILD_WORDS)}|${anyOf(KIN)}|${anyOf(DESCRIPTIONS)}`, "g");
/** One-character relations need somebody they belong to: 他妈, 她哥, 娃他爸. */
const NEEDS_OWNER = /^[爸妈爹娘哥姐弟妹妻夫伢娃]$/;
const NOT_A_RELATION =
  /^(?:爸妈|娘仨|娘俩|娘家|妻离|夫妻|妹子|姐妹|哥们|弟兄|孩子气|学生证|学生卡|家属院|家属楼|老人机|老人卡|老人房|学生票|男人婆|女人街|奶奶庙|公公正)/;

/** Everybody a folded text speaks of, in reading order. */
export function findMentions(text: string): Mention[] {
  const found = findNames(text);
  const titles = found.flatMap((name) => spokenTo(text, name) ?? []);
  const isTitle = ({ start }: NameFound) => titles.some((title) => title.start <= start && start < title.end);
  const names = [...found.filter((name) => !isTitle(name)), ...titles].sort((a, b) => a.start - b.start);
  const mentions: Mention[] = names.map((name) => ({
    kind: "name",
    span: { start: name.start, end: name.end },
    words: text.slice(name.start, name.end),
    sex: null,
    name,
    possessed: false,
  }));
  for (const match of text.matchAll(UNNAMED)) {
    const words = match[0];
    const start = match.index;
    const end = start + words.length;
    if (mentions.some((m) => m.span.start < end && start < m.span.end)) continue;
    // 大的九岁 小的五岁: siblings, named by order only where an age follows.
    if (
      /^(?:[大小]的|老[大二三四幺])$/.test(words) &&
      !/^(?:今年|才|刚|都|有|快|已经)*[一二三四五六七八九十0-9]/.test(text.slice(end, end + 4)) &&
      text[start - 1] !== "家"
    )
      continue;
    if (NOT_A_RELATION.test(text.slice(start, end + 2))) continue;
    const before = text[start - 1] ?? "";
    const possessed = /[他她佢其]/.test(before) || /[他她佢]家$/.test(text.slice(Math.max(0, start - 2), start));
    const agedInRow =
      /[一二三四五六七八九十岁]/.test(before) &&
      /^[一二三四五六七八九十]{1,3}(?:岁|[\s，]|$)/.test(text.slice(end, end + 4));
    if (NEEDS_OWNER.test(words) && !agedInRow && !/^$|[\s，。他她佢其的跟和说讲那个下岁几两俩大小带抱，]/.test(before))
      continue;
    const kind = CHILD_WORDS.has(words)
      ? "child"
      : KIN.has(words) && !describes(text, start, words)
        ? "kin"
        : "description";
    const sex = CHILD_WORDS.get(words) ?? KIN.get(words) ?? DESCRIPTIONS.get(words) ?? null;
    mentions.push({ kind, span: { start, end }, words, sex, name: null, possessed });
  }
  return mentions.sort((a, b) => a.span.start - b.span.start);
}

/** 三栋那个奶奶, 有个女的, 独居的婆婆: a relation word that describes a stranger. */
function describes(text: string, start: number, words: string): boolean {
  if (!DESCRIPTIONS.has(words)) return false;
  return /(?:那个|这个|有个|有位|一个|那位|那家|独居的?|孤寡|[栋号室户楼])的?$/.test(
    text.slice(Math.max(0, start - 4), start),
  );
}
