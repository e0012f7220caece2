import type { Queryable } from "../../platform/database/port.ts";
import type { Sealer } from "../../platform/seal.ts";
import { QUESTION_WORDS } from "../questions.ts";
import { groupAlike } from "./group.ts";

/** So many questions are grouped at once, the newest; older ones come up when these are closed. */
const MOST_QUESTIONS = 500;

/** A question that had no good answer. Its words are for supervisors and admins only. */
export interface GapQuestion {
  id: string;
  staff_id: string;
  /** Masked. */
  words: string;
  verdict: "answered" | "quoted" | "not_found" | "disputed";
  document_ids: string[];
  chunk_ids: string[];
  asked_at: Date;
  told_at: Date | null;
}

export interface Gap {
  /** The id of its first question, by which it is found, closed or not. */
  id: string;
  questions: GapQuestion[];
  /** Null while nobody has done anything about it. */
  closed: ClosedGap | null;
}

export interface ClosedGap {
  id: string;
  state: "answered" | "not_ours";
  reason: string | null;
  document_ids: string[];
  chunk_id: string | null;
  closed_by: string;
  closed_at: string;
}

type Sealed = Omit<GapQuestion, "words"> & { words_sealed: string; gap_id: string | null };
const COLUMNS = "id, staff_id, words_sealed, verdict, document_ids, chunk_ids, asked_at, told_at, gap_id";

async function opened(sealer: Sealer, rows: Sealed[]): Promise<GapQuestion[]> {
  return Promise.all(
    rows.map(async ({ words_sealed, gap_id: _, ...row }) => ({
      ...row,
      words: await sealer.open(words_sealed, QUESTION_WORDS),
    })),
  );
}

/** What nobody has answered yet: groups of questions, those that most people asked first, then the latest. */
export async function openGaps(tx: Queryable, sealer: Sealer, district_id: number): Promise<Gap[]> {
  const { rows } = await tx.query<Sealed>(
    `select ${COLUMNS} from questions where district_id = $1 and gap_id is null and not words_gone
       and verdict in ('not_found', 'disputed')
     order by asked_at desc, id desc limit $2`,
    [district_id, MOST_QUESTIONS],
  );
  // The oldest first: a group keeps its first question, and so its address, when another one is asked.
  const groups = groupAlike(await opened(sealer, rows.reverse()));
  const gaps = groups.map((questions) => ({ id: questions[0]!.id, questions, closed: null }));
  const last = (gap: Gap): number => gap.questions.at(-1)!.asked_at.getTime();
  return gaps.sort((a, b) => askersOf(b).length - askersOf(a).length || last(b) - last(a) || (a.id < b.id ? -1 : 1));
}

/** Those that somebody has answered or put aside, the latest first. */
export async function closedGaps(tx: Queryable, sealer: Sealer, district_id: number, most: number): Promise<Gap[]> {
  const { rows } = await tx.query<ClosedGap>(
    `select id, state, reason, document_ids, chunk_id, closed_by, closed_at::text as closed_at from gaps
     where district_id = $1 order by closed_at desc, id desc limit $2`,
    [district_id, most],
  );
  const asked = await tx.query<Sealed>(
    `select ${COLUMNS} from questions where district_id = $1 and gap_id = any($2::uuid[]) order by asked_at, id`,
    [district_id, rows.map((row) => row.id)],
  );
  const by_gap = Map.groupBy(asked.rows, (row) => row.gap_id);
  const gaps = await Promise.all(
    rows.map(async (closed) => ({ closed, questions: await opened(sealer, by_gap.get(closed.id) ?? []) })),
  );
  return gaps.flatMap((gap) => (gap.questions[0] ? [{ id: gap.questions[0].id, ...gap }] : []));
}

/** The group that a question stands in, closed or not; null when it is no gap, or not for these eyes. */
export async function findGap(
  tx: Queryable,
  sealer: Sealer,
  district_id: number,
  question_id: string,
): Promise<Gap | null> {
  const { rows } = await tx.query<{ gap_id: string | null }>(
    "select gap_id from questions where district_id = $1 and id = $2",
    [district_id, question_id],
  );
  const gap_id = rows[0]?.gap_id;
  if (gap_id === undefined) return null;
  if (gap_id === null) {
    const gaps = await openGaps(tx, sealer, district_id);
    return gaps.find((gap) => gap.questions.some(({ id }) => id === question_id)) ?? null;
  }
  const closed = await tx.query<ClosedGap>(
    `select id, state, reason, document_ids, chunk_id, closed_by, closed_at::text as closed_at from gaps
     where district_id = $1 and id = $2`,
    [district_id, gap_id],
  );
  const asked = await tx.query<Sealed>(
    `select ${COLUMNS} from questions where district_id = $1 and gap_id = $2 order by asked_at, id`,
    [district_id, gap_id],
  );
  const questions = await opened(sealer, asked.rows);
  return { id: questions[0]!.id, questions, closed: closed.rows[0]! };
}

/** Who asked, each once. */
export function askersOf(gap: Gap): string[] {
  return [...new Set(gap.questions.map((question) => question.staff_id))];
}

/** Its wordings, each once, the latest first. */
export function wordingsOf(gap: Gap): string[] {
  return [...new Set(gap.questions.map((question) => question.words).reverse())];
}
