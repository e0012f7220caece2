/** One run from an empty database to the verdict. */
import { setTimeout as pause } from "node:timers/promises";
import { startFakeMessengers } from "../../../bot/channels/fake-messengers.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../../../platform/model/fake/endpoint.ts";
import { createSealer, newAppKey } from "../../../platform/seal.ts";
import { arrivalsOf } from "./arrivals.ts";
import { settle } from "./district.ts";
import type { House } from "./house.ts";
import { judge, type Verdict } from "./judge.ts";
import { listeningConnections, readKept, whatIsLeft } from "./kept.ts";
import { startMessengers } from "./messengers.ts";
import { closedGate, talk } from "./people.ts";
import { type Processes, startProcesses } from "./processes.ts";
import { seeded } from "./random.ts";
import { tell } from "./story.ts";
import { makeTrouble, type Plan, type Troubles } from "./trouble.ts";

export interface RunOptions extends Plan {
  house: House;
  processes: number;
  messages: number;
  chats: number;
  seed: number;
  /** Whether a model is configured. */
  model: boolean;
  /** Without an end of all work for so long the run ends as it is. */
  patience_ms: number;
  /** Hears now and then how far it is. */
  say?: (line: string) => void;
}

export interface Outcome extends Verdict {
  troubles: Troubles;
  processes: Pick<Processes, "counted" | "logged" | "last_words">;
  webhooks: { webhooks: number; unanswered: number; refused: number; twice: number };
  seconds: { trouble: number; whole: number };
}

const MODEL = { api_key: "key", model: "m" };

const SAY_EVERY_MS = 30_000;
const LOOK_EVERY_MS = 500;
const REST_EVERY_MS = 3_000;

export async function run(options: RunOptions): Promise<Outcome> {
  const { house, seed, patience_ms } = options;
  const began = performance.now();
  const random = seeded(seed);
  const fakes = await startFakeMessengers();
  const { line, telegram } = fakes;
  const model: FakeEndpoint | null = options.model ? await startFakeEndpoint(MODEL) : null;
  const app_key = newAppKey();
  const sealer = await createSealer(app_key);
  const chats = tell(random.fork(1), options);
  await house.within((database) => settle(database, sealer, chats));

  const settings = {
    ...house.env,
    ...fakes.settings,
    ...{ APP_KEY: app_key, LOG_LEVEL: "warn" },
    ...(model && { OPENAI_BASE_URL: model.base_url, OPENAI_API_KEY: MODEL.api_key, OPENAI_MODEL: MODEL.model }),
  };
  const processes = await startProcesses(options.processes, settings, house);
  const arrivals = arrivalsOf(telegram, line);
  const messengers = startMessengers({ line, urls: processes.urls, random: random.fork(2) });
  const gate = closedGate();
  const over = new AbortController();
  const violations: string[] = [];
  const saying = setInterval(() => {
    const heard = messengers.sent.filter(({ acknowledged_at }) => acknowledged_at !== null).length;
    const { kills, starts } = processes.counted;
    const out = telegram.sent.length + line.sent.length;
    options.say?.(`${heard} messages acknowledged, ${out} deliveries, ${kills} kills, ${starts} starts`);
  }, SAY_EVERY_MS);
  try {
    await processes.allReady();
    const troubled = performance.now();
    const world = { messengers, arrivals, gate, random: random.fork(3), signal: over.signal };
    const talking = Promise.all(
      chats.map((chat) => talk(chat, world).catch((error: Error) => void violations.push(`STUCK: ${error.message}`))),
    );
    const messages = options.messages;
    const scene = { random: random.fork(4), plan: options, messages, gate, house, processes, telegram, line, model };
    const troubles = await makeTrouble(scene);
    const trouble_s = (performance.now() - troubled) / 1_000;

    const patience = setTimeout(() => {
      over.abort();
      messengers.giveUp();
    }, patience_ms);
    await talking;
    await messengers.quiet();
    clearTimeout(patience);
    await untilIdle(house, processes, patience_ms);
    const listening = house.backend === "postgres" ? await house.within(listeningConnections) : 0;
    const unclean = await processes.stop();
    if (unclean > 0) violations.push(`NOT STOPPED: ${unclean} processes did not end in peace`);
    const kept = await house.within((database) => readKept(database, sealer));

    const verdict = judge(chats, messengers.sent, kept, arrivals);
    for (const words of processes.last_words) violations.push(`DIED: a process ended by itself: ${words}`);
    for (const what of [...telegram.violations, ...line.violations]) violations.push(`REFUSED: ${what}`);
    return {
      violations: [...violations, ...verdict.violations],
      figures: { ...verdict.figures, ...(listening > 0 && { "listening connections": listening }) },
      troubles,
      processes,
      webhooks: messengers.counted,
      seconds: { trouble: trouble_s, whole: (performance.now() - began) / 1_000 },
    };
  } finally {
    clearInterval(saying);
    over.abort();
    messengers.giveUp();
    await processes.stop();
    await Promise.all([fakes.close(), model?.close()]);
  }
}

/** Waits until nothing is left to work off and to deliver, or patience has run out. */
async function untilIdle({ backend, within }: House, processes: Processes, patience_ms: number): Promise<void> {
  const until = performance.now() + patience_ms;
  while (performance.now() < until) {
    await processes.allReady();
    if (backend === "postgres") {
      if ((await within(whatIsLeft)) === 0) return;
    } else if (await processes.queueIsEmpty()) {
      // Only who has the folder can look into it.
      if ((await processes.rest(() => within(whatIsLeft))) === 0) return;
      await pause(REST_EVERY_MS);
    }
    await pause(LOOK_EVERY_MS);
  }
}
