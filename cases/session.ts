import type { Database, Queryable } from "../platform/database/port.ts";
import { type Scope, setScope, systemScope } from "../platform/scope.ts";
import type { Sealer } from "../platform/seal.ts";

/** What every verb of the case table works in: one transaction, on somebody's behalf, at one moment. */
export interface Session {
  tx: Queryable;
  scope: Scope;
  sealer: Sealer;
  now: Date;
}

/** A session of a person: what only people do asks for this. */
export type StaffSession = Session & { scope: Scope & { staff_id: string } };

export interface SessionParts {
  database: Database;
  sealer: Sealer;
  now: Date;
}

/** Runs `work` in a transaction in which row-level security shows only what `scope` may see. */
export function inSession<S extends Scope, T>(
  parts: SessionParts,
  scope: S,
  work: (session: Session & { scope: S }) => Promise<T>,
  options?: { urgent?: boolean },
): Promise<T> {
  return parts.database.transaction(async (tx) => {
    await setScope(tx, scope);
    return work({ tx, scope, sealer: parts.sealer, now: parts.now });
  }, options);
}

/**
 * Does one step as the service itself, in the same transaction: telling somebody of another grid needs their chat, which the
 * teller may not read. Nothing read here may reach the teller.
 */
export async function asService<T>(session: Session, work: (service: Session) => Promise<T>): Promise<T> {
  const scope = systemScope(session.scope.district_id);
  await setScope(session.tx, scope);
  try {
    return await work({ ...session, scope });
  } finally {
    await setScope(session.tx, session.scope).catch(() => {});
  }
}
