/** The chat page: what was written goes out, what comes is shown. Nothing is kept here but what is not acknowledged yet. */
import { keepStaff, keptStaff } from "./chat-keep.js";
import { messageLog } from "./chat-log.js";
import { choosePictures } from "./chat-picture.js";
import { newId, OTHER_STAFF, posting } from "./chat-post.js";
import { fill, SAY } from "./chat-say.js";
import { outgoing } from "./chat-send.js";
import { dangerNumbers, element, replyCard, theirs } from "./chat-show.js";
import { writingIn } from "./chat-writing.js";

/** States in which nothing more is waited for. */
const ENDED = ["refused", "dropped", "elsewhere", "too_old"];
const COLLECT_EVERY_MS = 15000;
const LOCATE_WITHIN_MS = 20000;

const by = (id) => document.getElementById(id);
const [root, words, typing] = [by("chat"), by("words"), by("typing")];
const { signIn } = root.dataset;
// Started without a network, the page carries no name: whose it is stands in the browser.
const staff = root.dataset.staff || (await keptStaff());
const list = messageLog({ log: by("log"), last: typing, newer: by("newer") });
const writing = writingIn(list);
const post = posting(staff);
/** By message id: the line that tells its state, and what makes its card's buttons usable again. */
const sent = new Map();

function button(label, press) {
  const made = element("button", "", label);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

/** What the page itself has to say, with at most one button. */
function note(text, ...buttons) {
  const node = theirs("note", element("p", "", text));
  if (buttons.length > 0) node.append(element("div", "actions", ...buttons));
  list.add([node]);
  return node;
}

function show(replies) {
  list.add(
    replies.map((reply) => replyCard(reply, press)),
    replies.some((reply) => reply.crisis),
  );
}

// What I say

function mine(message, state, release) {
  const line = element("div", "state");
  const words_said = element("p", "", message.label);
  sent.set(message.id, { line, release });
  tell(message, state);
  list.add([element("div", "message mine", element("span", "visually-hidden", SAY.mine), words_said, line)]);
  list.toEnd();
}

function tell(message, state) {
  if (state !== "thinking") writing.end();
  const { line, release } = sent.get(message.id);
  const next = message === queue.waiting[0];
  if (next || ENDED.includes(state)) typing.hidden = state !== "sending" && state !== "thinking";
  const failed = next && (state === "offline" || state === "busy");
  const drop = () => button(SAY.drop, () => queue.drop(message));
  const ways_out = failed ? [button(SAY.now, queue.hurry), drop()] : [];
  if (state === "too_old")
    ways_out.push(
      button(SAY.send_anyway, () => queue.sendUndated(message)),
      drop(),
    );
  // Nobody has screened these words yet.
  const numbers = failed && state === "offline" && message.body.text ? [dangerNumbers()] : [];
  list.change(() => line.replaceChildren(element("span", "", SAY.state[state]), ...numbers, ...ways_out));
  if (state === "expired") expire();
  if (state === OTHER_STAFF) stop();
  if (state === "refused" || state === "dropped") {
    release?.();
    // The words are back where they can be changed.
    if (message.body.text && words.value === "") write(message.body.text);
  }
}

const queue = outgoing(staff, post, {
  state: tell,
  sentence: (_message, sentence) => writing.add(sentence),
  answer(message, replies, ended) {
    writing.end();
    if (ended) {
      const time = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
      sent.get(message.id).line.replaceChildren(time);
      typing.hidden = true;
      if (replies.length === 0) note(SAY.lost);
    }
    show(replies);
    if (ended) collect();
  },
});

function say(body, label, release) {
  const message = { id: newId(), label, body };
  mine(message, "sending", release);
  queue.add(message);
}

function press(action, release) {
  if (action.id === "location.share") locate(action.label, release);
  else say({ action: action.id }, action.label, release);
}

function locate(label, release) {
  const message = { id: newId(), label };
  mine(message, "locating", release);
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude } }) => queue.add({ ...message, body: { location: { latitude, longitude } } }),
    (error) => {
      sent.get(message.id).line.replaceChildren(SAY.state.no_place);
      note(error.code === error.PERMISSION_DENIED ? SAY.no_permission : SAY.no_fix);
      release();
    },
    { timeout: LOCATE_WITHIN_MS, maximumAge: 60000 },
  );
}

choosePictures(by("picture"), staff, { sent, mine, list, show, button, expire, stop, again: SAY.now });

// What comes by itself

let stopped = false;
let collecting = false;
let taken = [];

/** Shows what waits for me. What was shown is named with the next request, so that nothing is lost on the way. */
async function collect() {
  if (collecting || stopped || document.hidden) return;
  collecting = true;
  for (let more = true; more && !stopped; ) {
    const { status, body } = await post("/api/v1/messages/collect", { taken });
    if (status === 401) expire();
    if (body?.code === OTHER_STAFF) stop();
    if (status !== 200 || !Array.isArray(body?.notices)) break;
    signedIn();
    taken = body.notices.map((notice) => notice.id);
    show(body.notices.map((notice) => notice.reply));
    more = taken.length > 0;
  }
  collecting = false;
}

// Who I am

let expired = null;

function expire() {
  queue.halt("expired");
  if (!expired) expired = note(fill(SAY.expired, { how: signIn }), button(SAY.signed_in, collect));
}

function signedIn() {
  if (!expired) return;
  expired.remove();
  expired = null;
  queue.resume();
}

/** Another tab signed in another person. What waits here goes out when its writer is back. */
function stop() {
  if (stopped) return;
  stopped = true;
  queue.halt(OTHER_STAFF);
  note(
    SAY.other_staff,
    button(SAY.reload, () => location.reload()),
  );
}

// The composer

function write(text) {
  words.value = text;
  grow();
}

function grow() {
  queue.type(words.value);
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight + words.offsetHeight - words.clientHeight}px`;
}

function submit() {
  const text = words.value.trim();
  if (text === "" || stopped) return;
  write("");
  say({ text }, text);
}

words.addEventListener("input", grow);
words.addEventListener("keydown", (event) => {
  // Enter that picks a word in a Chinese input method is not meant for us.
  const composing = event.isComposing || event.keyCode === 229;
  if (event.key !== "Enter" || event.shiftKey || composing || !matchMedia("(pointer: fine)").matches) return;
  event.preventDefault();
  submit();
});
by("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
  words.focus();
});
by("quick").addEventListener("click", ({ target }) => {
  if (target.dataset.action) say({ action: target.dataset.action }, target.textContent);
});
by("sign-out").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (queue.waiting.length > 0 && !confirm(fill(SAY.leave, { count: queue.waiting.length }))) return;
  await queue.forget();
  event.target.submit();
});
window.addEventListener("online", queue.hurry);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  queue.hurry();
  collect();
});

navigator.serviceWorker?.register("/chat-worker.js").catch(() => {});

if (staff) {
  // What a reload, or a phone that was switched off, interrupted
  await queue.load();
  for (const message of queue.waiting) mine(message, "sending");
  write(words.value || queue.typed());
  by("composer").querySelector("button").disabled = false;
  list.fitAbove(root);
  await keepStaff(staff);
  queue.resume();
  collect();
  setInterval(collect, COLLECT_EVERY_MS);
} else note(SAY.nobody_known);
