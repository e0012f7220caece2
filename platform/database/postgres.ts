import { Client, Pool, type PoolClient, type PoolConfig, types } from "pg";
import {
  currentTransaction,
  type Database,
  DatabaseError,
  isUnreachable,
  type Queryable,
  type Result,
  type Row,
} from "./port.ts";

const OID = { int8: 20, date: 1082 } as const;

/** The same JavaScript values as PGlite gives: int8 as number, DATE as YYYY-MM-DD. */
export const sameValues = {
  getTypeParser: (oid: number, format?: "text" | "binary") => {
    if (oid === OID.int8) return Number;
    if (oid === OID.date) return (value: string) => value;
    return types.getTypeParser(oid, format as "text");
  },
} as PoolConfig["types"];

/** What the driver threw, as the port's error. */
export function asDatabaseError(error: unknown): DatabaseError {
  const { message, code, constraint } = error as { message: string; code?: unknown; constraint?: string };
  const sqlState = typeof code === "string" && /^[0-9A-Z]{5}$/.test(code) ? code : "";
  return new DatabaseError(message, sqlState, constraint ?? null);
}

/** One statement on a client or pool. */
export async function runOn<T>(
  client: Client | PoolClient | Pool,
  sql: string,
  params?: readonly unknown[],
): Promise<Result<T>> {
  try {
    const result = await client.query<Row>(sql, params as unknown[]);
    return { rows: result.rows as T[], affected: result.rowCount ?? 0 };
  } catch (error) {
    throw asDatabaseError(error);
  }
}

/** BEGIN, `work`, COMMIT on one client; a client whose ROLLBACK fails must not go back to a pool, so that is thrown too. */
export async function transactionOn<T>(client: Client | PoolClient, work: (tx: Queryable) => Promise<T>): Promise<T> {
  if (currentTransaction.getStore()) throw new Error("a transaction inside a transaction");
  const tx: Queryable = { query: (sql, params) => runOn(client, sql, params) };
  await runOn(client, "begin");
  try {
    const value = await currentTransaction.run(tx, () => work(tx));
    await runOn(client, "commit");
    return value;
  } catch (error) {
    await runOn(client, "rollback");
    throw error;
  }
}

/** Several statements; what a failed one left open is rolled back. */
export async function executeOn(client: Client | PoolClient, sql: string): Promise<Row[]> {
  try {
    // node-postgres gives one result, or a list of them for several statements.
    const results = (await client.query(sql)) as unknown as { rows: Row[] } | { rows: Row[] }[];
    return [results].flat().flatMap((result) => result.rows);
  } catch (error) {
    await client.query("rollback");
    throw asDatabaseError(error);
  }
}

const LISTEN_AGAIN_MS = 1_000;

function openPool(url: string, connections: number): Pool {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    types: sameValues!,
    application_name: "doorstep",
    connectionTimeoutMillis: 5_000,
  });
  // An idle client that loses its connection is thrown away by the pool; the next query tells whoever needs to know.
  pool.on("error", () => {});
  // So does one that is in use between two statements; unheard, its error would end the process.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

/** More at once than the processors have room for only wait for each other there. */
const CONNECTIONS = 6;
/** Of their own, so that a webhook is taken in however much is being worked off. */
const URGENT_CONNECTIONS = 4;

/**
 * PostgreSQL 15 or newer with pgvector, through pools: what is urgent has its own. Any number of processes may share the database.
 * @param options `connections`: at most so many for what is not urgent
 */
export function openPostgres(url: string, options: { connections?: number } = {}): Database {
  const pool = openPool(url, options.connections ?? CONNECTIONS);
  const urgent_pool = openPool(url, URGENT_CONNECTIONS);
  const poolFor = (urgent: boolean): Pool => (urgent ? urgent_pool : pool);

  const connect = (urgent = false): Promise<PoolClient> =>
    poolFor(urgent)
      .connect()
      .catch((error: unknown) => {
        throw asDatabaseError(error);
      });

  async function onOne<T>(urgent: boolean, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await connect(urgent);
    let lost = false;
    try {
      return await work(client);
    } catch (error) {
      // A connection that went away must not go back to the pool; one whose work was refused is as good as before.
      lost = isUnreachable(error);
      throw error;
    } finally {
      client.release(lost);
    }
  }

  return {
    query: (sql, params, { urgent = false } = {}) => runOn(poolFor(urgent), sql, params),
    async execute(sql) {
      const client = await connect();
      try {
        return await executeOn(client, sql);
      } finally {
        client.release();
      }
    },
    transaction: (work, { urgent = false } = {}) => onOne(urgent, (client) => transactionOn(client, work)),
    async listen(channel, wake) {
      let stopped = false;
      let client: Client | null = null;
      let again: NodeJS.Timeout | undefined;
      const subscribe = async (): Promise<void> => {
        const fresh = new Client({ connectionString: url, application_name: "doorstep listen" });
        fresh.on("notification", wake);
        fresh.on("error", () => {
          fresh.end().catch(() => {});
          if (!stopped) again = setTimeout(retry, LISTEN_AGAIN_MS);
        });
        await fresh.connect();
        await fresh.query(`listen ${channel}`);
        client = fresh;
        wake();
      };
      const retry = (): void => {
        subscribe().catch(() => {
          if (!stopped) again = setTimeout(retry, LISTEN_AGAIN_MS);
        });
      };
      await subscribe().catch((error: unknown) => {
        throw asDatabaseError(error);
      });
      return async () => {
        stopped = true;
        clearTimeout(again);
        await client?.end();
      };
    },
    async close() {
      await Promise.all([pool.end(), urgent_pool.end()]);
    },
  };
}
