import { inChinese, inLetters, inRoman } from "./counting.ts";

/** One level of a list as numbering.xml defines it. */
interface Level {
  start: number;
  format: string;
  /** 第%1条: %1 is the number of the first level. */
  text: string;
  suffix: string;
  /** A level may belong to a paragraph style. */
  style: string | null;
}

interface List {
  abstract: string;
  levels: Map<number, Level>;
  restarts: Map<number, number>;
}

const value = (xml: string, tag: string): string | null =>
  new RegExp(`<w:${tag}\\b[^>]*?\\sw:val="([^"]*)"`).exec(xml)?.[1] ?? null;

const LEVEL = /<w:lvl\b[^>]*?\sw:ilvl="(\d)"[^>]*>([\s\S]*?)<\/w:lvl>/g;

function readLevels(xml: string): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const [, at, inside] of xml.matchAll(LEVEL)) {
    levels.set(Number(at), {
      start: Number(value(inside!, "start") ?? 1),
      format: value(inside!, "numFmt") ?? "decimal",
      text: unescaped(value(inside!, "lvlText") ?? ""),
      suffix: value(inside!, "suff") ?? "tab",
      style: value(inside!, "pStyle"),
    });
  }
  return levels;
}

const unescaped = (xml: string): string =>
  xml.replace(/&(lt|gt|amp|quot);/g, (_, name: "lt") => ({ lt: "<", gt: ">", amp: "&", quot: '"' })[name]);
const escaped = (text: string): string =>
  text.replace(/[<>&]/g, (sign) => ({ "<": "&lt;", ">": "&gt;" })[sign] ?? "&amp;");

function readLists(numbering: string): Map<string, List> {
  const abstracts = new Map<string, Map<number, Level>>();
  for (const [, id, inside] of numbering.matchAll(
    /<w:abstractNum\b[^>]*?\sw:abstractNumId="(\d+)"[^>]*>([\s\S]*?)<\/w:abstractNum>/g,
  )) {
    abstracts.set(id!, readLevels(inside!));
  }
  const lists = new Map<string, List>();
  for (const [, id, inside] of numbering.matchAll(/<w:num\b[^>]*?\sw:numId="(\d+)"[^>]*>([\s\S]*?)<\/w:num>/g)) {
    const abstract = value(inside!, "abstractNumId") ?? "";
    const restarts = new Map<number, number>();
    for (const [, level, start] of inside!.matchAll(
      /<w:lvlOverride\b[^>]*?\sw:ilvl="(\d)"[^>]*>\s*<w:startOverride\b[^>]*?\sw:val="(\d+)"/g,
    )) {
      restarts.set(Number(level), Number(start));
    }
    lists.set(id!, {
      abstract,
      levels: new Map([...(abstracts.get(abstract) ?? []), ...readLevels(inside!)]),
      restarts,
    });
  }
  return lists;
}

interface Place {
  list: string;
  level: number;
}

/** Styles that number their paragraphs, their own or by the style they are based on. */
function readStyles(styles: string, lists: ReadonlyMap<string, List>): (style: string) => Place | null {
  const read = new Map<string, { list: string | null; level: string | null; based_on: string | null }>();
  for (const [, id, inside] of styles.matchAll(/<w:style\b[^>]*?\sw:styleId="([^"]*)"[^>]*>([\s\S]*?)<\/w:style>/g)) {
    read.set(id!, {
      list: value(inside!, "numId"),
      level: value(inside!, "ilvl"),
      based_on: value(inside!, "basedOn"),
    });
  }
  return (style) => {
    let at: string | null = style;
    for (let steps = 0; at !== null && steps < 10; steps++) {
      const found = read.get(at);
      if (found?.list) {
        const own = [...(lists.get(found.list)?.levels ?? [])].find(([, level]) => level.style === style)?.[0];
        return { list: found.list, level: own ?? Number(found.level ?? 0) };
      }
      at = found?.based_on ?? null;
    }
    return null;
  };
}

function written(number: number, format: string): string {
  if (/^(?:chinese|japanese|taiwanese|korean|ideographDigital|ideographLegal)/.test(format)) return inChinese(number);
  if (format === "decimalZero") return String(number).padStart(2, "0");
  if (/^decimalEnclosedCircle/.test(format) && number <= 20) return String.fromCodePoint(0x245f + number);
  if (/Letter$/.test(format)) return format.startsWith("upper") ? inLetters(number) : inLetters(number).toLowerCase();
  if (/Roman$/.test(format)) return format.startsWith("upper") ? inRoman(number) : inRoman(number).toLowerCase();
  if (format === "ideographTraditional") return "甲乙丙丁戊己庚辛壬癸"[(number - 1) % 10]!;
  return String(number);
}

/** A list that exists nowhere: the paragraph says its number itself and is no list item any more. */
const NO_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="written-out"/></w:numPr>';

/**
 * Writes the numbers that Word counts (第一条, 一、, （一）, 1.) into the paragraphs, where they are text like any other: a clause
 * is cited by them. Bullets stay lists; a paragraph whose mark is deleted is not counted.
 * @param document word/document.xml
 * @param numbering word/numbering.xml
 * @param styles word/styles.xml
 */
export function writeOutNumbers(document: string, numbering: string, styles: string): string {
  const lists = readLists(numbering);
  const placeOfStyle = readStyles(styles, lists);
  const counts = new Map<string, number[]>();
  const restarted = new Set<string>();

  const label = ({ list: id, level }: Place): string | null => {
    const list = lists.get(id);
    const format = list?.levels.get(level);
    if (!list || !format || format.format === "bullet" || format.format === "none") return null;
    const count = counts.get(list.abstract) ?? [];
    counts.set(list.abstract, count);
    const restart = list.restarts.get(level);
    if (restart !== undefined && !restarted.has(`${id}/${level}`)) count[level] = restart - 1;
    restarted.add(`${id}/${level}`);
    count[level] = (count[level] ?? format.start - 1) + 1;
    count.length = level + 1;
    const text = format.text.replace(/%(\d)/g, (_, nth: string) => {
      const at = Number(nth) - 1;
      const above = list.levels.get(at);
      return written(count[at] ?? above?.start ?? 1, above?.format ?? "decimal");
    });
    return text === "" ? null : text + (format.suffix === "nothing" || /[、）)]$/.test(text) ? "" : " ");
  };

  return document
    .replace(/<w:(pPrChange|rPrChange|numberingChange)\b[^>]*?(?:\/>|>[\s\S]*?<\/w:\1>)/g, "")
    .replace(/<w:pPr>([\s\S]*?)<\/w:pPr>/g, (whole, inside: string) => {
      if (/<w:del\b/.test(inside)) return whole;
      const own = value(inside, "numId");
      const style = value(inside, "pStyle");
      const place: Place | null = own
        ? { list: own, level: Number(value(inside, "ilvl") ?? 0) }
        : style
          ? placeOfStyle(style)
          : null;
      const words = place && label(place);
      if (!words) return whole;
      const rest = inside.replace(/<w:numPr>[\s\S]*?<\/w:numPr>/, "");
      return `<w:pPr>${rest}${NO_LIST}</w:pPr><w:r><w:t xml:space="preserve">${escaped(words)}</w:t></w:r>`;
    });
}
