/**
 * What leaves the page. A message goes out under the id that was made for it, again and again, until it is answered: the
 * server works once however often it comes. One at a time, so that their order holds.
 */

import { eraseWaiting, forgetStaff, keepWaiting, loadWaiting, stillWaits } from "./chat-keep.js";
import { clockBehind, OTHER_STAFF } from "./chat-post.js";

const PAUSES_MS = [1000, 2000, 4000, 8000, 15000, 30000];
/** So often a message may come back without an answer before the page stops asking for it. */
const EMPTY_ANSWERS = 5;
/** The server will never take these. */
const REFUSED = [400, 403, 404, 413, 415, 422];

/** What was written so long before it goes out is sent with its time. */
const WAITED_MS = 60000;
/** What is half written, kept for a reload of this tab and no longer. Under the staff id: it is not the next person's. */
function typing(staff) {
  const key = `doorstep ${staff}`;
  return {
    read() {
      try {
        return sessionStorage.getItem(key) || "";
      } catch {
        // A browser that forbids storage.
        return "";
      }
    },
    write(text) {
      try {
        if (text) sessionStorage.setItem(key, text);
        else sessionStorage.removeItem(key);
      } catch {
        // Forbidden or full.
      }
    },
  };
}

/** One attempt at a time for one message, also when two tabs have it. Without locks (plain http) the server's own check is left. */
const oneTab = (id, work) => (navigator.locks ? navigator.locks.request(`doorstep ${id}`, work) : work());

/**
 * The messages on their way, each `{id, label, body, written_at}`.
 * @param staff their id
 * @param post what `posting` gives
 * @param on `state(message, state)` with sending | offline | busy | thinking | refused | dropped | expired | other_staff | elsewhere
 *   (another tab sent it) | too_old; `sentence(message, sentence)` while an answer is being written; `answer(message, replies, ended)`
 */
export function outgoing(staff, post, on) {
  const typed = typing(staff);
  const waiting = [];
  let made = 0;
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

  /** Takes a message off the queue; `erased`: also from what the browser keeps. */
  function end(message, erased = true) {
    const at = waiting.indexOf(message);
    if (at >= 0) waiting.splice(at, 1);
    if (erased) eraseWaiting(message.id);
  }

  function tell(state) {
    for (const message of waiting) on.state(message, state);
  }

  /** When it was written, by the server's clock, if that is a while ago. */
  async function writtenAt({ written_at, undated }) {
    if (undated || Date.now() - Date.parse(written_at) < WAITED_MS) return {};
    if (clockBehind() === null) await post("/api/v1/messages/collect", { taken: [] });
    return { written_at: new Date(Date.parse(written_at) + (clockBehind() ?? 0)).toISOString() };
  }

  /** Sends it once. */
  async function attempt(message, shown) {
    if (message.kept && !(await stillWaits(message.id))) {
      end(message);
      return on.state(message, "elsewhere");
    }
    if (waiting[0] !== message || halted) return;
    tell("sending");
    const onSentence = message.body.text ? (sentence) => on.sentence(message, sentence) : undefined;
    const sent = { id: message.id, ...message.body, ...(await writtenAt(message)) };
    const { status, body } = await post("/api/v1/messages", sent, onSentence);
    const replies = body && Array.isArray(body.replies) ? body.replies : null;
    // A crisis card comes with every attempt; it is shown once.
    const fresh = (replies || []).filter((reply) => !shown.has(JSON.stringify(reply)));
    for (const reply of fresh) shown.add(JSON.stringify(reply));
    if (status === 200 && replies) {
      message.empty = replies.length > 0 ? EMPTY_ANSWERS : (message.empty ?? 0) + 1;
      if (message.empty >= EMPTY_ANSWERS) {
        end(message);
        return on.answer(message, fresh, true);
      }
    }
    if (fresh.length > 0) on.answer(message, fresh, false);
    if (status === 401 || body?.code === OTHER_STAFF) {
      halted = status === 401 ? "expired" : OTHER_STAFF;
      tell(halted);
    } else if (status === 400 && body?.code === "written_too_long_ago") {
      // It stays in this browser until somebody says what becomes of it.
      end(message, false);
      on.state(message, "too_old");
    } else if (status === 400 && body?.code === "written_in_future") {
      // The clock is known from this answer; where that does not help, the message goes without its time.
      message.undated = message.corrected;
      message.corrected = true;
    } else if (REFUSED.includes(status)) {
      end(message);
      on.state(message, "refused");
    } else if (status === 200 && replies) on.state(message, "thinking");
    else tell(status === 0 || status === 200 ? "offline" : "busy");
  }

  /** Sends the oldest message until it is answered, refused, dropped, or nobody is signed in. */
  async function deliver(message) {
    const shown = new Set();
    message.kept = await message.kept;
    for (let tries = 0; waiting[0] === message && !halted; tries++) {
      if (tries > 0) await pause(PAUSES_MS[Math.min(tries, PAUSES_MS.length) - 1]);
      if (waiting[0] !== message || halted) return;
      await oneTab(message.id, () => attempt(message, shown));
    }
  }

  async function run() {
    if (running) return;
    running = true;
    while (waiting.length > 0 && !halted) await deliver(waiting[0]);
    running = false;
  }

  function push(message) {
    waiting.push(message);
    if (halted) on.state(message, halted);
    else run();
  }

  return {
    waiting,
    typed: typed.read,
    type: typed.write,
    /** What an earlier page of theirs left behind; nothing of it goes out before `resume`. */
    async load() {
      for (const { id, label, body, written_at } of await loadWaiting(staff))
        waiting.push({ id, label, body, written_at, kept: true });
    },
    add({ id, label, body }) {
      const message = { id, label, body, written_at: new Date().toISOString() };
      // A place is of the moment, and nothing to leave lying about.
      message.kept = body.location ? false : keepWaiting(staff, { ...message, order: made++ });
      push(message);
    },
    /** 现在发: without the time that was too long ago. */
    sendUndated(message) {
      message.undated = true;
      push(message);
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
    async forget() {
      typed.write("");
      const all = await loadWaiting(staff);
      for (const { id } of [...waiting.splice(0), ...all]) await eraseWaiting(id);
      await forgetStaff();
    },
  };
}
