import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CRISIS_KINDS, type CrisisKind } from "../verdict.ts";
import type { Labelled, Source } from "./learn.ts";

const DATA = join(import.meta.dirname, "../../../evals/data");

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
  const foreign: readonly (readonly [string, Source])[] = [
    ["crisis/psysuicide.jsonl", "post"],
    ["law/queries.jsonl", "question"],
    ["guides/queries.jsonl", "question"],
  ];
  return [
    ...own.flatMap((file) => read(join(DATA, file), "field")),
    ...everyday(own.flatMap((file) => read(join(DATA, file), "field"))),
    ...["notes", "notes-unseen", "notes-blind"].flatMap((name) => quietNotes(join(DATA, `field/${name}.jsonl`))),
    ...(shared === null ? [] : foreign.flatMap(([file, source]) => read(join(shared, file), source))),
  ];
}

function lines<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  const rows = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "");
  return rows.map((line): T => JSON.parse(line));
}

/** What is asked and told on an ordinary day, from the sets of the other evals. */
const EVERYDAY_FILES = [
  "field/questions.jsonl",
  "abstention/pack.jsonl",
  "directory/questions.jsonl",
  "eligibility/cases.jsonl",
  "masking/field.jsonl",
  "versions/questions.jsonl",
];

/** A few of them tell of a crisis; those stand with their level among `labelled`. */
function everyday(labelled: readonly Labelled[]): Labelled[] {
  const known = new Set(labelled.map(({ text }) => text));
  const texts = EVERYDAY_FILES.flatMap((file) => lines<{ text: string }>(join(DATA, file)).map(({ text }) => text));
  return [...new Set(texts)]
    .filter((text) => !known.has(text))
    .map((text) => ({ text, crisis: false, level: "none", kind: null, source: "everyday" }));
}

/** Flags of a note that leave it an everyday one. */
const EVERYDAY_FLAGS = new Set(["promise", "not_met", "hearsay", "fall", "wandering_history", "privacy_restricted"]);
/** A note is longer than a message: it teaches in stretches of so many clauses. */
const CLAUSES = 3;

/** Of notes without a colour only those in which nothing happened to anybody. */
const UNCOLOURED_FLAGS = new Set(["promise", "not_met", "hearsay", "privacy_restricted"]);

/** Visit notes in which nothing burns (黄 and 绿), cut into stretches. */
function quietNotes(path: string): Labelled[] {
  const quiet = lines<{ text: string; level?: string; flags: string[] }>(path).filter(
    ({ level, flags }) =>
      (level === undefined || /^[黄绿]/.test(level)) &&
      flags.every((flag) => (level === undefined ? UNCOLOURED_FLAGS : EVERYDAY_FLAGS).has(flag)),
  );
  return quiet.flatMap(({ text }) => {
    const clauses = text.split(" ");
    const stretches: Labelled[] = [];
    for (let i = 0; i < clauses.length; i += CLAUSES) {
      const stretch = clauses.slice(i, i + CLAUSES).join(" ");
      stretches.push({ text: stretch, crisis: false, level: "none", kind: null, source: "field" });
    }
    return stretches;
  });
}

function read(path: string, source: Source): Labelled[] {
  return lines<Row>(path).map(({ text, level, kind, risk }) => {
    const named = CRISIS_KINDS.includes(kind as CrisisKind) ? (kind as CrisisKind) : null;
    if (risk !== undefined) return { text, crisis: risk, level: risk ? null : "none", kind: null, source };
    return { text, crisis: (level ?? "none") !== "none", level: level ?? "none", kind: named, source };
  });
}
