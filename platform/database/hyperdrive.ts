import { AsyncLocalStorage } from "node:async_hooks";
import { Client } from "pg";
import { type Database, DatabaseError } from "./port.ts";
import { asDatabaseError, executeOn, runOn, sameValues, singlyOn, transactionOn } from "./postgres.ts";
import { Turns } from "./turns.ts";

/** One connection per invocation: a Worker may not keep a socket from one request to the next. */
interface Connection {
  client: Client;
  turns: Turns;
}

export interface Hyperdrive {
  /** Works inside `within` only. */
  database: Database;
  /**
   * Runs `work` with a connection of its own, and ends it when `work` and everything it put off are over.
   * @param settled resolves when the deferred work of this invocation is done
   */
  within<T>(connectionString: string, work: () => Promise<T>, settled: () => Promise<void>): Promise<T>;
}

/** PostgreSQL through Cloudflare Hyperdrive; the same port as everywhere, bound to the running invocation. */
export function openHyperdrive(): Hyperdrive {
  const current = new AsyncLocalStorage<Connection>();
  const connection = (): Connection => {
    const open = current.getStore();
    if (!open) throw new DatabaseError("no connection outside an invocation", "", null);
    return open;
  };
  return {
    database: {
      query(sql, params) {
        const { client, turns } = connection();
        return turns.take(() => runOn(client, sql, params));
      },
      execute(sql) {
        const { client, turns } = connection();
        return turns.take(() => executeOn(client, sql));
      },
      transaction(work, { urgent = false } = {}) {
        const { client, turns } = connection();
        return turns.take(() => transactionOn(client, work), urgent);
      },
      singly(work, { urgent = false } = {}) {
        const { client, turns } = connection();
        return turns.take(() => singlyOn(client, work), urgent);
      },
      listen: async () => async () => {},
      close: async () => {},
    },
    async within(connectionString, work, settled) {
      const client = new Client({ connectionString, types: sameValues!, application_name: "doorstep worker" });
      client.on("error", () => {});
      await client.connect().catch((error: unknown) => {
        throw asDatabaseError(error);
      });
      return current.run({ client, turns: new Turns() }, async () => {
        try {
          return await work();
        } finally {
          void settled().then(() => client.end());
        }
      });
    },
  };
}
