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
