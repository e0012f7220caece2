import type { PersonDraft, Span, VisitDraft } from "../../cases/visits/draft.ts";
import { inStandardWords } from "./dialect.ts";
import { fold } from "./fold.ts";
import { FLAG_TALK, NOT_AGAIN, REMOVES } from "./lexicon/correction-words.ts";
import { taskOf } from "./needs.ts";
import { readNumeral } from "./numerals.ts";

const plain = (words: string) => inStandardWords(fold(words));

const FIELDS: readonly { key: "name" | "age" | "sex" | "grid" | "address"; when: RegExp }[] = [
  { key: "name", when: /^(?:名字|姓名|人名)$/ },
  { key: "age", when: /^(?:年龄|年纪|岁数)$/ },
  { key: "sex", when: /^性别$/ },
  { key: "grid", when: /^网格$/ },
  { key: "address", when: /^(?:地址|住址|门牌号?)$/ },
];

/**
 * Takes out of the draft (in place) what a folded correction wants gone: 去掉跌倒, 删掉第二个人, 年龄去掉, 下次不去了. `targets`
 * are the persons it can mean. Returns the names of the changed fields; empty when the draft holds no such thing, or several
 * different ones. Null when nothing is to go.
 */
export function withdraw(draft: VisitDraft, said: string, targets: PersonDraft[]): string[] | null {
  const denied = deniedFlags(draft, said);
  if (denied.length > 0) {
    draft.flags = draft.flags.filter((flag) => !denied.includes(flag));
    // What the flag alone had made a task goes with it.
    draft.needs = draft.needs.filter((need) => !denied.some((flag) => madeBy(flag, need)));
    return ["flags"];
  }
  if (NOT_AGAIN.test(said)) return clear(draft, "agreed_on");
  const what = REMOVES.map((pattern) => pattern.exec(said)?.groups?.what)
    .find((words) => words !== undefined)
    ?.replace(/^(?:那|这)(?:个|条|句|项)?|(?:那|这)(?:个|条|句|项)?$|的$/gu, "");
  if (what === undefined || what === "") return null;
  if (/^(?:日期|时间|回访|下次|约的?时间)$/.test(what)) return clear(draft, "agreed_on");
  if (/^(?:走访)?(?:方式|形式)$/.test(what)) return clear(draft, "form");
  if (/^(?:需求|诉求|要办的)$/.test(what)) {
    const had = draft.needs.length > 0;
    draft.needs = [];
    return had ? ["needs"] : [];
  }
  const field = FIELDS.find(({ when }) => when.test(what));
  if (field) {
    if (targets.length !== 1 || targets[0]![field.key] === null) return [];
    targets[0]![field.key] = null;
    return [field.key];
  }
  const index = personSaid(draft, what);
  if (index !== null) {
    dropPerson(draft, index);
    return ["persons"];
  }
  return dropWords(draft, what);
}

/** Flags that are denied or to be taken out, by their own words or by how people speak of them. */
function deniedFlags(draft: VisitDraft, said: string): VisitDraft["flags"] {
  const object = /(?:不是|没有|没|不算|去掉|删掉|删了|拿掉|划掉)(?!人|法)([^\s，,是]{1,10})/u.exec(said)?.[1] ?? "";
  const before = /^把?([^\s]{1,10}?)(?:给)?(?:去掉|删掉|删了|拿掉|划掉)/u.exec(said)?.[1] ?? "";
  return draft.flags.filter((flag) => {
    const words = plain(flag.words);
    const talk = FLAG_TALK[flag.value];
    const denied = [object, before].filter(Boolean);
    // 没见到 said of not_met would deny the denial: its own words are needed.
    return denied.some((d) => d.includes(words) || words === d || (talk?.test(d) && !/^(?:不|没)/.test(words)));
  });
}

/** The task that a flag made: told in its words or in the clause that holds them. */
export function madeBy(flag: VisitDraft["flags"][number], need: VisitDraft["needs"][number]): boolean {
  const task = taskOf(flag.value, flag.words);
  return task !== null && covers(need.span, flag.span) && (task.code === need.code || flag.value === "suspected_harm");
}

function clear(draft: VisitDraft, key: "agreed_on" | "form"): string[] {
  if (draft[key] === null) return [];
  draft[key] = null;
  return [key];
}

/** Which person of the draft some words name: 第二个人, 李桂珍, 他老伴 where the note has 老伴李桂珍; null for nobody or several. */
export function personSaid(draft: VisitDraft, said: string): number | null {
  const place = /第([一二两三四五六七八九1-9])(?:个|位)/u.exec(said);
  if (place) {
    const index = (readNumeral(place[1]!) ?? 0) - 1;
    return index >= 0 && index < draft.persons.length ? index : null;
  }
  const named = draft.persons.flatMap((p, i) => (p.name && said.includes(plain(p.name.words)) ? [i] : []));
  if (named.length > 0) return named.length === 1 ? named[0]! : null;
  const note = plain(draft.note);
  const relation =
    /老伴|老公|老婆|丈夫|妻子|儿子|女儿|闺女|孙子|孙女|外孙女?|儿媳|女婿|媳妇|哥哥|弟弟|姐姐|妹妹|[爸妈]/u.exec(
      said,
    )?.[0];
  if (relation === undefined) return null;
  const related = draft.persons.flatMap((p, i) => {
    const at = p.name?.span.start ?? p.age?.span.start ?? p.sex?.span.start ?? -1;
    return at >= 0 && note.slice(Math.max(0, at - relation.length - 2), at + relation.length).includes(relation)
      ? [i]
      : [];
  });
  return related.length === 1 ? related[0]! : null;
}

/** Takes a person out with what was observed and needed of them alone. */
function dropPerson(draft: VisitDraft, index: number): void {
  draft.persons.splice(index, 1);
  const left = <T extends { person: number | null }>(values: T[]) =>
    values
      .filter((value) => value.person !== index)
      .map((value) => ({
        ...value,
        person: value.person !== null && value.person > index ? value.person - 1 : value.person,
      }));
  draft.observations = left(draft.observations);
  draft.needs = left(draft.needs);
}

const A_NUMBER = /[0-9][0-9 -]{5,}[0-9]|[零一二三四五六七八九幺]{7,}/;

/** Takes out observations and needs that hold the words; when these stand in different stretches of the note it is not clear which. */
function dropWords(draft: VisitDraft, what: string): string[] {
  const holds = (words: string) =>
    plain(words).includes(what) || (/^(?:电话|号码|电话号码|手机号?)$/.test(what) && A_NUMBER.test(words));
  const observations = draft.observations.filter((o) => holds(o.words));
  const needs = draft.needs.filter((n) => holds(n.words));
  const all = [...observations, ...needs];
  if (what.length < 2 || all.length === 0) return [];
  const numbered = all.filter((value) => A_NUMBER.test(value.words));
  const first = (numbered[0] ?? all[0]!).span;
  if (all.some((value) => !touches(first, value.span)) && numbered.length !== 1) return [];
  const gone = numbered.length === 1 ? numbered : all;
  draft.observations = draft.observations.filter((o) => !gone.includes(o));
  draft.needs = draft.needs.filter((n) => !gone.includes(n));
  return [
    ...(observations.some((o) => gone.includes(o)) ? ["observations"] : []),
    ...(needs.some((n) => gone.includes(n)) ? ["needs"] : []),
  ];
}

const covers = (a: Span, b: Span) => a.start <= b.start && b.end <= a.end;
const touches = (a: Span, b: Span) => a.start < b.end && b.start < a.end;
