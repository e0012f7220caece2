import type { Log } from "../log.ts";

/** How long the person at the door waits for a model, at most; then the answer goes out without it. */
export const WAIT_MS = 1_500;
/** An endpoint that failed is left alone for so long, so that an outage costs one question the wait, not every one. */
const REST_MS = 30_000;

/**
 * Asks a model while a person waits: null when it fails or takes longer than WAIT_MS, and at once while it rests from a failure.
 * An outage is logged once, and its end; neither says what was asked.
 */
export function inTime<Asked extends unknown[], Given>(
  name: string,
  log: Log,
  ask: (signal: AbortSignal, ...asked: Asked) => Promise<Given>,
  now: () => number = Date.now,
): (...asked: Asked) => Promise<Given | null> {
  let rests_until = 0;
  let down = false;
  return async (...asked) => {
    if (now() < rests_until) return null;
    const signal = AbortSignal.timeout(WAIT_MS);
    try {
      // A client that does not mind the signal must not hold the answer up either.
      const given = await Promise.race([ask(signal, ...asked), ended(signal)]);
      if (down) log.info({ model: name }, "model is back");
      down = false;
      return given;
    } catch (err) {
      rests_until = now() + REST_MS;
      if (!down) log.warn({ model: name, err }, "model does not answer: answers go out without it");
      down = true;
      return null;
    }
  };
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}
