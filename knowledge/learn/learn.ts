import type { Queryable } from "../../platform/database/port.ts";
import type { Sealer } from "../../platform/seal.ts";
import { QUESTION_WORDS } from "../questions.ts";
import { readWords, termId } from "../terms.ts";
import { associate, type Pair } from "./associate.ts";
import { storeAssociations } from "./store.ts";

/** An association needs so many different people: one person's habit, or one household's name, is not how people speak. */
const PEOPLE = 3;
/** Most meanings that a word keeps. */
const KEEP = 20;

export interface Learned {
  /** Confirmations that stand. */
  confirmations: number;
  /** Words whose meaning came, changed or went. */
  changed: number;
}

/**
 * Learns what a district's people mean from the answers they confirmed (有用, an officer's choice), over the shared base, which
 * nothing of a district ever enters. What was taken back is no longer learned from. Does nothing when no confirmation came or went
 * since the last time.
 * @param tx in the district's system scope
 * @returns null when there was nothing new
 */
export async function learnDistrict(
  tx: Queryable,
  sealer: Sealer,
  district_id: number,
  now: Date,
): Promise<Learned | null> {
  const { rows } = await tx.query<{ newest: Date | null; learned_at: string | null }>(
    `select (select max(greatest(confirmed_at, withdrawn_at)) from confirmations where district_id = $1) as newest,
       settings ->> 'learned_at' as learned_at from districts where id = $1`,
    [district_id],
  );
  const { newest, learned_at } = rows[0] ?? { newest: null, learned_at: null };
  if (!newest || (learned_at && newest <= new Date(learned_at))) return null;

  const pairs = await readPairs(tx, sealer, district_id);
  const changed = await storeAssociations(
    tx,
    district_id,
    "confirmed",
    associate(pairs, { people: PEOPLE, keep: KEEP }),
  );
  await tx.query("update districts set settings = settings || $2::jsonb where id = $1", [
    district_id,
    JSON.stringify({ learned_at: now.toISOString() }),
  ]);
  return { confirmations: pairs.length, changed };
}

/** The confirmations that stand, of clauses that are still there. */
async function readPairs(tx: Queryable, sealer: Sealer, district_id: number): Promise<Pair[]> {
  const { rows } = await tx.query<{
    words_sealed: string;
    staff_id: string;
    title: string;
    path: string;
    text: string;
  }>(
    `select q.words_sealed, f.staff_id, d.title, c.path, c.text
     from confirmations f
     join questions q on q.district_id = f.district_id and q.id = f.question_id
     join chunks c on c.district_id in (0, f.district_id) and c.id = f.chunk_id
     join documents d on d.district_id = c.district_id and d.id = c.document_id and d.version = c.version
     where f.district_id = $1 and f.withdrawn_at is null order by f.id`,
    [district_id],
  );
  const confirmed = await Promise.all(
    rows.map(async ({ words_sealed, staff_id, title, path, text }) => ({
      said: readWords(await sealer.open(words_sealed, QUESTION_WORDS)),
      meant: [...new Set(readWords(`${title}\n${path}\n${text}`))],
      person: staff_id,
    })),
  );
  const shareOf = await readShares(tx, [...new Set(confirmed.flatMap(({ meant }) => meant))]);
  return confirmed.map((pair) => ({ ...pair, shareOf }));
}

/** The share of the clauses that the district searches which hold a word. */
async function readShares(tx: Queryable, words: readonly string[]): Promise<(word: string) => number> {
  const { rows } = await tx.query<{ term: number; share: number }>(
    `select term, sum(chunks)::float8 / (select sum(chunks) from index_generations) as share
     from term_frequencies where term = any($1::int[]) group by term`,
    [words.map(termId)],
  );
  const shares = new Map(rows.map(({ term, share }) => [term, share]));
  return (word) => shares.get(termId(word)) ?? 0;
}
