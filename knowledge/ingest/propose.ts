import { namedRegions } from "../regions/named.ts";
import { NATION, type Regions } from "../regions/regions.ts";
import type { Span } from "../sentences.ts";
import { blankSteering } from "../steering.ts";
import type { Reliability } from "./front-matter.ts";
import { DATE, datesOf, type Found, inForceFrom, inForceTo, isoDate, signedOn } from "./propose-dates.ts";
import { readTitle } from "./propose-title.ts";
import { Unreadable } from "./unreadable.ts";

export interface Proposal {
  title: string;
  issuer: string | null;
  doc_no: string | null;
  /** Adcode. */
  region: string;
  published: string | null;
  effective_from: string | null;
  effective_to: string | null;
  reliability: Reliability;
}

/** Where in the text without page chrome (`text`) or with it (`whole`) a value was read. */
export type ReadFrom = Partial<Record<keyof Proposal, { in: "text" | "whole"; span: Span }>>;

/** Where the articles begin: what stands before is the title, its history and who issued it. */
function headOf(text: string): string {
  const article = text.search(/^[ \t#*]*第[一二三四五六七八九十百]+[编章条]/m);
  return text.slice(0, article < 0 ? 800 : Math.min(article, 3_000));
}

function readReliability(title: string, head: string, text: string, doc_no: string | null): Reliability {
  const has_articles = /^[ \t#*]*第一条/m.test(text);
  const decreed = /令\s*第\s*\d+\s*号|(?:人民代表大会|常务委员会).{0,60}(?:通过|批准)/.test(head);
  if (has_articles && (/(?:(?<!办)法|条例)$/.test(title) || (/(?:办法|规定|规则|细则|决定)$/.test(title) && decreed)))
    return "law";
  if (
    doc_no &&
    /(?:通知|意见|办法|方案|规定|规范|公告|通告|批复|函|细则|标准|措施|指南)(?:\s*[（(].{1,20}[)）])?$/.test(title)
  )
    return "official";
  return /记者|通讯员|编辑[:：]|来源\s*[|｜:：]|据悉|近日|日前|本报讯|新华社/.test(text) ? "media" : "unverified";
}

/** Who issued a local rule: 上海市第十五届人民代表大会, 顺德区民政和人力资源社会保障局. */
const LOCAL_ISSUER =
  /([\p{Script=Han}]{2,9}?(?:省|自治区|自治州|市|县|区))(?:第[一二三四五六七八九十]+届)?(?:人民代表大会|人民政府|民政|卫生健康|医疗保障局|残疾人联合会)/u;

const spanOf = (match: RegExpMatchArray): Span => ({ start: match.index!, end: match.index! + match[0].length });

/** 民发〔2022〕104号, also with other brackets; not one that stands behind the name of another document. */
function readDocNo(head: string): Found | null {
  const own = [
    ...head.matchAll(/([\p{Script=Han}]{1,12})\s*[〔[［【（(]\s*(\d{4})\s*[〕\]］】）)]\s*(?:第\s*)?(\d{1,5})\s*号/gu),
  ].find((match) => !/》\s*[（(]?$|[（(]$/.test(head.slice(0, match.index)));
  if (own) return { value: `${own[1]}〔${own[2]}〕${own[3]}号`, span: spanOf(own) };
  const decree = [...head.matchAll(/[\p{Script=Han}]{2,10}令\s*第\s*\d+\s*号/gu)].at(-1);
  return decree ? { value: decree[0], span: spanOf(decree) } : null;
}

/** The page's own statement; what the title names before 关于; the congress or the council that passed it. */
function readIssuer(text: string, head: string, title: Found): Found | null {
  const stated = /^(?:发布机构|发文机关|制定机关|发文单位|发布单位)[:：]\s*([^\n\s]{2,60})/m.exec(head);
  if (stated) return { value: stated[1]!, span: spanOf(stated) };
  const before = /^([\p{Script=Han}\s、（）()]{2,60}?(?:部|委|委员会|局|厅|会|联|府|办公室|院|处|中心|所))关于/u.exec(
    title.value,
  );
  if (before) {
    const value = before[1]!.trim().replace(/\s+/g, " ");
    return { value, span: narrowed(text, title.span, [value]) };
  }
  const passed =
    /((?:(?![年月日])\p{Script=Han}){0,9}?(?:第[一二三四五六七八九十]+届)?(?:全国)?人民代表大会(?:常务委员会)?)|国务院(?=令|第\d+次常务会议|[^。\n]{0,12}(?:通过|公布|发布|批准))/u.exec(
      head,
    );
  return passed && { value: passed[0].replace(/第[一二三四五六七八九十]+届/, ""), span: spanOf(passed) };
}

/** The last day the text was passed or changed; else when the page or the signature says. */
function readPublished(
  text: string,
  head: string,
  whole: string,
  file: string,
): { in: "text" | "whole" | "file"; found: Found } | null {
  const passed: { in: "text" | "file"; found: Found }[] = [
    ...datesOf(head, `${DATE}[^\\n]*?(?:通过|修订|修正|公布|发布|批准|印发)`).map((found) => ({
      in: "text" as const,
      found,
    })),
    ...[...file.matchAll(new RegExp(`[(（]${DATE}[)）]`, "g"))].flatMap((match) => {
      const value = isoDate(match);
      return value ? [{ in: "file" as const, found: { value, span: spanOf(match) } }] : [];
    }),
  ];
  const last = passed.sort((a, b) => a.found.value.localeCompare(b.found.value)).at(-1);
  if (last) return last;
  const stamped = datesOf(whole, `(?:^|[\\s|｜])(?:发布|成文|印发|公开|更新)?(?:时间|日期)[:：]\\s*${DATE}`)[0];
  if (stamped) return { in: "whole", found: stamped };
  const printed =
    datesOf(text, `${DATE}\\s*印发`).at(-1) ??
    signedOn(text) ??
    datesOf(text, `^[^\\S\\n]*${DATE}`).find(({ span }) => text.slice(0, span.start).trim() === "");
  return printed ? { in: "text", found: printed } : null;
}

/**
 * What a text says about itself where its front matter is silent, and where it says so.
 * @param clean the text without page chrome, inserted pinyin and invisible characters
 * @param whole the same with the page chrome
 * @param file its name: the date in 精神卫生法(2018-04-27).md is that of the text
 * @param region given by whoever ingests; without one the place in the title, then of the issuer, else the nation
 * @throws Unreadable for a local rule whose place is not known: it must not pass for a national one
 */
export function propose(
  clean: string,
  whole: string,
  file: string,
  regions: Regions,
  region: string | null,
): { proposal: Proposal; read_from: ReadFrom } {
  const title = readTitle(clean, whole);
  const head = blankSteering(headOf(clean));
  const doc_no = readDocNo(head);
  const issuer = readIssuer(clean, head, title);
  const published = readPublished(clean, head, whole, file);
  const reliability = readReliability(title.value, head, whole, doc_no?.value ?? null);
  const is_rule = reliability === "law" || reliability === "official";
  // A report tells of rules; only what a text says of itself counts when nothing shows that it is one.
  const from = reliability === "media" ? null : inForceFrom(clean, published?.found ?? null, is_rule);
  const to = is_rule ? inForceTo(clean, from?.value ?? published?.found.value ?? null) : null;
  const place = region === null ? placeOf(title, clean, head, reliability, regions) : null;
  const read_from: ReadFrom = {};
  for (const [field, found] of Object.entries({
    title,
    issuer,
    doc_no,
    effective_from: from,
    effective_to: to,
    region: place,
  })) {
    if (found?.span && found.span.end > found.span.start)
      read_from[field as keyof Proposal] = { in: "text", span: found.span };
  }
  if (published && published.in !== "file") read_from.published = { in: published.in, span: published.found.span };
  return {
    proposal: {
      title: title.value,
      issuer: issuer?.value ?? null,
      doc_no: doc_no?.value ?? null,
      region: region ?? place?.value ?? NATION,
      published: published?.found.value ?? null,
      effective_from: from?.value ?? null,
      effective_to: to?.value ?? null,
      reliability,
    },
    read_from,
  };
}

/** The first 200 characters of a report name its place; further down stand the places it compares itself with. */
const DATELINE_CHARACTERS = 200;

function placeOf(title: Found, text: string, head: string, reliability: Reliability, regions: Regions): Found | null {
  const is_rule = reliability === "law" || reliability === "official";
  const issuer = is_rule ? LOCAL_ISSUER.exec(head) : null;
  const sources: { words: string; span: Span }[] = [
    { words: title.value, span: title.span },
    ...(issuer ? [{ words: issuer[1]!, span: spanOf(issuer) }] : []),
    ...(reliability === "media"
      ? [
          {
            words: text.slice(0, DATELINE_CHARACTERS),
            span: { start: 0, end: Math.min(text.length, DATELINE_CHARACTERS) },
          },
        ]
      : []),
  ];
  for (const { words, span } of sources) {
    const [place] = namedRegions(regions, words);
    if (place) return { value: place.adcode, span: narrowed(text, span, [place.name, place.short]) };
  }
  if (issuer) {
    throw new Unreadable(`是${issuer[1]}的文件，这个地方还不认得：请写明行政区划代码（命令里用 --region）`);
  }
  return null;
}

/** The place itself inside the words that name it. */
function narrowed(text: string, span: Span, names: readonly string[]): Span {
  for (const name of names) {
    const at = text.slice(span.start, span.end).indexOf(name);
    if (at >= 0) return { start: span.start + at, end: span.start + at + name.length };
  }
  return span;
}
