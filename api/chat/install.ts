import { Buffer } from "node:buffer";
import { Hono } from "hono";
import { spokenLanguage } from "../../bot/texts/in-language.ts";
import { ASSETS } from "../assets/assets.generated.ts";
import { type AssetName, assetPath } from "../assets/assets.ts";
import type { Html } from "../page.ts";
import { texts as shared } from "../texts.ts";
import { texts } from "./texts.ts";

/** The page that the service worker keeps for a start without a network; it shows nobody's name. */
const SHELL = "/offline";

/** What that page needs besides itself. */
const FILES = (Object.keys(ASSETS) as AssetName[])
  .filter(
    (name) => (/^chat.*\.(js|css)$/.test(name) && name !== "chat-worker.js") || /^(style\.css|icon\.svg)$/.test(name),
  )
  .map(assetPath);

const ICONS: { name: AssetName; size: string; purpose: "any" | "maskable" }[] = [
  { name: "icon-192.png", size: "192x192", purpose: "any" },
  { name: "icon-512.png", size: "512x512", purpose: "any" },
  { name: "icon-maskable-512.png", size: "512x512", purpose: "maskable" },
];

/**
 * What puts the chat on a phone's home screen: the manifest, the service worker, and the page that it keeps. All of it is public.
 * @param shell the page without a name
 */
export function installRoutes(shell: () => Html): Hono {
  const app = new Hono();
  app.get("/manifest.webmanifest", (c) =>
    c.body(JSON.stringify(manifest()), 200, { "content-type": "application/manifest+json; charset=utf-8" }),
  );
  app.get(SHELL, (c) => c.html(shell()));
  // Another byte in it makes browsers keep everything anew: it names a digest of the page, whose texts may change alone.
  app.get("/chat-worker.js", async (c) => {
    const kept_as = `doorstep ${await digest(FILES.join() + (await shell()))}`;
    const known = Object.entries({ SHELL, FILES, KEPT_AS: kept_as }).map(
      ([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`,
    );
    return c.body(known.join("") + ASSETS["chat-worker.js"].content, 200, {
      "content-type": ASSETS["chat-worker.js"].type,
      "cache-control": "no-cache",
    });
  });
  return app;
}

/** W3C Web Application Manifest. */
const manifest = () => ({
  id: "/",
  name: shared.name,
  short_name: shared.name,
  description: texts.what,
  lang: spokenLanguage(),
  start_url: "/",
  scope: "/",
  display: "standalone",
  background_color: "#fbfaf7",
  theme_color: "#1f6f5c",
  icons: ICONS.map(({ name, size, purpose }) => ({ src: assetPath(name), sizes: size, type: "image/png", purpose })),
});

async function digest(words: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(words));
  return Buffer.from(bytes).toString("hex").slice(0, 10);
}
