import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { architectureFaults } from "./architecture/faults.ts";

const script = join(import.meta.dirname, "check-architecture.ts");

/** A small house in which every rule has something to look at and nothing to say. */
const SOUND: Record<string, string> = {
  "package.json": "{}\n",
  "README.md": [
    "Run `npm ci && npm test`, post to `/api/v1/messages`, types are `application/json`, made with `@line/bot-sdk`.",
    "A message is answered in `bot/answer.ts`, rules are `cases/*/rules.ts`, see [docs](docs/deploy.md#first).",
    "```",
    "npm run ingest -- `my/own/paper.md`",
    "```",
    '<img src="docs/chat.png" width="200"> [site](https://example.org/x.md)',
    "",
  ].join("\n"),
  "docs/deploy.md": "Back to [the start](../README.md); sources are `api/worker.ts`; data lies in `data/`.\n",
  "docs/chat.png": "",
  "api/node.ts":
    'import { readFileSync } from "node:fs";\nimport "./app.ts";\nreadFileSync(process.env.DATA_DIR ?? "");\n',
  "api/worker.ts": 'import "./app.ts";\n',
  "api/app.ts": 'import { answer } from "../bot/answer.ts";\nimport type { Stats } from "node:fs";\nanswer as Stats;\n',
  "api/app.test.ts": 'import { answer } from "../bot/answer.ts";\nanswer(process.env.HOME);\n',
  "bot/answer.ts": [
    'import { find } from "../knowledge/find.ts";',
    "import {",
    "  type Rule,",
    "  rules,",
    '} from "../cases/visits/rules.ts";',
    "// import { app } from '../api/app.ts'; process.env is read elsewhere",
    'export const route = "/console/*", quote = /["\'`]/;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the fixture holds a nested template literal
    "export const text = `import '../api/app.ts';\\nimport \"../api/app.ts\" ${rules ? `// ${find}` : '`'} */ process.env`;",
    "",
  ].join("\n"),
  "knowledge/find.ts": 'export * from "../platform/log.ts";\n',
  "knowledge/ingest/command.ts": "export const file = process.env.DATA_DIR;\n",
  "cases/visits/rules.ts": 'export { log } from "../../platform/log.ts";\n',
  "platform/log.ts":
    'import { MIGRATIONS } from "../migrations/migrations.generated.ts";\nexport const log = MIGRATIONS;\n',
  "platform/database/fresh.ts": "export const url = process.env.DOORSTEP_TEST_POSTGRES_URL;\n",
  "evals/day.ts": 'import "../api/app.ts";\nimport "../.ci/postgres.ts";\nprocess.env.HOME;\n',
  ".ci/postgres.ts": 'import "../bot/answer.ts";\n',
  "migrations/migrations.generated.ts": "export const MIGRATIONS = [];\n",
  "node_modules/x/utils.ts": "",
  "data/base/utils.ts": "",
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "doorstep-architecture-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Builds the sound house with these files added, replaced or (null) taken away. */
function house(changes: Record<string, string | null>): string {
  const root = mkdtempSync(join(folder, "house-"));
  for (const [path, text] of Object.entries({ ...SOUND, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function faults(changes: Record<string, string | null> = {}): string[] {
  return architectureFaults(house(changes));
}

/** Expects exactly one fault, about this place. */
function expectFault(changes: Record<string, string | null>, about: string): void {
  expect(faults(changes)).toEqual([expect.stringContaining(about)]);
}

test("a sound house passes", () => {
  expect(faults()).toEqual([]);
});

test("the command prints one line a fault and fails", () => {
  const run = (root: string) => spawnSync(process.execPath, [script, root], { encoding: "utf8" });
  expect(run(house({}))).toMatchObject({ status: 0, stderr: "" });
  const broken = run(house({ "src/a.ts": "", "bot/x.ts": 'import "../api/app.ts";\n' }));
  expect(broken.status).toBe(1);
  expect(broken.stderr.trim().split("\n")).toEqual([
    expect.stringMatching(/^src: /),
    expect.stringMatching(/^bot\/x\.ts:1: /),
    "2 faults in the architecture.",
  ]);
});

describe("the arrow", () => {
  test.each([
    ["bot/x.ts", 'import { app } from "../api/app.ts";\n', "bot/x.ts:1: imports api/app.ts"],
    ["bot/x.ts", 'export const a = 1;\nimport type { A } from "../api/app.ts";\n', "bot/x.ts:2: imports api/app.ts"],
    ["bot/x.ts", 'export * from "../api/app.ts";\n', "bot/x.ts:1: imports api/app.ts"],
    ["bot/x.ts", 'const a = await import("../api/app.ts");\n', "bot/x.ts:1: imports api/app.ts"],
    ["bot/x.ts", 'new Worker(new URL("../api/app.ts", import.meta.url));\n', "bot/x.ts:1: imports api/app.ts"],
    ["bot/x.test.ts", 'import "../api/app.ts";\n', "bot/x.test.ts:1: imports api/app.ts"],
    ["bot/x.ts", '/* a */ import "./answer.ts"; import "../api/app.ts";\n', "bot/x.ts:1: imports api/app.ts"],
    ["knowledge/x.ts", 'import "../cases/visits/rules.ts";\n', "knowledge and cases do not know each other"],
    ["cases/x.ts", 'import "../knowledge/find.ts";\n', "knowledge and cases do not know each other"],
    ["platform/x.ts", 'import "../cases/visits/rules.ts";\n', "platform/x.ts:1: imports cases/visits/rules.ts"],
    ["migrations/x.ts", 'import "../platform/log.ts";\n', "migrations/x.ts:1: imports platform/log.ts"],
    ["api/x.ts", 'import "../evals/day.ts";\n', "nothing imports evals"],
    ["api/x.ts", 'import "../.ci/postgres.ts";\n', "nothing imports .ci"],
    ["platform/x.ts", 'import "../../shared/x.ts";\n', "outside the repository"],
  ])("%s with %j", (path, text, about) => expectFault({ [path]: text }, about));

  test("after a template literal and a regular expression the scanner is still awake", () => {
    const text = `${SOUND["bot/answer.ts"]}import "../api/app.ts";\n`;
    expectFault({ "bot/answer.ts": text }, "bot/answer.ts:9: imports api/app.ts");
  });
});

describe("names and lengths", () => {
  test("a top-level name that is not in the list", () => expectFault({ "src/a.ts": "" }, "src: not a top-level name"));
  test.each(["bot/utils/a.ts", "bot/helpers.ts", "cases/common.ts", "cases/misc.test.ts", "bot/text-utils.ts"])(
    "%s says nothing",
    (path) => expectFault({ [path]: "" }, "the name does not say what it holds"),
  );
  test("common at the start of a name is a word like any other", () => {
    expect(faults({ "knowledge/common-words.ts": "" })).toEqual([]);
  });
  test("251 lines are too many, 250 are not; tests and generated files may be long", () => {
    const lines = (n: number): string => "export {};\n".repeat(n);
    expectFault({ "bot/long.ts": lines(251), "bot/full.ts": lines(250) }, "bot/long.ts: 251 lines");
    expect(faults({ "bot/long.test.ts": lines(300), "bot/long.generated.ts": lines(300) })).toEqual([]);
  });
});

describe("the Worker", () => {
  test.each([
    "node:fs",
    "node:fs/promises",
    "fs",
    "node:worker_threads",
    "exceljs",
    "pdfjs-dist/legacy/build/pdf.mjs",
    "@electric-sql/pglite",
  ])("%s reached through the application", (module) =>
    expectFault(
      { "cases/visits/rules.ts": `import "${module}";\n` },
      `cases/visits/rules.ts:1: ${module} is not for Workers (api/worker.ts → api/app.ts → bot/answer.ts → cases/visits/rules.ts)`,
    ),
  );
  test("a dynamic import is bundled too", () => {
    expectFault({ "bot/answer.ts": 'await import("exceljs");\n' }, "bot/answer.ts:1: exceljs is not for Workers");
  });
  test("without a Worker, Node's modules may be anywhere", () => {
    const docs = "Nothing here.\n";
    const changes = { "api/worker.ts": null, "docs/deploy.md": docs, "cases/visits/rules.ts": 'import "node:fs";\n' };
    expect(faults(changes)).toEqual([]);
  });
});

describe("the environment", () => {
  test.each([
    "export const a = process.env.A;\n",
    'export const a = process["env"].A;\n',
    "const { env } = process;\n",
    'import { env } from "node:process";\n',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the fixture reads the environment inside a template literal
    "export const a = `${process.env.A}`;\n",
  ])("%j in the middle of the house", (text) => expectFault({ "bot/x.ts": text }, "bot/x.ts:1: reads the environment"));
  test("an entry point in the wrong folder is none", () => {
    expectFault({ "bot/node.ts": "process.env.A;\n" }, "bot/node.ts:1: reads the environment");
  });
});

test("a migration that was not compiled", () => {
  const root = house({ "migrations/0001_first.sql": "select 1;\n" });
  const compile = join(root, "migrations/compile.ts");
  copyFileSync(join(import.meta.dirname, "../migrations/compile.ts"), compile);
  spawnSync(process.execPath, [compile]);
  expect(architectureFaults(root)).toEqual([]);
  writeFileSync(join(root, "migrations/0002_second.sql"), "select 2;\n");
  expect(architectureFaults(root)).toEqual([expect.stringContaining("run `npm run migrations:compile`")]);
});

describe("documents", () => {
  test.each([
    ["README.md", "See `bot/gone.ts`.\n", "README.md:1: bot/gone.ts does not exist"],
    ["README.zh-CN.md", "\n见 [说明](docs/gone.md#a)。\n", "README.zh-CN.md:2: docs/gone.md does not exist"],
    ["README.md", "Folder `bot/gone/`.\n", "bot/gone/ does not exist"],
    ["README.md", "Folder `cases/gone`.\n", "cases/gone does not exist"],
    ["README.md", "Any `cases/*/gone.ts`.\n", "cases/*/gone.ts does not exist"],
    ["README.md", "Settings in `gone.toml`.\n", "gone.toml does not exist"],
    ["README.md", '<img alt="" src="docs/gone.png">\n', "docs/gone.png does not exist"],
    ["docs/deploy.md", "[x](README.md)\n", "docs/deploy.md:1: README.md does not exist"],
  ])("%s with %j", (path, text, about) => expectFault({ [path]: text }, about));
});
