/** No file is waited for longer than this, all attempts together, in milliseconds. */
export const FETCH_TIMEOUT_MS = 10_000;
/** Between two attempts, in milliseconds: LINE is still preparing the file, or a network stumbled. */
const AGAIN_MS = 400;

/**
 * A file that somebody sent, in memory. `gone`: the messenger does not have it (any more). `why` holds codes only; an address
 * may hold a token.
 */
export type FetchedFile =
  | { outcome: "fetched"; bytes: Uint8Array }
  | { outcome: "too_large" }
  | { outcome: "gone" | "unreachable"; why: string };

export type Attempt = FetchedFile | { outcome: "again"; why: string };

/** Attempts until there is an outcome, or the time is up. What an attempt throws is the network's. */
export async function fetchInTime(attempt: (signal: AbortSignal) => Promise<Attempt>): Promise<FetchedFile> {
  const signal = AbortSignal.timeout(FETCH_TIMEOUT_MS);
  for (let why = "timeout"; ; ) {
    const tried = await attempt(signal).catch((): Attempt => ({ outcome: "again", why: "network" }));
    if (tried.outcome !== "again") return tried;
    why = tried.why;
    await new Promise((later) => setTimeout(later, AGAIN_MS));
    if (signal.aborted) return { outcome: "unreachable", why };
  }
}

/** One GET, read no further than `most_bytes`. */
export async function download(
  address: string,
  headers: Record<string, string>,
  { most_bytes, signal }: { most_bytes: number; signal: AbortSignal },
): Promise<Attempt> {
  const response = await fetch(address, { headers, signal });
  const { status, body } = response;
  if (status !== 200 || !body || Number(response.headers.get("content-length") ?? 0) > most_bytes) {
    await body?.cancel();
    if (status === 200 && body) return { outcome: "too_large" };
    const later = status === 202 || status === 429 || status >= 500;
    return { outcome: later ? "again" : "gone", why: String(status) };
  }
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most_bytes) {
      await reader.cancel();
      return { outcome: "too_large" };
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return { outcome: "fetched", bytes };
}
