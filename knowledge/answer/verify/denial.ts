import { withPlainNumbers } from "./figures.ts";

/** Words with 不, 无, 未, 非 or 别 in them that deny nothing. */
const DENIES_NOTHING =
  /不(?:同|仅|但|断|久|论|管|动产|过(?!\d)|如|料|便|等|良|法|利|幸|安|适|当|少于|超过|低于|高于|多于|小于|大于|满|足|止|光|只|一定|定期|时|限|良|孕|育|锈)|无(?:论|障碍|民事|线|业|偿|人机|微不至|关紧要|劳动能力|生活来源|抚养|赡养|监护|固定|着落)|未(?:成年|来|满|婚|亡)|非(?:法|物质|营利|常|在编|寄宿|本地|户籍|遗)|(?:区|个|特|分|级|类|性|识|鉴|判|道|告|另|差|派)别|是否|能否|可否|与否|[有能可会要该得]不[有能可会要该得]|有没有|没有用/g;
const DENIAL =
  /不得|不能|不可以?|不准|不许|不应当?|不会|不需要?|不用|不必|不再|不予|不是|不属于|不在|不要|无需|无须|毋须|没有|未经|未能|未曾|尚未|并未|并非|禁止|严禁|谢绝|拒绝|勿|切勿|请勿|不|没|无|未|非|别/g;
/** Between a denial and what it denies. */
const BETWEEN =
  /^(?:[得能可以应当准许会需要用必再予是属于在被把将有任何其他过就都也而]|擅自|随意|单独|直接|强行|私自|提供|进行){0,4}/;
const MARK = "\u0001";

/** The pairs of characters that a text denies: 不得强制送医 → 强制. */
function deniedPairs(text: string): Set<string> {
  const plain = withPlainNumbers(text).replace(DENIES_NOTHING, (word) => MARK.repeat(word.length));
  const found = new Set<string>();
  for (const { 0: denial, index } of plain.matchAll(DENIAL)) {
    const behind = plain.slice(index + denial.length);
    for (const rest of new Set([behind, behind.replace(BETWEEN, "")])) {
      const pair = /^[\p{Script=Han}\d]{2}/u.exec(rest)?.[0];
      if (pair) found.add(pair);
    }
  }
  return found;
}

/** Pairs that stand in a text somewhere without a denial before them. */
function affirms(text: string, pair: string): boolean {
  const plain = withPlainNumbers(text).replace(DENIES_NOTHING, (word) => MARK.repeat(word.length));
  for (let at = plain.indexOf(pair); at >= 0; at = plain.indexOf(pair, at + 1)) {
    const before = /[^，,。；;、！？\n]{0,7}$/.exec(plain.slice(0, at))![0];
    const denied = [...before.matchAll(DENIAL)].some(({ 0: denial, index }) => {
      const between = before.slice(index + denial.length);
      return between.replace(BETWEEN, "") === "" || between === "";
    });
    if (!denied) return true;
  }
  return false;
}

const MODALS: readonly { kind: "must" | "may" | "never"; said: RegExp }[] = [
  { kind: "never", said: /不得|禁止|严禁|不准|不许|不可以|不能|不允许|切勿/ },
  { kind: "must", said: /应当|必须|应该|务必|(?<![不无])(?:须|需要)|一律/ },
  { kind: "may", said: /(?<!不)可以|有权|(?<!不)允许|自愿|(?<!不)可(?=[向由申凭到在持委选直自按从])/ },
];
const modalsOf = (text: string): Set<string> => {
  let rest = text.replace(/不应当?|无需|无须|不需要?|不必|不用/g, "");
  const found = new Set<string>();
  for (const { kind, said } of MODALS) {
    if (said.test(rest)) found.add(kind);
    rest = rest.replace(new RegExp(said, "g"), "");
  }
  return found;
};

const partsOf = (text: string): string[] =>
  withPlainNumbers(text)
    .split(/[，,。；;：:！？!?\n]/)
    .filter((part) => /[\p{Script=Han}]{3}/u.test(part));
const pairsOf = (text: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));

/** So much of a part has to stand in a part of the source before their modals are compared. */
const SAME_PART_FROM = 0.5;

/** 可以 where the source says 应当 or 不得, 应当 where it says 可以: a part beside the part of the source that it repeats. */
function changesModal(statement: string, source: string): boolean {
  const there = partsOf(source).map((part) => ({ modals: modalsOf(part), pairs: pairsOf(part) }));
  return partsOf(statement).some((part) => {
    const said = modalsOf(part);
    if (said.size === 0) return false;
    const pairs = [...pairsOf(part)];
    const alike = there
      .map(({ modals, pairs: held }) => ({
        modals,
        share: pairs.filter((pair) => held.has(pair)).length / pairs.length,
      }))
      .filter(({ modals, share }) => share >= SAME_PART_FROM && modals.size > 0)
      .sort((a, b) => b.share - a.share);
    return alike.length > 0 && alike.every(({ modals }) => ![...said].some((kind) => modals.has(kind)));
  });
}

/**
 * Whether a statement turns what its source says: it denies what the source only affirms, affirms what the source only denies, or
 * makes a duty of a permission, a permission of a duty or of a ban.
 */
export function turnsMeaning(statement: string, source: string): boolean {
  const said = withPlainNumbers(statement);
  const denied_here = deniedPairs(statement);
  const denied_there = deniedPairs(source);
  const folded = withPlainNumbers(source);
  for (const pair of denied_here)
    if (folded.includes(pair) && !denied_there.has(pair) && affirms(source, pair)) return true;
  for (const pair of denied_there)
    if (said.includes(pair) && affirms(statement, pair) && !affirms(source, pair)) return true;
  return changesModal(statement, source);
}
