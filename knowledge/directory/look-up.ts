import type { Queryable } from "../../platform/database/port.ts";
import { askedFor } from "./asked-for.ts";
import { findServices, type ServiceSearch } from "./search.ts";
import type { FoundService } from "./service.ts";

export interface LookedUp {
  services: FoundService[];
  /** What was asked for and is not among them: nobody speaks it, or nothing that fits is open. */
  without: "language" | "open" | null;
  /** The languages that were asked for. */
  languages: string[];
}

/**
 * Services for a question as it was said, with what it asks of language, age and opening. When only that is not to be had,
 * the services that fit otherwise, and what they lack.
 */
export async function lookUp(
  tx: Queryable,
  said: string,
  search: Omit<ServiceSearch, "words" | "languages" | "only_open" | "age">,
): Promise<LookedUp> {
  const { words, languages, only_open, age } = askedFor(said);
  const given = { ...search, words, ...(age === null ? {} : { age }) };
  const services = await findServices(tx, { ...given, languages, only_open });
  const narrow = languages.length > 0 || only_open;
  if (services.length > 0 || !narrow || (search.offset ?? 0) > 0 || words.trim() === "")
    return { services, without: null, languages };
  const spoken = languages.length > 0 ? await findServices(tx, { ...given, languages }) : [];
  if (spoken.length > 0) return { services: spoken, without: "open", languages };
  const others = await findServices(tx, given);
  if (others.length === 0) return { services: [], without: null, languages };
  return { services: others, without: languages.length > 0 ? "language" : "open", languages };
}
