/** How the page talks to the server. */

/** Longer than the server waits for an answer (25 s). */
const PATIENCE_MS = 40000;
/** How far this phone's clock is behind the server's, as the last answer said; null before the first. */
let clock_behind_ms = null;

/** The code of a problem: the cookie is another person's. */
export const OTHER_STAFF = "other_staff";

/** An id that the server tells a repeated message by. randomUUID is missing where the page came over plain http. */
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * How the page of this member of staff talks to the server: JSON in, `{status, body}` out. Status 0: no answer came. Body
 * null: it was none of ours (a hotel's login page, a proxy's error). The header says whose page this is, because another tab
 * may have signed in another person since. With `onSentence` an answer may come sentence by sentence before it is whole.
 */
export function posting(staff) {
  return async (path, body, onSentence) => {
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), PATIENCE_MS);
    try {
      const response = await fetch(path, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "doorstep-staff": staff,
          ...(onSentence ? { accept: "text/event-stream, application/json" } : {}),
        },
        body: JSON.stringify(body),
        signal: cut.signal,
      });
      const date = Date.parse(response.headers.get("date") ?? "");
      if (date) clock_behind_ms = date - Date.now();
      if (onSentence && response.headers.get("content-type")?.startsWith("text/event-stream"))
        return { status: response.status, body: await readEvents(response.body, onSentence) };
      const text = await response.text();
      return { status: response.status, body: parsed(text) };
    } catch {
      return { status: 0, body: null };
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Server-sent events, each in a block of lines: `sentence` is passed on, `replies` is the answer. Null when it broke off. */
async function readEvents(stream, onSentence) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return null;
    const blocks = (held + value).split("\n\n");
    held = blocks.pop();
    for (const block of blocks) {
      const data = parsed(/^data: ?(.*)$/m.exec(block)?.[1] ?? "");
      if (/^event: ?replies$/m.test(block)) return data;
      if (/^event: ?sentence$/m.test(block) && typeof data?.text === "string") onSentence(data.text);
    }
  }
}

function parsed(text) {
  try {
    const value = JSON.parse(text);
    return value && typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

/** What is to be added to this phone's clock (ms), as far as an answer of the server has told; null before the first. */
export const clockBehind = () => clock_behind_ms;
