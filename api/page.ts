import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { spokenLanguage } from "../bot/texts/in-language.ts";
import { assetPath } from "./assets/assets.ts";
import { languageLinks } from "./language.ts";
import { texts } from "./texts.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What lets a phone put the chat on its home screen. */
const installable = (): Html => html`<link rel="manifest" href="/manifest.webmanifest">
<link rel="apple-touch-icon" href="${assetPath("icon-192.png")}">
<meta name="theme-color" content="#1f6f5c">`;

/** The frame of every page. Scripts and styles are files of ours: the policy allows nothing inline. */
export function page(
  title: string,
  body: Html,
  options: {
    script?: "chat.js" | "console.js";
    style?: "chat.css" | "console.css";
    /** Loads itself again after so many seconds: for whoever asked for it, because there are no scripts to keep it up to date. */
    refresh_seconds?: number | null;
  } = {},
): Html {
  // The chat fills the screen and has the links in its first message.
  const languages = options.script === "chat.js" ? "" : languageLinks();
  return html`<!doctype html>
<html lang="${spokenLanguage()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
${options.refresh_seconds ? html`<meta http-equiv="refresh" content="${options.refresh_seconds}">` : ""}
<title>${title} · ${texts.name}</title>
<link rel="icon" href="${assetPath("icon.svg")}" type="image/svg+xml">
${options.style === "chat.css" ? installable() : ""}
<link rel="stylesheet" href="${assetPath("style.css")}">
${options.style ? html`<link rel="stylesheet" href="${assetPath(options.style)}">` : ""}
${options.script ? html`<script src="${assetPath(options.script)}" type="module"></script>` : ""}
</head>
<body>${body}
${languages ? html`<footer>${languages}</footer>` : ""}</body>
</html>`;
}
