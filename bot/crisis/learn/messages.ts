import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CRISIS_KINDS, type CrisisKind } from "../verdict.ts";
import type { Labelled } from "./learn.ts";

const DATA = join(import.meta.dirname, "../../../evals/data");
/** Ordinary questions and posts of another world teach what is harmless; they count a tenth of a field message. */
const FOREIGN = 0.1;

interface Row {
  text: string;
  level?: "red" | "orange" | "none";
  kind?: string;
  risk?: boolean;
}

/**
 * The development messages: the project's own, and from `shared` (evals of the development data beside the repository) the
 * posts of psysuicide and the ordinary questions, where they are there. In a fixed order.
 */
export function developmentMessages(shared: string | null): Labelled[] {
  const own = ["crisis/messages.jsonl", "crisis/field.jsonl", "field/crisis.jsonl", "field/crisis-pairs.jsonl"];
  const foreign = ["crisis/psysuicide.jsonl", "law/queries.jsonl", "guides/queries.jsonl"];
  return [
    ...own.flatMap((file) => read(join(DATA, file), 1)),
    ...questions(join(DATA, "field/questions.jsonl")),
    ...quietNotes(join(DATA, "field/notes.jsonl")),
    ...(shared === null ? [] : foreign.flatMap((file) => read(join(shared, file), FOREIGN))),
  ];
}

function lines<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  const rows = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return rows.map((line): T => JSON.parse(line));
}

function questions(path: string): Labelled[] {
  return lines<Row>(path).map(({ text }) => ({ text, crisis: false, level: "none", kind: null, weight: 1 }));
}

/** Flags of a note that leave it an everyday one. */
const EVERYDAY = new Set(["promise", "not_met", "hearsay", "fall", "wandering_history", "privacy_restricted"]);
/** A note is longer than a message: it teaches in stretches of so many clauses. */
const CLAUSES = 3;

/** Visit notes in which nothing burns (黄 and 绿), cut into stretches. */
function quietNotes(path: string): Labelled[] {
  const quiet = lines<{ text: string; level: string; flags: string[] }>(path).filter(
    ({ level, flags }) => /^[黄绿]/.test(level) && flags.every((flag) => EVERYDAY.has(flag)),
  );
  return quiet.flatMap(({ text }) => {
    const clauses = text.split(" ");
    const stretches: Labelled[] = [];
    for (let i = 0; i < clauses.length; i += CLAUSES) {
      const stretch = clauses.slice(i, i + CLAUSES).join(" ");
      stretches.push({ text: stretch, crisis: false, level: "none", kind: null, weight: 1 });
    }
    return stretches;
  });
}

function read(path: string, weight: number): Labelled[] {
  return lines<Row>(path).map(({ text, level, kind, risk }) => {
    const named = CRISIS_KINDS.includes(kind as CrisisKind) ? (kind as CrisisKind) : null;
    if (risk !== undefined) return { text, crisis: risk, level: risk ? null : "none", kind: null, weight };
    return { text, crisis: (level ?? "none") !== "none", level: level ?? "none", kind: named, weight };
  });
}
