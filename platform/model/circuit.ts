import type { Log } from "../log.ts";
import { circuitsChanged, watched } from "../watch/steps.ts";

/** An endpoint that failed is left alone for so long, so that an outage costs one question the wait, not every one. */
const REST_MS = 30_000;

export interface Circuit {
  /**
   * Asks the endpoint: null when it fails or takes longer than `wait_ms`, and at once while it rests from a failure. After the
   * rest one call tries, and the others still get null until it is answered.
   */
  attempt<T>(wait_ms: number, ask: (signal: AbortSignal) => Promise<T>): Promise<T | null>;
}

/** The model answered, and nothing can be made of it. `reason` is for the log and holds none of its words. */
export class UnusableAnswer extends Error {
  override readonly name = "UnusableAnswer";
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * The circuit breaker of one endpoint. Every failure that was waited for is logged once, and so is the end of an outage; neither says
 * what was asked.
 * @param opens_after failures one after the other until the endpoint rests
 * @param isOutage whether a failure is the endpoint's, or only of this one request
 */
export function openCircuit({
  name,
  log,
  opens_after = 1,
  isOutage = (error) => !isRefused(error),
  now = Date.now,
}: {
  name: string;
  log: Log;
  opens_after?: number;
  isOutage?: (error: unknown) => boolean;
  now?: () => number;
}): Circuit {
  let failures = 0;
  let rests_until = 0;
  let down = false;
  let trying = false;
  return {
    async attempt(wait_ms, ask) {
      if (now() < rests_until || (down && trying)) return null;
      trying = down;
      const signal = AbortSignal.timeout(wait_ms);
      try {
        const given = await watched("model", { facts: { model: name, outcome: "answered" } }, () =>
          // A client that does not mind the signal must not hold the answer up either.
          Promise.race([ask(signal), ended(signal)]),
        );
        if (down) {
          log.info({ model: name }, "model is back");
          circuitsChanged.publish({ model: name, open: false });
        }
        down = false;
        failures = 0;
        return given;
      } catch (err) {
        if (!down) log.warn({ model: name, err, ...why(err) }, "model does not answer: answers go out without it");
        if (!isOutage(err)) return null;
        failures += 1;
        if (failures < opens_after) return null;
        rests_until = now() + REST_MS;
        down = true;
        circuitsChanged.publish({ model: name, open: true });
        return null;
      } finally {
        trying = false;
      }
    },
  };
}

/** The endpoint will not have this request, however often it is asked: a text too long, or one that may not leave. */
export function isRefused(error: unknown): boolean {
  return [400, 413, 422].includes(statusOf(error) ?? 0);
}

/** The HTTP status that a client put into its error. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : undefined;
}

function why(error: unknown): object {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
  return { status: statusOf(error), code, reason: error instanceof UnusableAnswer ? error.reason : undefined };
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}
