import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { runAbstention } from "./abstention.ts";
import { runRetrieval } from "./retrieval.ts";

const folder = mkdtempSync(join(tmpdir(), "doorstep-beir-"));
afterAll(() => rmSync(folder, { recursive: true }));

const jsonl = (rows: object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

mkdirSync(join(folder, "qrels"));
const corpus = jsonl([
  { _id: "a", title: "低保", text: "低保向街道申请。" },
  { _id: "b", title: "护理补贴", text: "护理补贴到窗口申请。" },
  { _id: "c", title: "体检", text: "老人每年一次免费体检。" },
]);
writeFileSync(join(folder, "corpus.jsonl.gz"), gzipSync(corpus));
writeFileSync(
  join(folder, "queries.jsonl"),
  jsonl([
    { _id: "q1", text: "低保咋申请" },
    { _id: "q2", text: "免费体检一年几次" },
    { _id: "q3", text: "blockchain" },
    { _id: "unjudged", text: "护理补贴" },
  ]),
);
// Of q1 one of two is found first and the other not at all; of q3 nothing.
writeFileSync(
  join(folder, "qrels/test.tsv"),
  "query-id\tcorpus-id\tscore\nq1\ta\t1\nq1\tmissing\t1\nq2\tc\t1\nq2\tb\t0\nq3\tb\t1\n",
);
writeFileSync(join(folder, "unanswerable.jsonl"), jsonl([{ _id: "u1", text: "公积金怎么提取" }]));

test("scores a BEIR folder through the product's own search", async () => {
  const { suite, metrics, predictions } = await runRetrieval({ data: folder });
  expect(suite).toBe("retrieval");
  expect(metrics).toMatchObject({ texts: 3, queries: 3 });
  expect(metrics["recall@10"]).toBeCloseTo((0.5 + 1 + 0) / 3);
  expect(metrics["hit@10"]).toBeCloseTo(2 / 3);
  expect(metrics["mrr@10"]).toBeCloseTo(2 / 3);
  // One of two found at rank 1: 1 / (1 + 1/log2(3)).
  expect(metrics["ndcg@10"]).toBeCloseTo((1 / (1 + 1 / Math.log2(3)) + 1) / 3);
  expect(predictions).toMatchObject([{ id: "q1" }, { id: "q2" }, { id: "q3", ranked: [] }]);
  // What the words themselves reach stands before what is only meant by them.
  expect((predictions as { ranked: string[] }[])[0]!.ranked.slice(0, 2)).toEqual(["a", "b"]);
});

test("abstention counts what is shown and what is left unanswered", async () => {
  const { metrics, predictions } = await runAbstention({ data: folder });
  expect(metrics).toMatchObject({ answerable: 4, unanswerable: 1, abstained: 1 });
  expect(metrics.answered_right).toBeGreaterThan(0);
  expect(predictions).toHaveLength(5);
});

test("on the pack's own questions most near misses stay unanswered, and hardly anything wrong is shown", {
  timeout: 180_000,
}, async () => {
  const { metrics } = await runAbstention({});
  expect(metrics.abstained).toBeGreaterThan(0.6);
  expect(metrics.answered_right).toBeGreaterThan(0.5);
  expect(metrics.answered_wrong).toBeLessThan(0.06);
});
