/** `npm run bench -- screen`: how long the crisis screen takes on messages of 500 characters, and on one of 3,000. */
import { readFile } from "node:fs/promises";
import { screen } from "../../bot/crisis/screen.ts";
import { percentile } from "../percentile.ts";
import type { EvalResult } from "../result.ts";

/** Every message a crisis or nearly one is the worst there is; notes of visits are what comes that long. */
const MESSAGES = new URL("../data/crisis/messages.jsonl", import.meta.url);
const NOTES = new URL("../data/field/notes.jsonl", import.meta.url);
/** The first ones pay for the reading of the weights and for the compiler. */
const WARM_UP = 500;
/** Each text is read so often, and the middle one counts: what else the machine does is not the screen's. */
const REPEATS = 9;

export async function benchScreen(): Promise<EvalResult> {
  const texts = async (file: URL) => {
    const lines = (await readFile(file, "utf8")).trim().split("\n");
    return lines.map((line) => (JSON.parse(line) as { text: string }).text);
  };
  const messages = await texts(MESSAGES);
  const cut = (long: string, length: number) =>
    Array.from({ length: Math.floor(long.length / length) }, (_, i) => long.slice(i * length, (i + 1) * length));
  const time = (text: string) => {
    const took = Array.from({ length: REPEATS }, () => {
      const began = performance.now();
      screen(text);
      return performance.now() - began;
    });
    return percentile(took, 0.5);
  };
  const began = performance.now();
  screen(messages[0]!);
  const first_ms = performance.now() - began;
  for (const text of messages.slice(0, WARM_UP)) screen(text);
  const short = messages.map(time);
  const crises = messages.join(" ");
  const notes = (await texts(NOTES)).join(" ");
  const dense = cut(crises, 500).map(time);
  const visits = cut(notes, 500).map(time);
  return {
    suite: "screen",
    data: "crisis/messages.jsonl and field/notes.jsonl, joined",
    metrics: {
      first_ms,
      as_written_p95_ms: percentile(short, 0.95),
      note_of_500_p50_ms: percentile(visits, 0.5),
      note_of_500_p95_ms: percentile(visits, 0.95),
      crises_of_500_p50_ms: percentile(dense, 0.5),
      crises_of_500_p95_ms: percentile(dense, 0.95),
      crises_of_3000_p95_ms: percentile(cut(crises, 3000).map(time), 0.95),
    },
  };
}
