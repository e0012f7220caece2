import type { Queryable } from "../../platform/database/port.ts";
import { type FoundService, findServices } from "./search.ts";

/**
 * Whom to refer to: the service for these needs that the words fit best, else the one the words alone find.
 * @param need_codes two digits, the most important first
 * @param area adcode where the resident lives
 * @returns null when the directory holds nothing that fits; a person chooses then
 */
export async function suggestTarget(
  tx: Queryable,
  { need_codes, words, area, at }: { need_codes: readonly string[]; words: string; area?: string; at: Date },
): Promise<FoundService | null> {
  const place = area === undefined ? {} : { area };
  for (const code of need_codes) {
    const [service] = await findServices(tx, { words, need_codes: [code], at, limit: 1, ...place });
    if (service) return service;
  }
  const [service] = words.trim() ? await findServices(tx, { words, at, limit: 1, ...place }) : [];
  return service ?? null;
}
