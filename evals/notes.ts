import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { readIntent } from "../bot/understand/intent.ts";
import { readNote } from "../bot/understand/note.ts";
import { FLAGS, type PersonDraft, type VisitDraft } from "../cases/visits/draft.ts";
import type { EvalResult } from "./result.ts";

const FIELD = fileURLToPath(new URL("./data/field/", import.meta.url));
const SHARED = fileURLToPath(new URL("../../shared/evals/", import.meta.url));

const goldRow = z.object({
  id: z.string(),
  text: z.string(),
  ref_date: z.iso.date(),
  persons: z.array(z.object({ grid: z.string(), addr: z.string() })),
  follow_stated: z.string(),
  flags: z.array(z.enum(FLAGS)),
});

type GoldRow = z.infer<typeof goldRow>;

async function rowsOf<T>(path: string, row: z.ZodType<T>): Promise<T[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => row.parse(JSON.parse(line)));
}

/** `三网格 5栋2单元401`; what is 未提 or — is left out, and so are remarks in brackets. */
function goldAddress(person: GoldRow["persons"][number]): string {
  const said = (words: string) => (/^(?:未提|—|未知)/.test(words) ? "" : words.replace(/[(（].*[)）]/g, "").trim());
  return [said(person.grid), said(person.addr)].filter(Boolean).join(" ");
}

function addressOf(person: PersonDraft): string {
  return [person.grid?.value, person.address?.value].filter(Boolean).join(" ");
}

/** Every value of a draft with its evidence. */
function statedIn(draft: VisitDraft): { words: string; span: { start: number; end: number } }[] {
  const ofPersons = draft.persons.flatMap((p) => [p.name, p.sex, p.age, p.grid, p.address]);
  const single = [draft.visited_on, draft.form, draft.agreed_on, draft.consent];
  return [...ofPersons, ...single, ...draft.met, ...draft.flags, ...draft.observations, ...draft.needs].filter(
    (value) => value !== null,
  );
}

function predictionOf(id: string, draft: VisitDraft): object {
  const age = (p: PersonDraft) =>
    p.age === null
      ? null
      : p.age.value.from === p.age.value.to
        ? p.age.value.from
        : `${p.age.value.from}-${p.age.value.to}`;
  const persons = draft.persons.map((p) => ({
    name: p.name?.value ?? null,
    sex: p.sex?.value ?? null,
    age: age(p),
    grid: p.grid?.value ?? null,
    address: addressOf(p) || null,
  }));
  const needs = draft.needs.map((need) => ({ code: need.code, words: need.words, urgency: need.urgency }));
  const flags = draft.flags.map((flag) => flag.value);
  return { id, drafts: [{ persons, agreed_on: draft.agreed_on?.value ?? null, needs, flags }] };
}

/**
 * Reads the gold notes by rules and scores them: share of notes with the right number of persons (`persons`), with the stated next
 * contact as a date (`dates`), share of gold persons with the right address (`addresses`), flags micro-averaged, and how many
 * values quote words that are not in the note (`invented`), and in how many notes there is one. Misses are printed. `data` is a
 * JSONL file of gold notes.
 */
export async function runNotes(options: {
  data?: string;
  predictions?: string;
}): Promise<EvalResult & { suite: "notes" }> {
  const data = options.data ?? `${FIELD}notes.jsonl`;
  const rows = await rowsOf(data, goldRow);
  const count = {
    persons: 0,
    dates: 0,
    addresses: 0,
    goldPersons: 0,
    right: 0,
    wrong: 0,
    missed: 0,
    invented: 0,
    inventing: 0,
  };
  const predictions: object[] = [];
  for (const row of rows) {
    const draft = readNote(row.text, row.ref_date);
    predictions.push(predictionOf(row.id, draft));
    const misses: string[] = [];
    const stated = /\d{4}-\d{2}-\d{2}/.exec(row.follow_stated)?.[0] ?? null;
    const next = draft.agreed_on?.value ?? null;
    if (draft.persons.length === row.persons.length) count.persons++;
    else misses.push(`persons ${draft.persons.length} ≠ ${row.persons.length}`);
    if (next === stated) count.dates++;
    else misses.push(`date ${next} ≠ ${stated}`);
    const unused = draft.persons.map(addressOf);
    for (const address of row.persons.map(goldAddress)) {
      const at = unused.indexOf(address);
      if (at < 0) misses.push(`address ${JSON.stringify(address)} not in ${JSON.stringify(unused)}`);
      else unused.splice(at, 1);
      count.addresses += at < 0 ? 0 : 1;
      count.goldPersons++;
    }
    const flags = draft.flags.map((flag) => flag.value);
    const extra = flags.filter((flag) => !row.flags.includes(flag));
    const missing = row.flags.filter((flag) => !flags.includes(flag));
    count.right += flags.length - extra.length;
    count.wrong += extra.length;
    count.missed += missing.length;
    if (extra.length > 0 || missing.length > 0) misses.push(`flags +[${extra.join()}] −[${missing.join()}]`);
    const invented = statedIn(draft).filter((v) => row.text.slice(v.span.start, v.span.end) !== v.words).length;
    count.invented += invented;
    if (invented > 0) {
      count.inventing++;
      misses.push(`${invented} invented`);
    }
    if (misses.length > 0) console.log(`${row.id} ${misses.join("; ")}`);
  }
  if (options.predictions)
    await writeFile(options.predictions, `${predictions.map((p) => JSON.stringify(p)).join("\n")}\n`);
  const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
  const metrics = {
    notes: rows.length,
    persons: share(count.persons, rows.length),
    dates: share(count.dates, rows.length),
    addresses: share(count.addresses, count.goldPersons),
    flags_precision: share(count.right, count.right + count.wrong),
    flags_recall: share(count.right, count.right + count.missed),
    invented: count.invented,
    "messages with an invented value": count.inventing,
  };
  return { suite: "notes", data, metrics, predictions };
}

/**
 * How well notes and questions are told apart: share of the field notes read as a note, and of field questions, service questions
 * and lay legal questions read as something else. Sets that are not present are left out.
 */
export async function scoreIntent(): Promise<Record<string, number>> {
  const textRow = z.object({ text: z.string() });
  const isNote = (text: string) => readIntent(text, { has_open_draft: false }).intent === "note";
  const notes = await rowsOf(`${FIELD}notes.jsonl`, textRow);
  const metrics: Record<string, number> = { notes_as_note: notes.filter((r) => isNote(r.text)).length / notes.length };
  const questions: [name: string, path: string][] = [
    ["questions_not_note", `${FIELD}questions.jsonl`],
    ["guides_not_note", `${SHARED}guides/queries.jsonl`],
    ["law_not_note", `${SHARED}law/queries.jsonl`],
  ];
  for (const [name, path] of questions) {
    if (!existsSync(path)) continue;
    const rows = await rowsOf(path, textRow);
    metrics[name] = rows.filter((r) => !isNote(r.text)).length / rows.length;
  }
  return metrics;
}
