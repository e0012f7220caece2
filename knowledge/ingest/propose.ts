import { namedRegions } from "../regions/named.ts";
import { NATION, type Regions } from "../regions/regions.ts";
import type { Reliability } from "./front-matter.ts";
import { Unreadable } from "./read.ts";

export interface Proposal {
  title: string;
  issuer: string | null;
  doc_no: string | null;
  /** Adcode. */
  region: string;
  published: string | null;
  effective_from: string | null;
  reliability: Reliability;
}

const DATE = "(\\d{4})\\s*[-年./]\\s*(\\d{1,2})\\s*[-月./]\\s*(\\d{1,2})\\s*日?";

function isoDate(match: RegExpMatchArray | null): string | null {
  if (!match) return null;
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number];
  const at = new Date(Date.UTC(year, month - 1, day));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.toISOString().slice(0, 10) : null;
}

const TITLE_MAX_CHARACTERS = 40;

/** The first heading, else the first line; a long first line gives the title it quotes, or its first clauses. */
function readTitle(lines: readonly string[], all: readonly string[]): string {
  const heading = lines.find((line) => /^#{1,2}\s/.test(line));
  const first = (heading ?? lines[0] ?? "").replace(/^#+\s*/, "").replace(/[.。]$/, "");
  const quoted = all.map((line) => /《([^《》]{6,60})》/.exec(line)?.[1]);
  if (!heading && quoted[0] && all[0]!.length > TITLE_MAX_CHARACTERS) return quoted[0];
  if (first.length <= TITLE_MAX_CHARACTERS + 20) return first;
  const undated = first.replace(new RegExp(`^${DATE}\\s*[,，、]?`), "");
  let title = "";
  for (const clause of undated.split(/(?=[,，。；;])/)) {
    if (title !== "" && title.length + clause.length > TITLE_MAX_CHARACTERS) break;
    title += clause;
  }
  return title.slice(0, TITLE_MAX_CHARACTERS + 20);
}

/** Where the articles begin: what stands before is the title, its history and who issued it. */
function headOf(text: string): string {
  const article = text.search(/^[ \t#*]*第[一二三四五六七八九十百]+[编章条]/m);
  return text.slice(0, article < 0 ? 800 : Math.min(article, 3_000));
}

function readReliability(title: string, head: string, text: string, doc_no: string | null): Reliability {
  const has_articles = /^[ \t#*]*第一条/m.test(text);
  const decreed = /令\s*第\s*\d+\s*号|(?:人民代表大会|常务委员会).{0,60}(?:通过|批准)/.test(head);
  if (has_articles && (/(?:法|条例)$/.test(title) || (/(?:办法|规定|规则|细则|决定)$/.test(title) && decreed)))
    return "law";
  if (doc_no && /通知|意见|办法|方案|规定|规范|公告|批复|函$/.test(title)) return "official";
  return /记者|通讯员|编辑[:：]|来源\s*[|｜:：]|据悉|近日|日前|本报讯|新华社/.test(text) ? "media" : "unverified";
}

/** Who issued a local rule: 上海市第十五届人民代表大会, 顺德区民政和人力资源社会保障局. */
const LOCAL_ISSUER =
  /([\p{Script=Han}]{2,9}?(?:省|自治区|自治州|市|县|区))(?:第[一二三四五六七八九十]+届)?(?:人民代表大会|人民政府|民政|卫生健康|医疗保障局|残疾人联合会)/u;

/**
 * What a text says about itself where its front matter is silent.
 * @param clean the text without page chrome, inserted pinyin and invisible characters
 * @param whole the same with the page chrome
 * @param file its name: the date in 精神卫生法(2018-04-27).md is that of the text
 * @param region given by whoever ingests; without one the place in the title, then of the issuer, else the nation
 * @throws Unreadable for a local rule whose place is not known: it must not pass for a national one
 */
export function propose(clean: string, whole: string, file: string, regions: Regions, region: string | null): Proposal {
  const linesOf = (text: string): string[] =>
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  const title = readTitle(linesOf(clean), linesOf(whole));
  const head = headOf(clean);
  const doc_no =
    /[\p{Script=Han}]{1,12}〔\d{4}〕\d+号/u.exec(head)?.[0] ??
    [...head.matchAll(/[\p{Script=Han}]{2,10}令\s*第\s*\d+\s*号/gu)].at(-1)?.[0] ??
    null;
  const passed = [
    ...head.matchAll(new RegExp(`${DATE}[^\\n]*?(?:通过|修订|修正|公布|发布|批准|印发)`, "g")),
    ...file.matchAll(new RegExp(`[(（]${DATE}[)）]`, "g")),
  ]
    .map(isoDate)
    .filter((date) => date !== null)
    .sort();
  const stamped = isoDate(new RegExp(`(?:时间|日期|发布时间)[:：]\\s*${DATE}`).exec(whole));
  const dateline = isoDate(new RegExp(`^\\s*${DATE}`).exec(clean));
  const reliability = readReliability(title, head, whole, doc_no);
  const in_force = [...clean.matchAll(new RegExp(`${DATE}\\s*起?(?:施行|实施|执行)`, "g"))].map(isoDate).at(-1) ?? null;
  return {
    title,
    issuer:
      /[\p{Script=Han}]{0,9}人民代表大会(?:常务委员会)?|国务院(?!令)/u.exec(
        head.replace(/第[一二三四五六七八九十]+届/g, ""),
      )?.[0] ?? null,
    doc_no,
    region: region ?? regionOf(title, clean, head, reliability, regions),
    published: passed.at(-1) ?? stamped ?? dateline,
    effective_from: reliability === "law" || reliability === "official" ? in_force : null,
    reliability,
  };
}

/** The first 200 characters of a report name its place; further down stand the places it compares itself with. */
const DATELINE_CHARACTERS = 200;

function regionOf(title: string, text: string, head: string, reliability: Reliability, regions: Regions): string {
  const is_rule = reliability === "law" || reliability === "official";
  const issuer = is_rule ? LOCAL_ISSUER.exec(head)?.[1] : undefined;
  const [place] = [title, issuer ?? "", reliability === "media" ? text.slice(0, DATELINE_CHARACTERS) : ""].flatMap(
    (words) => namedRegions(regions, words),
  );
  if (place) return place.adcode;
  if (issuer) throw new Unreadable(`是${issuer}的文件，这个地方还不认得，请用 --region 写明行政区划代码`);
  return NATION;
}
