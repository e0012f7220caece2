import type { Queryable } from "../../platform/database/port.ts";
import { termId } from "../terms.ts";
import type { Association } from "./associate.ts";

/** Rows in one statement. */
const BATCH = 2_000;

/**
 * Makes `associations` the ones a district has of a kind: new words come, words that are no longer there go, the others stay
 * as they are.
 * @param tx in a scope that may write the district's knowledge
 * @returns how many words came, changed or went
 */
export async function storeAssociations(
  tx: Queryable,
  district_id: number,
  kind: "thesaurus" | "confirmed",
  associations: readonly Association[],
): Promise<number> {
  const stored = await tx.query<{ said: number }>(
    "select said from associations where district_id = $1 and kind = $2",
    [district_id, kind],
  );
  const rows = new Map(associations.map((association) => [termId(association.word), association]));
  const gone = stored.rows.map(({ said }) => said).filter((said) => !rows.has(said));
  await tx.query("delete from associations where district_id = $1 and kind = $2 and said = any($3::int[])", [
    district_id,
    kind,
    gone,
  ]);
  let changed = gone.length;
  const all = [...rows];
  for (let at = 0; at < all.length; at += BATCH) {
    const batch = all.slice(at, at + BATCH).map(([said, { word, means }]) => ({
      said,
      word,
      means: means.map((m) => termId(m.word)),
      weights: means.map((m) => Number(m.weight.toPrecision(4))),
      words: means.map((m) => m.word),
      confirmations: means.map((m) => m.confirmations),
      people: means.map((m) => m.people),
    }));
    const { affected } = await tx.query(
      `insert into associations as a (district_id, kind, said, word, means, weights, words, confirmations, people)
       select $1, $2, said, word, means, weights, words, confirmations, people from jsonb_to_recordset($3::jsonb)
         as row(said integer, word text, means integer[], weights real[], words text[], confirmations integer[], people integer[])
       on conflict (district_id, kind, said) do update set word = excluded.word, means = excluded.means,
         weights = excluded.weights, words = excluded.words, confirmations = excluded.confirmations, people = excluded.people
       where (a.means, a.weights, a.confirmations, a.people)
         is distinct from (excluded.means, excluded.weights, excluded.confirmations, excluded.people)`,
      [district_id, kind, JSON.stringify(batch)],
    );
    changed += affected;
  }
  return changed;
}
