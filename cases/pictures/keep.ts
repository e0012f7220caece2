import { newId } from "../../platform/id.ts";
import type { Picture } from "../../platform/image/picture.ts";
import { audit } from "../audit/append.ts";
import type { StaffSession } from "../session.ts";
import { MOST_PICTURES, PICTURE_PLACE, sameDoorSince, waitsUntil } from "./limits.ts";

/** Where a picture hangs: on an open draft, on a saved visit, or on nothing yet. */
export type Hung =
  | { on: "draft"; draft_id: string }
  | { on: "visit"; visit_id: string; visit_ref: string }
  | { on: "nothing" };

export interface KeptPicture {
  id: string;
  hung: Hung;
  /** How many hang there, this one included. */
  count: number;
}

const NOTHING: Hung = { on: "nothing" };

/**
 * Keeps a cleaned picture, sealed, until somebody says whose it is. A repeated message gives what became of the first.
 * @param source the message that brought it, unique for this person: `telegram:42`
 * @returns null when MOST_PICTURES wait already
 */
export async function keepPicture(
  session: StaffSession,
  picture: Pick<Picture, "type" | "bytes">,
  source: string,
): Promise<KeptPicture | null> {
  const { tx, scope, sealer, now } = session;
  // Pictures of one person come one by one, so that two at once do not both become the sixth.
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`pictures ${scope.staff_id}`]);
  const known = await findPicture(session, source);
  if (known) return known;
  const others = await countAt(session, NOTHING);
  if (others >= MOST_PICTURES) return null;
  const id = newId(now);
  await tx.query(
    `insert into visit_pictures (district_id, id, staff_id, waits_until, source, type, image_sealed, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      scope.district_id,
      id,
      scope.staff_id,
      waitsUntil(now),
      source,
      picture.type,
      await sealer.sealBytes(picture.bytes, PICTURE_PLACE),
      now,
    ],
  );
  return { id, hung: NOTHING, count: others + 1 };
}

/** What became of the picture that a message brought; null when it brought none, or it is gone. */
export async function findPicture(session: StaffSession, source: string): Promise<KeptPicture | null> {
  const { tx, scope } = session;
  const { rows } = await tx.query<{ id: string; draft_id: string | null; visit_id: string | null; ref: string | null }>(
    `select p.id, p.draft_id, p.visit_id, v.ref from visit_pictures p
     left join visits v on v.district_id = p.district_id and v.id = p.visit_id
     where p.district_id = $1 and p.staff_id = $2 and p.source = $3`,
    [scope.district_id, scope.staff_id, source],
  );
  const row = rows[0];
  if (!row) return null;
  const { id, draft_id, visit_id, ref } = row;
  const hung: Hung = visit_id
    ? { on: "visit", visit_id, visit_ref: ref ?? "" }
    : draft_id
      ? { on: "draft", draft_id }
      : NOTHING;
  return { id, hung, count: await countAt(session, hung) };
}

/**
 * Hangs a waiting picture on the visit draft told last, else on the visit saved last, either within SAME_DOOR_MINUTES; else it
 * goes on waiting.
 * @returns null when MOST_PICTURES hang there already: then the picture is dropped
 */
export async function placePicture(session: StaffSession, picture: KeptPicture): Promise<KeptPicture | null> {
  const { tx, scope } = session;
  if (picture.hung.on !== "nothing") return picture;
  const hung = await sameDoor(session);
  if (hung.on === "nothing") return picture;
  const others = await countAt(session, hung);
  if (others >= MOST_PICTURES) {
    await tx.query("delete from visit_pictures where district_id = $1 and id = $2", [scope.district_id, picture.id]);
    return null;
  }
  await tx.query(
    "update visit_pictures set draft_id = $3, visit_id = $4, waits_until = null where district_id = $1 and id = $2",
    [scope.district_id, picture.id, ...columnsOf(hung)],
  );
  if (hung.on === "visit") {
    const { visit_id: entity_id } = hung;
    await audit(session, { action: "visit.picture_added", entity: "visit", entity_id, detail: { count: others + 1 } });
  }
  return { id: picture.id, hung, count: others + 1 };
}

/** The newest draft told, or visit saved, that is surely of the door where somebody stands now. */
async function sameDoor({ tx, scope, now }: StaffSession): Promise<Hung> {
  const since = sameDoorSince(now);
  const drafts = await tx.query<{ id: string }>(
    `select id from drafts where district_id = $1 and staff_id = $2 and kind = 'visit' and state = 'open' and updated_at >= $3
     order by updated_at desc, id desc limit 1`,
    [scope.district_id, scope.staff_id, since],
  );
  if (drafts.rows[0]) return { on: "draft", draft_id: drafts.rows[0].id };
  const visits = await tx.query<{ id: string; ref: string }>(
    `select id, ref from visits where district_id = $1 and staff_id = $2 and undone_at is null and created_at >= $3
     order by created_at desc, id desc limit 1`,
    [scope.district_id, scope.staff_id, since],
  );
  const visit = visits.rows[0];
  return visit ? { on: "visit", visit_id: visit.id, visit_ref: visit.ref } : NOTHING;
}

function columnsOf(hung: Hung): [draft_id: string | null, visit_id: string | null] {
  return [hung.on === "draft" ? hung.draft_id : null, hung.on === "visit" ? hung.visit_id : null];
}

async function countAt({ tx, scope, now }: StaffSession, hung: Hung): Promise<number> {
  const { rows } = await tx.query<{ n: number }>(
    `select count(*)::int as n from visit_pictures where district_id = $1 and case
       when $3::uuid is not null then draft_id = $3 when $4::uuid is not null then visit_id = $4
       else staff_id = $2 and waits_until > $5 end`,
    [scope.district_id, scope.staff_id, ...columnsOf(hung), now],
  );
  return rows[0]!.n;
}
