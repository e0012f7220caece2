import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { openMasking } from "../bot/masking/masking.ts";
import type { EvalResult } from "./result.ts";

/** Written for this project; scored with whatever is named. */
export const MASKING_FIELD = fileURLToPath(new URL("./data/masking/field.jsonl", import.meta.url));

/** `label`: type → words → places, start and end included, in UTF-16 units. */
const row = z.object({
  id: z.string(),
  text: z.string(),
  label: z.record(z.string(), z.record(z.string(), z.array(z.tuple([z.number(), z.number()])))),
});

type Row = z.infer<typeof row>;
const NUMBERS = new Set(["phone", "id_number", "bank_card"]);

/** Whether a run of the entity is still readable anywhere in the masked text: two characters, four digits of a number. */
function isReadable(words: string, masked: string, type: string): boolean {
  const least = Math.min(words.length, NUMBERS.has(type) ? 4 : 2);
  for (let i = 0; i + least <= words.length; i++) {
    const part = words.slice(i, i + least);
    if ((!NUMBERS.has(type) || /^\d+$/.test(part)) && masked.includes(part)) return true;
  }
  return false;
}

interface Count {
  entities: Map<string, number>;
  leaked: Map<string, number>;
  other: number;
  kept: number;
}

/**
 * What a text is sent as, the same with every placeholder as one sign, so that nothing is scored against their words, and which of
 * the text's characters are as they were.
 */
function send(text: string): { masked: string; bare: string; kept: Uint8Array } {
  const masking = openMasking({ known_names: [], known_addresses: [], previous: null });
  const masked = masking.mask(text, "chat");
  const kept = new Uint8Array(text.length);
  let bare = "";
  let at = 0;
  for (const piece of masked.split(new RegExp(`(〔[^〔〕]*${masking.state.nonce}〕)`))) {
    const words = masking.restore(piece);
    if (words === piece) kept.fill(1, at, at + words.length);
    bare += words === piece ? piece : "▢";
    at += words.length;
  }
  return { masked, bare, kept };
}

async function scoreFile(path: string, predictions: object[]): Promise<Count> {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line.trim() !== "");
  const count: Count = { entities: new Map(), leaked: new Map(), other: 0, kept: 0 };
  for (const line of lines) scoreRow(row.parse(JSON.parse(line)), count, predictions);
  return count;
}

function scoreRow({ id, text, label }: Row, count: Count, predictions: object[]): void {
  const { masked, bare, kept } = send(text);
  predictions.push({ id, masked });
  const labelled = new Uint8Array(text.length);
  const bump = (map: Map<string, number>, type: string) => map.set(type, (map.get(type) ?? 0) + 1);
  const misses: string[] = [];
  for (const [type, entities] of Object.entries(label))
    for (const [words, places] of Object.entries(entities))
      for (const [start, end] of places) {
        labelled.fill(1, start, end + 1);
        bump(count.entities, type);
        if (!isReadable(words, bare, type)) continue;
        bump(count.leaked, type);
        misses.push(`${type} ${words}`);
      }
  let over = 0;
  for (let i = 0; i < text.length; i++)
    if (!labelled[i]) {
      count.other++;
      count.kept += kept[i]!;
      over += 1 - kept[i]!;
    }
  if (misses.length > 0) console.log(`${id} readable: ${misses.join("; ")} in ${bare}`);
  if (over > 0) console.log(`${id} ${over} characters too many: ${bare}  ← ${text}`);
}

/**
 * Masks every text as it would go to a chat model and scores what is still readable: `leak.<type>`, the share of labelled things of
 * which a run of two characters (four digits) can be read, and `kept`, the share of all other characters that are as they were.
 * Each text is a conversation of its own and nobody of the case table is known.
 * @param data a JSONL file, or a folder of them; the project's own file is scored beside it
 */
export async function runMasking({ data }: { data: string }): Promise<EvalResult> {
  const files = [
    ...(data.endsWith(".jsonl") ? [data] : ["generated", "cluener"].map((name) => join(data, `${name}.jsonl`))),
    ...(data === MASKING_FIELD ? [] : [MASKING_FIELD]),
  ].filter((file) => existsSync(file));
  const metrics: Record<string, number> = {};
  const predictions: object[] = [];
  for (const file of files) {
    const name = basename(file, ".jsonl");
    const { entities, leaked, other, kept } = await scoreFile(file, predictions);
    for (const [type, all] of entities) metrics[`${name}.leak.${type}`] = (leaked.get(type) ?? 0) / all;
    metrics[`${name}.kept`] = kept / other;
  }
  return { suite: "masking", data: files.join(" + "), metrics, predictions };
}
