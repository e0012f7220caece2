/** What goes wrong during the run, all of it from one random source. */
import { setTimeout as pause } from "node:timers/promises";
import type { FakeLine } from "../../../bot/channels/line/fake-line.ts";
import type { FakeTelegram } from "../../../bot/channels/telegram/fake-telegram.ts";
import type { FakeEndpoint } from "../../../platform/model/fake/endpoint.ts";
import type { House } from "./house.ts";
import type { Gate } from "./people.ts";
import type { Processes } from "./processes.ts";
import type { Random } from "./random.ts";

export interface Plan {
  kills: number;
  /** How often the database goes away. */
  outages: number;
  /** How often the model is cut off, and how often it comes back. */
  model_cuts: number;
  /** How many calls of a messenger fail or are never answered. */
  channel_faults: number;
  /** After so long it ends where it is: no more is sent and cut. */
  limit_ms: number;
}

export interface Troubles {
  database_stops: number;
  model_cuts: number;
  /** Calls of a messenger that were to fail, by what they met. */
  channel_faults: Record<ChannelFault, number>;
}

type ChannelFault = "500" | "429" | "reset" | "taken, never answered";

/** The calls that fail, those that matter most more often. */
const CALLS = {
  telegram: ["sendMessage", "sendMessage", "setWebhook"],
  line: ["message/push", "message/reply"],
} as const;

/** Between two kills so long at most, in milliseconds. */
const PAUSE_MS = 1_500;
const OUTAGE_MS = { shortest: 200, longest: 3_000 };
const CUT_MS = { shortest: 500, longest: 4_000 };
/** Of all kills so many meet a process wherever it is, its start included. */
const AT_ANY_TIME = 0.1;

interface Scene {
  random: Random;
  plan: Plan;
  /** All messages there are: they are let out as the kills go on. */
  messages: number;
  gate: Gate;
  house: House;
  processes: Processes;
  telegram: FakeTelegram;
  line: FakeLine;
  model: FakeEndpoint | null;
}

/** So that `times` of them fall on `steps` steps, each on its own. */
const spread = (random: Random, times: number, steps: number): number[] =>
  Array.from({ length: times }, () => random.whole(0, Math.max(0, steps - 1)));

/** Runs the plan to its end, or its limit; the last messages are let out with the last kill. */
export async function makeTrouble(scene: Scene): Promise<Troubles> {
  const { random, plan, gate, house, processes, telegram, line, model } = scene;
  const channel_faults = { "500": 0, "429": 0, reset: 0, "taken, never answered": 0 };
  const made: Troubles = { database_stops: 0, model_cuts: 0, channel_faults };
  const steps = Math.max(1, plan.kills);
  const outages = spread(random, house.outage ? plan.outages : 0, steps);
  const cuts = spread(random, model ? plan.model_cuts : 0, steps);
  const faults = spread(random, plan.channel_faults, steps);
  const beside: Promise<void>[] = [];
  let outage: Promise<void> = Promise.resolve();

  function failChannel(): void {
    const messenger = random.pick(["telegram", "line"] as const);
    const on = random.pick(CALLS[messenger]);
    const what = random.weighted<ChannelFault>({ "500": 3, "429": 2, reset: 2, "taken, never answered": 3 });
    channel_faults[what] += 1;
    const fault = {
      times: 1,
      on,
      ...(what === "taken, never answered"
        ? { status: "timeout_after_accept" as const }
        : { status: what === "reset" ? ("reset" as const) : Number(what) }),
      ...(what === "429" && messenger === "telegram" ? { retry_after_s: random.whole(1, 3) } : {}),
    };
    (messenger === "telegram" ? telegram : line).fail(fault);
  }

  async function cutModel(): Promise<void> {
    made.model_cuts += 1;
    model!.trouble = random.chance(0.5) ? { hangs: true } : { status: 503 };
    await pause(random.whole(CUT_MS.shortest, CUT_MS.longest));
    model!.trouble = {};
  }

  async function takeDatabase(before: Promise<void>): Promise<void> {
    await before;
    made.database_stops += 1;
    await house.outage!(random.whole(OUTAGE_MS.shortest, OUTAGE_MS.longest));
  }

  const until = performance.now() + plan.limit_ms;
  for (let step = 0; step < steps && performance.now() < until; step++) {
    await enoughReady(processes);
    gate.release(scene.messages / steps);
    for (const at of faults) if (at === step) failChannel();
    for (const at of cuts) if (at === step) beside.push(cutModel());
    for (const at of outages) if (at === step) outage = takeDatabase(outage);
    await pause(random.whole(0, PAUSE_MS));
    if (plan.kills > 0) processes.kill(random, random.chance(AT_ANY_TIME));
    // One more at the same moment, now and then; not more than were asked for.
    if (random.chance(0.1) && processes.counted.kills < plan.kills) processes.kill(random, false);
    if (processes.counted.kills >= plan.kills) break;
  }
  if (performance.now() < until) gate.open();
  else gate.end();
  await Promise.all([...beside, outage]);
  return made;
}

/** More than half of them, so that kills meet processes at work; after a while whatever there is. */
async function enoughReady({ urls, ready }: Processes): Promise<void> {
  for (let looks = 0; looks < 200 && ready() <= Math.floor(urls.length / 2); looks++) await pause(100);
}
