/** Further attempts. A person waits: few, and soon. */
const MORE_ATTEMPTS = 2;
const FIRST_PAUSE_MS = 300;
/** An endpoint that asks for a longer pause is not asked again for this message. */
const LONGEST_PAUSE_MS = 3_000;
const WORTH_ANOTHER = new Set([408, 429, 500, 502, 503, 504]);

/** `fetch` that tries again after lost connections, 429 and 5xx, with growing, jittered pauses, or as `retry-after` says. */
export function sendingAgain(send: typeof fetch, more_attempts = MORE_ATTEMPTS): typeof fetch {
  return async (input, init) => {
    for (let attempt = 0; ; attempt++) {
      const last = attempt === more_attempts;
      const pause_ms = FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random());
      try {
        const response = await send(input, init);
        if (last || !WORTH_ANOTHER.has(response.status)) return response;
        const asked_ms = retryAfterMs(response);
        if (asked_ms > LONGEST_PAUSE_MS) return response;
        await response.body?.cancel();
        await pause(Math.max(pause_ms, asked_ms), init?.signal);
      } catch (error) {
        if (last || init?.signal?.aborted) throw error;
        await pause(pause_ms, init?.signal);
      }
    }
  };
}

function retryAfterMs({ headers }: Response): number {
  const after = headers.get("retry-after");
  if (after === null) return 0;
  const seconds = Number(after);
  return Number.isFinite(seconds) ? seconds * 1_000 : Math.max(0, Date.parse(after) - Date.now()) || 0;
}

function pause(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((done, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(done, ms);
    signal?.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}
