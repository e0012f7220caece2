import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import type { Association } from "../learn/associate.ts";
import { foldText } from "../terms.ts";

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

export interface Pack {
  regions: z.infer<typeof region>[];
  hotlines: z.infer<typeof hotline>[];
  /** What people say, folded, in parts that all have to be said, and the words that documents have for it; each saying once. */
  synonyms: { say: string; means: string[] }[];
  /** What was learned from confirmed questions (knowledge/learn/command.ts): a row a word, as it lies in the file. */
  associations: Association[];
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
    synonyms: readSynonyms(filesIn("synonyms/", ".tsv").map(read)),
    associations: readAssociations(read(new URL("associations.tsv", folder))),
  };
  const document_urls = ["documents/", "benefits/"].flatMap((name) => filesIn(name, ".md"));
  for (const url of document_urls) read(url);
  return { ...pack, document_paths: document_urls.map((url) => fileURLToPath(url)), hash: hash.digest("hex") };
}

function filesIn(name: string, ending: string): URL[] {
  const inside = new URL(name, folder);
  return readdirSync(inside)
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => new URL(file, inside));
}

/** A row a line, its cells parted by tabs. */
const rowsOf = (file: string): string[][] =>
  file
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split("\t"));

/** `老公 打<tab>家庭暴力`: what is said, then what is meant; files may know other meanings of one saying, in other characters. */
function readSynonyms(files: readonly string[]): Pack["synonyms"] {
  const known = new Map<string, Set<string>>();
  for (const [say, ...means] of files.flatMap(rowsOf)) {
    if (!say || means.length === 0 || means.includes(""))
      throw new SyntaxError(`synonyms: ${say}: should be: what is said<tab>what is meant<tab>…`);
    const folded = foldText(say);
    known.set(folded, new Set([...(known.get(folded) ?? []), ...means]));
  }
  return [...known].map(([say, means]) => ({ say, means: [...means] }));
}

/** `word<tab>means weight confirmations<tab>…`; of the shipped pairs each counts as a person of its own. */
function readAssociations(file: string): Association[] {
  return rowsOf(file).map(([word, ...cells]) => {
    const means = cells.map((cell) => {
      const [other, weight, confirmations] = cell.split(" ");
      const count = Number(confirmations);
      return { word: other ?? "", weight: Number(weight), confirmations: count, people: count };
    });
    if (!word || !means.every((m) => m.word !== "" && m.weight > 0 && m.confirmations > 0))
      throw new SyntaxError(`associations.tsv: ${word}: should be: word<tab>means weight confirmations<tab>…`);
    return { word, means };
  });
}

/** The directory of the fictitious 示范区, as directory/import.ts takes it. */
export function readDemoDirectory(): unknown {
  return JSON.parse(readFileSync(new URL("demo/services.json", folder), "utf8"));
}
