import { NAMED_AFTER, NAMED_BEFORE } from "./full-names.ts";
import { MEDICINE, NOBODY, PARTS_OF_NAMES, STRONG, WEAK } from "./lexicon/transliterations.ts";
import type { Found } from "./span.ts";
import type { Words } from "./words.ts";

const COUNTRIES = namesOfCountries();
const NO_PERSON = [...NOBODY, ...COUNTRIES].filter((name) => name.length > 2 && [...name].every(sounds));
/** With a middle dot or a dash between its parts: 阿依古丽·买买提, 丹尼斯·霍珀, 汤姆-克鲁斯. */
const DOTTED = /[\p{Script=Han}]{1,8}(?:\s?[·•・‧∙⋅●]\s?[\p{Script=Han}]{1,8})+/gu;
const PARTS = new RegExp(`(?:${PARTS_OF_NAMES})+(?:江|汗|别克|巴依)?`, "g");
const RUN = /[\p{Script=Han}]+(?:-[\p{Script=Han}]+)*/gu;
const PLACE_AFTER =
  /^(?:人(?!表|认|说|的)|语|州|国|市|省|区|县|镇|乡|村|旗|盟|路|街|道|桥|河|江|湖|海(?!军)|山|岛|湾|港|队|俱乐部|公园|球场|球馆|机场|大学|博物馆|庄园|别墅|中心|银行|公司|集团|杯|奖|节|牌|版|型|式|片|胶囊|颗粒|口服|注射|药|针|mg|毫克|病|症|综合征|蛋糕|咖啡|酒)/;
const PLACE_BEFORE = /(?:在|到|去|赴|往|来自|位于|飞|抵达|途经|港|驻|第)$/;

/**
 * Names of people written by their sound: Uyghur, Kazakh, Tibetan, Mongolian and Yi names, and those of other countries. Countries, towns,
 * medicines and loan words are left.
 */
export function findTransliterated(text: string, words: Words): Found[] {
  const found: Found[] = [];
  const add = (start: number, end: number) => {
    if (found.every((other) => other.end <= start || other.start >= end)) found.push({ start, end, kind: "person" });
  };
  for (const match of text.matchAll(DOTTED)) {
    const [from, to] = dotted(match[0], match.index, words);
    add(from, to);
  }
  for (const match of text.matchAll(PARTS)) {
    const [start, end] = widened(text, match.index, match.index + match[0].length);
    if (end - start > 1 && !NOBODY.has(text.slice(start, end)) && !PLACE_AFTER.test(text.slice(end))) add(start, end);
  }
  for (const match of text.matchAll(RUN))
    for (const [start, end] of soundRuns(match[0], match.index))
      if (isSomebody(text, words, start, end)) add(start, end);
  return found;
}

/** Around a dot the outer parts reach to the next border of a word that is not of sounding characters. */
function dotted(whole: string, at: number, words: Words): [number, number] {
  let start = at;
  let end = at + whole.length;
  const first = whole.search(/\s?[·•・‧∙⋅●]/);
  const last = whole.length - whole.search(/[\p{Script=Han}]*$/u);
  const inner = at + first;
  const outer = end - last;
  while (start < inner - 1 && !(sounds(whole[start - at]!) && words.startsAt(start))) start++;
  for (let i = inner - 1; i >= start; i--)
    if (!sounds(whole[i - at]!)) {
      start = Math.min(i + 1, inner - 1);
      break;
    }
  for (let i = outer; i < end; i++)
    if (!sounds(whole[i - at]!)) {
      end = Math.max(i, outer + 1);
      break;
    }
  return [start, end];
}

function sounds(character: string): boolean {
  return STRONG.has(character) || WEAK.has(character);
}

/** The stretches of sounding characters in a run of Han characters, dashes between them included. */
function* soundRuns(run: string, at: number): Generator<[number, number]> {
  let start = -1;
  for (let i = 0; i <= run.length; i++) {
    const is_sound = i < run.length && (sounds(run[i]!) || (run[i] === "-" && start >= 0 && sounds(run[i + 1] ?? "")));
    if (is_sound && start < 0) start = i;
    if (!is_sound && start >= 0) {
      if (i - start >= 2) yield [at + start, at + i];
      start = -1;
    }
  }
}

/** 扎西 in 扎西次旺: the sounding characters right beside a known part belong to the name. */
function widened(text: string, start: number, end: number): [number, number] {
  let [from, to] = [start, end];
  while (STRONG.has(text[from - 1] ?? "") && from > start - 3) from--;
  while ((STRONG.has(text[to] ?? "") || (sounds(text[to] ?? "") && sounds(text[to + 1] ?? ""))) && to < end + 4) to++;
  return [from, to];
}

function isSomebody(text: string, words: Words, start: number, end: number): boolean {
  const run = text.slice(start, end);
  if (!words.startsAt(start) || !words.endsAt(end)) return false;
  if (NOBODY.has(run) || COUNTRIES.has(run) || MEDICINE.test(run)) return false;
  if (run.length > 3 && NO_PERSON.some((name) => run.includes(name))) return false;
  const after = text.slice(end, end + 6);
  const before = text.slice(Math.max(0, start - 6), start);
  if (PLACE_AFTER.test(after) || PLACE_BEFORE.test(before) || MEDICINE.test(run + after.slice(0, 2))) return false;
  const strong = [...run].filter((character) => STRONG.has(character)).length;
  const pieces = words.piecesIn(start, end);
  if (pieces === 1 && run.length < 4 && !NAMED_BEFORE.test(before)) return false;
  let score = strong + 0.4 * (run.replaceAll("-", "").length - strong);
  if (NAMED_BEFORE.test(before)) score += 2;
  else if (/(?:^|[^\p{L}\p{N}]|[和而的与由据]|人|包括|如|像)$/u.test(before)) score += 0.5;
  if (NAMED_AFTER.test(after) || /^(?:[的和：:（(]|作为)/.test(after)) score += 0.5;
  return run.length === 2
    ? strong > 0 && (pieces === 2 || NAMED_BEFORE.test(before)) && score >= 2.4
    : score >= (run.length === 3 ? 2.7 : 2.6);
}

function namesOfCountries(): Set<string> {
  const names = new Set<string>();
  const display = new Intl.DisplayNames("zh", { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  for (const one of letters) for (const two of letters) names.add(display.of(one + two) ?? "");
  names.delete("");
  return names;
}
