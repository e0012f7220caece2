import * as z from "zod";
import type { Dictionary } from "../../bot/language/dictionary.ts";
import { TRADITIONAL } from "./names.ts";

/** The binding of wrangler.toml's `assets`. */
export interface Files {
  fetch(address: string): Promise<Response>;
}

const groups = z.array(z.array(z.string()));
const dictionary = z.object({ cn: groups, tw: groups });

/** @throws when the file did not go up with the Worker */
export async function readTraditional(files: Files): Promise<Dictionary> {
  // The name of the host says nothing: the binding looks at the path.
  const response = await files.fetch(`https://files/${TRADITIONAL}`);
  if (!response.ok) throw new Error(`${TRADITIONAL}: ${response.status}`);
  return dictionary.parse(await response.json());
}
