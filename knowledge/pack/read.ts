import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod";

/** The knowledge that comes with the product, as it lies in this folder. Node only: Workers have no files. */

const adcode = z.string().regex(/^\d{6}$/);
const words = z.string().trim().min(1);

const region = z.object({ adcode, name: words, short: words, parent: adcode.nullable() });

const hotline = z.object({
  number: words,
  name: words,
  use: words,
  region: adcode,
  region_name: words,
  hours: words.nullable(),
  /** A day or a month. */
  as_of: z
    .string()
    .regex(/^\d{4}-\d{2}(-\d{2})?$/)
    .nullable(),
  source: words,
  verified: z.boolean(),
  note: words.nullable(),
  crisis_kinds: z.array(words),
  replaced_by: words.nullable(),
});

const synonym = z.object({ say: words, means: z.array(words).min(1) });

export interface Pack {
  regions: z.infer<typeof region>[];
  hotlines: z.infer<typeof hotline>[];
  synonyms: z.infer<typeof synonym>[];
  /** Absolute paths of the documents, sorted. */
  document_paths: string[];
  /** Changes with every byte of the above. */
  hash: string;
}

const folder = new URL("./", import.meta.url);

/** @throws ZodError or SyntaxError when a file of the pack has another shape: the release is broken, not the installation */
export function readPack(): Pack {
  const hash = createHash("sha256");
  const read = (url: URL): string => {
    const text = readFileSync(url, "utf8");
    hash.update(`${url.pathname.slice(folder.pathname.length)}\n${text.length}\n${text}`);
    return text;
  };
  const json = (name: string): unknown => JSON.parse(read(new URL(name, folder)));
  const pack = {
    regions: z.array(region).parse(json("regions.json")),
    hotlines: z.array(hotline).parse(json("hotlines.json")),
    synonyms: z.array(synonym).parse(json("synonyms.json")),
  };
  const documents = new URL("documents/", folder);
  const document_urls = readdirSync(documents)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => new URL(name, documents));
  for (const url of document_urls) read(url);
  return { ...pack, document_paths: document_urls.map((url) => fileURLToPath(url)), hash: hash.digest("hex") };
}

/** The directory of the fictitious 示范区, as directory/import.ts takes it. */
export function readDemoDirectory(): unknown {
  return JSON.parse(readFileSync(new URL("demo/services.json", folder), "utf8"));
}
