import { GrammyError } from "grammy";
import type { Delivery } from "../channel.ts";

const OPERATOR_MS = 600_000;
const SERVER_MS = 5_000;
const NETWORK_MS = 2_000;

/** Telegram's own words that are safe to keep: they name the trouble and nothing of the message. */
const KNOWN_DESCRIPTIONS = [
  "chat not found",
  "user not found",
  "bot was blocked by the user",
  "user is deactivated",
  "bot was kicked",
  "bot can't initiate conversation",
  "have no rights to send",
  "message is too long",
  "message text is empty",
  "BUTTON_DATA_INVALID",
  "PEER_ID_INVALID",
];

/**
 * What a failed call to Telegram means for the message. `resume` is handed through to a retry.
 * 429 waits as long as Telegram says; 401 and 404 are a wrong token, which an operator mends; any other 4xx is final.
 */
export function telegramFailure(error: unknown, resume: string | null): Delivery {
  // Everything else grammY throws is the network: refused, reset, aborted after the timeout, a proxy's HTML page.
  if (!(error instanceof GrammyError)) {
    return { outcome: "retry", after_ms: NETWORK_MS, why: "telegram: network", resume };
  }
  const code = error.error_code;
  const known = KNOWN_DESCRIPTIONS.find((words) => error.description.includes(words));
  const why = known ? `telegram ${code}: ${known}` : `telegram ${code}`;
  if (code === 429) {
    return { outcome: "retry", after_ms: Math.max(1, error.parameters.retry_after ?? 1) * 1000, why, resume };
  }
  if (code === 401 || code === 404) return { outcome: "retry", after_ms: OPERATOR_MS, why, resume };
  if (code >= 500 || code === 409) return { outcome: "retry", after_ms: SERVER_MS, why, resume };
  return { outcome: "gone", why };
}
