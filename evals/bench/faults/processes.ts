/** The service's processes, started as a user starts them, killed as a power cut kills them, and started again as systemd would. */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../../../api/spawned.ts";
import type { House } from "./house.ts";
import type { Random } from "./random.ts";

const API = join(import.meta.dirname, "../../../api");
const ENTRY = join(API, "start.mjs");
const START_AGAIN_MS = 100;
const LOOK_EVERY_MS = 50;
/** So many starts without one that succeeded: it is not the troubles that are made. */
const HOPELESS_STARTS = 6;

export interface Processes {
  /** All addresses, of living and dead ones, as a load balancer that knows nothing has them. */
  urls: string[];
  ready(): number;
  /** Ends one of them at once, wherever it is; one that is ready, if there is one and `any` is not set. */
  kill(random: Random, any: boolean): void;
  /** Waits until all answer. @throws when none ever started */
  allReady(): Promise<void>;
  /** Ends all of them in peace, does something while none runs, and starts them again. */
  rest<T>(work: () => Promise<T>): Promise<T>;
  /** Ends all of them in peace, for good. @returns how many did not end with 0 */
  stop(): Promise<number>;
  /** Whether one of them says that nothing waits in the queue. */
  queueIsEmpty(): Promise<boolean>;
  counted: {
    kills: number;
    starts: number;
    /** Ended by themselves before they were ready, because there was no database. */
    failed_starts: number;
    /** Ended by themselves without that excuse. */
    deaths: number;
  };
  /** What they logged as warnings and errors, by message, how often. */
  logged: Map<string, number>;
  /** The last lines of a process that ended by itself. */
  last_words: string[];
}

interface Slot {
  url: string;
  env: Record<string, string>;
  child: ChildProcess | null;
  is_ready: boolean;
  /** By us, so that its end is no news. */
  was_ended: boolean;
}

const isAlive = ({ child }: Slot): boolean => child?.exitCode === null && child.signalCode === null;

/**
 * Where Node keeps what it has compiled of the service: half of a start, which would otherwise be most of the bench. It is written when a
 * process ends in peace, which those of the bench rarely do; so one is sent ahead that loads the same and ends.
 */
async function compiled(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "doorstep-compiled-"));
  const load = ["app.ts", "assemble.ts"].map((file) => `await import(${JSON.stringify(join(API, file))});`);
  const env = { NODE_COMPILE_CACHE: folder };
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", load.join("\n")], { env });
  return folder;
}

/** Starts `count` of them, each with a port of its own. */
export async function startProcesses(
  count: number,
  settings: Record<string, string>,
  house: Pick<House, "absences">,
): Promise<Processes> {
  const NODE_COMPILE_CACHE = await compiled();
  const env = { ...settings, NODE_COMPILE_CACHE };
  const counted = { kills: 0, starts: 0, failed_starts: 0, deaths: 0 };
  const logged = new Map<string, number>();
  const last_words: string[] = [];
  let is_over = false;
  let hopeless: Error | null = null;
  /** Nothing is started before this has come about. */
  let rested: Promise<void> = Promise.resolve();

  const slots: Slot[] = [];
  for (let i = 0; i < count; i++) {
    const PORT = String(await freePort());
    slots.push({
      ...{ url: `http://127.0.0.1:${PORT}`, env: { ...env, PORT } },
      ...{ child: null, is_ready: false, was_ended: false },
    });
  }

  const hear = (line: string): void => {
    const said = /"msg":"([^"]+)"/.exec(line)?.[1] ?? (line.startsWith("{") ? "?" : null);
    if (said) logged.set(said, (logged.get(said) ?? 0) + 1);
  };

  async function live(slot: Slot): Promise<void> {
    counted.starts += 1;
    const { absences } = house;
    const child = spawn(process.execPath, [ENTRY], { env: slot.env, stdio: ["ignore", "pipe", "pipe"] });
    const gone = once(child, "exit");
    const tail: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => {
        for (const line of text.split("\n").filter((part) => part !== "")) {
          hear(line);
          tail.push(line);
        }
        tail.splice(0, tail.length - 20);
      });
    Object.assign(slot, { child, is_ready: false, was_ended: false });
    let is_gone = false;
    void gone.then(() => {
      is_gone = true;
    });
    while (!is_gone && !slot.is_ready) {
      const answer = await fetch(`${slot.url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      slot.is_ready = answer?.ok === true && !is_gone;
      if (!slot.is_ready) await pause(LOOK_EVERY_MS);
    }
    await gone;
    if (!slot.was_ended && !is_over) {
      const was_there = absences === house.absences && absences % 2 === 0;
      counted[slot.is_ready || was_there ? "deaths" : "failed_starts"] += 1;
      if (slot.is_ready || was_there) last_words.push(tail.join("\n"));
    }
    if (counted.starts === counted.deaths && counted.starts >= HOPELESS_STARTS)
      hopeless = new Error(`the service does not start: ${tail.join("\n")}`);
    slot.is_ready = false;
  }

  // Whoever ends the bench leaves none of them behind.
  const endAtOnce = (): void => {
    for (const { child } of slots) child?.kill("SIGKILL");
  };
  process.once("exit", endAtOnce);

  const keeping = slots.map(async (slot) => {
    while (!is_over) {
      await live(slot);
      await rested;
      if (!is_over) await pause(START_AGAIN_MS);
    }
  });

  /** Asks every living one to end, and waits until it has. */
  async function end(): Promise<void> {
    await Promise.all(
      slots.filter(isAlive).map(async (slot) => {
        slot.was_ended = true;
        const gone = once(slot.child!, "exit");
        slot.child!.kill("SIGTERM");
        await gone;
      }),
    );
  }

  const ready = (): Slot[] => slots.filter((slot) => slot.is_ready && !slot.was_ended);
  return {
    urls: slots.map((slot) => slot.url),
    ready: () => ready().length,
    kill(random, any) {
      const living = slots.filter((slot) => isAlive(slot) && !slot.was_ended);
      const from = any || ready().length === 0 ? living : ready();
      if (from.length === 0) return;
      const slot = random.pick(from);
      slot.was_ended = true;
      slot.child!.kill("SIGKILL");
      counted.kills += 1;
    },
    async allReady() {
      while (ready().length < count) {
        if (hopeless) throw hopeless;
        await pause(LOOK_EVERY_MS);
      }
    },
    async rest(work) {
      const { promise, resolve } = Promise.withResolvers<void>();
      rested = promise;
      try {
        await end();
        return await work();
      } finally {
        resolve();
      }
    },
    async stop() {
      is_over = true;
      await end();
      await Promise.all(keeping);
      process.off("exit", endAtOnce);
      rmSync(NODE_COMPILE_CACHE, { recursive: true, force: true });
      return slots.filter((slot) => slot.child?.exitCode !== 0).length;
    },
    async queueIsEmpty() {
      const answer = await fetch(`${slots[0]!.url}/readyz`).catch(() => null);
      if (!answer?.ok) return false;
      const { queue } = (await answer.json()) as { queue: { waiting: number; active: number } };
      return queue.waiting + queue.active === 0;
    },
    counted,
    logged,
    last_words,
  };
}
