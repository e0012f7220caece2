import { newId } from "../../platform/id.ts";
import { openOrNull, sealOrNull } from "../../platform/seal.ts";
import type { Session } from "../session.ts";
import { tellSystemsOf } from "./tell-systems.ts";

export type CrisisEventKind =
  | "recorded"
  | "told"
  | "list_ended"
  | "acknowledged"
  | "moved"
  | "handed_over"
  | "called"
  | "reported"
  | "contacts_proposed"
  | "contact_taken"
  | "contact_done"
  | "noted"
  | "closed";

export interface CrisisEvent {
  id: string;
  crisis_id: string;
  seq: number;
  at: string;
  kind: CrisisEventKind;
  /** Who did it; null for a timer. */
  staff_id: string | null;
  /** Who was told, or was given it. */
  to_staff_id: string | null;
  /** Codes, ids and figures; never a word that was said. */
  detail: Record<string, string | number | boolean | null>;
}

export interface NewCrisisEvent {
  kind: CrisisEventKind;
  to_staff_id?: string | null;
  detail?: CrisisEvent["detail"];
  words?: string | null;
}

/** Sent with every event: whoever listens reads the sequence. */
export const CRISIS_WAKE = "doorstep_crisis";

/** Writes down what happened, in the running transaction. */
export async function recordEvent(session: Session, crisis_id: string, event: NewCrisisEvent): Promise<void> {
  const { tx, scope, sealer, now } = session;
  await tx.query(
    `insert into crisis_events (district_id, id, crisis_id, at, kind, staff_id, to_staff_id, detail, words_sealed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      scope.district_id,
      newId(now),
      crisis_id,
      now,
      event.kind,
      scope.staff_id,
      event.to_staff_id ?? null,
      JSON.stringify(event.detail ?? {}),
      await sealOrNull(sealer, event.words ?? null, "crisis_events.words"),
    ],
  );
  await tx.query("select pg_notify($1, '')", [CRISIS_WAKE]);
  await tellSystemsOf(session, crisis_id, event);
}

const COLUMNS = "id, crisis_id, seq, at::text as at, kind, staff_id, to_staff_id, detail";

/** The timeline of one crisis, from the beginning, with the words that belong to its events. */
export async function timelineOf(
  { tx, scope, sealer }: Session,
  crisis_id: string,
): Promise<(CrisisEvent & { words: string | null })[]> {
  const { rows } = await tx.query<CrisisEvent & { words_sealed: string | null }>(
    `select ${COLUMNS}, words_sealed from crisis_events where district_id = $1 and crisis_id = $2 order by seq`,
    [scope.district_id, crisis_id],
  );
  return Promise.all(
    rows.map(async ({ words_sealed, ...event }) => ({
      ...event,
      words: await openOrNull(sealer, words_sealed, "crisis_events.words"),
    })),
  );
}

/** Numbers that were passed over are looked for again among so many: their transactions may commit later. */
const LOOK_BACK = 64;
const AT_ONCE = 200;

/**
 * What happened since a cursor, among what these eyes may see, each event once. Numbers are given at the INSERT and seen at the
 * COMMIT, so the cursor keeps the ones that were passed over: `highest.missing.missing…`.
 * @param cursor what the last call gave; null: from now on, with no events
 * @returns the events in the order of their numbers, and the cursor for the next call
 */
export async function eventsSince(
  { tx, scope }: Session,
  cursor: string | null,
): Promise<{ events: CrisisEvent[]; cursor: string }> {
  const numbers = cursor !== null && /^\d{1,15}(\.\d{1,15}){0,64}$/.test(cursor) ? cursor.split(".").map(Number) : null;
  if (numbers === null) {
    const { rows } = await tx.query<{ seq: number }>(
      "select seq from crisis_events where district_id = $1 order by seq desc limit $2",
      [scope.district_id, LOOK_BACK],
    );
    return { events: [], cursor: cursorOf(rows[0]?.seq ?? 0, new Set(rows.map((row) => Number(row.seq)))) };
  }
  const [highest = 0, ...missing] = numbers;
  const { rows } = await tx.query<CrisisEvent>(
    `select ${COLUMNS} from crisis_events where district_id = $1 and (seq > $2 or seq = any ($3::bigint[])) order by seq limit $4`,
    [scope.district_id, highest, missing, AT_ONCE],
  );
  const events = rows.map((row) => ({ ...row, seq: Number(row.seq) }));
  const last = events.at(-1)?.seq ?? 0;
  const seen = new Set(events.map((event) => event.seq));
  for (let seq = Math.max(1, highest - LOOK_BACK); seq <= highest; seq++) if (!missing.includes(seq)) seen.add(seq);
  return { events, cursor: cursorOf(Math.max(highest, last), seen) };
}

function cursorOf(highest: number, seen: ReadonlySet<number>): string {
  const missing: number[] = [];
  for (let seq = highest - 1; seq > Math.max(0, highest - LOOK_BACK); seq--) if (!seen.has(seq)) missing.push(seq);
  return [highest, ...missing].join(".");
}
