import type { Queryable } from "../../platform/database/port.ts";
import type { Reliability } from "../ingest/front-matter.ts";

/** What takes a text's place, or takes it out of force. */
export interface Successor {
  document_id: string;
  title: string;
  rule_name: string;
  doc_no: string | null;
}

/** A text with the days on which it holds. */
export interface Text {
  district_id: number;
  document_id: string;
  version: number;
  title: string;
  /** The title without 中华人民共和国, 《》, a year and what tells one version from another. */
  rule_name: string;
  doc_no: string | null;
  /** Adcode. */
  region: string;
  /** ISO date: when it was passed or last amended. */
  published: string | null;
  /** ISO date, as the text states it. */
  effective_from: string | null;
  reliability: Reliability;
  /** ISO date: the later of its start and its last amendment. Null: not known. */
  starts: string | null;
  /** ISO date: the last day on which it holds. Null: no end is known. */
  ends: string | null;
  /** Null also when it ends by itself. */
  ended_by: Successor | null;
}

/** Of every current document the asker may read: when it holds, and what ends it, be it shared or the district's own. */
const TEXTS = `
  select d.district_id, d.id as document_id, d.version, d.title, d.rule_name, d.doc_no, d.region, d.published, d.effective_from,
    d.reliability, d.starts, least(d.effective_to, e.last_day) as ends,
    case when e.id is not null and e.last_day <= coalesce(d.effective_to, 'infinity')
      then json_build_object('document_id', e.id, 'title', e.title, 'rule_name', e.rule_name, 'doc_no', e.doc_no) end as ended_by
  from rules d left join lateral (
    select o.id, o.title, o.rule_name, o.doc_no, last_day(o, d) as last_day from rules o
    where may_take_place(o, d) and takes_place(o, d) is not null
    -- A text of the same matter is what one goes by now; a decision to repeal only says so.
    order by last_day(o, d), (o.rule_stem = d.rule_stem or o.rule_name = d.rule_name) desc nulls last, o.district_id desc, o.starts, o.id
    limit 1
  ) e on true
  where d.current`;

const key = (text: Pick<Text, "document_id" | "version" | "title" | "region">): string =>
  JSON.stringify([text.document_id, text.version, text.title, text.region]);

/** When the documents of what was found hold. Two with one id, of the district and shared, are told apart by the rest. */
export async function readStanding<Found extends Pick<Text, "document_id" | "version" | "title" | "region">>(
  tx: Queryable,
  found: readonly Found[],
): Promise<(of: Found) => Text | undefined> {
  const ids = [...new Set(found.map((of) => of.document_id))];
  const { rows } = ids.length === 0 ? { rows: [] } : await tx.query<Text>(`${TEXTS} and d.id = any($1::text[])`, [ids]);
  const texts = new Map(rows.map((row) => [key(row), row]));
  return (of) => texts.get(key(of));
}

/** All texts, old and to come, of the rules with these names in these places; the newest first. */
export async function readRule(tx: Queryable, names: readonly string[], regions: readonly string[]): Promise<Text[]> {
  const { rows } = await tx.query<Text>(
    `${TEXTS} and d.reliability in ('law', 'official') and d.rule_name = any($1::text[]) and d.region = any($2::text[])
     order by d.starts desc nulls last, d.district_id desc, d.id`,
    [names, regions],
  );
  return rows;
}

/** The texts whose place this one takes, or will take. */
export async function readPredecessors(tx: Queryable, text: Text): Promise<Text[]> {
  const { rows } = await tx.query<Text>(
    `${TEXTS} and e.id = $1 and e.title = $2 and (e.last_day <= coalesce(d.effective_to, 'infinity'))
     order by d.starts desc nulls last`,
    [text.document_id, text.title],
  );
  return rows;
}

/** The texts that name this one as repealed or superseded, on the day it ends. */
export async function readRepealing(tx: Queryable, text: Text): Promise<Text[]> {
  const { rows } = await tx.query<Text>(
    `${TEXTS} and exists (select from rules old
       where old.current and old.district_id = $1 and old.id = $2 and takes_place(d, old) = 'named' and last_day(d, old) = $3::date)`,
    [text.district_id, text.document_id, text.ends],
  );
  return rows;
}

export const holds = ({ starts, ends }: Pick<Text, "starts" | "ends">, day: string): boolean =>
  (starts === null || starts <= day) && (ends === null || ends >= day);

/**
 * Leaves out what does not hold on the day. The search has left out most of it; not a shared text whose place a district's own
 * text has taken, because a district cannot change what is everybody's.
 */
export async function onlyHolding<Found extends Pick<Text, "document_id" | "version" | "title" | "region">>(
  tx: Queryable,
  found: readonly Found[],
  day: string,
): Promise<Found[]> {
  const standing = await readStanding(tx, found);
  return found.filter((of) => {
    const text = standing(of);
    return text !== undefined && holds(text, day);
  });
}
