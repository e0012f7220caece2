import type { Queryable } from "../../platform/database/port.ts";
import { NATION, type Regions } from "../regions/regions.ts";
import { foldText } from "../terms.ts";

interface Name {
  rule_name: string;
  doc_no: string | null;
  region: string;
}

/** A rule that somebody names, with the words by which it is named. */
export interface NamedRule {
  rule_name: string;
  /** Adcode. */
  region: string;
  said: string;
}

const KIND = /(?:条例|办法|规定|规范|细则|意见|通知|法)$/;
const DOC_NO = /(?:[\p{Script=Han}]{1,12}(?:\[\d{4}\]|〔\d{4}〕|\(\d{4}\))\s*|令\s*第?\s*)\d+\s*号/gu;
const docNoKey = (doc_no: string): string => foldText(doc_no).replace(/中华人民共和国|[\][()〔〕【】\s第]/g, "");

/** 上海市社会救助条例 → 社会救助条例: at home nobody says the place. */
function withoutPlace(name: string, region: string, regions: Regions): string {
  const place = regions.get(region);
  if (!place || region === NATION) return name;
  const prefix = [place.name, place.short].find((words) => name.startsWith(words));
  return prefix && name.length - prefix.length >= 4 ? name.slice(prefix.length) : name;
}

/** Whether the short form holds characters of the whole in its order: 未保法, 反家暴法, 低保条例. */
function abbreviates(short: string, whole: string): boolean {
  let at = 0;
  for (const character of short) {
    at = whole.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const MOST_SHORT_CHARACTERS = 8;

/** 未保法怎么说 → 未保法: runs of at least two characters and a kind of rule, the longest first. */
function shortForms(words: string): string[] {
  return [...words.matchAll(/条例|办法|规定|法/g)].flatMap((kind) => {
    const before = /\p{Script=Han}*$/u.exec(words.slice(0, kind.index))![0].slice(-MOST_SHORT_CHARACTERS);
    return Array.from({ length: Math.max(0, before.length - 1) }, (_, from) => before.slice(from) + kind[0]);
  });
}

/**
 * The rules named in the words, by their names (the longest that occurs), their numbers, or a short form that only one name fits.
 * @param regions adcodes whose rules may be meant
 */
export async function findNamedRules(
  tx: Queryable,
  words: string,
  regions: readonly string[],
  places: Regions,
): Promise<NamedRule[]> {
  const folded = foldText(words).replace(/\s|中华人民共和国/g, "");
  if (!/法|条例|办法|规定|规范|细则|意见|通知|决定|《|号/.test(folded)) return [];
  const { rows } = await tx.query<Name>(
    `select distinct rule_name, doc_no, region from documents
     where current and reliability in ('law', 'official') and region = any($1::text[])`,
    [regions],
  );
  const numbers = [...folded.matchAll(DOC_NO)].map(([number]) => docNoKey(number));
  const by_number = rows.filter(
    (row) => row.doc_no !== null && numbers.some((number) => docNoKey(row.doc_no!).endsWith(number)),
  );
  if (by_number.length > 0) return unique(by_number.map((row) => ({ ...row, said: row.doc_no! })));

  const spelled = rows.flatMap((row) =>
    [...new Set([row.rule_name, withoutPlace(row.rule_name, row.region, places)])].map((said) => ({
      ...row,
      said: foldText(said),
    })),
  );
  const named = spelled.filter(({ said }) => said.length >= 3 && folded.includes(said));
  // 信访工作条例 does not name a rule whose name stands inside it.
  const longest = named.filter(
    ({ said }) => !named.some((other) => other.said.length > said.length && other.said.includes(said)),
  );
  if (longest.length > 0) return unique(longest);

  for (const short of shortForms(folded)) {
    const kind = KIND.exec(short)![0];
    const meant = spelled.filter(
      ({ said }) => said.endsWith(kind) && KIND.exec(said)?.[0] === kind && abbreviates(short, said),
    );
    if (new Set(meant.map(({ rule_name }) => rule_name)).size === 1)
      return unique(meant.map((row) => ({ ...row, said: short })));
  }
  return [];
}

const unique = (rules: readonly (Name & { said: string })[]): NamedRule[] => [
  ...new Map(
    rules.map(({ rule_name, region, said }) => [`${region} ${rule_name}`, { rule_name, region, said }]),
  ).values(),
];
