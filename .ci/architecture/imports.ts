import { posix } from "node:path";

/** One place where a file names another module. */
export interface Import {
  /**
   * `static` and `dynamic` load code, `type` is erased, `url` is a file named by `new URL("…", import.meta.url)`, such as
   * the code of a thread.
   */
  kind: "static" | "dynamic" | "type" | "url";
  /** As written: `../cases/session.ts`, `node:fs`, `exceljs`. */
  specifier: string;
  /** From the root for a relative specifier (`..` in front: outside the repository), null for a package. */
  path: string | null;
  /** Counted from 1. */
  line: number;
}

// A regular expression can only stand where a value may begin: after an operator, a bracket or `return`.
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|(?<=(?:^|[(,=:[!&|?{};>]|\breturn)\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/|[`{}]/g;
const TEMPLATE_TEXT = /(?:\\[\s\S]|\$(?!\{)|[^\\`$])*(?:`|\$\{)/y;

/**
 * The source with comments and the text of template literals turned to blanks: length, lines and columns stay, so that an
 * offset in the result is an offset in the source. Code inside `${…}` and plain strings stay.
 */
export function bareCode(source: string): string {
  const blank = (text: string): string => text.replace(/[^\n]/g, " ");
  let bare = "";
  let at = 0;
  /** For each template literal around the position: how many braces are open inside its `${`. */
  const open: number[] = [];
  const templateText = (): void => {
    TEMPLATE_TEXT.lastIndex = at;
    const text = TEMPLATE_TEXT.exec(source)?.[0] ?? source.slice(at);
    bare += blank(text);
    at += text.length;
    if (text.endsWith("${")) open.push(0);
  };
  for (;;) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(source);
    if (!found) return bare + source.slice(at);
    const token = found[0];
    bare += source.slice(at, found.index);
    at = found.index + token.length;
    const braces = open.at(-1);
    if (token === "`" || (token === "}" && braces === 0)) {
      if (token === "}") open.pop();
      bare += " ";
      templateText();
      continue;
    }
    if (braces !== undefined && token === "{") open[open.length - 1] = braces + 1;
    if (braces !== undefined && token === "}") open[open.length - 1] = braces - 1;
    bare += token.startsWith("//") || token.startsWith("/*") ? blank(token) : token;
  }
}

const STATEMENT = /(?:^|;)[ \t]*(?:import|export)\s+(type\s+)?(?:[\w$*{},\s]+?\s*from\s*)?(["'])([^"'\n]+)\2/gm;
const DYNAMIC = /\bimport\(\s*(["'])([^"'\n]+)\1/g;
const FILE_URL = /\b(?:new URL|import\.meta\.resolve)\(\s*(["'])(\.{1,2}\/[^"'\n]+)\1/g;

/** Every module that the file `path` (from the root) names in `source`. */
export function importsOf(path: string, source: string): Import[] {
  const bare = bareCode(source);
  const named = (kind: Import["kind"], specifier: string, index: number): Import => ({
    kind,
    specifier,
    path: /^\.{1,2}\//.test(specifier) ? posix.join(posix.dirname(path), specifier) : null,
    line: bare.slice(0, index).split("\n").length,
  });
  return [
    ...[...bare.matchAll(STATEMENT)].map((m) => named(m[1] ? "type" : "static", m[3]!, m.index + m[0].length)),
    ...[...bare.matchAll(DYNAMIC)].map((m) => named("dynamic", m[2]!, m.index)),
    ...[...bare.matchAll(FILE_URL)].map((m) => named("url", m[2]!, m.index)),
  ];
}
