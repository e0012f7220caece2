/**
 * The test command: `npm test [-- --require-all] [-- FILTER…]`. Finds what the machine has, starts PostgreSQL, runs vitest
 * with all further arguments, and says in its last lines what could not run and how many tests passed and failed.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MACHINE_VARIABLES, prepareMachine } from "./machine.ts";
import { type Report, tally } from "./tally.ts";

const root = join(import.meta.dirname, "..");
const given = process.argv.slice(2);
const filters = given.filter((argument) => argument !== "--require-all");
const vitest = join(root, "node_modules/vitest/vitest.mjs");
if (!existsSync(vitest)) {
  console.error("vitest is not installed: run `npm ci` first.");
  process.exit(1);
}

let interrupted: NodeJS.Signals | null = null;
let running: ChildProcess | null = null;

/** Signals vitest and all that it started: it leads a process group, except on Windows, which has none. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (process.platform === "win32") child.kill(name);
    else process.kill(-child.pid!, name);
  } catch {
    // The group has ended.
  }
}

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    interrupted ??= name;
    const child = running;
    if (!child) return;
    signal(child, "SIGTERM");
    setTimeout(() => signal(child, "SIGKILL"), 5_000).unref();
  });
}

async function runVitest(env: NodeJS.ProcessEnv, report_file: string): Promise<number | null> {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report_file}`];
  // A suite whose part of the machine is missing defines no test: that is no fault of its file.
  const child = spawn(process.execPath, [vitest, "run", "--passWithNoTests", ...reporters, ...filters], {
    cwd: root,
    env,
    stdio: ["ignore", "inherit", "inherit"],
    detached: process.platform !== "win32",
  });
  running = child;
  const [exit_code] = (await once(child, "exit")) as [number | null];
  running = null;
  signal(child, "SIGKILL"); // what a test left running
  return exit_code;
}

const machine = await prepareMachine(root, process.env);
const folder = mkdtempSync(join(tmpdir(), "doorstep-report-"));
try {
  const env: NodeJS.ProcessEnv = { ...process.env };
  for (const name of MACHINE_VARIABLES) delete env[name];
  const report_file = join(folder, "report.json");
  const exit_code = interrupted ? null : await runVitest({ ...env, ...machine.env }, report_file);
  if (interrupted) {
    console.error(`Stopped by ${interrupted}.`);
    process.exitCode = 130;
  } else {
    const report = existsSync(report_file) ? (JSON.parse(readFileSync(report_file, "utf8")) as Report) : null;
    const { lines, ok } = tally({
      exit_code,
      report,
      missing: machine.missing,
      require_all: given.includes("--require-all"),
    });
    console.log(lines.join("\n"));
    process.exitCode = ok ? 0 : 1;
  }
} finally {
  machine.stop();
  rmSync(folder, { recursive: true, force: true });
}
