import { isCode, isTestCode, type Tree, topLevel } from "./tree.ts";

const TOP_LEVEL = new Set([
  ..."api bot knowledge cases platform migrations evals deploy docs .ci".split(" "),
  ..."README.md README.zh-CN.md LICENSE .gitignore .npmrc".split(" "),
  ..."package.json package-lock.json tsconfig.json biome.json vitest.config.ts wrangler.toml".split(" "),
]);

/** Names that say nothing about what is inside. */
const SAYS_NOTHING = /(^|[-_])(utils?|helpers?|common|misc)$/i;

const LONGEST = 250;

/** Code files that may be longer than 250 lines, each with its reason. Keep it to a few. */
const LONG_FILES: Record<string, string> = {};

/** Names at the top that the house does not have. */
export function topLevelFaults(tree: Tree): string[] {
  return [...new Set(tree.files.map(topLevel))]
    .filter((name) => !TOP_LEVEL.has(name))
    .map(
      (name) =>
        `${name}: not a top-level name of this house: put it into the folder it serves, or allow it in .ci/architecture/names.ts`,
    );
}

/** Folders and files named utils, helpers, common or misc, alone or at the end of a name. */
export function emptyNameFaults(tree: Tree): string[] {
  const paths = tree.files.flatMap((file) => file.split("/").map((_, i, parts) => parts.slice(0, i + 1).join("/")));
  return [...new Set(paths)]
    .filter((path) => SAYS_NOTHING.test(path.slice(path.lastIndexOf("/") + 1).split(".")[0]!))
    .map(
      (path) =>
        `${path}: the name does not say what it holds: name it after what it does, or move its parts to who uses them`,
    );
}

/** Code files above 250 lines, tests and generated files apart, and exceptions that are none any more. */
export function lengthFaults(tree: Tree): string[] {
  const long = tree.files
    .filter((file) => isCode(file) && !isTestCode(file) && !/\.generated\.\w+$/.test(file))
    .map((file) => ({ file, lines: tree.read(file).split("\n").length - 1 }))
    .filter(({ lines }) => lines > LONGEST);
  return [
    ...long
      .filter(({ file }) => LONG_FILES[file] === undefined)
      .map(
        ({ file, lines }) =>
          `${file}: ${lines} lines, at most ${LONGEST}: split it by what it does, or give the reason in .ci/architecture/names.ts`,
      ),
    ...Object.keys(LONG_FILES)
      .filter((file) => tree.files.includes(file) && !long.some((l) => l.file === file))
      .map(
        (file) => `${file}: no longer above ${LONGEST} lines: take it out of LONG_FILES in .ci/architecture/names.ts`,
      ),
  ];
}
