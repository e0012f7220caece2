// Small comforts of the console. Every page works without them.
import { keepLive } from "./console-live.js";
import { keepLog } from "./console-log.js";

keepLive();
keepLog();

// After something was done or refused, keyboard and screen reader go on where it says so.
document.querySelector("[data-focus]")?.focus();

// On a phone the sections stand in one row: the open one is in view.
document.querySelector(".bar [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// The notice is for once: a reload does not say it again.
const here = new URL(location.href);
if (here.searchParams.has("done")) {
  here.searchParams.delete("done");
  history.replaceState(null, "", here);
}

for (const hint of document.querySelectorAll(".keys")) hint.hidden = false;

// j and k go down and up a list, only while the focus is inside it (WCAG 2.1.4: no single keys anywhere else).
for (const list of document.querySelectorAll("[data-rows]")) {
  list.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const rows = [...list.querySelectorAll("tbody tr")];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[at + step]?.querySelector("a, button");
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

// A second press of the same button while the first is on its way does nothing; after a while it may be tried again.
const PATIENCE_MS = 5000;
const sent = new WeakSet();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (sent.has(form)) event.preventDefault();
  sent.add(form);
  setTimeout(() => sent.delete(form), PATIENCE_MS);
});

// What is shown once is copied with one press, where the browser lets us.
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.closest("section").querySelector("[role=status]").textContent = button.dataset.copied;
  });
}
