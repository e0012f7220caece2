/** The command as it is called, on an embedded database that no service runs on. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedDistrict } from "../../cases/fixture.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { saveVisit } from "../../cases/visits/save.ts";
import { parseConfig } from "../../platform/config.ts";
import { writePglite } from "../../platform/database/fresh.ts";
import { open } from "../../platform/open.ts";
import { createSealer, newAppKey } from "../../platform/seal.ts";

const COMMAND = fileURLToPath(new URL("./command.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "doorstep-person-"));
const env = { PATH: process.env.PATH ?? "", DATA_DIR: folder, APP_KEY: newAppKey() };
const to = join(folder, "copy.json");
const page = join(folder, "copy.html");
let ref: string;

function person(...args: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], { env });
  return { status, said: `${stdout}${stderr}` };
}

beforeAll(async () => {
  await writePglite(join(folder, "postgres"));
  const opened = await open(parseConfig(env), () => {});
  try {
    const district = await seedDistrict(opened.database, await createSealer(env.APP_KEY), 440606);
    const told = draftOf("李桂珍一个人住 牙口不好", { persons: [{ name: "李桂珍" }] });
    const visit = await district.session(district.staff.worker, (session) => saveVisit(session, told));
    ref = visit.people[0]!.ref;
  } finally {
    await opened.close();
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const of = (by: string): string[] => ["--district", "440606", "--ref", ref, "--by", by];

test("without what it needs it says how it is called, and opens nothing", () => {
  for (const args of [[], ["copy", ...of("韩志强")], ["erase", ...of("韩志强"), "--ground", "asked"]]) {
    const { status, said } = person(...args);
    expect([status, said]).toEqual([1, expect.stringContaining("npm run person -- copy")]);
  }
});

test("in the name of nobody who leads the district nothing is done", () => {
  const { status, said } = person("copy", ...of("周晓燕"), "--to", to);
  expect([status, said]).toEqual([1, expect.stringContaining("--by: 0 supervisors or admins")]);
});

test("a copy is written for the eyes of whoever asked for it, as data and as a page", () => {
  const { status, said } = person("copy", ...of("蒋国栋"), "--to", to, "--page", page);
  expect([status, said]).toEqual([0, expect.stringContaining(`${ref}: `)]);
  expect(JSON.parse(readFileSync(to, "utf8")).held.people).toMatchObject([{ name: "李桂珍" }]);
  expect(readFileSync(page, "utf8")).toContain("牙口不好");
  expect([to, page].map((file) => statSync(file).mode & 0o077)).toEqual([0, 0]);
});

test("an erasure wants an admin and the reference typed again; then nothing is left to copy", () => {
  const ground = ["--ground", "asked", "--again"];
  expect(person("erase", ...of("蒋国栋"), ...ground, ref).status).toBe(1);
  expect(person("erase", ...of("韩志强"), ...ground, "P-00000").status).toBe(1);
  const done = person("erase", ...of("韩志强"), ...ground, ref);
  expect([done.status, done.said]).toEqual([0, expect.stringContaining("fields and 0 pictures erased")]);
  person("copy", ...of("韩志强"), "--to", to);
  expect(readFileSync(to, "utf8")).not.toMatch(/李桂珍|牙口不好/);
});
