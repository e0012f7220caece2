import type { Queryable } from "../../platform/database/port.ts";
import { storeAssociations } from "../learn/store.ts";
import { thesaurusAssociations } from "../learn/thesaurus.ts";
import { lookupTerm } from "../retrieve/synonyms.ts";
import type { Pack } from "./read.ts";

/**
 * Puts the pack's places, help lines, synonyms and associations into the shared district 0. All of these but places are the pack's
 * alone there, so they are replaced; places that an installation added itself stay.
 * @param tx in the system scope of district 0
 */
export async function putTables(tx: Queryable, { regions, hotlines, synonyms, associations }: Pack): Promise<void> {
  // Two processes that start at once take turns, so that each sees what the other has put.
  await tx.query("select from districts where id = 0 for update");
  await tx.query(
    `insert into regions (adcode, name, short, parent)
     select adcode, name, short, parent
     from jsonb_to_recordset($1::jsonb) as row(adcode char(6), name text, short text, parent char(6))
     on conflict (adcode) do update set name = excluded.name, short = excluded.short, parent = excluded.parent`,
    [JSON.stringify(regions)],
  );
  await tx.query("delete from hotlines where district_id = 0");
  await tx.query(
    `insert into hotlines (district_id, number, region, name, purpose, region_name, hours, as_of, source, verified, note,
       kinds, replaced_by)
     select 0, number, region, name, use, region_name, hours, as_of, source, verified, note, crisis_kinds, replaced_by
     from jsonb_to_recordset($1::jsonb) as row(number text, region char(6), name text, use text, region_name text,
       hours text, as_of text, source text, verified boolean, note text, crisis_kinds text[], replaced_by text)`,
    [JSON.stringify(hotlines)],
  );
  await tx.query("delete from synonyms where district_id = 0");
  await tx.query(
    `insert into synonyms (district_id, say, means, lookup)
     select 0, say, means, lookup from jsonb_to_recordset($1::jsonb) as row(say text, means text[], lookup integer)`,
    [JSON.stringify(synonyms.map((row) => ({ ...row, lookup: lookupTerm(row.say) })))],
  );
  await storeAssociations(tx, 0, "thesaurus", thesaurusAssociations(synonyms));
  await storeAssociations(tx, 0, "confirmed", associations);
}
