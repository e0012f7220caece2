import type { Log } from "./log.ts";
import { type Loop, startLoop } from "./loop.ts";

/**
 * Takes tasks up and lets each go on by itself, `at_once` of them at most: one that hangs holds up none of the others.
 * @param take starts as many tasks as are free; fewer mean that no more are there now
 * @returns the loop; its `stop` waits for the tasks that are under way, too
 */
export function startCrew(
  name: string,
  { at_once, idle_ms }: { at_once: number; idle_ms: number },
  log: Log,
  take: (free: number) => Promise<Promise<unknown>[]>,
): Loop {
  const active = new Set<Promise<void>>();
  const loop = startLoop(name, idle_ms, log, async () => {
    const free = at_once - active.size;
    if (free === 0) {
      await Promise.race(active);
      return true;
    }
    const tasks = await take(free);
    for (const task of tasks) {
      const done = task
        .then(() => {})
        .catch((err: unknown) => log.error({ err, loop: name }, "task failed"))
        .finally(() => {
          active.delete(done);
          loop.wake();
        });
      active.add(done);
    }
    return tasks.length === free;
  });
  return {
    wake: loop.wake,
    async stop() {
      await loop.stop();
      await Promise.all(active);
    },
  };
}
