import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runNotes, scoreIntent } from "./notes.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "notes-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the field notes reach the figures asked for, and nothing is invented", async () => {
  const predictions = join(folder, "predictions.jsonl");
  const { suite, metrics } = await runNotes({ predictions });
  expect(suite).toBe("notes");
  expect(metrics.persons).toBeGreaterThanOrEqual(0.85);
  expect(metrics.dates).toBeGreaterThanOrEqual(0.9);
  expect(metrics.addresses).toBeGreaterThanOrEqual(0.8);
  expect(metrics.flags_precision).toBeGreaterThanOrEqual(0.9);
  expect(metrics.flags_recall).toBeGreaterThanOrEqual(0.8);
  expect(metrics.invented).toBe(0);
  const written = readFileSync(predictions, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(written).toHaveLength(metrics.notes!);
  expect(written.find((row) => row.id === "N01").drafts[0]).toMatchObject({
    persons: [{ name: "王秀兰", sex: "女", age: 78, address: "三网格 5栋2单元401" }],
    agreed_on: "2025-09-17",
  });
});

test("any file of notes of that form is read, and the further notes stay above the figures asked for", async () => {
  const data = fileURLToPath(new URL("./data/field/notes-unseen.jsonl", import.meta.url));
  const { metrics } = await runNotes({ data });
  expect(metrics.notes).toBe(120);
  expect(metrics.persons).toBeGreaterThanOrEqual(0.95);
  expect(metrics.dates).toBeGreaterThanOrEqual(0.95);
  expect(metrics.addresses).toBeGreaterThanOrEqual(0.95);
  expect(metrics.flags_precision).toBeGreaterThanOrEqual(0.9);
  expect(metrics.flags_recall).toBeGreaterThanOrEqual(0.9);
  expect(metrics["messages with an invented value"]).toBe(0);
});

test("notes are read as notes, questions are not", async () => {
  const metrics = await scoreIntent();
  expect(metrics.notes_as_note).toBeGreaterThanOrEqual(0.95);
  for (const [name, share] of Object.entries(metrics))
    if (name !== "notes_as_note") expect(share).toBeGreaterThanOrEqual(0.95);
});
