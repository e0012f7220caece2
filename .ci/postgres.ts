/**
 * A throw-away PostgreSQL with pgvector for the tests, on loopback, in a temporary folder. Says why when there is none.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** The folders with `postgres` and its tools, 15 or newer, newest first, as Debian's packages lay them. */
function installed(): string[] {
  const root = "/usr/lib/postgresql";
  if (!existsSync(root)) return [];
  const versions = readdirSync(root)
    .map(Number)
    .filter((version) => version >= 15);
  return versions
    .sort((a, b) => b - a)
    .map((version) => join(root, String(version), "bin"))
    .filter((bin) => existsSync(join(bin, "postgres")));
}

function hasVector(bin: string): boolean {
  const share = execFileSync(join(bin, "pg_config"), ["--sharedir"], { encoding: "utf8" }).trim();
  return existsSync(join(share, "extension/vector.control"));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

export interface TestPostgres {
  /** Of the superuser; the cluster listens on 127.0.0.1 only. */
  url: string;
  /** Ends the server as a power cut does, and keeps its files. */
  crash(): void;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  /** Ends the server and removes its files. */
  stop(): void;
}

/** Starts a cluster (about 1.5 s); whoever starts it stops it. */
export async function startPostgres(): Promise<TestPostgres | { missing: string }> {
  const found = installed();
  if (found.length === 0) return { missing: "PostgreSQL 15 or newer is not installed" };
  const bin = found.find(hasVector);
  if (!bin) return { missing: "pgvector is not installed for PostgreSQL" };
  const folder = mkdtempSync(join(tmpdir(), "doorstep-pg-"));
  chmodSync(folder, 0o777);
  const data = join(folder, "data");
  // PostgreSQL refuses to run as root: then everything goes through the user that Debian's package made.
  const as = (program: string, args: string[]): [string, string[]] =>
    process.getuid?.() === 0
      ? ["runuser", ["-u", "postgres", "--", join(bin, program), ...args]]
      : [join(bin, program), args];
  const run = (program: string, ...args: string[]): void => {
    execFileSync(...as(program, args), { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  };

  let server: ChildProcess | undefined;
  let port = 0;
  const crash = (): void => run("pg_ctl", "-D", data, "-m", "immediate", "stop");
  const start = async (): Promise<void> => {
    const settings = ["max_connections=200", "shared_buffers=256MB"].flatMap((setting) => ["-c", setting]);
    // Its own process group: Ctrl-C in the terminal ends the tests first, and they end the server.
    server = spawn(...as("postgres", ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder, ...settings]), {
      cwd: folder,
      stdio: "ignore",
      detached: true,
    });
    for (let tries = 0; tries < 300 && server.exitCode === null; tries++) {
      try {
        run("pg_isready", "-h", "127.0.0.1", "-p", String(port), "-q");
        return;
      } catch {
        await pause(100);
      }
    }
    throw new Error("the server does not answer");
  };
  const stop = (): void => {
    try {
      crash();
    } catch {
      server?.kill(); // not up yet, or down already
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
    port = await freePort();
    await start();
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, crash, start, stop };
  } catch (error) {
    stop();
    return { missing: `PostgreSQL is installed but did not start: ${String(error).split("\n").slice(0, 3).join(" ")}` };
  }
}
