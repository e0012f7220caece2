/** Posts prepared webhooks as fast as they are taken, over connections that stay open. */
import { Agent, request } from "node:http";

export interface Prepared {
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface Posted {
  /** From the first byte out to the last byte in, in milliseconds, of each that was taken. */
  took_ms: number[];
  /** Answers that were not 2xx. */
  refused: number;
  seconds: number;
}

function post(url: URL, agent: Agent, { path, headers, body }: Prepared): Promise<number> {
  return new Promise((done, failed) => {
    const { hostname, port } = url;
    const asked = request({ hostname, port, agent, path, method: "POST", headers }, (answer) => {
      answer.resume();
      answer.once("end", () => done(answer.statusCode!));
      answer.once("error", failed);
    });
    asked.once("error", failed);
    asked.end(body);
  });
}

/**
 * For so long, each connection sending its next when the last was answered.
 * @param next gives another one each time
 */
export async function postFor(ms: number, connections: number, to: string, next: () => Prepared): Promise<Posted> {
  const [url, agent] = [new URL(to), new Agent({ keepAlive: true, maxSockets: connections })];
  const [began, took_ms] = [performance.now(), [] as number[]];
  let refused = 0;
  const connection = async (): Promise<void> => {
    while (performance.now() - began < ms) {
      const prepared = next();
      const sent = performance.now();
      const status = await post(url, agent, prepared);
      if (status >= 200 && status < 300) took_ms.push(performance.now() - sent);
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  agent.destroy();
  return { took_ms, refused, seconds: (performance.now() - began) / 1000 };
}
