/** What deploy/ says of this repository is so: files that are copied exist and are enough, commands are the package's own. */
import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import * as YAML from "yaml";
import { importsOf } from "./architecture/imports.ts";

const root = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(read("package.json")) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};
const dockerfile = read("deploy/Dockerfile").split("\n");
/** What the image holds, from this folder. */
const copied = dockerfile
  .filter((line) => line.startsWith("COPY ") && !line.includes("--from="))
  .flatMap((line) => line.split(/\s+/).slice(1, -1));
const isIn = (path: string): boolean => copied.some((from) => path === from || path.startsWith(`${from}/`));

/** Everything that runs on a server. */
const COMMANDS = [
  "start",
  "migrate",
  "setup",
  "ingest",
  "directory",
  "audit:verify",
  "knowledge:learn",
  "knowledge:review",
];

describe("the image", () => {
  test("copies only what exists, and what its ignore file lets through", () => {
    expect(copied.length).toBeGreaterThan(8);
    const let_through = read("deploy/Dockerfile.dockerignore").split("\n");
    for (const path of copied) {
      expect(existsSync(join(root, path)), path).toBe(true);
      expect(let_through, path).toContain(`!${path}`);
    }
  });

  test("holds every file and package that its commands load", () => {
    const entries = COMMANDS.map((name) => manifest.scripts[name]!.split(" ")[1]!);
    const seen = new Set(entries);
    const packages = new Set<string>();
    for (const file of seen) {
      expect(isIn(file), file).toBe(true);
      for (const { kind, path, specifier } of importsOf(file, read(file))) {
        if (kind === "type" || specifier.startsWith("node:")) continue;
        if (path === null)
          packages.add(
            specifier
              .split("/")
              .slice(0, specifier.startsWith("@") ? 2 : 1)
              .join("/"),
          );
        else if (existsSync(join(root, path))) seen.add(posix.normalize(path));
      }
    }
    expect(seen.size).toBeGreaterThan(300);
    expect([...packages].filter((name) => !(name in manifest.dependencies))).toEqual([]);
  });

  test("starts with the package's own command", () => {
    const [line] = dockerfile.filter((each) => each.startsWith("CMD "));
    expect((JSON.parse(line!.slice(4)) as string[]).join(" ")).toBe(manifest.scripts.start);
  });
});

test("compose migrates with the package's command before the service starts, and mounts files that exist", () => {
  interface Service {
    command?: string[];
    volumes?: string[];
    depends_on?: Record<string, { condition: string }>;
    build?: { dockerfile: string };
  }
  const { services } = YAML.parse(read("deploy/compose.yaml"), { merge: true }) as {
    services: Record<string, Service>;
  };
  expect(services.migrate!.command!.join(" ")).toBe(manifest.scripts.migrate);
  expect(services.doorstep!.depends_on).toEqual({ migrate: { condition: "service_completed_successfully" } });
  const named = Object.values(services).flatMap(({ volumes = [] }) => volumes.map((volume) => volume.split(":")[0]!));
  for (const file of named.filter((name) => name.startsWith("./")))
    expect(existsSync(join(root, "deploy", file)), file).toBe(true);
  expect(services.doorstep!.build!.dockerfile).toBe("deploy/Dockerfile");
});

test.each([
  ["deploy/doorstep@.service", "start"],
  ["deploy/doorstep-migrate.service", "migrate"],
])("%s runs the package's %s", (unit, script) => {
  const command = /^ExecStart=\S+\/(node .*)$/m.exec(read(unit))![1];
  expect(command).toBe(manifest.scripts[script]);
});

test("every setting of the example is one that the service knows", () => {
  const known = read("platform/config.ts");
  const names = [...read("deploy/doorstep.env.example").matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name!);
  expect(names.length).toBeGreaterThan(8);
  for (const name of names) expect(known, name).toMatch(new RegExp(`^  ${name}: `, "m"));
});
