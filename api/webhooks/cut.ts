/** For tests: a database on the other side of a wire that can be cut. */
import { connect, createServer, type Socket } from "node:net";
import { freePort } from "../spawned.ts";

export interface Cut {
  /** The same database, over the wire. */
  url: string;
  /** `refused`: every connection breaks. `silent`: nothing is answered, and nothing is lost. */
  state(next: "through" | "refused" | "silent"): void;
  close(): Promise<void>;
}

export async function cuttable(url: string): Promise<Cut> {
  const [target, wire] = [new URL(url), new URL(url)];
  const pairs = new Set<[Socket, Socket]>();
  let now: "through" | "refused" | "silent" = "through";
  const server = createServer((near) => {
    if (now === "refused") return void near.destroy();
    const far = connect(Number(target.port || 5432), target.hostname);
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on("data", (bytes) => to.write(bytes));
      from.on("error", () => {});
      from.on("close", () => {
        to.destroy();
        pairs.delete(pair);
      });
      if (now === "silent") from.pause();
    }
  });
  const port = await freePort();
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  wire.hostname = "127.0.0.1";
  wire.port = String(port);
  return {
    url: wire.toString(),
    state(next) {
      now = next;
      for (const pair of pairs)
        for (const socket of pair) {
          if (next === "refused") socket.destroy();
          else if (next === "silent") socket.pause();
          else socket.resume();
        }
    },
    async close() {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
}
