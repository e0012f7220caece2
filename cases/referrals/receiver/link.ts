import type { Queryable } from "../../../platform/database/port.ts";
import { newId, newSecret } from "../../../platform/id.ts";
import { setScope, systemScope } from "../../../platform/scope.ts";
import { type Sealer, sealOrNull } from "../../../platform/seal.ts";
import { audit } from "../../audit/append.ts";
import { entryHash, putEntry } from "../../entry-keys.ts";
import { Refusal } from "../../refusal.ts";
import type { Session, StaffSession } from "../../session.ts";
import { standingOf } from "../move.ts";
import { CLOSED } from "../moves.ts";
import { isOneOf, moverOf } from "../parties.ts";
import { recordEvent } from "../record-event.ts";
import { revokeLinks, WITHDRAWN } from "./revoke.ts";

/** 26 letters of 5 bits: 130 bits. */
const TOKEN_LETTERS = 26;
const VALID_DAYS = 14;
const TOKEN = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** A link as it is when its token is shown. */
export interface OpenLink {
  id: string;
  referral_id: string;
  expires_at: Date;
}

const wordsOf = (token: string): string => `receiver ${token}`;

/**
 * A receiver's link for an open referral: whoever has it may answer once each way, without an account, for 14 days. The one before ends.
 * @param share_address the resident agreed that the receiver is given the address
 * @param phone where the receiver may call back
 * @returns the token, shown once; only its HMAC is kept
 * @throws Refusal `not_found`, `not_yours_to_move`, `move_not_allowed` when it has ended or is a draft
 */
export async function makeReceiverLink(
  session: StaffSession,
  id: string,
  { share_address = false, phone = null }: { share_address?: boolean; phone?: string | null } = {},
): Promise<{ token: string; expires_at: Date }> {
  const { tx, scope, sealer, now } = session;
  const referral = await standingOf(session, id);
  const mover = await moverOf(session, referral);
  if (!isOneOf(mover, ["raiser", "supervisor"])) throw new Refusal("not_yours_to_move");
  if (CLOSED.includes(referral.status) || referral.status === "draft") {
    throw new Refusal("move_not_allowed", { from: referral.status, to: "received" });
  }
  await revokeLinks(session, id);
  await tx.query("update referrals set share_address = $3 where district_id = $1 and id = $2", [
    scope.district_id,
    id,
    share_address,
  ]);
  const link_id = newId(now);
  const token = newSecret(TOKEN_LETTERS);
  const expires_at = new Date(now.getTime() + VALID_DAYS * 86_400_000);
  await tx.query(
    `insert into receiver_links (district_id, id, referral_id, made_by, made_at, expires_at, phone_sealed)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      scope.district_id,
      link_id,
      id,
      scope.staff_id,
      now,
      expires_at,
      await sealOrNull(sealer, phone, "receiver_links.phone"),
    ],
  );
  await putEntry(session, "receiver", wordsOf(token), { id: link_id, expires_at });
  await recordEvent(session, id, { kind: "link", from: null, to: "made", words: null, by: mover });
  await audit(session, {
    action: "referral.link_made",
    entity: "referral",
    entity_id: id,
    detail: { link_id, share_address },
  });
  return { token, expires_at };
}

interface Entry {
  district_id: number;
  id: string;
  used_at: Date | null;
}

/** Where a token leads that has not expired; null for any other. */
async function entryOf(tx: Queryable, sealer: Sealer, token: string, now: Date): Promise<Entry | null> {
  if (!TOKEN.test(token)) return null;
  const { rows } = await tx.query<Entry>(
    "select district_id, id, used_at from entry_find($1) where kind = 'receiver' and expires_at > $2",
    [await entryHash(tx, sealer, wordsOf(token)), now],
  );
  return rows[0] ?? null;
}

/**
 * The open link behind a token, in a session of the service in its district. Null for a token that is wrong, expired, revoked or spent:
 * nobody learns which.
 * @param tx a transaction; from here on it runs in that district
 */
export async function findLink(
  tx: Queryable,
  sealer: Sealer,
  token: string,
  now: Date,
): Promise<{ session: Session; link: OpenLink } | null> {
  const entry = await entryOf(tx, sealer, token, now);
  if (!entry || entry.used_at) return null;
  const session: Session = { tx, scope: systemScope(entry.district_id), sealer, now };
  await setScope(tx, session.scope);
  const link = await tx.query<OpenLink>(
    `select id, referral_id, expires_at from receiver_links
     where district_id = $1 and id = $2 and revoked_at is null and expires_at > $3`,
    [entry.district_id, entry.id, now],
  );
  return link.rows[0] ? { session, link: link.rows[0] } : null;
}

/**
 * Whether the token was a link to a referral that stopped because the resident took their consent back: all that a receiver is told of it.
 * @param tx a transaction; from here on it runs in that district
 */
export async function isWithdrawn(tx: Queryable, sealer: Sealer, token: string, now: Date): Promise<boolean> {
  const entry = await entryOf(tx, sealer, token, now);
  if (!entry) return false;
  await setScope(tx, systemScope(entry.district_id));
  const found = await tx.query(
    `select from receiver_links l join referrals r on r.district_id = l.district_id and r.id = l.referral_id
     where l.district_id = $1 and l.id = $2 and l.revoked_at is not null and ${WITHDRAWN}`,
    [entry.district_id, entry.id],
  );
  return found.rows.length > 0;
}
