/**
 * What leaves the page. A message goes out under the id that was made for it, again and again, until it is answered: the
 * server works once however often it comes. One at a time, so that their order holds.
 */

/** Longer than the server waits for an answer (25 s). */
const PATIENCE_MS = 40000;
const PAUSES_MS = [1000, 2000, 4000, 8000, 15000, 30000];
/** So often a message may come back without an answer before the page stops asking for it. */
const EMPTY_ANSWERS = 5;
/** The server will never take these. */
const REFUSED = [400, 403, 404, 413, 415, 422];

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

/**
 * What is not acknowledged yet, kept for a reload of this tab and no longer. Under the staff id: when another person signs
 * in here, it is not sent in their name.
 */
function keep(staff) {
  const key = `doorstep ${staff}`;
  let kept = {};
  try {
    kept = parsed(sessionStorage.getItem(key)) || {};
  } catch {
    // A browser that forbids storage: the messages live as long as the page.
  }
  const write = () => {
    try {
      if (kept.waiting.length > 0 || kept.typing) sessionStorage.setItem(key, JSON.stringify(kept));
      else sessionStorage.removeItem(key);
    } catch {
      // Forbidden or full.
    }
  };
  kept = { waiting: kept.waiting || [], typing: kept.typing || "" };
  return { kept, write };
}

/**
 * The messages on their way, each `{id, label, body}`.
 * @param staff their id
 * @param post what `posting` gives
 * @param on `state(message, state)` with sending | offline | busy | thinking | refused | dropped | expired | other_staff;
 *   `sentence(message, sentence)` while an answer is being written; `answer(message, replies, ended)`
 */
export function outgoing(staff, post, on) {
  const { kept, write } = keep(staff);
  const { waiting } = kept;
  let running = false;
  /** Why nothing goes out, as a message's state; empty while it may. */
  let halted = "";
  let hurry = () => {};

  const pause = (ms) =>
    new Promise((done) => {
      const timer = setTimeout(done, ms * (0.8 + 0.4 * Math.random()));
      hurry = () => {
        clearTimeout(timer);
        done();
      };
    });

  function end(message) {
    const at = waiting.indexOf(message);
    if (at >= 0) waiting.splice(at, 1);
    write();
  }

  function tell(state) {
    for (const message of waiting) on.state(message, state);
  }

  /** Sends the oldest message until it is answered, refused, dropped, or nobody is signed in. */
  async function deliver(message) {
    const shown = new Set();
    let empty = 0;
    for (let tries = 0; waiting[0] === message && !halted; tries++) {
      if (tries > 0) await pause(PAUSES_MS[Math.min(tries, PAUSES_MS.length) - 1]);
      if (waiting[0] !== message || halted) return;
      tell("sending");
      const onSentence = message.body.text ? (sentence) => on.sentence(message, sentence) : undefined;
      const { status, body } = await post("/api/v1/messages", { id: message.id, ...message.body }, onSentence);
      const replies = body && Array.isArray(body.replies) ? body.replies : null;
      // A crisis card comes with every attempt; it is shown once.
      const fresh = (replies || []).filter((reply) => !shown.has(JSON.stringify(reply)));
      for (const reply of fresh) shown.add(JSON.stringify(reply));
      if (status === 200 && replies && (replies.length > 0 || ++empty >= EMPTY_ANSWERS)) {
        end(message);
        return on.answer(message, fresh, true);
      }
      if (fresh.length > 0) on.answer(message, fresh, false);
      if (status === 401 || body?.code === OTHER_STAFF) {
        halted = status === 401 ? "expired" : OTHER_STAFF;
        tell(halted);
      } else if (REFUSED.includes(status)) {
        end(message);
        on.state(message, "refused");
      } else if (status === 200 && replies) on.state(message, "thinking");
      else tell(status === 0 || status === 200 ? "offline" : "busy");
    }
  }

  async function run() {
    if (running) return;
    running = true;
    while (waiting.length > 0 && !halted) await deliver(waiting[0]);
    running = false;
  }

  return {
    waiting,
    typed: () => kept.typing,
    type(text) {
      kept.typing = text;
      write();
    },
    add(message) {
      waiting.push(message);
      write();
      if (halted) on.state(message, halted);
      else run();
    },
    drop(message) {
      end(message);
      on.state(message, "dropped");
      hurry();
    },
    hurry: () => hurry(),
    halt(state) {
      halted = state;
    },
    resume() {
      halted = "";
      run();
      hurry();
    },
    forget() {
      waiting.length = 0;
      kept.typing = "";
      write();
    },
  };
}
