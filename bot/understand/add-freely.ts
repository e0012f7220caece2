import type { Observation, Span, VisitDraft } from "../../cases/visits/draft.ts";
import { findDateWords } from "./date-words.ts";
import { inStandardWords } from "./dialect.ts";
import { fold } from "./fold.ts";
import { anyOf, KIN } from "./lexicon/kinship.ts";
import { readNote } from "./note.ts";

const plain = (text: string) => inStandardWords(fold(text));

/** Longer than this it is told as a note of its own. */
const LONGEST = 40;
const QUESTION = /[?？吗呢么]|怎么|咋|什么|啥|哪|多少|能不能|可不可以|要不要|是不是|有没有/;
/** 下下周三去, 那就周五再上门看她: a day and the way there, and nothing else. */
const WAY_THERE =
  /^(?:上午|下午|早上|晚上|[0-9一二两三四五六七八九十]+点半?|再|就|我|我们|会|要|准备|打算|过|又)*(?:去|来|上门|回访|走访|随访|联系|打电话|见|看望?|跟进)(?:[他她佢]们?|老人|一趟|一下|看看|看)*[了吧啊]*$/u;
const BEFORE_THE_DAY =
  /^(?:那就?|就|我|我们|说好|约好|约了|约在|定在|定了|改天|跟[他她]|下次|回访|和[他她]|再|[\s，,])*$/u;
/** Whoever the words go on about is somebody of the draft. */
const OF_THEM = new RegExp(
  `^(?:[他她佢](?!们)|老人|本人|两个(?:人)?都|两口子|老两口|俩人|都(?=同意|愿意|答应)|家里(?:人)?|(?:${anyOf(KIN)})|(?:说|讲)?(?:同意|愿意|答应|点头))`,
  "u",
);
/** 她不是独居, 没有一个人住: what was taken down wrong. */
const DENIED = /(?:不是|没有|并不|没)(?<what>独居|一个人(?:住|过)?|自己住|[\p{Script=Han}]{2,6}?)(?=[\s，,。]|$|的)/u;
/** What a card may say for it. */
const SAME: readonly RegExp[] = [/独居|一个人(?:住|过|生活)|自己(?:住|过)|独自/];

/**
 * What somebody goes on to tell of whom the open draft is about, without saying that they add to it: 她不是独居 跟女儿住, 两个都同意转介, 下下周三去,
 * 她儿子电话139…. Changes the draft in place; what it does not name stays. `base` is where the words stand in the draft's note, `ref_date` the
 * China calendar day (ISO). Returns the names of the changed fields; null when the words are of something else.
 */
export function addFreely(draft: VisitDraft, addition: string, base: number, ref_date: string): string[] | null {
  const said = plain(addition).trimEnd();
  if (said.trim().length > LONGEST || QUESTION.test(said) || draft.persons.length === 0) return null;
  const day = dayAlone(said, ref_date);
  if (day) {
    draft.agreed_on = { value: day.value, lunar: day.lunar, ...quoted(addition, day.span, base) };
    return ["agreed_on"];
  }
  const names = draft.persons.flatMap(({ name }) => (name ? [plain(name.value)] : []));
  const told = said.trimStart();
  if (!OF_THEM.test(told) && !names.some((name) => told.startsWith(name) && told.length > name.length + 1)) return null;
  return tellMore(draft, addition, base, ref_date);
}

function dayAlone(said: string, ref_date: string): { value: string; lunar: boolean; span: Span } | null {
  const [day, ...more] = findDateWords(said, ref_date).filter(({ today, recurring }) => !today && !recurring);
  if (!day || more.length > 0 || day.value < ref_date) return null;
  const alone = BEFORE_THE_DAY.test(said.slice(0, day.span.start)) && WAY_THERE.test(said.slice(day.span.end).trim());
  return alone ? day : null;
}

function tellMore(draft: VisitDraft, addition: string, base: number, ref_date: string): string[] {
  const read = readNote(addition, ref_date);
  const person = draft.persons.length === 1 ? 0 : null;
  const shift = <T extends { span: Span }>(value: T): T => ({
    ...value,
    span: { start: value.span.start + base, end: value.span.end + base },
  });
  const start = addition.length - addition.trimStart().length;
  const whole = quoted(addition, { start, end: addition.trimEnd().length }, base);
  const changed = new Set<string>();
  const consent = read.consent ?? null;
  if (consent) draft.consent = shift(consent);
  else if (read.family_consent) draft.family_consent = shift(read.family_consent);
  if (consent || read.family_consent) changed.add("consent");
  if (read.agreed_on) {
    draft.agreed_on = shift(read.agreed_on);
    changed.add("agreed_on");
  }
  const needs = read.needs.filter((need) => !draft.needs.some((known) => known.words === need.words));
  draft.needs.push(...needs.map((need) => ({ ...shift(need), person })));
  if (needs.length > 0) changed.add("needs");
  const flags = read.flags.filter((flag) => draft.flags.every((known) => known.value !== flag.value));
  draft.flags.push(...flags.map(shift));
  if (flags.length > 0) changed.add("flags");
  const denied = DENIED.exec(plain(addition))?.groups?.what;
  if (denied) draft.observations = draft.observations.filter((seen) => !isDenied(seen, denied));
  const only_consent = changed.size === 1 && changed.has("consent");
  if (!only_consent) {
    const told: Observation = { kind: "other", ...whole, basis: "told", teller: null, person };
    const observations = denied ? [] : read.observations.map((seen) => ({ ...shift(seen), person }));
    draft.observations.push(...(observations.length > 0 ? observations : [told]));
    changed.add("observations");
  }
  return [...changed];
}

/** Whether the observation says what is denied and hardly more: 独居, not 独居 腿脚不行. */
function isDenied(seen: Observation, denied: string): boolean {
  const words = plain(seen.words);
  const same = SAME.find((one) => one.test(denied));
  const holds = same ? same.exec(words)?.[0] : words.includes(denied) ? denied : undefined;
  return holds !== undefined && words.length - holds.length <= 4;
}

function quoted(addition: string, { start, end }: Span, base: number): { words: string; span: Span } {
  return { words: addition.slice(start, end), span: { start: base + start, end: base + end } };
}
