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

async function answer(request: Request): Promise<Response> {
  const { id } = request;
  switch (request.op) {
    case "query": {
      const result = await pglite.query(request.sql, request.params as unknown[]);
      return { id, ok: true, rows: result.rows, affected: result.affectedRows ?? 0 };
    }
    case "execute":
      return { id, ok: true, rows: (await pglite.exec(request.sql)).flatMap((result) => result.rows) };
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
