// The referral log at the desk: it stays as it is now, its boxes are ticked together, and single keys go through it.

const POLL_MS = 5000;
const KEYS = "doorstep-keys";

export function keepLog() {
  const list = document.querySelector("[data-news]");
  if (!list) return;
  keepFresh();
  countTicks();
  listenForKeys();
}

const ticks = () => [...document.querySelectorAll("[data-news] tbody input[type=checkbox]")];

/** Asks whether what is shown is still so; if not, reads the page again, unless something on it is ticked. */
function keepFresh() {
  let ended = false;
  async function look() {
    const list = document.querySelector("[data-news]");
    if (document.visibilityState === "visible") {
      try {
        const answer = await fetch(list.dataset.news, { headers: { accept: "application/json" } });
        if (answer.status === 401) ended = true;
        else if ((await answer.json()).state !== list.dataset.state) await readAgain(list);
      } catch {
        // Without a network the list stays as it was; the next look tells.
      }
    }
    if (!ended) setTimeout(look, POLL_MS);
  }
  setTimeout(look, POLL_MS);
}

async function readAgain(list) {
  const newer = document.querySelector("[data-newer]");
  if (ticks().some((box) => box.checked)) {
    newer.hidden = false;
    return;
  }
  const answer = await fetch(list.dataset.page, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-news]");
  // Somebody may have ticked one meanwhile.
  if (!fresh || ticks().some((box) => box.checked)) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.id : "";
  list.replaceWith(document.importNode(fresh, true));
  newer.hidden = true;
  countTicks();
  if (focused) (document.getElementById(focused) ?? document.getElementById("list")).focus();
}

/** How many are ticked, and the box that ticks a whole page. */
function countTicks() {
  const said = document.querySelector("[data-ticked]");
  const all = document.querySelector("[data-all]");
  if (!said || !all) return;
  const tell = () => {
    const n = ticks().filter((box) => box.checked).length;
    said.textContent = n === 0 ? "" : said.dataset.ticked.replace("#", n);
    const box = all.querySelector("input");
    box.checked = n > 0 && n === ticks().length;
    box.indeterminate = n > 0 && !box.checked;
  };
  all.hidden = false;
  all.addEventListener("change", (event) => {
    for (const box of ticks()) box.checked = event.target.checked;
    tell();
  });
  document.querySelector("[data-news] tbody").addEventListener("change", tell);
  tell();
}

/** Where letters are typed or chosen, a single key is a letter. */
function isTyping(target) {
  return target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox])");
}

function listenForKeys() {
  const help = document.querySelector("[data-keys]");
  const toggle = help.querySelector("[data-keys-on]");
  const on = () => localStorage.getItem(KEYS) !== "off";
  const show = () => {
    toggle.textContent = on() ? toggle.dataset.keysOn : toggle.dataset.keysOff;
    toggle.setAttribute("aria-pressed", String(on()));
  };
  toggle.addEventListener("click", () => {
    localStorage.setItem(KEYS, on() ? "off" : "on");
    show();
  });
  show();
  document.addEventListener("keydown", (event) => {
    if (!on() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (help.open || isTyping(event.target)) return;
    if (event.key === "?") help.showModal();
    else if (event.key === "j" || event.key === "k") go(event.key === "j" ? 1 : -1);
    else if (event.key === "x") here()?.querySelector("input[type=checkbox]")?.click();
    // On a box Enter opens its row; on a link it does so by itself.
    else if (event.key === "Enter" && event.target.matches("[data-news] tbody input")) linkIn(here())?.click();
    else return;
    event.preventDefault();
  });
}

const rows = () => [...document.querySelectorAll("[data-news] tbody tr")];
const here = () => rows().find((row) => row.contains(document.activeElement));
const linkIn = (row) => row?.querySelector("th a");

function go(step) {
  const all = rows();
  const at = all.indexOf(here());
  linkIn(all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))])?.focus();
}
