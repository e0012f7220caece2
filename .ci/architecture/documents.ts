import { matchesGlob, posix } from "node:path";
import { ignored, type Tree } from "./tree.ts";

const DOCUMENT = /^(README(\.[\w-]+)?\.md|docs\/[^/]+\.md)$/;

/** Text that points somewhere: `code`, [text](target), src="target". Targets end at a blank, an anchor or a title. */
const POINTERS = /`([^`\n]+)`|\]\(<?([^)\s>#?]+)[^)]*\)|\b(?:src|href)="([^"#?]+)[^"]*"/g;

/** Endings that make a word without a folder a file of this repository (`staff.xlsx` would be the reader's own). */
const OWN_FILE = /^[\w-][\w.-]*\.(ts|mjs|md|toml)$/;
const ENDING = /\/$|\.(ts|mjs|js|sql|md|toml|html|css|sh|svg|png|json|jsonl|csv|ya?ml)$/;

/** Whether a piece of `code` is meant as a path here, and not as a command, a route, a package or a media type. */
function isPath(code: string, folders: Set<string>): boolean {
  if (!/^(\.\/)?[\w.*-][\w./*-]*$/.test(code) || code.startsWith("../") || ignored(code)) return false;
  return OWN_FILE.test(code) || (code.includes("/") && (ENDING.test(code) || folders.has(code.split("/", 1)[0]!)));
}

/** Paths in README*.md and docs/*.md that lead nowhere. Fenced blocks hold examples and are not read. */
export function documentFaults(tree: Tree): string[] {
  const folders = new Set<string>();
  for (const file of tree.files) {
    for (let folder = posix.dirname(file); folder !== "."; folder = posix.dirname(folder)) folders.add(folder);
  }
  const all = [...tree.files, ...folders];
  const exists = (path: string): boolean => {
    const plain = posix.normalize(path).replace(/\/$/, "");
    return (
      plain === "." || all.includes(plain) || (plain.includes("*") && all.some((known) => matchesGlob(known, plain)))
    );
  };
  return tree.files
    .filter((file) => DOCUMENT.test(file))
    .flatMap((file) => {
      const text = tree.read(file).replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, " "));
      const beside = (target: string): string => posix.join(posix.dirname(file), target);
      return [...text.matchAll(POINTERS)].flatMap(({ 1: code, 2: link, 3: attribute, index }) => {
        const target = code ?? link ?? attribute ?? "";
        const inside = code === undefined ? !/^[a-z][\w+.-]*:|^\/\//i.test(target) : isPath(target, folders);
        if (!inside) return [];
        // A link is read by the browser from the document's folder; a path in the text is meant from the root.
        const found = target.startsWith("/") ? exists(target.slice(1)) : exists(beside(target));
        if (found || (code !== undefined && exists(target))) return [];
        return [`${file}:${text.slice(0, index).split("\n").length}: ${target} does not exist: correct the path`];
      });
    });
}
