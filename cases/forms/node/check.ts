import Docxtemplater, { type DXT } from "docxtemplater";
import type PizZip from "pizzip";
import type { FormKind } from "../kinds.ts";
import { BadTemplate, type TemplateFault } from "../maker.ts";
import { type Vocabulary, vocabularyOf } from "../vocabulary.ts";
import { openTemplate } from "./open-template.ts";
import { paragraphsOf, partsOf, placeOf } from "./place.ts";

/** How templates are read, for checking and for filling. */
export const READING = {
  paragraphLoop: true,
  linebreaks: true,
  // It would print the words of the template.
  errorLogging: false,
  // A placeholder is a name and nothing else: no expressions, nothing that every object has.
  parser: (tag: string) => ({
    get: (row: unknown): unknown => (isRow(row) && Object.hasOwn(row, tag.trim()) ? row[tag.trim()] : undefined),
  }),
};

const isRow = (row: unknown): row is Record<string, unknown> => typeof row === "object" && row !== null;

/** A part of a template as docxtemplater has parsed it; loops hold what stands inside them. */
interface Tag {
  type: string;
  value: string;
  /** Missing for a plain placeholder; `loop` and `rawxml` otherwise. */
  module?: string;
  subparsed?: Tag[];
}

/** What docxtemplater says of a template that it cannot read. */
interface TemplateError {
  properties?: {
    id?: string;
    xtag?: string;
    context?: string;
    openingtag?: string;
    closingtag?: string;
    errors?: TemplateError[];
  };
}

const BROKEN: Record<string, string> = {
  unopened_tag: "少了前面的「{」",
  unclosed_tag: "少了后面的「}」",
  unopened_loop: "清单只有结尾，前面少了「{#清单名}」",
  unclosed_loop: "清单没有结尾，后面要写「{/清单名}」",
  closing_tag_does_not_match_opening_tag: "清单开头和结尾的名字不一样",
  duplicate_open_tag: "「{」多写了一个",
  duplicate_close_tag: "「}」多写了一个",
};

/** Letters that two words share: 住止 and 住址. */
function likeness(a: string, b: string): number {
  const shared = [...new Set(a)].filter((letter) => b.includes(letter)).length;
  return shared / Math.max(a.length, b.length);
}

function nearest(wrong: string, known: readonly string[]): string | null {
  const best = known.toSorted((a, b) => likeness(wrong, b) - likeness(wrong, a))[0];
  return best !== undefined && likeness(wrong, best) >= 0.5 ? best : null;
}

const placeholders = (parts: readonly Tag[] = []): Tag[] => parts.filter(({ type }) => type === "placeholder");

/** ｛姓名｝: what Chinese input types is not what is looked for. */
function wideBraces(zip: PizZip): TemplateFault[] {
  const texts = partsOf(zip).flatMap(({ name }) => paragraphsOf(zip.file(name)!.asText()));
  const written = new Set(texts.flatMap((words) => Array.from(words.matchAll(/｛[^｛｝]{1,20}｝/gu), ([tag]) => tag)));
  const why = "括号是全角的。切到英文输入法，写成「{」和「}」。";
  return [...written].map((tag) => ({ placeholder: tag, place: placeOf(zip, tag), why }));
}

function unknownTags(
  zip: PizZip,
  tags: readonly Tag[],
  at: { known: Vocabulary; list: string | null },
): TemplateFault[] {
  const { known, list } = at;
  const fields = list === null ? known.fields : [...(known.lists[list] ?? []), ...known.fields];
  return tags.flatMap(({ value: written, module, subparsed }): TemplateFault[] => {
    const value = written.trim();
    if (module === "rawxml")
      return [{ placeholder: `@${value}`, place: placeOf(zip, `@${value}`), why: "不能用「@」，直接写名字就行。" }];
    if (module === "loop") {
      const inside = unknownTags(zip, placeholders(subparsed), { known, list: value });
      if (Object.hasOwn(known.lists, value)) return inside;
      // {#字段} … {/字段}: shown only when the field holds something.
      if (known.fields.includes(value)) return unknownTags(zip, placeholders(subparsed), { known, list });
      const lists = Object.keys(known.lists);
      const why =
        lists.length > 0
          ? `没有「${value}」这个清单。这张表的清单有：${lists.join("、")}。`
          : `没有「${value}」这个清单。这张表没有清单。`;
      return [{ placeholder: `#${value}`, place: placeOf(zip, `#${value}`), why }];
    }
    if (fields.includes(value)) return [];
    const owner = Object.entries(known.lists).find(([, columns]) => columns.includes(value))?.[0];
    const meant = nearest(value, fields);
    const why = owner
      ? `「${value}」要写在清单里：{#${owner}} 和 {/${owner}} 之间。`
      : `没有「${value}」这个占位符。${meant ? `是不是「${meant}」？` : "对照下面的清单改。"}`;
    return [{ placeholder: value, place: placeOf(zip, `{${written}}`) ?? placeOf(zip, value), why }];
  });
}

/** The place of words that may begin paragraphs before it: with no bracket to stop at, everything before counts as the tag. */
function placeOfEnd(zip: PizZip, tag: string): string | null {
  const letters = [...tag];
  for (let from = 0; from < letters.length; from++) {
    const place = placeOf(zip, letters.slice(from).join(""));
    if (place !== null) return place;
  }
  return null;
}

/** What docxtemplater could not read, one fault a place. @throws the error when it is about something else */
export function brokenTags(zip: PizZip, error: unknown): TemplateFault[] {
  const { properties } = error as TemplateError;
  if (!properties?.id) throw error;
  const faults = (properties.errors ?? [error as TemplateError]).map(({ properties: one = {} }): TemplateFault => {
    const tag = (one.openingtag ?? one.xtag ?? one.context ?? "").replace(/[{}]/g, "").trim();
    const why = BROKEN[one.id ?? ""] ?? "这里的括号写法读不懂。占位符写成「{姓名}」，清单写成「{#清单}…{/清单}」";
    return { placeholder: tag === "" ? null : tag, place: placeOfEnd(zip, tag), why: `${why}。` };
  });
  // One bracket too few is reported from both sides.
  return faults.filter(
    (fault, i) => faults.findIndex((other) => other.place === fault.place && other.why === fault.why) === i,
  );
}

/** What is wrong with a template for this form: every placeholder that it does not know, and every bracket that is not closed. */
export function checkTemplate(form: FormKind, file: Uint8Array): TemplateFault[] {
  let zip: PizZip;
  try {
    zip = openTemplate(file);
  } catch (error) {
    if (error instanceof BadTemplate) return error.faults;
    throw error;
  }
  const tags: Tag[] = [];
  // A module is told of every part once it is parsed; the one that comes with the package needs a package of its own.
  const listening = {
    name: "what stands in it",
    set: ({ inspect }: { inspect?: { postparsed?: Tag[] } }) => tags.push(...placeholders(inspect?.postparsed)),
  };
  try {
    new Docxtemplater(zip, { ...READING, modules: [listening as unknown as DXT.Module] });
  } catch (error) {
    return brokenTags(zip, error);
  }
  const wide = wideBraces(zip);
  if (wide.length > 0) return wide;
  if (tags.length === 0) {
    const why = "里面一个占位符也没有，填不进东西。在要填的地方写上「{姓名}」这样的占位符。";
    return [{ placeholder: null, place: null, why }];
  }
  return unknownTags(zip, tags, { known: vocabularyOf(form), list: null });
}
