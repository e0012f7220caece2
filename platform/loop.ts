import type { Log } from "./log.ts";
import { loopsFailed } from "./watch/steps.ts";

export interface Loop {
  /** Something is there: look now instead of at the next beat. */
  wake(): void;
  /** Waits for the step that is running, then ends. */
  stop(): Promise<void>;
}

/**
 * Calls `step` again and again: at once while it says that there may be more, else after `idle_ms` or a wake. A step that
 * throws is logged and tried again after `idle_ms`; nothing ends the loop but `stop`.
 */
export function startLoop(name: string, idle_ms: number, log: Log, step: () => Promise<boolean>): Loop {
  let stopped = false;
  let woken = false;
  let nudge = () => {};
  const pause = (): Promise<void> =>
    new Promise((go) => {
      const timer = setTimeout(go, idle_ms);
      nudge = () => {
        clearTimeout(timer);
        go();
      };
      if (woken || stopped) nudge();
    });
  const running = (async () => {
    while (!stopped) {
      woken = false;
      let more = false;
      try {
        more = await step();
      } catch (err) {
        log.error({ err, loop: name }, "loop step failed");
        loopsFailed.publish({ loop: name });
      }
      if (!more && !woken && !stopped) await pause();
    }
  })();
  return {
    wake() {
      woken = true;
      nudge();
    },
    async stop() {
      stopped = true;
      nudge();
      await running;
    },
  };
}
