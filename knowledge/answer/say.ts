import type { Citation } from "../citation.ts";
import { NATION, type Regions, regionName } from "../regions/regions.ts";
import type { Clause } from "../retrieve/search.ts";
import type { Quote } from "./quote.ts";

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

/** `依据 [1]《社会救助暂行办法》第九条，国务院令第649号，全国，2014-05-01 起施行` */
export function sourceLine(number: number, clause: Clause, regions: Regions): string {
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
    clause.reliability === "unverified" ? "未核实" : null,
    clause.complete ? null : "材料不全",
  ];
  return `依据 [${number}]${parts.filter(Boolean).join("，")}`;
}

export function cite(clause: Clause, quote: Quote, regions: Regions): Citation {
  return {
    document_id: clause.document_id,
    title: clause.title,
    doc_no: clause.doc_no,
    region: regionName(regions, clause.region),
    effective_from: clause.effective_from,
    quote: quote.text,
  };
}
