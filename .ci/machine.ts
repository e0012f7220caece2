/** Finds what this machine has for the tests beyond Node: PostgreSQL with pgvector, a browser, workerd, ../shared. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { startPostgres } from "./postgres.ts";

export interface Machine {
  /** What the suites look for: DOORSTEP_TEST_POSTGRES_URL, DOORSTEP_TEST_CHROMIUM, DOORSTEP_TEST_WORKERD, DOORSTEP_SHARED. */
  env: Record<string, string>;
  /** One line for each thing that is not here: which tests do not run, and why. */
  missing: string[];
  /** Ends what was started for the tests. */
  stop(): void;
}

type Found = { env: Record<string, string> } | { missing: string };

const BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_BROWSERS = ["Google Chrome", "Chromium"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** The browser of DOORSTEP_TEST_CHROMIUM, else the first Chromium or Chrome in the usual places. */
export function findBrowser(env: NodeJS.ProcessEnv): Found {
  const named = env.DOORSTEP_TEST_CHROMIUM;
  if (named && !existsSync(named)) return { missing: `DOORSTEP_TEST_CHROMIUM names ${named}, which does not exist` };
  const folders = [...(env.PATH ?? "").split(delimiter), "/usr/bin"];
  const places = [...folders.flatMap((folder) => BROWSERS.map((name) => join(folder, name))), ...MAC_BROWSERS];
  const browser = named || places.find((place) => existsSync(place));
  return browser ? { env: { DOORSTEP_TEST_CHROMIUM: browser } } : { missing: "no Chromium or Chrome is installed" };
}

/** The folder of DOORSTEP_SHARED, else `../shared` beside the repository, when it holds specs, corpus and evals. */
export function findShared(root: string, env: NodeJS.ProcessEnv): Found {
  const folder = resolve(root, env.DOORSTEP_SHARED || "../shared");
  const lacking = ["specs", "corpus", "evals"].filter((part) => !existsSync(join(folder, part)));
  if (lacking.length === 0) return { env: { DOORSTEP_SHARED: folder } };
  return { missing: existsSync(folder) ? `${folder} lacks ${lacking.join(", ")}` : `there is no folder ${folder}` };
}

/** wrangler needs Node 22; workerd is a binary that not every platform has, so it is asked for its version. */
function findWorkerd(root: string): Found {
  if (!existsSync(join(root, "node_modules/wrangler"))) return { missing: "wrangler is not installed: run `npm ci`" };
  try {
    execFileSync(join(root, "node_modules/.bin/workerd"), ["--version"], { stdio: "ignore" });
    return { env: { DOORSTEP_TEST_WORKERD: "1" } };
  } catch {
    return { missing: "workerd does not run on this machine" };
  }
}

/** The cluster of DOORSTEP_TEST_POSTGRES_URL (a superuser's URL, pgvector available), else a throw-away one. */
async function findPostgres(env: NodeJS.ProcessEnv): Promise<Found & { stop?(): void }> {
  const url = env.DOORSTEP_TEST_POSTGRES_URL;
  if (url) return { env: { DOORSTEP_TEST_POSTGRES_URL: url } };
  const started = await startPostgres();
  return "missing" in started
    ? started
    : { env: { DOORSTEP_TEST_POSTGRES_URL: started.url }, stop: () => started.stop() };
}

/** Looks around, and starts PostgreSQL. `root` is the repository, `env` the environment the tests were started in. */
export async function prepareMachine(root: string, env: NodeJS.ProcessEnv): Promise<Machine> {
  const machine: Machine = { env: {}, missing: [], stop() {} };
  const add = (tests: string, found: Found): void => {
    if ("missing" in found) machine.missing.push(`not run: tests ${tests}: ${found.missing}`);
    else Object.assign(machine.env, found.env);
  };
  const postgres = await findPostgres(env);
  machine.stop = () => postgres.stop?.();
  add("on PostgreSQL", postgres);
  add("in the browser", findBrowser(env));
  add("on Cloudflare's runtime", findWorkerd(root));
  add("with the shared data", findShared(root, env));
  return machine;
}

/** The names above: unset before the tests when they were not found. */
export const MACHINE_VARIABLES = [
  "DOORSTEP_TEST_POSTGRES_URL",
  "DOORSTEP_TEST_CHROMIUM",
  "DOORSTEP_TEST_WORKERD",
  "DOORSTEP_SHARED",
] as const;
