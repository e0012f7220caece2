/**
 * A throw-away PostgreSQL with pgvector for the tests, on loopback, in a temporary folder. Says why when there is none.
 */
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

function binaries(): string | null {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root)
    ? readdirSync(root)
        .map(Number)
        .filter((v) => v >= 15)
    : [];
  const newest = versions.sort((a, b) => b - a).find((v) => existsSync(join(root, String(v), "bin/postgres")));
  return newest === undefined ? null : join(root, String(newest), "bin");
}

function hasVector(bin: string): boolean {
  const share = execFileSync(join(bin, "pg_config"), ["--sharedir"], { encoding: "utf8" }).trim();
  return existsSync(join(share, "extension/vector.control"));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}

export async function startPostgres(): Promise<{ url: string; stop(): void } | { missing: string }> {
  const bin = binaries();
  if (!bin) return { missing: "PostgreSQL 15 or newer is not installed" };
  if (!hasVector(bin)) return { missing: "pgvector is not installed for PostgreSQL" };
  const folder = mkdtempSync(join(tmpdir(), "doorstep-pg-"));
  // PostgreSQL refuses to run as root: then everything goes through the user that Debian's package made.
  const root = process.getuid?.() === 0;
  const as = (program: string, args: string[]): [string, string[]] =>
    root ? ["runuser", ["-u", "postgres", "--", program, ...args]] : [program, args];
  chmodSync(folder, 0o777);
  const data = join(folder, "data");
  const [init, initArgs] = as(join(bin, "initdb"), [
    "-D",
    data,
    "-U",
    "postgres",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--no-sync",
  ]);
  execFileSync(init, initArgs, { stdio: "ignore" });
  const port = await freePort();
  const [program, args] = as(join(bin, "postgres"), [
    "-D",
    data,
    "-p",
    String(port),
    "-h",
    "127.0.0.1",
    "-k",
    folder,
    "-c",
    "max_connections=200",
    "-c",
    "shared_buffers=256MB",
  ]);
  const server = spawn(program, args, { stdio: "ignore" });
  const ready = join(bin, "pg_isready");
  for (let i = 0; i < 100; i++) {
    try {
      execFileSync(ready, ["-h", "127.0.0.1", "-p", String(port), "-q"]);
      break;
    } catch {
      await new Promise((later) => setTimeout(later, 100));
    }
  }
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop() {
      const [ctl, ctlArgs] = as(join(bin, "pg_ctl"), ["-D", data, "-m", "immediate", "stop"]);
      execFileSync(ctl, ctlArgs, { stdio: "ignore" });
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
