/** For tests only: somebody else's system, strict about what it takes, as Standard Webhooks tells receivers to be. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  path: string;
  id: string;
  /** Seconds. */
  timestamp: number;
  body: { id: string; type: string; timestamp: string; data: Record<string, unknown> };
}

export interface Receiver {
  /** `127.0.0.1:port` */
  host: string;
  /** What was taken and answered with 204, in order. */
  taken: Received[];
  /** Everything that came, whatever was answered. */
  tried: { path: string; id: string }[];
  /** The secret of a path; what is not signed with it is answered with 401. */
  secrets: Map<string, string>;
  /** What a path answers instead: a status, or nothing at all. */
  answers: Map<string, number | "silence">;
  close(): Promise<void>;
}

export async function openReceiver(): Promise<Receiver> {
  const [taken, tried]: [Received[], Receiver["tried"]] = [[], []];
  const secrets = new Map<string, string>();
  const answers = new Map<string, number | "silence">();
  const server = createServer(async (request, response) => {
    const path = request.url ?? "";
    const text = await bodyOf(request);
    const header = (name: string) => String(request.headers[name] ?? "");
    const id = header("webhook-id");
    tried.push({ path, id });
    const answer = answers.get(path);
    if (answer === "silence") return;
    if (answer !== undefined) return void response.writeHead(answer, { location: "/elsewhere" }).end();
    const key = Buffer.from((secrets.get(path) ?? "").replace("whsec_", ""), "base64");
    const wanted = createHmac("sha256", key)
      .update(`${id}.${header("webhook-timestamp")}.${text}`)
      .digest();
    const [version, given] = header("webhook-signature").split(",");
    const signature = Buffer.from(given ?? "", "base64");
    const genuine = version === "v1" && signature.length === wanted.length && timingSafeEqual(signature, wanted);
    const right = request.method === "POST" && header("content-type") === "application/json" && genuine;
    if (!right) return void response.writeHead(401).end();
    taken.push({ path, id, timestamp: Number(header("webhook-timestamp")), body: JSON.parse(text) });
    response.writeHead(204).end();
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ taken, tried, secrets, answers },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
