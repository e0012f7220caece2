import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ConfigError } from "../../platform/config.ts";

const run = promisify(execFile);
/** Where Debian and its kin keep one folder for each version. */
const DEBIAN = "/usr/lib/postgresql";

/**
 * Where pg_dump or pg_restore is: on the PATH, or in the newest PostgreSQL of this machine.
 * @param server the server's major version; an older tool cannot read it
 * @throws ConfigError when none is found, or only an older one
 */
export async function findTool(name: "pg_dump" | "pg_restore", server: number): Promise<string> {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  let newest = 0;
  for (const tool of [name, ...versions.map((version) => join(DEBIAN, version, "bin", name))]) {
    const said = await run(tool, ["--version"]).catch(() => null);
    const major = Number(/\) (\d+)/.exec(said?.stdout ?? "")?.[1] ?? 0);
    if (major >= server) return tool;
    newest = Math.max(newest, major);
  }
  throw new ConfigError(
    newest === 0
      ? `${name}: not found. Install the client tools of PostgreSQL ${server} (Debian: postgresql-client-${server})`
      : `${name}: only version ${newest} is here, the server is ${server}. Install postgresql-client-${server}`,
  );
}

/** The connection as the tools read it from their environment, so that no password stands in the list of processes. */
function connection(url: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const env: Record<string, string> = {
    PGHOST: searchParams.get("host") ?? decodeURIComponent(hostname),
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
  };
  if (port) env.PGPORT = port;
  for (const [name, variable] of [
    ["sslmode", "PGSSLMODE"],
    ["sslrootcert", "PGSSLROOTCERT"],
  ] as const) {
    const value = searchParams.get(name);
    if (value) env[variable] = value;
  }
  return env;
}

/** Runs a tool on a database. @returns what it printed @throws ConfigError with its own words */
export async function runTool(
  tool: string,
  args: string[],
  url: string | null,
  path: string | undefined,
): Promise<string> {
  const env = { ...(path === undefined ? {} : { PATH: path }), LC_ALL: "C", ...(url === null ? {} : connection(url)) };
  try {
    return (await run(tool, args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout;
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new ConfigError(`${tool}: ${said || error}`);
  }
}
