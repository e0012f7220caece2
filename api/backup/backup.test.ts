import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sealAudit } from "../../cases/audit/chain.ts";
import { verifyAudit } from "../../cases/audit/verify.ts";
import { type SeededDistrict, seedDistrict } from "../../cases/fixture.ts";
import { type Day, playDay } from "../../cases/fixture-day.ts";
import { namesakes } from "../../cases/people/find.ts";
import { inSession } from "../../cases/session.ts";
import { parseConfig } from "../../platform/config.ts";
import { createPostgres, POSTGRES_URL, writePglite } from "../../platform/database/fresh.ts";
import { type Opened, open } from "../../platform/open.ts";
import { systemScope } from "../../platform/scope.ts";
import { createSealer, newAppKey } from "../../platform/seal.ts";
import { backUp } from "./backup.ts";
import { restore, toOwner } from "./restore.ts";

const APP_KEY = newAppKey();
const PATH = process.env.PATH;
const COMMAND = fileURLToPath(new URL("./command.ts", import.meta.url));
const cleanups: (() => Promise<void> | void)[] = [];
const temporary = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "doorstep-backup-"));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
type Env = Record<string, string>;

/** A database with its schema, and an empty one. */
const ENGINES: [string, () => Promise<{ filled: Env; empty: Env }>][] = [
  [
    "pglite",
    async () => {
      const folder = temporary();
      await writePglite(join(folder, "postgres"));
      return { filled: { DATA_DIR: folder, APP_KEY }, empty: { DATA_DIR: join(temporary(), "new"), APP_KEY } };
    },
  ],
];
if (POSTGRES_URL) {
  ENGINES.push([
    "postgres",
    async () => {
      const [filled, empty] = [await createPostgres(), await createPostgres()];
      cleanups.push(
        () => filled.drop(),
        () => empty.drop(),
      );
      const env = (made: typeof filled) => ({
        DATABASE_URL: made.service_url,
        MIGRATE_DATABASE_URL: made.owner_url,
        APP_KEY,
      });
      return { filled: env(filled), empty: env(empty) };
    },
  ]);
}
afterAll(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe.each(ENGINES)("a backup on %s", (engine, make) => {
  let env: Awaited<ReturnType<typeof make>>;
  let district: SeededDistrict;
  let day: Day;
  let folder: string;
  let rows: Record<string, number>;
  const service = (of: Env): Promise<Opened> => open(parseConfig(of), () => {});

  beforeAll(async () => {
    env = await make();
    folder = join(temporary(), "today");
    const running = await service(env.filled);
    try {
      district = await seedDistrict(running.database, await createSealer(APP_KEY), 1);
      day = await playDay(district);
      while ((await district.service(sealAudit)) > 0);
      if (engine === "pglite") {
        const tried = spawnSync(process.execPath, [COMMAND, "backup", folder], { env: { PATH, ...env.filled } });
        expect(tried.stderr.toString()).toContain("is in use by process");
        expect(tried.status).toBe(1);
        await running.close();
      }
      ({ rows } = await backUp(parseConfig(env.filled), folder, PATH));
    } finally {
      if (engine === "postgres") await running.close();
    }
  });

  test("holds neither the key nor a word that somebody said, and says by which key it is opened", () => {
    const files = readdirSync(folder);
    expect(files).toHaveLength(2);
    for (const name of files) {
      const packed = readFileSync(join(folder, name));
      const bytes = name.endsWith(".gz") ? gunzipSync(packed) : packed;
      for (const secret of [APP_KEY, Buffer.from(APP_KEY, "base64")]) expect(bytes.includes(secret)).toBe(false);
      // pg_dump packs its rows; what lies open in PGlite's files is sealed.
      for (const words of day.said) expect(bytes.includes(words)).toBe(false);
    }
    expect(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")).key_ids).toHaveLength(1);
  });

  test("comes back into an empty database whole: rows, sealed values, the audit chain, and who sees what", async () => {
    const back = await restore(parseConfig(env.empty), folder, PATH);
    expect(back.rows).toEqual(rows);
    expect(rows["public.people"]).toBeGreaterThan(0);
    const running = await service(env.empty);
    try {
      const parts = { database: running.database, sealer: await createSealer(APP_KEY), now: new Date() };
      const as = (who: "worker" | "neighbour" | "supervisor") => ({
        ...{ district_id: 1, staff_id: district.staff[who].id, role: district.staff[who].role },
      });
      const read = await inSession(parts, as("supervisor"), (session) => namesakes(session, "王秀兰"));
      expect(read.length).toBeGreaterThan(0);
      const note = await inSession(parts, as("supervisor"), async ({ tx, sealer }) => {
        const { rows } = await tx.query<{ note: string }>("select note_sealed as note from visits where id = $1", [
          day.visit_id,
        ]);
        return sealer.open(rows[0]!.note, "visits.note");
      });
      expect(note).toContain("王秀兰");
      const seen = await inSession(parts, as("neighbour"), ({ tx }) => tx.query("select from visits"));
      expect(seen.rows).toEqual([]);
      await inSession(parts, systemScope(1), sealAudit);
      const { faults } = await inSession(parts, systemScope(1), (session) => verifyAudit(session));
      expect(faults).toEqual([]);
    } finally {
      await running.close();
    }
    // The restored one is backed up as the first was: its owner sees every row.
    const again = await backUp(parseConfig(env.empty), join(temporary(), "again"), PATH);
    expect(again.rows["public.visits"]).toBe(rows["public.visits"]);
  });

  test("is not brought back over anything, nor without its manifest, nor written over another one", async () => {
    const word = engine === "pglite" ? "holds a database already" : "the database is not empty";
    await expect(restore(parseConfig(env.empty), folder, PATH)).rejects.toThrow(word);
    await expect(restore(parseConfig(env.empty), temporary(), PATH)).rejects.toThrow("manifest.json is missing");
    await expect(backUp(parseConfig(env.filled), folder, PATH)).rejects.toThrow("is not empty");
  });
});

test("a policy of the owner there becomes one of the owner here, and nobody else's changes", () => {
  const sql =
    "SET x = 1;\nCREATE POLICY owner ON public.people TO town_owner USING (true);\nCREATE POLICY scope ON public.people USING (x);";
  expect(toOwner(sql, "town_owner")).toBe(
    "CREATE POLICY owner ON public.people TO current_user USING (true);\nCREATE POLICY scope ON public.people USING (x);",
  );
});
