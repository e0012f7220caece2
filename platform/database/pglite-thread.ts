/**
 * PGlite runs here, in a thread of its own: in the main thread a query of 100 ms holds up every webhook for as long.
 * The main side (pglite.ts) sends one message at a time and holds transactions apart, so BEGIN and COMMIT are plain SQL here.
 */
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";

export type Request =
  | { id: number; op: "query"; sql: string; params: readonly unknown[] }
  | { id: number; op: "execute"; sql: string }
  | { id: number; op: "listen"; channel: string }
  | { id: number; op: "hold"; role: string }
  | { id: number; op: "dump" }
  | { id: number; op: "close" };

export type Response =
  | { id: number; ok: true; rows?: unknown[]; affected?: number; dump?: Uint8Array }
  | { id: number; ok: false; message: string; code: string; constraint: string | null }
  | { notified: string };

const port = parentPort!;
const { dataDir, snapshot } = workerData as { dataDir: string | null; snapshot: Uint8Array | null };

const pglite = await PGlite.create({
  ...(dataDir ? { dataDir } : {}),
  ...(snapshot ? { loadDataDir: new Blob([snapshot as Uint8Array<ArrayBuffer>]) } : {}),
  extensions: { vector },
  parsers: { 20: Number, 1082: (value: string) => value },
});

/** The role that nobody leaves any more; null before. */
let held: string | null = null;
/** What a statement has to hold to change the role: single statements can by these alone, and by no other function. */
const MAY_LEAVE = /set_config|pg_settings|pg_temp|u&"|^\s*(?:set|reset|discard|do|call|execute|prepare)\b/i;

/** Takes the role back from a statement that left it, so that nothing runs after it as the superuser that PGlite always is. */
async function keepRole(sql: string | null): Promise<void> {
  if (held === null || (sql !== null && !MAY_LEAVE.test(sql))) return;
  const shown = await pglite.exec("show role");
  if (shown[0]?.rows[0]?.role === held) return;
  await pglite.exec(`set role ${held}`);
  throw Object.assign(new Error("a statement may not leave its role"), { code: "42501" });
}

async function answer(request: Request): Promise<Response> {
  const { id } = request;
  switch (request.op) {
    case "query": {
      const result = await pglite.query(request.sql, request.params as unknown[]);
      await keepRole(request.sql);
      return { id, ok: true, rows: result.rows, affected: result.affectedRows ?? 0 };
    }
    case "execute": {
      const results = await pglite.exec(request.sql);
      await keepRole(null);
      return { id, ok: true, rows: results.flatMap((result) => result.rows) };
    }
    case "hold":
      await pglite.exec(`set role ${request.role}`);
      held = request.role;
      return { id, ok: true };
    case "listen": {
      const { channel } = request;
      await pglite.listen(channel, () => port.postMessage({ notified: channel }));
      return { id, ok: true };
    }
    case "dump": {
      const file = await pglite.dumpDataDir("none");
      return { id, ok: true, dump: new Uint8Array(await file.arrayBuffer()) };
    }
    case "close":
      await pglite.close();
      return { id, ok: true };
  }
}

port.on("message", (request: Request) => {
  answer(request).then(
    (response) => port.postMessage(response),
    (error: { message: string; code?: string; constraint?: string }) =>
      port.postMessage({
        id: request.id,
        ok: false,
        message: error.message,
        code: error.code ?? "",
        constraint: error.constraint ?? null,
      }),
  );
});
port.postMessage({ id: 0, ok: true });
