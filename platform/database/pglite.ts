import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import type { Request, Response } from "./pglite-thread.ts";
import { currentTransaction, type Database, DatabaseError, type Queryable, type Result, type Row } from "./port.ts";
import { Turns } from "./turns.ts";

type Ask = Request extends infer R ? (R extends { id: number } ? Omit<R, "id"> : never) : never;
type Answer = Extract<Response, { ok: true }>;

export interface PgliteDatabase extends Database {
  /** The whole data directory as an uncompressed tar, to open another one from. */
  dump(): Promise<Uint8Array>;
  /**
   * Takes `role` for good. PGlite knows one user, a superuser, who could take any role again; from now on a statement that leaves
   * the role is refused (42501) and the role taken back before the next one. Several at once (`execute`) may leave it in between.
   */
  holdRole(role: string): Promise<void>;
}

/**
 * PostgreSQL in WebAssembly with pgvector, in a worker thread.
 * @param dataDir folder on disk, or null for memory
 * @param snapshot what `dump()` gave, to start from instead of an empty cluster
 */
export async function openPglite(
  dataDir: string | null,
  options: { snapshot?: Uint8Array } = {},
): Promise<PgliteDatabase> {
  if (dataDir && !options.snapshot && !existsSync(join(dataDir, "PG_VERSION"))) {
    const maker = fileURLToPath(new URL("./pglite-folder.ts", import.meta.url));
    await promisify(execFile)(process.execPath, ["--liftoff-only", maker, dataDir]);
  }
  const thread = new Worker(new URL("./pglite-thread.ts", import.meta.url), {
    workerData: { dataDir, snapshot: options.snapshot ?? null },
  });
  const pending = new Map<number, { resolve: (a: Answer) => void; reject: (e: Error) => void }>();
  const listeners = new Map<string, Set<() => void>>();
  let lastId = 0;

  const opened = new Promise<Answer>((resolve, reject) => pending.set(0, { resolve, reject }));
  const failAll = (why: string): void => {
    for (const { reject } of pending.values()) reject(new DatabaseError(why, "", null));
    pending.clear();
  };
  thread.on("message", (response: Response) => {
    if ("notified" in response) {
      for (const wake of listeners.get(response.notified) ?? []) wake();
      return;
    }
    const waiting = pending.get(response.id);
    pending.delete(response.id);
    if (response.ok) waiting?.resolve(response);
    else waiting?.reject(new DatabaseError(response.message, response.code, response.constraint));
  });
  thread.on("error", (error: Error) => failAll(`PGlite stopped: ${error.message}`));
  thread.on("exit", () => failAll("PGlite has stopped"));

  const ask = (what: Ask): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      pending.set(id, { resolve, reject });
      thread.postMessage({ ...what, id });
    });
  const send = async <T>(sql: string, params: readonly unknown[] = []): Promise<Result<T>> => {
    const { rows, affected } = await ask({ op: "query", sql, params });
    return { rows: rows as T[], affected: affected ?? 0 };
  };

  await opened;
  const turns = new Turns();
  const tx: Queryable = { query: send };

  return {
    query: (sql, params, { urgent = false } = {}) => turns.take(() => send(sql, params), urgent),
    execute: (sql) =>
      turns.take(async () => {
        try {
          return ((await ask({ op: "execute", sql })).rows ?? []) as Row[];
        } catch (error) {
          await send("rollback");
          throw error;
        }
      }),
    transaction(work, { urgent = false } = {}) {
      if (currentTransaction.getStore()) throw new Error("a transaction inside a transaction");
      return turns.take(async () => {
        await send("begin");
        try {
          const value = await currentTransaction.run(tx, () => work(tx));
          await send("commit");
          return value;
        } catch (error) {
          await send("rollback");
          throw error;
        }
      }, urgent);
    },
    async listen(channel, wake) {
      const known = listeners.get(channel);
      if (known) known.add(wake);
      else {
        listeners.set(channel, new Set([wake]));
        await turns.take(() => ask({ op: "listen", channel }));
      }
      return async () => {
        listeners.get(channel)?.delete(wake);
      };
    },
    async holdRole(role) {
      await turns.take(() => ask({ op: "hold", role }));
    },
    async dump() {
      return (await turns.take(() => ask({ op: "dump" }))).dump!;
    },
    async close() {
      await turns.take(() => ask({ op: "close" }));
      await thread.terminate();
    },
  };
}
