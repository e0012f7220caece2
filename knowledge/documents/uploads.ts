import { Buffer } from "node:buffer";
import type { Queryable } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import type { Sealer } from "../../platform/seal.ts";
import type { Officer } from "./changes.ts";

/** How long a file waits for its confirmation, in minutes. */
export const UPLOAD_MINUTES = 60;

export interface Upload {
  id: string;
  name: string;
  bytes: Uint8Array;
  /** The question that the document is to answer. */
  question_id: string | null;
  /** The document of which it is a new version. */
  version_of: string | null;
}

/** Keeps a file, sealed, until its officer has looked at what was understood; files whose hour is over go. */
export async function keepUpload(
  tx: Queryable,
  sealer: Sealer,
  { district_id, staff_id, now }: Officer,
  upload: Omit<Upload, "id">,
): Promise<string> {
  await tx.query("delete from uploads where district_id = $1 and expires_at <= $2", [district_id, now]);
  const id = newId(now);
  await tx.query(
    `insert into uploads (district_id, id, staff_id, name_sealed, body_sealed, question_id, version_of, uploaded_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      district_id,
      id,
      staff_id,
      await sealer.seal(upload.name, "uploads.name"),
      await sealer.seal(Buffer.from(upload.bytes).toString("base64"), "uploads.body"),
      upload.question_id,
      upload.version_of,
      now,
      new Date(now.getTime() + UPLOAD_MINUTES * 60_000),
    ],
  );
  return id;
}

/** A file that waits, for the one who brought it; null when its hour is over, it was put in, or it is somebody else's. */
export async function readUpload(tx: Queryable, sealer: Sealer, officer: Officer, id: string): Promise<Upload | null> {
  const { rows } = await tx.query<Omit<Upload, "name" | "bytes"> & { name_sealed: string; body_sealed: string }>(
    `select id, name_sealed, body_sealed, question_id, version_of from uploads
     where district_id = $1 and id = $2 and staff_id = $3 and expires_at > $4`,
    [officer.district_id, id, officer.staff_id, officer.now],
  );
  if (!rows[0]) return null;
  const { name_sealed, body_sealed, ...upload } = rows[0];
  return {
    ...upload,
    name: await sealer.open(name_sealed, "uploads.name"),
    bytes: Buffer.from(await sealer.open(body_sealed, "uploads.body"), "base64"),
  };
}

/** Ends the waiting. @returns false when somebody was faster: then nothing is put in a second time */
export async function endUpload(tx: Queryable, district_id: number, id: string): Promise<boolean> {
  return (await tx.query("delete from uploads where district_id = $1 and id = $2", [district_id, id])).affected === 1;
}

/** Erases files whose hour is over; the scope is the service itself in one district. */
export async function sweepUploads(tx: Queryable, now: Date): Promise<void> {
  await tx.query("delete from uploads where district_id = app_district() and expires_at <= $1", [now]);
}
