import type { Span } from "../../cases/visits/draft.ts";
import type { AgeFound } from "./ages.ts";
import type { Character } from "./cast.ts";
import type { Clause } from "./clauses.ts";
import { HONORIFICS, type Sex } from "./lexicon/kinship.ts";
import { ACUTE, CARER, FACILITY_ONLY, MET_NOBODY } from "./lexicon/risk-words.ts";
import type { Mention } from "./mentions.ts";

/** A person in the making: the mentions that are this one, and what was bound to it. */
export interface Subject {
  mentions: Mention[];
  name: Mention | null;
  sex: { value: Sex; span: Span } | null;
  age: AgeFound | null;
  /** 弟弟, 女儿: who this is to somebody else of the note. */
  relation: string | null;
  /** Where this one enters the note, for binding places. */
  at: number;
}

/** What the readers below share about one folded note. */
export interface Reading {
  text: string;
  mentions: Mention[];
  clauses: Clause[];
  ages: AgeFound[];
  ageOf(mention: Mention): AgeFound | null;
}

/** The characters a visit is about: not colleagues, the dead or sources, as long as somebody else is left. */
export function namedSubjects(cast: Character[], reading: Reading): Subject[] {
  const possible = cast.filter((c) => c.aside === null || c.aside === "departed");
  const living = possible.filter((c) => c.aside === null);
  // 老孔前年走的 剩老太太七十八: the widow is meant.
  const survived = reading.ages.some((age) => unnamedOwner(age, reading));
  const others = living.length > 0 || survived ? living : possible;
  const kept = others.filter((c) => isSubject(c, others, reading));
  return kept.map((c) => ({
    mentions: c.mentions,
    name: c.mentions.find((m) => m.name?.kind === "full") ?? c.mentions[0]!,
    sex: sexOf(c),
    age: c.mentions.map(reading.ageOf).find((age) => age !== null) ?? null,
    relation: c.relation,
    at: c.mentions[0]!.span.start,
  }));
}

function isSubject(character: Character, others: Character[], reading: Reading): boolean {
  const strangers = reading.mentions.some((m) => m.kind === "child" || m.kind === "description" || m.kind === "kin");
  const aged = character.mentions.some((m) => reading.ageOf(m) !== null);
  const first = character.mentions[0]!;
  // 李家和王家吵起来: a household alone is a person of the visit only when nobody else is named.
  if (first.name?.kind === "household" && character.honorifics.length === 0)
    return (
      others.length === 1 && !/吵|纠纷|争/.test(reading.text) && !reading.ages.some((age) => unnamedOwner(age, reading))
    );
  if (character.relation !== null && others.some((o) => o.relation === null))
    return aged || atRisk(character.mentions, reading, false) || visitedToo(character, reading);
  return aged || !(others.length > 1 || strangers) || !onlyInforms(character, reading);
}

/** 去了302刘大爷跟他老伴张婶: husband and wife were visited together. */
function visitedToo(character: Character, { text }: Reading): boolean {
  return /(?:去|看|访|见|到|跑)了?(?:看|访|望|见)?[^\s，。]{0,16}(?:跟|和|同|与|、)(?:[他她佢]的?)?(?:老伴|老公|老婆|爱人|妻子|丈夫)$/u.test(
    text.slice(0, character.mentions[0]!.span.start),
  );
}

function unnamedOwner(age: AgeFound, reading: Reading): boolean {
  return reading.mentions.some((m) => m.kind !== "name" && reading.ageOf(m) === age);
}

/** 听王婶说…, 谭大姐反映…, 刚接到王婶电话: named only as the source of the news. */
function onlyInforms(character: Character, { text, clauses }: Reading): boolean {
  const first = character.mentions[0]!;
  const before = text.slice(Math.max(0, first.span.start - 6), first.span.start);
  const after = text.slice(first.span.end, first.span.end + 8);
  if (/(?:接到|收到)$/.test(before) && /^(?:的|打来的?)?(?:电话|微信|消息|短信)/.test(after)) return true;
  if (/(?:听|据)(?:[^\s，。]{1,8}的)?$/.test(text.slice(Math.max(0, first.span.start - 12), first.span.start)))
    return true;
  if (/^(?:反映|来电|打电话|跟我[说讲]|告诉我|给我打|打我电话|来[说讲]|急着|跑来|报告|举报|在群里)/.test(after))
    return true;
  // 修鞋的老曲头说三单元一楼有个小孩….
  if (
    /(?:卖|收|修|开|扫|看|摆|送|打|理|补|跳|遛)[\p{Script=Han}]{1,4}的$/u.test(before) &&
    /^(?:跟我|同我|和我)?(?:说|讲)[^\s，。]{0,8}(?:[栋号室户楼]|单元|那家|那户|有个|有家)/u.test(
      text.slice(first.span.end, first.span.end + 16),
    )
  )
    return true;
  // 修车的黄毛说看见樊老三: seen by one who is named for that alone.
  if (/^(?:说|讲)(?:是)?(?:看[见到]|听[见到说]|见到|撞见)/.test(after)) return true;
  const speaks = clauses.some(
    (c) => c.start >= first.span.end && c.start - first.span.end <= 3 && c.teller?.voice === "self",
  );
  const visited =
    /(?:看|访|(?<!遇|碰|撞)见|去|(?<!碰|遇)到|找|约)了?$/.test(before) || /[0-9栋号室户元格组]$/.test(before);
  const elsewhere = clauses.some(
    (c) =>
      c.teller !== null &&
      /^(?:楼上|楼下|隔壁|对门|对面|[她他]家|有个|那个|(?:店|厂|班|村|楼|院子|工地)[里上])|^[她他佢](?:阿|仔|孙|儿|女|闺|爸|妈|老|男|弟|妹|哥|姐|邻|娃|婆|公|媳|丈|岳|奶|爷|叔|姑|舅|侄|外)/.test(
        c.text,
      ),
  );
  return speaks && !visited && elsewhere;
}

function sexOf(character: Character): Subject["sex"] {
  for (const mention of character.mentions) {
    const honorific = mention.name?.honorific;
    const sex = honorific ? (HONORIFICS.get(honorific) ?? householdSex(honorific)) : null;
    if (sex) return { value: sex, span: mention.span };
  }
  return null;
}

function householdSex(words: string): Sex | null {
  if (/(?:儿子|孙子)$/.test(words)) return "男";
  return /(?:女儿|闺女|媳妇|儿媳|孙女)$/.test(words) ? "女" : null;
}

/** Something acute, or a child that carries the care, said of these mentions before anybody else comes up. */
function atRisk(mentions: Mention[], { text, clauses, mentions: everybody }: Reading, mayBeChild = true): boolean {
  return mentions.some((m) => {
    const index = clauses.findIndex((c) => c.start <= m.span.start && m.span.start < c.end);
    const here = clauses[index];
    if (!here) return false;
    let said = text.slice(m.span.end, here.end);
    if (m.kind === "kin" && /(?:脑瘫|瘫痪|智障|自闭|残疾|有病)的?$/.test(text.slice(here.start, m.span.start)))
      return true;
    if (mayBeChild && CARER.test(said)) return true;
    for (const next of clauses.slice(index + 1, index + 4)) {
      const others = everybody.some(
        (o) => o.span.start >= next.start && o.span.start < next.end && !mentions.includes(o),
      );
      if (next.opens && (others || /^[她他佢我咱]/.test(next.text))) break;
      said += ` ${next.text}`;
    }
    return ACUTE.test(said);
  });
}

/** 老周的孙子六岁, where 老周 himself is no person of the visit. */
function isOfSomebodyElse(mention: Mention, named: Subject[], { text, mentions }: Reading): boolean {
  const owner = mentions.findLast((m) => m.kind === "name" && m.span.end < mention.span.start);
  if (!owner || !/^(?:的|家的?)(?:小|大)?$/.test(text.slice(owner.span.end, mention.span.start))) return false;
  return !named.some((s) => s.mentions.includes(owner));
}

/** Relatives and strangers without a name who are what the note is about. */
export function unnamedSubjects(taken: Set<Mention>, named: Subject[], reading: Reading): Subject[] {
  const { text, clauses } = reading;
  const groups = new Map<string, Mention[]>();
  for (const m of reading.mentions) {
    if (m.kind === "name" || taken.has(m)) continue;
    const key = m.kind === "child" && !/女|男|丫头|囡|[大小]的|老[大二幺]/.test(m.words) ? "child" : m.words;
    groups.set(key, [...(groups.get(key) ?? []), m]);
  }
  const all = [...groups.values()].map((group) => ({
    group,
    age: group.map(reading.ageOf).find((age) => age !== null) ?? null,
  }));
  if (named.length > 0)
    return all
      .filter(
        ({ group, age }) =>
          age !== null &&
          (atRisk(group, reading) ||
            isOtherHalf(group, text) ||
            group.some((m) => isOfSomebodyElse(m, named, reading))) &&
          !group.some((m) => caresOnly(m, text)),
      )
      .map(({ group, age }) => unnamed(text, group, age));
  const aged = all.filter(({ group, age }) => age !== null && !group.every((m) => m.possessed));
  if (aged.length > 0) return aged.map(({ group, age }) => unnamed(text, group, age));
  const tells = (m: Mention) =>
    clauses.some((c) => c.teller && c.teller.voice !== "self" && c.start >= m.span.end && c.start - m.span.end <= 4);
  const stranger = all.find(({ group }) => group.some((m) => m.kind !== "kin" && !tells(m)));
  return stranger ? [unnamed(text, stranger.group, null)] : [];
}

const SPOUSE = /^(?:老伴|老公|老婆|爱人|妻子|丈夫|媳妇|老太婆|老头子?)$/;

/** 探了陈伯同佢老婆, 老两口 查大爷八十五 老太太八十三: both are visited. */
function isOtherHalf(group: Mention[], text: string): boolean {
  const first = group[0]!;
  if (
    SPOUSE.test(first.words) &&
    /(?:看|访|探|见|去|找|到)[了咗过]?[^\s，。]{0,14}(?:跟|和|同|与|、)[他她佢]?$/u.test(
      text.slice(0, first.span.start),
    )
  )
    return true;
  return (
    /^(?:老伴|老太太?|老太婆|老头子?|老婆子?|媳妇|老公|丈夫|妻子|爱人|女的|男的)$/.test(first.words) &&
    /(?:老两口|两口子|夫妻俩?|夫妇俩?|老公婆)[\s，][^\s，]{2,12}[\s，]$/.test(text.slice(0, first.span.start))
  );
}

/** A guardian who is old or ill but only looks after somebody: no person of the visit by that alone. */
function caresOnly(mention: Mention, text: string): boolean {
  return (
    mention.kind === "kin" &&
    /^[^\s，。]{0,8}(?:管不[住了动]|照顾|看着|带着|陪着|守着|(?:伺候|服侍|照料|扶|背|抱|抬|弄|搬|顾)不(?:了|动|住|过来))/.test(
      text.slice(mention.span.end),
    )
  );
}

function unnamed(text: string, group: Mention[], age: AgeFound | null): Subject {
  const sexed = group.find((m) => m.sex !== null);
  const stated = [...text.matchAll(/(?<=\s|，|^)(男|女)(?:的|孩|娃|生)?(?=$|[\s，])/g)].find(
    (m) => age !== null && m.index >= age.span.end && m.index - age.span.end <= 2,
  );
  const sex = sexed
    ? { value: sexed.sex!, span: sexed.span }
    : stated
      ? { value: stated[1] as Sex, span: { start: stated.index, end: stated.index + stated[0].length } }
      : null;
  return { mentions: group, name: null, sex, age, relation: group[0]!.words, at: group[0]!.span.start };
}

/** Somebody of whom the note says nothing yet: a visit where nobody was met. */
export function nobodyKnown(at: number): Subject {
  return { mentions: [], name: null, sex: null, age: null, relation: null, at };
}

/** 下水道堵了, 路灯坏了: a patrol without a resident in it. */
export function isAboutFacilities({ text, mentions, ages }: Reading): boolean {
  return (
    FACILITY_ONLY.test(text) && !MET_NOBODY.test(text) && ages.length === 0 && mentions.every((m) => m.kind !== "name")
  );
}
