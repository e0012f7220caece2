import { importsOf } from "./imports.ts";
import { isCode, type Tree, topLevel } from "./tree.ts";

const ARROW = "api → bot → {knowledge, cases} → platform → migrations";

/** A layer may import those with a smaller number. Equal numbers (knowledge, cases) do not know each other. */
const HEIGHT: Record<string, number> = { api: 4, bot: 3, knowledge: 2, cases: 2, platform: 1, migrations: 0 };

/** Commands around the house: they may import anything, and nothing in the house may import them. */
const AROUND = new Set(["evals", ".ci"]);

function wrong(from: string, to: string): string | null {
  if (from === to || AROUND.has(from) || HEIGHT[from] === undefined) return null;
  if (AROUND.has(to)) return `nothing imports ${to}: move what is shared into the folder that owns it`;
  const [above, below] = [HEIGHT[from], HEIGHT[to]];
  if (below === undefined || above > below) return null;
  if (above === below) return "knowledge and cases do not know each other: let bot or api bring them together";
  return `against the arrow ${ARROW}: hand it in as an argument, or move it down`;
}

/** Imports (types and files of threads included) that run against the arrow, or leave the repository. */
export function arrowFaults(tree: Tree): string[] {
  return tree.files.filter(isCode).flatMap((file) =>
    importsOf(file, tree.read(file)).flatMap(({ path, kind, line, specifier }) => {
      if (path === null) return [];
      if (path.startsWith("../")) {
        return kind === "url"
          ? []
          : [`${file}:${line}: imports ${specifier}, outside the repository: copy what is needed`];
      }
      // Data sets are read as files, by tests and by the commands that learn from them.
      if (kind === "url" && path.startsWith("evals/data/")) return [];
      const why = wrong(topLevel(file), topLevel(path));
      return why === null ? [] : [`${file}:${line}: imports ${path}; ${why}`];
    }),
  );
}
