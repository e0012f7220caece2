import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import { assetPath } from "./assets/assets.ts";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** The frame of every page. Scripts and styles are files of ours: the policy allows nothing inline. */
export function page(
  title: string,
  body: Html,
  options: { script?: "chat.js" | "console.js"; style?: "chat.css" | "console.css" } = {},
): Html {
  return html`<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="color-scheme" content="light dark">
<title>${title} · 家门口</title>
<link rel="icon" href="${assetPath("icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${assetPath("style.css")}">
${options.style ? html`<link rel="stylesheet" href="${assetPath(options.style)}">` : ""}
${options.script ? html`<script src="${assetPath(options.script)}" type="module"></script>` : ""}
</head>
<body>${body}</body>
</html>`;
}
