import { HTTPFetchError } from "@line/bot-sdk";

/**
 * `unsure`: nobody knows whether LINE took the message (timeout, reset, 5xx). `slow_down`: it did not take it, later it may.
 * `refused_token`: the reply token was used or has expired. `already_accepted`: this retry key was taken before.
 */
export type LineFailure =
  | { kind: "unsure" | "slow_down" | "operator"; after_ms: number; why: string }
  | { kind: "refused_token" | "already_accepted" | "refused"; why: string };

const UNSURE_MS = 1_000;
const RATE_MS = 5_000;
const MONTHLY_QUOTA_MS = 3_600_000;
const OPERATOR_MS = 600_000;

/** Reads what the SDK threw. Of LINE's answer only the status and the name of the refused field are kept. */
export function lineFailure(error: unknown): LineFailure {
  // Everything else is the network: refused, reset, or longer than the timeout.
  if (!(error instanceof HTTPFetchError)) return { kind: "unsure", after_ms: UNSURE_MS, why: "line: network" };
  const { message, property } = errorBody(error.body);
  const why = `line ${error.status}`;
  if (error.status >= 500 || error.status === 408) return { kind: "unsure", after_ms: UNSURE_MS, why };
  if (error.status === 409) return { kind: "already_accepted", why };
  if (error.status === 429) {
    const monthly = message.includes("monthly limit");
    return { kind: "slow_down", after_ms: monthly ? MONTHLY_QUOTA_MS : RATE_MS, why: monthly ? `${why}: quota` : why };
  }
  // The access token, the account's rights or the configured address: an operator mends those, the message is sound.
  if ([401, 403, 404, 405].includes(error.status)) return { kind: "operator", after_ms: OPERATOR_MS, why };
  if (message.toLowerCase().includes("invalid reply token")) {
    return { kind: "refused_token", why: `${why}: reply token` };
  }
  return { kind: "refused", why: property === null ? why : `${why}: ${property}` };
}

/** LINE's ErrorResponse; `property` is a path like `messages[0].text`. A proxy may answer with anything. */
function errorBody(body: string): { message: string; property: string | null } {
  try {
    const { message, details } = JSON.parse(body) as { message?: unknown; details?: { property?: unknown }[] };
    const property = details?.[0]?.property;
    return {
      message: typeof message === "string" ? message : "",
      property: typeof property === "string" && /^[\w.[\]/-]{1,80}$/.test(property) ? property : null,
    };
  } catch {
    return { message: "", property: null };
  }
}
