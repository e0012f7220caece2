/** Pictures on their way to the server: posted as forms, each under an id that makes a repeated one count once. */

import { newId, OTHER_STAFF } from "./chat-post.js";
import { SAY } from "./chat-say.js";

/** A picture takes its time where the network is weak. */
const PATIENCE_MS = 120000;

/** Gives `{status, body}`, as `posting` does: status 0 when no answer came. */
async function post(staff, id, file) {
  const form = new FormData();
  form.append("id", id);
  form.append("picture", file);
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), PATIENCE_MS);
  try {
    const headers = { "doorstep-staff": staff };
    const response = await fetch("/api/v1/pictures", { method: "POST", headers, body: form, signal: cut.signal });
    return { status: response.status, body: await response.json().catch(() => null) };
  } catch {
    return { status: 0, body: null };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Sends what is chosen in `input`, one after the other; nothing of it outlives the page.
 * @param page parts of the chat page: `sent` and `mine` for a message and the line of its state, `list`, `show` for replies,
 *   `button`, `expire` and `stop` for a login that ended, and `again`, the label of the way out
 */
export function choosePictures(input, staff, page) {
  async function send(message, file) {
    const state = (...said) => page.list.change(() => page.sent.get(message.id).line.replaceChildren(...said));
    state(SAY.picture_sending);
    const { status, body } = await post(staff, message.id, file);
    if (status === 200 && Array.isArray(body?.replies)) {
      state();
      page.show(body.replies);
      return;
    }
    if (status === 401) page.expire();
    if (body?.code === OTHER_STAFF) page.stop();
    if (status === 413) state(SAY.picture_too_large);
    else
      state(
        SAY.picture_failed,
        page.button(page.again, () => send(message, file)),
      );
  }

  input.addEventListener("change", async () => {
    const files = [...input.files];
    // The same picture may be chosen again.
    input.value = "";
    for (const file of files) {
      const message = { id: newId(), label: SAY.picture };
      page.mine(message, "sending");
      await send(message, file);
    }
  });
  input.disabled = false;
}
