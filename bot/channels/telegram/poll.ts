import { setTimeout as pause } from "node:timers/promises";
import { type Api, GrammyError, HttpError } from "grammy";
import { ALLOWED_UPDATES } from "./register.ts";

/**
 * `webhook_set`: Telegram still holds a webhook for this bot, so it gives nothing to a poller. `other_poller`: a second
 * process polls with the same token. `token_refused`: the token is wrong. `unreachable`: Telegram does not answer.
 */
export type PollTrouble = "webhook_set" | "other_poller" | "token_refused" | "unreachable";

export interface Polling {
  /** From `telegramApi`; its timeout bounds the long poll. */
  api: Api;
  /** Stores one update (as decoded JSON). The offset moves on only after it resolved; when it rejects, it is asked again. */
  accept: (update: unknown) => Promise<void>;
  /** Ends the loop, also in the middle of a long poll. */
  signal: AbortSignal;
  /** Told once of each kind of trouble; of `unreachable` once per outage. */
  onTrouble?: (trouble: PollTrouble) => void;
  /** Waits between failed rounds, in milliseconds; replaced in tests. */
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

const LONGEST_POLL_S = 25;
/** How far the request's own timeout must lie above the long poll, or every quiet minute looks like an outage. */
const POLL_MARGIN_S = 5;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Fetches updates by long polling until `signal` aborts, then resolves. Used without a public address. */
export async function pollTelegram(polling: Polling): Promise<void> {
  const { api, accept, signal, onTrouble, wait = pauseUntil } = polling;
  const request_timeout_s = api.options?.timeoutSeconds ?? LONGEST_POLL_S + POLL_MARGIN_S;
  const timeout = Math.max(0, Math.min(LONGEST_POLL_S, Math.floor(request_timeout_s - POLL_MARGIN_S)));
  const told = new Set<PollTrouble>();
  let offset = 0;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const updates = await api.getUpdates({ offset, timeout, allowed_updates: ALLOWED_UPDATES }, grammySignal(signal));
      told.delete("unreachable");
      for (const update of updates) {
        await accept(update);
        offset = update.update_id + 1;
        if (signal.aborted) return;
      }
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      const trouble = troubleOf(error);
      if (trouble !== null && !told.has(trouble)) {
        told.add(trouble);
        onTrouble?.(trouble);
      }
      await wait(backoffMs(error, failures++), signal);
    }
  }
}

/** Null for being asked to slow down, and for a failure of `accept`, which whoever accepts reports itself. */
function troubleOf(error: unknown): PollTrouble | null {
  if (error instanceof GrammyError) {
    const code = error.error_code;
    if (code === 409) return error.description.includes("webhook") ? "webhook_set" : "other_poller";
    if (code === 401 || code === 404) return "token_refused";
    return code === 429 ? null : "unreachable";
  }
  return error instanceof HttpError ? "unreachable" : null;
}

/** Doubles from 1 s to 60 s; half of it by chance, so that several processes do not come back in step. */
function backoffMs(error: unknown, failures: number): number {
  const asked_ms = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0;
  const ceiling_ms = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures, 10));
  return Math.max(asked_ms, ceiling_ms / 2 + Math.random() * (ceiling_ms / 2));
}

async function pauseUntil(ms: number, signal: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal }).catch(() => undefined);
}

/** grammY types its signals by a polyfill that carries the same events. */
function grammySignal(signal: AbortSignal): Parameters<Api["getUpdates"]>[1] {
  return signal as unknown as Parameters<Api["getUpdates"]>[1];
}
