import { chinaDate } from "../../platform/clock.ts";
import type { Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import type { Sealer } from "../../platform/seal.ts";
import { changeService, type ServiceChange } from "./change.ts";
import { readPhones } from "./list/read-phones.ts";
import type { CorrectionKind } from "./service.ts";

const WORDS = "directory_corrections.words";
/** What is kept of somebody's words, in characters. */
export const MOST_CORRECTION_WORDS = 300;

/** On whose behalf, and when. */
export interface Reporter {
  district_id: number;
  staff_id: string;
  now: Date;
}

export interface Correction {
  id: string;
  service_id: string;
  service_name: string;
  kind: CorrectionKind;
  words: string;
  proposed: string | null;
  reported_by: string;
  reported_at: Date;
  status: "open" | "confirmed" | "rejected";
  decided_by: string | null;
  decided_at: Date | null;
  decision: string | null;
}

/** Somebody else decided first, or it is not there. */
export class CorrectionGone extends Error {
  override readonly name = "CorrectionGone";
}

/** The one who reported is not the one who decides: a number that people ring is changed by two. */
export class OwnReport extends Error {
  override readonly name = "OwnReport";
}

/**
 * Keeps what somebody found wrong with an entry; from then on whoever is shown the service is told so.
 * @param words as they were said; a phone number in them is taken for the new one
 * @returns false when the same person has reported the same before and nobody has decided yet
 */
export async function reportCorrection(
  tx: Queryable,
  sealer: Sealer,
  { district_id, staff_id, now }: Reporter,
  { service_id, kind, words }: { service_id: string; kind: CorrectionKind; words: string },
): Promise<boolean> {
  const kept = cutIdNumbers(words).slice(0, MOST_CORRECTION_WORDS);
  const phones = kind === "phone" ? readPhones(kept) : null;
  const proposed = phones && "phones" in phones ? phones.phones[0]!.number : null;
  const { affected } = await tx.query(
    `insert into directory_corrections (district_id, id, service_id, kind, words_sealed, proposed, reported_by, reported_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (district_id, service_id, kind, reported_by) where status = 'open' do nothing`,
    [district_id, newId(now), service_id, kind, await sealer.seal(kept, WORDS), proposed, staff_id, now],
  );
  return affected === 1;
}

/** Those of a district, open ones first, the oldest of them first; then the latest decided. */
export async function listCorrections(
  tx: Queryable,
  sealer: Sealer,
  district_id: number,
  { service_id, id, limit = 50 }: { service_id?: string; id?: string; limit?: number } = {},
): Promise<Correction[]> {
  const { rows } = await tx.query<Omit<Correction, "words"> & { words_sealed: string }>(
    `select c.id, c.service_id, s.name as service_name, c.kind, c.words_sealed, c.proposed, c.reported_by, c.reported_at,
       c.status, c.decided_by, c.decided_at, c.decision
     from directory_corrections c join services s on s.district_id = c.district_id and s.id = c.service_id
     where c.district_id = $1 and ($2::uuid is null or c.service_id = $2) and ($3::uuid is null or c.id = $3)
     order by (c.status = 'open') desc, case when c.status = 'open' then c.reported_at end, c.decided_at desc, c.id limit $4`,
    [district_id, service_id ?? null, id ?? null, limit],
  );
  return Promise.all(
    rows.map(async ({ words_sealed, ...row }) => ({ ...row, words: await sealer.open(words_sealed, WORDS) })),
  );
}

export interface Verdict {
  status: "confirmed" | "rejected";
  /** What the entry says now, or why the report was not right; the reporter reads it. */
  decision: string;
  /** For a confirmed one: what changes. */
  change?: ServiceChange;
}

/**
 * Decides about a report, in the caller's transaction: confirmed, the entry changes and counts as made sure today.
 * @param tx in the scope of a supervisor or admin
 * @throws CorrectionGone, OwnReport
 */
export async function decideCorrection(
  tx: Queryable,
  sealer: Sealer,
  { district_id, staff_id, now }: Reporter,
  id: string,
  { status, decision, change }: Verdict,
): Promise<Correction> {
  const correction = (await listCorrections(tx, sealer, district_id, { id }))[0];
  if (correction?.status !== "open") throw new CorrectionGone();
  if (correction.reported_by === staff_id) throw new OwnReport();
  const { affected } = await tx.query(
    `update directory_corrections set status = $3, decided_by = $4, decided_at = $5, decision = $6
     where district_id = $1 and id = $2 and status = 'open' and reported_by <> $4`,
    [district_id, id, status, staff_id, now, decision],
  );
  if (affected !== 1) throw new CorrectionGone();
  const columns = { ...change?.columns, assured_date: chinaDate(now) };
  await changeService(
    tx,
    district_id,
    correction.service_id,
    status === "confirmed" ? { ...change, columns } : { columns },
  );
  return { ...correction, status, decision, decided_by: staff_id, decided_at: now };
}
