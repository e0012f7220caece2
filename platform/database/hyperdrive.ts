import { AsyncLocalStorage } from "node:async_hooks";
import { Client } from "pg";
import { type Database, DatabaseError, type Queryable } from "./port.ts";
import { asDatabaseError, executeOn, runOn, sameValues, transactionOn } from "./postgres.ts";
import { Turns } from "./turns.ts";

/** One connection per invocation: a Worker may not keep a socket from one request to the next. Opened by its first statement. */
interface Invocation {
  connection_string: string;
  client: Promise<Client> | null;
  turns: Turns;
}

export interface Hyperdrive {
  /** Works inside `within` only. */
  database: Database;
  /**
   * Runs `work` with a connection of its own, made when it is first needed, so that what goes out without a database does not wait for
   * one; ends it when `work` and everything it put off are over.
   * @param settled resolves when the deferred work of this invocation is done
   */
  within<T>(connectionString: string, work: () => Promise<T>, settled: () => Promise<void>): Promise<T>;
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, types: sameValues!, application_name: "doorstep worker" });
  client.on("error", () => {});
  await client.connect().catch((error: unknown) => {
    throw asDatabaseError(error);
  });
  return client;
}

/**
 * PostgreSQL through Cloudflare Hyperdrive; the same port as everywhere, bound to the running invocation.
 * @param check what must hold of the connection before anything else is asked on it; asked until it held once
 */
export function openHyperdrive(check: (connection: Queryable) => Promise<void>): Hyperdrive {
  const current = new AsyncLocalStorage<Invocation>();
  /** No promise: one of another invocation may never be kept. */
  let is_checked = false;
  const take = <T>(work: (client: Client) => Promise<T>, urgent = false): Promise<T> => {
    const invocation = current.getStore();
    if (!invocation) throw new DatabaseError("no connection outside an invocation", "", null);
    return invocation.turns.take(async () => {
      invocation.client ??= connect(invocation.connection_string);
      const client = await invocation.client;
      if (!is_checked) await check({ query: (sql, params) => runOn(client, sql, params) });
      is_checked = true;
      return work(client);
    }, urgent);
  };
  return {
    database: {
      query: (sql, params, { urgent = false } = {}) => take((client) => runOn(client, sql, params), urgent),
      execute: (sql) => take((client) => executeOn(client, sql)),
      transaction: (work, { urgent = false } = {}) => take((client) => transactionOn(client, work), urgent),
      listen: async () => async () => {},
      close: async () => {},
    },
    within(connection_string, work, settled) {
      const invocation: Invocation = { connection_string, client: null, turns: new Turns() };
      const end = async (): Promise<void> => {
        await settled();
        await (await invocation.client)?.end();
      };
      return current.run(invocation, async () => {
        try {
          return await work();
        } finally {
          void end().catch(() => {});
        }
      });
    },
  };
}
