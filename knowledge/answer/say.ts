import type { Citation } from "../citation.ts";
import { NATION, type Regions, regionName } from "../regions/regions.ts";
import type { Clause } from "../retrieve/search.ts";
import { holds, type Text } from "../retrieve/standing.ts";
import { dayAfter } from "./days.ts";
import type { Quote } from "./quote.ts";

/** 中华人民共和国慈善法 → 《慈善法》 */
export const nameRule = ({ title }: Pick<Text, "title">): string =>
  `《${title.replace(/^《|》$/g, "").replace(/^中华人民共和国/, "")}》`;

/** A decision to repeal or amend is no text that one could go by instead. */
export const onlyRepeals = ({ title }: Pick<Text, "title">): boolean =>
  /(?:废止|失效|清理|修改|停止执行).{0,40}(?:决定|通知|公告|目录)》?$/.test(title);

/** What has become of a text that no longer holds: 2023-01-01 起已被新的《妇女权益保障法》代替. */
export function sayEnd({ rule_name, ends, ended_by }: Text): string {
  if (!ended_by) return `有效期到 ${ends}，已经失效`;
  const from = dayAfter(ends!);
  if (onlyRepeals(ended_by)) {
    const number = ended_by.doc_no ? `，${ended_by.doc_no}` : "";
    return `${from} 起已废止（${nameRule(ended_by)}${number}）`;
  }
  return `${from} 起已被${ended_by.rule_name === rule_name ? "新的" : ""}${nameRule(ended_by)}代替`;
}

/** Goes before every quote of a text that does not hold on the day. Empty when it does. */
export function labelText(text: Text | undefined, day: string): string {
  if (!text || holds(text, day)) return "";
  return text.starts !== null && text.starts > day
    ? `${nameRule(text)}还没施行，${text.starts} 起施行。`
    : `这是旧文本，${sayEnd(text)}。`;
}

/** The label again before a further clause of the same text: no clause of an old text stands without. */
export function repeatLabel(label: string): string {
  if (label === "") return "";
  return label.startsWith("这是旧文本") ? "这是旧文本：" : "还没施行：";
}

/** 第三章 社会救助 › 第九条 → 第九条; a section's heading says nothing that its words do not. */
function articleOf(clause: Clause): string {
  return /第[^›]{1,12}条(?:之.)?$/.exec(clause.path)?.[0] ?? "";
}

/** What has to be known before the words are read: whose rule it is, a report, or a source that is in doubt. */
export function introduce(clause: Clause, regions: Regions): string {
  const place = clause.region === NATION ? "" : regionName(regions, clause.region);
  if (clause.doubt) return `这份材料来源存疑（${clause.doubt}），引用前请核实。材料写的是：`;
  if (clause.reliability === "media") {
    const [year, month] = clause.published?.split("-") ?? [];
    return year
      ? `据${place}${year}年${Number(month)}月的报道：`
      : place
        ? `据${place}的报道（没有写日期）：`
        : "据公开报道：";
  }
  if (place === "") return "";
  return clause.reliability === "unverified" ? `${place}的材料，没有对到正式文件：` : `${place}的规定：`;
}

/** Said behind working advice without a document: what to do comes first, at a door it may be urgent. */
export const UNVERIFIED_NOTE = "这是整理的做法，没有对到正式文件，拿不准先问主管。";

/** The quoted words without blank lines, with marks where the clause goes on. */
export function sayQuote(quote: Quote): string {
  return `${quote.is_cut_before ? "……" : ""}${quote.text.replace(/\n\s*\n/g, "\n")}${quote.is_cut_after ? "……" : ""}`;
}

const RELIABILITY = { law: "法律法规", official: "官方文件", media: "媒体报道", unverified: "未核实" } as const;

/** `依据 [1]《社会救助暂行办法》第九条，国务院令第649号，全国，2014-05-01 起施行，法律法规` */
export function sourceLine(number: number, clause: Clause, regions: Regions, text?: Text): string {
  const amended =
    clause.reliability === "law" &&
    clause.published &&
    clause.effective_from &&
    clause.published > clause.effective_from
      ? `${clause.published} 修正`
      : null;
  const day = clause.effective_from
    ? `${clause.effective_from} 起施行`
    : clause.published && `${clause.published} ${clause.reliability === "media" ? "刊发" : "发布"}`;
  const title = clause.title.startsWith("《") ? clause.title : `《${clause.title}》`;
  const parts = [
    `${title}${articleOf(clause)}`,
    clause.doc_no,
    regionName(regions, clause.region),
    day,
    amended,
    text?.ends ? `到 ${text.ends} 止` : null,
    RELIABILITY[clause.reliability],
    clause.complete ? null : "材料不全",
  ];
  return `依据 [${number}]${parts.filter(Boolean).join("，")}`;
}

/** The lines of all sources; several clauses of one text share a line: 依据 [1][2]《…》. */
export function sourceLines(shown: readonly { clause: Clause; text?: Text | undefined }[], regions: Regions): string[] {
  const numbers = new Map<string, string>();
  for (const [i, { clause, text }] of shown.entries()) {
    const source = sourceLine(1, clause, regions, text).replace(/^依据 \[1\]/, "");
    numbers.set(source, `${numbers.get(source) ?? ""}[${i + 1}]`);
  }
  return [...numbers].map(([source, marks]) => `依据 ${marks}${source}`);
}

export function cite(clause: Clause, quote: Quote, regions: Regions): Citation {
  const start = clause.span_start + Math.max(0, clause.text.indexOf(quote.text));
  return {
    document_id: clause.document_id,
    title: clause.title,
    doc_no: clause.doc_no,
    region: regionName(regions, clause.region),
    effective_from: clause.effective_from,
    quote: quote.text,
    version: clause.version,
    start,
    end: start + quote.text.length,
  };
}
