import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What the messengers' test doubles share: a real HTTP server on a free loopback port, and faults on demand. */

export interface FakeRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Aborts when the client gives up. */
  gone: AbortSignal;
}

export type FakeAnswer =
  | { status: number; headers?: Record<string, string>; json: unknown }
  /** A file. */
  | { status: number; headers?: Record<string, string>; bytes: Uint8Array }
  /** Never answered: the client runs into its timeout. */
  | "silence"
  /** The connection is cut without an answer. */
  | "reset";

export interface Fault {
  /** How many requests it hits. */
  times: number;
  /** How many requests pass before it begins. */
  skip?: number;
  /**
   * A status the messenger answers with instead of taking the request; or it takes the request and the answer never comes;
   * or the connection is cut before the request is taken.
   */
  status: number | "timeout_after_accept" | "reset";
  /** Only requests whose path ends so; all of them without it. */
  on?: string;
  /** The messenger's error text, where the usual one of that status is not meant. */
  description?: string;
  /** Telegram, with 429. */
  retry_after_s?: number;
}

/** Faults wait here until a request meets them; the first that fits is used. */
export function faultQueue() {
  const waiting: Fault[] = [];
  return {
    fail(fault: Fault): void {
      waiting.push({ ...fault });
    },
    next(path: string): Fault | null {
      const fault = waiting.find((each) => each.times > 0 && path.endsWith(each.on ?? ""));
      if (!fault) return null;
      if (fault.skip) {
        fault.skip -= 1;
        return null;
      }
      fault.times -= 1;
      return fault;
    },
  };
}

/** `root` is the address to give to the SDK; `close` ends held connections too. */
export async function startFakeServer(handle: (request: FakeRequest) => Promise<FakeAnswer>) {
  const server = createServer(async (incoming, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const { method = "", url = "", headers } = incoming;
    const body = await text(incoming);
    write(response, await handle({ method, path: url.split("?")[0] ?? "", headers, body, gone: gone.signal }));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function write(response: ServerResponse, answer: FakeAnswer): void {
  if (answer === "silence") return;
  if (answer === "reset") {
    response.destroy();
    return;
  }
  const [type, body] =
    "bytes" in answer ? ["application/octet-stream", answer.bytes] : ["application/json", JSON.stringify(answer.json)];
  response.writeHead(answer.status, { "content-type": type, ...answer.headers });
  response.end(body);
}
