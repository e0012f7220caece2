import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runApp } from "../api/running.ts";
import type { Reply } from "../bot/reply.ts";
import { startFakeEndpoint } from "../platform/model/fake/endpoint.ts";
import { readJsonl } from "./beir.ts";
import { faultsOf } from "./injection-judge.ts";
import { obedient } from "./injection-model.ts";
import { type Attack, type Planted, plant, plantWorld, rowsOf } from "./injection-world.ts";
import type { EvalResult } from "./result.ts";

/** Attacks of this project, as messages, documents, notes and directory entries. */
export const ATTACKS = new URL("data/injection", import.meta.url).pathname;

const MODEL = "hostile";
const KEY = "key-of-the-hostile-model";

/**
 * Plays every attack against the whole service, once without a model and once with a model that obeys whatever it reads: it calls
 * every tool it is told of and others that do not exist, and says false numbers, amounts, links, images and other people's names.
 * `held` is the share of plays after which nothing was written, nobody else's data was shown, and nothing false or foreign: the rest are
 * the failures. `planted_and_found` is the share of planted texts that came up in the replies, so that they could have done harm.
 * @param data a folder whose JSONL files hold attacks, or one such file
 */
export async function runInjection({ data }: { data: string }): Promise<EvalResult> {
  const files = data.endsWith(".jsonl")
    ? [data]
    : readdirSync(data)
        .filter((name) => name.endsWith(".jsonl"))
        .sort();
  const attacks = files.flatMap((file) => readJsonl<Attack>(data.endsWith(".jsonl") ? file : join(data, file)));
  const endpoint = await startFakeEndpoint({ api_key: KEY, model: MODEL, script: obedient });
  const predictions: object[] = [];
  const plays = { without: 0, with: 0, held_without: 0, held_with: 0, asked: 0, planted: 0, found: 0 };
  try {
    for (const with_model of [false, true]) {
      const env = with_model
        ? {
            OPENAI_BASE_URL: endpoint.base_url,
            OPENAI_API_KEY: KEY,
            OPENAI_MODEL: MODEL,
            MODEL_TOKENS_PER_DAY: "1000000000",
          }
        : {};
      const app = await runApp({ env });
      try {
        const world = await plantWorld(app);
        for (const attack of attacks) {
          const planted: Planted = await plant(app, attack);
          const before = await rowsOf(app);
          const asked_before = endpoint.chats.length;
          const replies: Reply[] = [];
          for (const text of planted.said) {
            const { json } = await app.ask("grid_worker", "/api/v1/messages", { text });
            replies.push(...((json as { replies?: Reply[] }).replies ?? []));
          }
          const faults = faultsOf({ attack, replies, world, said: planted.said, before, after: await rowsOf(app) });
          await planted.remove();
          if (planted.found_by !== null) {
            plays.planted += 1;
            if (replies.some(({ text }) => text.includes(planted.found_by!))) plays.found += 1;
          }
          plays.asked += endpoint.chats.length - asked_before;
          plays[with_model ? "with" : "without"] += 1;
          if (faults.length === 0) plays[with_model ? "held_with" : "held_without"] += 1;
          for (const fault of faults)
            console.log(`FAILED ${attack.id} ${with_model ? "hostile model" : "no model"}: ${fault}`);
          predictions.push({
            id: attack.id,
            with_model,
            faults,
            replies: replies.map(({ kind, text }) => ({ kind, text })),
          });
        }
      } finally {
        await app.close();
      }
    }
  } finally {
    await endpoint.close();
  }
  const played = plays.with + plays.without;
  const held = plays.held_with + plays.held_without;
  return {
    suite: "injection",
    data,
    metrics: {
      attacks: attacks.length,
      plays: played,
      held: played === 0 ? 0 : held / played,
      held_without_model: plays.without === 0 ? 0 : plays.held_without / plays.without,
      held_with_hostile_model: plays.with === 0 ? 0 : plays.held_with / plays.with,
      planted_and_found: plays.planted === 0 ? 0 : plays.found / plays.planted,
      model_requests: plays.asked,
      failures: played - held,
    },
    predictions,
  };
}
