import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { UnreadablePackage } from "./package.ts";
import { unpack } from "./unpack.ts";

/**
 * The files of a package that lies in a folder or a zip file. Node only.
 * @throws UnreadablePackage
 */
export function readPath(path: string): Map<string, Uint8Array> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new UnreadablePackage(`${path}: 找不到。`);
  if (!stat.isDirectory()) return unpack(readFileSync(path));
  const names = readdirSync(path).filter((name) => /\.(csv|json)$/i.test(name));
  return new Map(names.map((name) => [name, readFileSync(join(path, name))]));
}
