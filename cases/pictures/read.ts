import type { PictureType } from "../../platform/image/picture.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session } from "../session.ts";
import { PICTURE_PLACE } from "./limits.ts";

export interface VisitPicture {
  type: PictureType;
  bytes: Uint8Array;
  visit_ref: string;
}

/**
 * The n-th picture of a visit, from 1. The read itself is written down.
 * @throws Refusal `not_found` when there is none, the visit was taken back, or it is not for this reader
 */
export async function readPicture(session: Session, visit_id: string, n: number): Promise<VisitPicture> {
  const { tx, scope, sealer } = session;
  const { rows } = await tx.query<{ type: PictureType; image_sealed: Uint8Array; ref: string }>(
    `select p.type, p.image_sealed, v.ref from visit_pictures p
     join visits v on v.district_id = p.district_id and v.id = p.visit_id
     where p.district_id = $1 and p.visit_id = $2 and v.undone_at is null
     order by p.created_at, p.id offset $3 limit 1`,
    [scope.district_id, visit_id, n - 1],
  );
  const row = rows[0];
  if (!row) throw new Refusal("not_found");
  await audit(session, { action: "picture.read", entity: "visit", entity_id: visit_id, detail: { n } });
  return { type: row.type, bytes: await sealer.openBytes(row.image_sealed, PICTURE_PLACE), visit_ref: row.ref };
}

/** What stands around a picture: the visit it belongs to, and nothing of what was said there. */
export interface PictureFrame {
  id: string;
  ref: string;
  visited_on: string;
  /** Who went. */
  staff_id: string;
  area: string | null;
  /** How many pictures the visit has. */
  pictures: number;
  /** Ids of the residents that the note is about, in its order. */
  people: string[];
}

/**
 * The visit of a picture, without looking at it.
 * @throws Refusal `not_found` when it has no n-th picture, was taken back, or is not for this reader
 */
export async function readPictureFrame({ tx, scope }: Session, visit_id: string, n: number): Promise<PictureFrame> {
  const { rows } = await tx.query<PictureFrame>(
    `select v.id, v.ref, v.visited_on, v.staff_id, a.name as area,
       (select count(*)::int from visit_pictures p where p.district_id = v.district_id and p.visit_id = v.id) as pictures,
       coalesce((select jsonb_agg(vp.person_id order by vp.ordinal) from visit_people vp
         where vp.district_id = v.district_id and vp.visit_id = v.id), '[]') as people
     from visits v left join areas a on a.district_id = v.district_id and a.id = v.area_id
     where v.district_id = $1 and v.id = $2 and v.undone_at is null`,
    [scope.district_id, visit_id],
  );
  const frame = rows[0];
  if (!frame || n > frame.pictures) throw new Refusal("not_found");
  return frame;
}
