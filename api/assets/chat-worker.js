/**
 * The service worker: starts the chat without a network. It keeps the page without a name on it, and the files that this page needs;
 * everything else goes to the network untouched, so that nothing of anybody stays behind.
 * What stands in front of it (api/chat/install.ts): `SHELL`, the page; `FILES`, what it needs; `KEPT_AS`, a name for both.
 */

/** A network that gives nothing for so long counts as none. */
const PATIENCE_MS = 6000;

self.addEventListener("install", (event) => {
  // `reload`: not what the browser may have of another release.
  const asked = [SHELL, ...FILES].map((path) => new Request(path, { cache: "reload" }));
  event.waitUntil(
    caches
      .open(KEPT_AS)
      .then((cache) => cache.addAll(asked))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== KEPT_AS).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

/** The page as the server has it, or, when nothing comes, the one that is kept. */
async function page(request) {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), PATIENCE_MS);
  try {
    return await fetch(request, { signal: cut.signal });
  } catch {
    return (await caches.match(SHELL)) ?? Response.error();
  } finally {
    clearTimeout(timer);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === "/") event.respondWith(page(request));
  else if (FILES.includes(pathname)) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
});
