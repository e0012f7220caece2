import type { DictGroup } from "opencc-js/core";

/** OpenCC's dictionaries from Simplified to Taiwan's characters: groups that are gone through one after the other. */
export interface Dictionary {
  cn: readonly DictGroup[];
  tw: readonly DictGroup[];
}

type Read = () => Promise<Dictionary>;

/** From the package: half a megabyte compressed, read when it is first needed. */
async function packaged(): Promise<Dictionary> {
  const { from, to } = await import("opencc-js/preset/cn2t");
  return { cn: from.cn!, tw: to.tw! };
}

let read: Read = packaged;

/** Where it is read instead: on Workers, whose code may not be that large, a file that lies beside it. */
export function readDictionaryFrom(other: Read): void {
  read = other;
}

/** @throws what reading throws, so that it can be tried again */
export const readDictionary: Read = () => read();
