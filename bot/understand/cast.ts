import { anyOf, CHILD_WORDS, HONORIFICS, KIN, OFFICE_PLACES, OFFICES } from "./lexicon/kinship.ts";
import type { Mention } from "./mentions.ts";

/** One human being of a note: every mention that means the same one. */
export interface Character {
  mentions: Mention[];
  surname: string;
  given: string;
  honorifics: string[];
  /** 弟弟 of 弟弟罗志勇: who this is to somebody else. */
  relation: string | null;
  /** Why this one is not whom the visit is about, or null. */
  aside: "office" | "companion" | "corrected" | "departed" | "contact" | null;
}

const OFFICE_BEFORE = new RegExp(`(?:${OFFICES}|${OFFICE_PLACES})(?:的)?$`);
const OFFICE_AFTER = new RegExp(`^(?:${OFFICES})`);
const RELATION_BEFORE = new RegExp(`(${anyOf(KIN)})(?:叫|名叫|是)?$`);
const CORRECTED_BEFORE = /(?:不叫|不是叫?|原来写的?是?|写成了?|误写成?|错写成?|记成了?|登记成了?|弄成了?)$/;
const CONTACT_BEFORE = /(?:紧急联系人|联系人|担保人|介绍人|房东|前任网格员|负责人)(?:是|叫|:|：)?$/;
const BRINGS_CHILD = new RegExp(
  `^(?:带的?|照看的?|养的|家的?)(?:那个)?(?:${anyOf(CHILD_WORDS)}|(?:小|大)?(?:外孙女?|孙子|孙女|侄子|侄女))|^家(?:的|那个)?(?:${anyOf(KIN)}|${anyOf(CHILD_WORDS)})`,
);
/** 老周的孙子六岁: the relative is meant, whose age follows. */
const RELATIVE_AGED = new RegExp(
  `^(?:的|家的?)(?:小|大)?(?:${anyOf(KIN)}|${anyOf(CHILD_WORDS)})[今年才刚都已经\\s]{0,3}[0-9一二两三四五六七八九十]+(?:岁|个月|[\\s，]|$)`,
);
/** 万姐的闺女小蕾: the relative is named. */
const RELATIVE_OF = new RegExp(`^(?:的|家的?)(?:小|大)?(?:${anyOf(KIN)}|${anyOf(CHILD_WORDS)})`);
const DEPARTED_AFTER =
  /^(?:已经|都|早就?|前年|去年|上个?月|前几年|几年前|多年前|年前|前天|昨天|昨晚)*(?:(?<=年|月)(?:走|没|过世|去世)的|走了(?:好?几|[一二三四五六七八九十两]|多|半)|去世|过世|没了(?!药)|不在了|不在人世|病故|故去|病逝|火化|死了)/;

/** 原来的老金搬走了: who lived there before. */
const MOVED_AWAY = /^(?:家|一家|他们)?(?:已经|都|早就?)?(?:搬(?:走|家|去|到|回)|退租|卖了房)/;
const LIVED_BEFORE = /(?:原来|以前|之前|先前|原先)(?:住)?(?:的|那个|那家|那户)$/;
/** 在广州打工的马晓东: far from where the visit is. */
const FAR_AWAY = /在[^\s]{1,6}(?:打工|工作|上班|读书|上大学|当兵|做生意)的$/;
/** 罗姐带我去看…: who shows the way. */
const SHOWS_THE_WAY = /^(?:带|领|引|陪)(?:我|着我|我们)(?:去|看|到|上|找|认)/;

/** Whether the note goes on to name somebody: then a companion named before is not whom the visit is about. */
function namesSomebodyAfter(mentions: Mention[], offset: number): boolean {
  return mentions.some((m) => m.kind === "name" && m.span.start >= offset);
}

function asideOf(text: string, mention: Mention, mentions: Mention[]): Character["aside"] {
  const before = text.slice(Math.max(0, mention.span.start - 8), mention.span.start);
  const after = text.slice(mention.span.end, mention.span.end + 14);
  if (OFFICE_AFTER.test(after)) return "office";
  if (OFFICE_BEFORE.test(before) && !/(?:的|到|去|在)$/.test(before) && mention.name?.kind !== "honorific")
    return "office";
  // 物业的小董 他说二十六栋…: named as the source.
  if (/的$/.test(before) && OFFICE_BEFORE.test(before) && /^\s?[他她]?(?:说|讲|反映|提|告诉|打电话)/.test(after))
    return "office";
  // 刘家老二媳妇杨丽.
  const kin = RELATIVE_OF.exec(mention.name?.kind === "household" ? `的${after}` : after);
  const skipped = mention.name?.kind === "household" ? 1 : 0;
  if (kin && mentions.some((m) => m.kind === "name" && m.span.start === mention.span.end + kin[0].length - skipped))
    return "contact";
  if (CORRECTED_BEFORE.test(before)) return "corrected";
  if (CONTACT_BEFORE.test(before)) return "contact";
  if (DEPARTED_AFTER.test(after)) return "departed";
  if (LIVED_BEFORE.test(before) && MOVED_AWAY.test(after)) return "departed";
  const others = mentions.some((m) => m !== mention && (m.kind === "name" || m.kind === "description"));
  if (others && SHOWS_THE_WAY.test(after)) return "companion";
  if (FAR_AWAY.test(text.slice(0, mention.span.start)) && namesSomebodyAfter(mentions, mention.span.end))
    return "contact";
  // 陶家女儿带的外孙: the child is meant.
  if (BRINGS_CHILD.test(after) || RELATIVE_AGED.test(after)) return "contact";
  const together = /(?:跟|和|同|与|约了?|带着?|叫上|喊上|陪着?)[\p{Script=Han}]{0,4}$/u.test(before);
  if (
    together &&
    /^[\p{Script=Han}]{0,3}(?:一块|一起|一道|一同|两个人|俩)(?:儿)?[\p{Script=Han}]{0,3}(?:去|来|上门|走访|到|跑|入户)/u.test(
      after,
    )
  )
    return namesSomebodyAfter(mentions, mention.span.end) ? "companion" : null;
  return null;
}

function agrees(character: Character, mention: Mention): boolean {
  const name = mention.name!;
  // 小军 of 荆小军.
  if (name.kind === "nickname" && character.given.length === 2 && character.given === mention.words) return true;
  if (character.surname !== name.surname) return false;
  // 周家兄弟俩 老大周勇: a household is nobody of its own.
  const household = character.mentions.every((m) => m.name?.kind === "household") && character.honorifics.length === 0;
  if (name.kind === "full") return (character.given === "" && !household) || character.given === name.given;
  if (name.kind === "household") return character.honorifics.includes(name.honorific) && name.honorific !== "";
  if (character.honorifics.length === 0 || name.honorific === "") return true;
  if (character.honorifics.includes(name.honorific)) return true;
  const known = character.honorifics.map((h) => HONORIFICS.get(h) ?? null);
  const sex = HONORIFICS.get(name.honorific) ?? null;
  // 许阿婆 and 许奶奶 may be one; 耿大爷 and 耿奶奶 are two.
  return known.every((s) => s === sex) && character.given !== "";
}

/**
 * Groups the named mentions of a folded text into characters: a full name with its honorific (王秀兰王奶奶), a repeated
 * honorific, a given name alone (志勇) and an honorific alone that somebody already carries (婆婆 after 雷婆婆).
 */
export function castOf(text: string, mentions: Mention[]): Character[] {
  const cast: Character[] = [];
  for (const mention of mentions) {
    if (mention.kind !== "name" || !mention.name) continue;
    const name = mention.name;
    const relation =
      RELATION_BEFORE.exec(text.slice(Math.max(0, mention.span.start - 5), mention.span.start))?.[1] ?? null;
    const aside = asideOf(text, mention, mentions);
    const isNew = relation !== null || aside === "corrected";
    const known = cast.findLast(
      (c) =>
        c.aside !== "corrected" &&
        !otherAge(text, c, mention) &&
        (isNew ? sameFullName(c, mention) : agrees(c, mention)),
    );
    if (known) {
      known.mentions.push(mention);
      if (name.kind === "full") known.given = name.given;
      if (name.honorific) known.honorifics.push(name.honorific);
      known.aside ??= aside === "corrected" ? null : aside;
    } else {
      cast.push({
        mentions: [mention],
        surname: name.surname,
        given: name.kind === "full" ? name.given : "",
        honorifics: name.honorific ? [name.honorific] : [],
        relation,
        aside,
      });
    }
  }
  for (const character of cast) if (character.aside === "contact" && hasOwnAge(text, character)) character.aside = null;
  for (const character of cast) addShortForms(text, character, mentions);
  return cast;
}

const AGE_AFTER =
  /^[\s，,]{0,2}(?:今年|都|快)?((?:1[01][0-9]|[1-9][0-9])|[一二三四五六七八九]?十[一二三四五六七八九]?)(?![0-9号栋天块元斤点个组])/u;

/** 仲老师的儿子 三十二 … 仲老师七十: spoken of for a relative, and then for himself. */
function hasOwnAge(text: string, character: Character): boolean {
  return character.mentions.slice(1).some((m) => AGE_AFTER.test(text.slice(m.span.end, m.span.end + 8)));
}

/** 沈桂宝 六十六 … 沈阿妹 八十三: both have an age of their own right behind them, so they are two. */
function otherAge(text: string, character: Character, mention: Mention): boolean {
  const age = AGE_AFTER.exec(text.slice(mention.span.end, mention.span.end + 8))?.[1];
  if (age === undefined) return false;
  return character.mentions.some((m) => {
    const known = AGE_AFTER.exec(text.slice(m.span.end, m.span.end + 8))?.[1];
    return known !== undefined && known !== age;
  });
}

function sameFullName(character: Character, mention: Mention): boolean {
  return (
    character.given !== "" && character.given === mention.name?.given && character.surname === mention.name.surname
  );
}

/** 老太 and 老太太 are one honorific. */
function sameHonorific(honorific: string, words: string): boolean {
  const [short, long] = honorific.length < words.length ? [honorific, words] : [words, honorific];
  return short === long || (short.length >= 2 && long.startsWith(short));
}

/** 志勇 for 罗志勇, 婆婆 for 雷婆婆. */
function addShortForms(text: string, character: Character, mentions: Mention[]): void {
  const first = character.mentions[0]!.span.start;
  if (character.given.length === 2) {
    for (let at = text.indexOf(character.given); at >= 0; at = text.indexOf(character.given, at + 1)) {
      const end = at + character.given.length;
      if (mentions.some((m) => m.span.start < end && at < m.span.end)) continue;
      character.mentions.push({
        kind: "name",
        span: { start: at, end },
        words: character.given,
        sex: null,
        name: null,
        possessed: false,
      });
    }
  }
  for (const mention of mentions) {
    if (mention.kind === "name" || mention.span.start < first || mention.possessed) continue;
    if (character.honorifics.some((h) => sameHonorific(h, mention.words))) character.mentions.push(mention);
  }
  character.mentions.sort((a, b) => a.span.start - b.span.start);
}
