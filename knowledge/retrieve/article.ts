import type { Queryable } from "../../platform/database/port.ts";
import { foldText } from "../terms.ts";
import type { Clause } from "./search.ts";

const DIGITS = "零一二三四五六七八九";

/** 117 → 一百一十七, as laws count their articles. */
export function articleNumber(value: number): string {
  if (value < 10) return DIGITS[value]!;
  if (value < 100) {
    const tens = Math.floor(value / 10);
    return `${tens === 1 ? "" : DIGITS[tens]!}十${value % 10 ? DIGITS[value % 10]! : ""}`;
  }
  const rest = value % 100;
  const tail = rest === 0 ? "" : rest < 10 ? `零${DIGITS[rest]!}` : `${rest < 20 ? "一" : ""}${articleNumber(rest)}`;
  return `${DIGITS[Math.floor(value / 100)]!}百${tail}`;
}

/**
 * The article that somebody names by law and number (精神卫生法第30条), of the text that holds on the day.
 * @returns one clause, or none when the words name no article of a law that is held
 */
export async function findArticle(
  tx: Queryable,
  words: string,
  where: { regions: readonly string[]; as_of: string },
): Promise<Clause[]> {
  const folded = foldText(words).replace(/\s/g, "");
  const named = /第([一二三四五六七八九十百零]{1,7}|\d{1,3})条/.exec(folded)?.[1];
  if (!named) return [];
  const article = `第${/^\d/.test(named) ? articleNumber(Number(named)) : named}条`;
  const { rows } = await tx.query<Clause>(
    `select d.id as document_id, d.version, d.title, d.doc_no, d.region, d.published, d.effective_from, d.reliability,
       d.complete, d.doubt, c.path, c.text, c.span_start, c.span_end, 0::float8 as score, 1::float8 as coverage
     from documents d join chunks c on c.district_id = d.district_id and c.document_id = d.id and c.version = d.version
     where d.current and d.reliability = 'law' and d.region = any($2::text[])
       and position(regexp_replace(d.title, '^《?中华人民共和国|[《》\\s]', '', 'g') in $1) > 0
       and (c.path = $3 or c.path like '%› ' || $3)
       and coalesce(c.effective_from <= $4::date, true) and coalesce(c.effective_to >= $4::date, true)
     order by length(d.title) desc limit 1`,
    [folded, where.regions, article, where.as_of],
  );
  return rows;
}
