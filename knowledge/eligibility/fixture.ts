/** For tests only: the cards and documents of the pack as they lie in its folder. */
import { readFileSync } from "node:fs";
import { readFrontMatter } from "../ingest/front-matter.ts";
import { readPack } from "../pack/read.ts";
import type { Card } from "./card.ts";
import { cardOf } from "./read-cards.ts";

/** The documents of the pack, by id. */
export function readPackDocuments(): Map<string, string> {
  return new Map(
    readPack().document_paths.map((path) => {
      const original = readFileSync(path, "utf8");
      return [readFrontMatter(original).stated.id!, original];
    }),
  );
}

export function readPackCards(): Card[] {
  return [...readPackDocuments()].flatMap(([id, original]) => cardOf(id, original) ?? []);
}
