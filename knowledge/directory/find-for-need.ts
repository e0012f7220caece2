import type { Queryable } from "../../platform/database/port.ts";
import { NEED_CODES, type NeedCode } from "../../platform/need-codes.ts";
import { matchServices, type ServiceSearch } from "./search.ts";
import type { FoundService } from "./service.ts";

export interface ServiceForNeed {
  service: FoundService;
  /** Only its kind fits: nothing that it says of itself has a word of the need. */
  is_guess: boolean;
}

/** How a service fits, where 1 is the best match of the need's own words. What was said around them tells which of several is meant. */
const AROUND = 0.4;
/** What the kind adds: it decides between near matches and no more. */
const MAINLY_FOR_IT = 0.3;
const ALSO_FOR_IT = 0.15;
/** Less than this of the best match is a word that happens to stand in both. */
const SAYS_SOMETHING = 0.3;

/** Services named for some people, and the words by which a need is one of theirs; a code stands for words. */
const FOR_WHOM: readonly { named: RegExp; said: RegExp; code: NeedCode }[] = [
  {
    named: /儿童|少儿|幼儿|青少年|未成年|未保/,
    said: /孩|娃|孙|儿童|未成年|学生|学费|上学|幼儿|自闭|孤独症|[1-9一二三四五六七八九]年级|初[一二三]|高[一二三]/,
    code: "05",
  },
  { named: /精神|精康|精防/, said: /精神|精分|分裂|抑郁|双相|躁狂|幻[听觉]|疯|犯病|发病|自言自语/, code: "02" },
];
/** 政策咨询 and 其他 name no kind of place. */
const SAYS_NOTHING: readonly NeedCode[] = ["14", "15"];
/** What is left of the fit of a service that is named for people of whom the need says nothing. */
const NOT_FOR_THEM = 0.25;

export interface NeedSearch extends Pick<ServiceSearch, "area" | "at" | "limit" | "age" | "near"> {
  /** The need: 装个扶手. */
  words: string;
  /** What was said around it, the words themselves included; null when nothing was. */
  around: string | null;
  /** Kinds that are preferred; none is excluded. */
  need_codes: readonly NeedCode[];
}

/**
 * Places to refer a need to, best first: its words, its code and what each service says it does decide together. A service of
 * the right kind that says nothing of the need comes after all that do, as a guess.
 * @returns at most `limit` (3)
 */
export async function findForNeed(
  tx: Queryable,
  { words, around, need_codes, age, limit = 3, ...search }: NeedSearch,
): Promise<ServiceForNeed[]> {
  const all_said = `${words} ${around ?? ""}`;
  const told_codes = need_codes.filter((code) => !SAYS_NOTHING.includes(code));
  const heard_codes = FOR_WHOM.flatMap(({ said, code }) => (said.test(all_said) ? [code] : []));
  const codes = told_codes.length > 0 ? told_codes : heard_codes;
  const is_about = ({ code }: (typeof FOR_WHOM)[number]): boolean => [...told_codes, ...heard_codes].includes(code);
  const others = FOR_WHOM.filter((group) => !is_about(group));
  // Whoever was visited may be the grandmother of the child who needs it.
  const whose = is_about(FOR_WHOM[0]!) ? {} : { age };
  const matched = async (said: string, only?: readonly string[]) => {
    if (said === "") return [];
    const found = await matchServices(tx, {
      ...search,
      ...(whose.age === undefined ? {} : { age: whose.age }),
      words: said,
      ...(only ? { need_codes: only } : {}),
    });
    return found.map((one) =>
      others.some(({ named }) => named.test(one.service.name)) ? { ...one, score: one.score * NOT_FOR_THEM } : one,
    );
  };
  const of_kind = codes.length === 0 ? [] : await matched(codes.map((code) => NEED_CODES[code]).join(" "), codes);
  const kinds = new Map(of_kind.map(({ id, primary_need }) => [id, primary_need ? MAINLY_FOR_IT : ALSO_FOR_IT]));
  const services = new Map(of_kind.map(({ id, service }) => [id, service]));
  const told = new Map<string, number>();
  for (const [said, weight] of [
    [words, 1],
    [around ?? "", AROUND],
  ] as const) {
    for (const { id, score, service } of await matched(said.trim())) {
      services.set(id, service);
      told.set(id, (told.get(id) ?? 0) + weight * score);
    }
  }
  const most = Math.max(0, ...told.values());
  const fit = (id: string): number => told.get(id)! / most + (kinds.get(id) ?? 0);
  const says = [...told.keys()].filter((id) => told.get(id)! >= SAYS_SOMETHING * most).sort((a, b) => fit(b) - fit(a));
  // Of those that say nothing, what is mainly for such needs goes first; sorting is stable.
  const guessed = of_kind
    .filter(({ id }) => !says.includes(id))
    .toSorted((a, b) => Number(b.primary_need) - Number(a.primary_need))
    .map(({ id }) => id);
  return [...says, ...guessed]
    .slice(0, limit)
    .map((id) => ({ service: services.get(id)!, is_guess: !says.includes(id) }));
}
