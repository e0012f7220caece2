import type { Log } from "../log.ts";
import { openCircuit } from "./circuit.ts";

/** How long the person at the door waits for a search by meaning, at most; then the words decide alone. */
export const WAIT_MS = 1_500;

/** Asks a model while a person waits: null when it fails or takes longer than WAIT_MS, and at once while it rests from a failure. */
export function inTime<Asked extends unknown[], Given>(
  name: string,
  log: Log,
  ask: (signal: AbortSignal, ...asked: Asked) => Promise<Given>,
  now: () => number = Date.now,
): (...asked: Asked) => Promise<Given | null> {
  const circuit = openCircuit({ name, log, now });
  return (...asked) => circuit.attempt(WAIT_MS, (signal) => ask(signal, ...asked));
}
