/** Whether a process grows with what it has done: what is left on its heap after each fifth of the messages of a busy hour. */
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { Spawned } from "../../../api/spawned.ts";
import type { Bound } from "./bounds.ts";
import { openLoadHouse } from "./house.ts";
import { residentMegabytes } from "./processor.ts";

const CHATS = 120;
const AT_ONCE = 16;
/** More than a city of 2,500 workers sends in its busiest hour. */
const MESSAGES = 5_000;
const FIFTHS = 5;
const LOOK_EVERY_MS = 50;
const HOOK = pathToFileURL(`${import.meta.dirname}/heap-hook.ts`).href;

/** Megabytes on the heap once everything that nobody holds is gone. */
async function heapOf({ process, output }: Spawned): Promise<number> {
  const said = () => [...output().matchAll(/^heap (\d+)/gm)];
  const before = said().length;
  process.kill("SIGUSR2");
  while (said().length === before) await pause(LOOK_EVERY_MS);
  return Number(said().at(-1)![1]) / 1024 ** 2;
}

export async function measureMemory(
  cluster_url: string,
  say: (line: string) => void,
): Promise<{ bounds: Bound[]; metrics: Record<string, number> }> {
  const house = await openLoadHouse(cluster_url, { visits: 1_000, chats: CHATS, say });
  const [metrics, heaps] = [{} as Record<string, number>, [] as number[]];
  try {
    const service = await house.start({ NODE_OPTIONS: `--import ${HOOK}` });
    for (let fifth = 1; fifth <= FIFTHS; fifth++) {
      await house.talk.flatOut(AT_ONCE, { messages: MESSAGES / FIFTHS });
      while ((await house.left()) > 0) await pause(LOOK_EVERY_MS);
      heaps.push(await heapOf(service));
      metrics[`memory: heap MB after fifth ${fifth}`] = heaps.at(-1)!;
      metrics[`memory: resident MB after fifth ${fifth}`] = residentMegabytes(service.process.pid!);
      say(`fifth ${fifth}: ${heaps.at(-1)!.toFixed(1)} MB on the heap`);
    }
  } finally {
    await house.close();
  }
  const growth = {
    what: "memory: heap after the last fifth of that after the second",
    reached: heaps.at(-1)! / heaps[1]!,
    ...{ asked: 1.1, is: "at most" as const },
  };
  return { bounds: [growth], metrics };
}
