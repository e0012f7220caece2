/** For tests and benches: the service as a process of its own, with the real entry. */
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";

export interface Spawned {
  url: string;
  process: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Ends it and waits until it is gone. */
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => probe.once("listening", listening));
  const { port } = probe.address() as { port: number };
  await new Promise((closed) => probe.close(closed));
  return port;
}

/**
 * Starts it and resolves once `/readyz` answers.
 * @param entry the service's own where none is given
 * @throws when it ends before
 */
export async function spawnService(
  env: Record<string, string> & { PORT: string },
  entry = join(import.meta.dirname, "node.ts"),
): Promise<Spawned> {
  let printed = "";
  const child = spawn(process.execPath, [entry], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.stdout!.on("data", (chunk: Buffer) => {
    printed += chunk.toString();
  });
  const url = `http://127.0.0.1:${env.PORT}`;
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the service ended with ${child.exitCode ?? child.signalCode}`);
    const ready = await fetch(`${url}/readyz`).catch(() => null);
    if (ready?.ok) break;
    await new Promise((later) => setTimeout(later, 50));
  }
  return {
    url,
    process: child,
    output: () => printed,
    async kill(signal) {
      const gone = new Promise((exit) => child.once("exit", exit));
      child.kill(signal);
      await gone;
    },
  };
}
