import { newId } from "../../platform/id.ts";
import { dropOfDraft, hangWaiting } from "../pictures/hang.ts";
import { Refusal } from "../refusal.ts";
import type { StaffSession } from "../session.ts";

/**
 * A draft on its way to the case table; the body is whatever the kind needs. Several may be open: two doors told one after the
 * other are both there to be saved.
 */
export interface StoredDraft {
  id: string;
  kind: "visit" | "referral";
  version: number;
  /** JSON text; its reader validates it. */
  body: string;
  message_id: string | null;
  /** How many pictures hang on it. */
  pictures: number;
}

const PLACE = "drafts.body";

const PICTURES = `(select count(*)::int from visit_pictures p
  where p.district_id = drafts.district_id and p.draft_id = drafts.id) as pictures`;

type Row = Omit<StoredDraft, "body"> & { body_sealed: string };

/** One open draft of this person: by its id, by the message it came from, or the newest. Null when there is none. */
export async function openDraft(
  { tx, scope, sealer }: StaffSession,
  which: { id?: string; message_id?: string } = {},
): Promise<StoredDraft | null> {
  const { rows } = await tx.query<Row>(
    `select id, kind, version, body_sealed, message_id, ${PICTURES} from drafts
     where district_id = $1 and staff_id = $2 and state = 'open'
       and ($3::uuid is null or id = $3) and ($4::text is null or message_id = $4)
     order by created_at desc, id desc limit 1`,
    [scope.district_id, scope.staff_id, which.id ?? null, which.message_id ?? null],
  );
  if (!rows[0]) return null;
  const { body_sealed, ...draft } = rows[0];
  return { ...draft, body: await sealer.open(body_sealed, PLACE) };
}

/** What nobody saved for so long is put away unsaved and erased, in days. */
export const FORGOTTEN_DAYS = 7;

/** Opens a new draft. Of a visit: with the pictures that wait for it. */
export async function startDraft(
  session: StaffSession,
  draft: { kind: "visit" | "referral"; body: string; message_id: string | null },
): Promise<StoredDraft> {
  const { tx, scope, sealer, now } = session;
  await tx.query(
    `update drafts set state = 'discarded', body_sealed = null, updated_at = $3
     where district_id = $1 and staff_id = $2 and state = 'open' and updated_at < $4`,
    [scope.district_id, scope.staff_id, now, new Date(now.getTime() - FORGOTTEN_DAYS * 86_400_000)],
  );
  const id = newId(now);
  await tx.query(
    `insert into drafts (district_id, id, staff_id, kind, body_sealed, message_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [scope.district_id, id, scope.staff_id, draft.kind, await sealer.seal(draft.body, PLACE), draft.message_id, now],
  );
  return { id, version: 1, ...draft, pictures: draft.kind === "visit" ? await hangWaiting(session, id) : 0 };
}

/** Replaces the body; older buttons become stale. */
export async function reviseDraft(session: StaffSession, draft: StoredDraft, body: string): Promise<StoredDraft> {
  const { tx, scope, sealer, now } = session;
  const { affected } = await tx.query(
    `update drafts set body_sealed = $4, version = version + 1, updated_at = $5
     where district_id = $1 and id = $2 and state = 'open' and version = $3`,
    [scope.district_id, draft.id, draft.version, await sealer.seal(body, PLACE), now],
  );
  if (affected === 0) throw new Refusal("draft_stale");
  return { ...draft, body, version: draft.version + 1 };
}

/**
 * Closes the draft once: the second press of a button finds it closed. What is discarded takes its pictures along.
 * @throws Refusal `draft_closed` (saved or discarded before) or `draft_stale` (changed since that button was shown)
 */
export async function closeDraft(
  session: StaffSession,
  id: string,
  version: number,
  as: "saved" | "discarded",
): Promise<StoredDraft> {
  const { tx, scope, sealer, now } = session;
  const { rows } = await tx.query<Omit<StoredDraft, "body"> & { body_sealed: string | null; state: string }>(
    `select id, kind, version, body_sealed, message_id, state, ${PICTURES} from drafts
     where district_id = $1 and id = $2 and staff_id = $3 for update`,
    [scope.district_id, id, scope.staff_id],
  );
  const row = rows[0];
  if (!row?.body_sealed || row.state !== "open") throw new Refusal("draft_closed", { state: row?.state ?? "gone" });
  if (row.version !== version) throw new Refusal("draft_stale");
  await tx.query(
    "update drafts set state = $3, body_sealed = null, updated_at = $4 where district_id = $1 and id = $2",
    [scope.district_id, id, as, now],
  );
  if (as === "discarded") await dropOfDraft(session, id);
  const { kind, message_id, pictures } = row;
  return { id, kind, version, message_id, pictures, body: await sealer.open(row.body_sealed, PLACE) };
}
