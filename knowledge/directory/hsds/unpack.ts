import { unzipSync } from "fflate";
import { UnreadablePackage } from "./package.ts";

const MOST_FILES = 64;
const MOST_BYTES = 64 * 1024 * 1024;
/** CSV shrinks to a tenth, at best to a fortieth; what shrinks more is made to burst. */
const MOST_TIMES = 200;

/**
 * The files of a zipped package by name, without the folder that they may lie in.
 * @throws UnreadablePackage for what is no zip, or would grow out of bounds
 */
export function unpack(zip: Uint8Array): Map<string, Uint8Array> {
  let files = 0;
  let bytes = 0;
  let found: Record<string, Uint8Array>;
  try {
    found = unzipSync(zip, {
      filter: ({ name, size, originalSize }) => {
        if (name.endsWith("/") || /(^|\/)(__MACOSX\/|\.)/.test(name)) return false;
        files += 1;
        bytes += originalSize;
        if (files > MOST_FILES) throw new UnreadablePackage(`压缩包里超过 ${MOST_FILES} 个文件,没有打开。`);
        if (bytes > MOST_BYTES || originalSize > MOST_TIMES * Math.max(size, 1024))
          throw new UnreadablePackage(`压缩包里的 ${name} 解开后大得不正常,没有打开。`);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof UnreadablePackage) throw error;
    throw new UnreadablePackage("不是能打开的 ZIP。请重新打包。");
  }
  const folder = Object.keys(found)
    .find((name) => /(^|\/)(datapackage\.json|services\.csv)$/.test(name))
    ?.replace(/[^/]*$/, "");
  return new Map(
    Object.entries(found).flatMap(([name, data]) =>
      name.startsWith(folder ?? "") ? [[name.slice((folder ?? "").length), data] as const] : [],
    ),
  );
}
