// Keeps the parts of a page that tell of crises as they are now: the server says that something happened, and the page is read
// again as whoever opened it. A new red one is heard, seen in the tab and read out.

const POLL_MS = 5000;
const SOUND = "doorstep-crisis-sound";
/** Three tones: high, low, high. */
const TONES = [880, 660, 880];

export function keepLive() {
  const box = document.querySelector("[data-live]");
  if (!box) return;
  const announce = box.querySelector("[data-announce]");
  const state = box.querySelector("[data-live-state]");
  const plain_title = document.title;
  let cursor = box.dataset.since;
  let known = new Set(redOnes().map((one) => one.dataset.red));
  const sound = soundOf(box.querySelector("[data-sound]"));
  box.querySelector("[data-live-bar]").hidden = false;
  say("on");
  showCount();
  tellAges();
  setInterval(tellAges, 20_000);

  let reading = null;
  let again = false;
  /** Reads the page once more; what happens meanwhile makes it be read after that. */
  function refresh() {
    if (reading) {
      again = true;
      return;
    }
    reading = readAgain()
      .catch(() => say("lost"))
      .finally(() => {
        reading = null;
        if (again) {
          again = false;
          refresh();
        }
      });
  }

  async function readAgain() {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (answer.status === 401) return end();
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    cursor = fresh.querySelector("[data-live]")?.dataset.since ?? cursor;
    for (const part of document.querySelectorAll("[data-part]")) {
      const other = fresh.querySelector(`[data-part="${part.dataset.part}"]`);
      if (other) swap(part, other);
    }
    say("on");
    tellAges();
    const red = redOnes();
    const fresh_red = red.filter((one) => !known.has(one.dataset.red));
    known = new Set(red.map((one) => one.dataset.red));
    showCount();
    if (fresh_red.length > 0) {
      announce.textContent = fresh_red.map((one) => one.dataset.say).join(" ");
      sound.ring();
    }
  }

  function showCount() {
    const open = redOnes().length;
    document.title = open > 0 ? `(${open}) ${box.dataset.alarm} · ${plain_title}` : plain_title;
  }

  function say(what) {
    const words = box.dataset[what];
    if (state.textContent !== words) state.textContent = words;
  }

  let ended = false;
  function end() {
    ended = true;
    say("ended");
  }

  async function poll() {
    if (ended) return;
    try {
      const answer = await fetch(`${box.dataset.live}?since=${encodeURIComponent(cursor)}`, {
        headers: { accept: "application/json" },
      });
      if (answer.status === 401) return end();
      const news = await answer.json();
      cursor = news.cursor;
      if (news.changed) refresh();
      else say("on");
    } catch {
      say("lost");
    }
    setTimeout(poll, POLL_MS);
  }

  if (box.dataset.how !== "stream") {
    setTimeout(poll, POLL_MS);
    return;
  }
  const source = new EventSource(`${box.dataset.live}?since=${encodeURIComponent(cursor)}`);
  source.addEventListener("changed", refresh);
  source.addEventListener("open", () => say("on"));
  source.addEventListener("error", () => {
    say("lost");
    // Refused: the polling says why.
    if (source.readyState === EventSource.CLOSED) poll();
  });
}

/** Red ones that nobody has taken. */
function redOnes() {
  return [...document.querySelectorAll("[data-red]")];
}

/** Puts the new words in the place of the old, unless somebody is writing there; focus and what was unfolded stay. */
function swap(part, other) {
  const fields = [...part.querySelectorAll("input:not([type=hidden]), textarea")];
  const changed = fields.some((field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked);
  const chosen = [...part.querySelectorAll("select")].some(
    (one) =>
      one.selectedIndex !==
      Math.max(
        0,
        [...one.options].findIndex((option) => option.defaultSelected),
      ),
  );
  if (changed || chosen) {
    part.querySelector("[data-newer]")?.removeAttribute("hidden");
    return;
  }
  const focused = part.contains(document.activeElement) ? document.activeElement.id : null;
  const unfolded = [...part.querySelectorAll("details[open][id]")].map((one) => one.id);
  part.replaceWith(document.importNode(other, true));
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  if (focused !== null) (document.getElementById(focused) ?? document.querySelector("main")).focus();
}

/** How long ago, by the minute: the words come from the server with a place for the number. */
function tellAges() {
  for (const one of document.querySelectorAll("time[data-ago]")) {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(one.dateTime)) / 60_000));
    const words =
      minutes < 60
        ? one.dataset.ago.replace("#", minutes)
        : one.dataset.agoHours.replace("#", Math.floor(minutes / 60));
    if (one.textContent !== words) one.textContent = words;
  }
}

/** Sound after one press that allows it: a browser is silent until then, and again after every new page until any press. */
function soundOf(button) {
  let context = null;
  const wanted = () => localStorage.getItem(SOUND) === "on";
  const allow = () => {
    context ??= new AudioContext();
    if (context.state === "suspended") context.resume();
  };
  const show = () => {
    button.setAttribute("aria-pressed", String(wanted()));
  };
  const ring = () => {
    if (!wanted() || context?.state !== "running") return;
    TONES.forEach((hertz, i) => {
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = hertz;
      volume.gain.value = 0.2;
      tone.connect(volume).connect(context.destination);
      tone.start(context.currentTime + i * 0.3);
      tone.stop(context.currentTime + i * 0.3 + 0.22);
    });
  };
  button.addEventListener("click", async () => {
    localStorage.setItem(SOUND, wanted() ? "off" : "on");
    show();
    if (!wanted()) return;
    allow();
    await context.resume();
    ring();
  });
  const first = () => {
    if (wanted()) allow();
  };
  addEventListener("pointerdown", first, { once: true });
  addEventListener("keydown", first, { once: true });
  show();
  return { ring };
}
