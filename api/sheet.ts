import { html } from "hono/html";
import { assetPath } from "./assets/assets.ts";
import type { Html } from "./page.ts";

export interface Sheet {
  /** BCP 47. */
  language: string;
  title: string;
  style: "receiver.css" | "slip.css" | "form.css";
  /** What else its head says. */
  head: Html;
  /** Above and below, on the screen only. */
  before?: Html;
  after?: Html;
}

/** One white sheet, to be printed or opened by anybody: no script, and one style sheet that old browsers understand. */
export function sheet({ language, title, style, head, before, after }: Sheet, body: Html): Html {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}
<title>${title}</title>
<link rel="icon" href="${assetPath("icon.svg")}" type="image/svg+xml">
<link rel="stylesheet" href="${assetPath(style)}">
</head>
<body>
${before ?? ""}
<main>
${body}
</main>
${after ?? ""}
</body>
</html>`;
}

/** Paper is white, whatever the screen is. */
export const LIGHT_ONLY = html`<meta name="color-scheme" content="light">`;
