/** `npm run bench -- screen`: how long the crisis screen takes on messages of 500 characters, and on one of 3,000. */
import { readFile } from "node:fs/promises";
import { screen } from "../../bot/crisis/screen.ts";
import { percentile } from "../percentile.ts";
import type { EvalResult } from "../result.ts";

const DATA = new URL("../data/crisis/messages.jsonl", import.meta.url);
/** The first ones pay for the reading of the weights and for the compiler. */
const WARM_UP = 50;

export async function benchScreen(): Promise<EvalResult> {
  const messages = (await readFile(DATA, "utf8"))
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as { text: string }).text);
  const long = messages.join(" ");
  const cut = (length: number) =>
    Array.from({ length: Math.floor(long.length / length) }, (_, i) => long.slice(i * length, (i + 1) * length));
  const time = (text: string) => {
    const began = performance.now();
    screen(text);
    return performance.now() - began;
  };
  const began = performance.now();
  screen(messages[0]!);
  const first_ms = performance.now() - began;
  for (const text of messages.slice(0, WARM_UP)) screen(text);
  const short = messages.map(time);
  const five_hundred = [...cut(500), ...cut(500)].map(time);
  return {
    suite: "screen",
    data: "crisis/messages.jsonl, joined",
    metrics: {
      first_ms,
      as_written_p95_ms: percentile(short, 0.95),
      characters_500_p50_ms: percentile(five_hundred, 0.5),
      characters_500_p95_ms: percentile(five_hundred, 0.95),
      characters_3000_p95_ms: percentile(cut(3000).map(time), 0.95),
    },
  };
}
