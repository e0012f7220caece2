/**
 * `npm run bench -- message`: what asking a chat model costs of our own time, masking included: whole turns on the embedded default with a
 * model that answers at once, less the time that the model took, beside the same turns without a model.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { type RunningApp, runApp } from "../../api/running.ts";
import { startFakeEndpoint } from "../../platform/model/fake/endpoint.ts";
import type { Script } from "../../platform/model/fake/script.ts";
import { percentile } from "../percentile.ts";
import type { EvalResult } from "../result.ts";

const DATA = join(import.meta.dirname, "../data/abstention/pack.jsonl");
const WARM_UP = 10;
const ROUNDS = 2;
/** Somebody and their number in front of the question, so that there is something to mask. */
const ABOUT = ["", "王大爷问，", "李秀兰（13812345678）想知道，", "幸福路12号3栋401张阿姨问，"];

/** Says the first sentence of the material again, as a model would that keeps to it. */
const firstSentence: Script = ({ messages }) => {
  const words = String(messages.at(-1)!.content);
  const sentence = words.split("\n").find((line) => line.endsWith("。")) ?? "可以去窗口问。";
  return { content: `${sentence.split("。")[0]!.slice(0, 60)}［1］。` };
};

export async function benchMessage(): Promise<EvalResult> {
  const row = z.object({ text: z.string() });
  const questions = readFileSync(DATA, "utf8")
    .trim()
    .split("\n")
    .map((line, i) => `${ABOUT[i % ABOUT.length]}${row.parse(JSON.parse(line)).text}`);
  const endpoint = await startFakeEndpoint({ api_key: "key", model: "m", script: firstSentence });
  const settings = { ...endpoint.settings, LOG_LEVEL: "warn" };
  const without = await runApp();
  const with_model = await runApp({ env: settings });
  const turn = async (app: RunningApp, text: string): Promise<number> => {
    const at = performance.now();
    await app.ask("grid_worker", "/api/v1/messages", { text });
    return performance.now() - at;
  };
  const times = { without: [] as number[], with_model: [] as number[], more: [] as number[] };
  const asked = Array.from({ length: ROUNDS }, () => questions).flat();
  for (const [i, text] of [...questions.slice(0, WARM_UP), ...asked].entries()) {
    const plain = await turn(without, text);
    const chats = endpoint.chats.length;
    const busy_ms = endpoint.busy_ms;
    const whole = (await turn(with_model, text)) - (endpoint.busy_ms - busy_ms);
    // A question that nothing is found for goes to no model.
    if (i < WARM_UP || endpoint.chats.length === chats) continue;
    times.without.push(plain);
    times.with_model.push(whole);
    times.more.push(whole - plain);
  }
  await Promise.all([without.close(), with_model.close()]);
  await endpoint.close();
  const of = (name: keyof typeof times, share: number): number => percentile(times[name], share);
  return {
    suite: "bench message",
    data: DATA,
    metrics: {
      turns: times.more.length,
      "without a model p50_ms": of("without", 0.5),
      "without a model p95_ms": of("without", 0.95),
      "with a model p50_ms": of("with_model", 0.5),
      "with a model p95_ms": of("with_model", 0.95),
      "more with a model p50_ms": of("more", 0.5),
      "more with a model p95_ms": of("more", 0.95),
      refused: endpoint.refused.length,
    },
  };
}
