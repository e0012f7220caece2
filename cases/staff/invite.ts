import { newId, newSecret } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { putEntry } from "../entry-keys.ts";
import type { Session } from "../session.ts";

/** 10 letters of 5 bits: 50 bits, single use, seven days. */
const CODE_LETTERS = 10;
const VALID_DAYS = 7;

/** Codes are typed on a phone: spaces, dashes and small letters do not matter, nor O for 0 and I or L for 1. */
export function normaliseCode(typed: string): string {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\-_·]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
}

/** Letters and digits both: of letters alone it would be a word, of digits alone a phone number. */
function newCode(): string {
  const code = newSecret(CODE_LETTERS);
  return /\d/.test(code) && /[A-Z]/.test(code) ? code : newCode();
}

/**
 * A one-time code that ties the first channel account that uses it to this member of staff.
 * @returns the code, shown once; only its HMAC is kept
 */
export async function inviteStaff(session: Session, staff_id: string): Promise<string> {
  const { tx, scope, now } = session;
  const code = newCode();
  const id = newId(now);
  await tx.query(
    "insert into invites (district_id, id, staff_id, created_by, created_at) values ($1, $2, $3, $4, $5)",
    [scope.district_id, id, staff_id, scope.staff_id, now],
  );
  const expires = new Date(now.getTime() + VALID_DAYS * 86_400_000);
  await putEntry(session, "invite", `invite ${code}`, { id, expires_at: expires });
  await audit(session, { action: "invite.made", entity: "staff", entity_id: staff_id });
  return code;
}
