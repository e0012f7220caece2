import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { parseConfig } from "../../platform/config.ts";
import { createPostgres, POSTGRES_URL, writePglite } from "../../platform/database/fresh.ts";
import { open } from "../../platform/open.ts";
import { createSealer, newAppKey } from "../../platform/seal.ts";
import { seedDistrict } from "../fixture.ts";
import { createPerson } from "../people/create.ts";
import { namesakes } from "../people/find.ts";
import { inSession } from "../session.ts";

const COMMAND = fileURLToPath(new URL("./command.ts", import.meta.url));
const PEOPLE = 60;
const [OLD, NEW] = [newAppKey(), newAppKey()];

type Env = Record<string, string>;
const cleanups: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const ENGINES: [string, () => Promise<Env>][] = [
  [
    "pglite",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "doorstep-reseal-"));
      cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
      await writePglite(join(folder, "postgres"));
      return { DATA_DIR: folder };
    },
  ],
];
if (POSTGRES_URL) {
  ENGINES.push([
    "postgres",
    async () => {
      const made = await createPostgres();
      cleanups.push(() => made.drop());
      return { DATABASE_URL: made.service_url, MIGRATE_DATABASE_URL: made.owner_url };
    },
  ]);
}

/** Runs the command. @param kill with SIGKILL at its first line */
async function run(env: Env, { kill = false } = {}): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [COMMAND], { env: { PATH: process.env.PATH, ...env } });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (kill) child.kill("SIGKILL");
    });
  const [code] = (await once(child, "close")) as [number | null];
  return { code, said };
}

describe.each(ENGINES)("the command that seals anew on %s", (_, make) => {
  test("killed in the middle and started again it ends, and the new key alone finds everybody", async () => {
    const env = await make();
    const with_key = (key: string) => open(parseConfig({ ...env, APP_KEY: key }), () => {});
    const before = await with_key(OLD);
    const district = await seedDistrict(before.database, await createSealer(OLD), 1);
    await district.session(district.staff.worker, async (session) => {
      for (let i = 0; i < PEOPLE; i++)
        await createPerson(session, {
          ...{ name: `赵${i}`, sex: null, age: null, area_id: district.areas.grid_one, household_id: null },
        });
    });
    await before.close();

    const both = { ...env, APP_KEY: `${NEW},${OLD}` };
    const killed = await run(both, { kill: true });
    expect(killed.code).toBeNull();
    const ended = await run(both);
    expect(ended.said).toMatch(/Nothing needs an older key \([0-9a-f]{8}\) any more/);
    expect(ended.code).toBe(0);
    expect(ended.said).not.toContain("赵");

    const after = await with_key(NEW);
    cleanups.push(() => after.close());
    const alone = await finder(after.database, NEW, district);
    expect(await alone(`赵${PEOPLE - 1}`)).toHaveLength(1);
    expect(await alone("赵0")).toHaveLength(1);
  });
});

/** Who is called so, for a supervisor of the district under this key. */
async function finder(
  database: Parameters<typeof seedDistrict>[0],
  key: string,
  { id, staff }: Awaited<ReturnType<typeof seedDistrict>>,
): Promise<(name: string) => Promise<string[]>> {
  const sealer = await createSealer(key);
  const scope = { district_id: id, staff_id: staff.supervisor.id, role: "supervisor" } as const;
  return (name) => inSession({ database, sealer, now: new Date() }, scope, (session) => namesakes(session, name));
}
