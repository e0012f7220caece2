import { DatabaseError, type Queryable } from "../../platform/database/port.ts";
import type { Sealer } from "../../platform/seal.ts";

/** One transaction of the owner of the schema. */
export type AsOwner = <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;

export interface ResealParts {
  asOwner: AsOwner;
  sealer: Sealer;
  /** APP_KEY as it is set: the new key first. */
  app_key: string;
  now: Date;
  /** Is told how far it is: tables and counts, never a value. */
  say(line: string): void;
}

/** A deadlock with somebody who changes the same rows in another order: PostgreSQL ends one of the two. */
const DEADLOCK = "40P01";

/** Does it again when it was the one that ended. */
export async function pastDeadlocks<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DatabaseError && error.code === DEADLOCK) || attempt === 5) throw error;
    }
  }
}
