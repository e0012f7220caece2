import { html } from "hono/html";
import type { Html } from "../page.ts";
import { texts } from "./texts.ts";

/**
 * Links to the next page and back to the newest. `query` is what the address says besides the cursor; empty values drop out.
 */
export function pager(
  path: string,
  query: Record<string, string | undefined>,
  at: { cursor: string | undefined; next: string | null },
): Html {
  if (at.cursor === undefined && at.next === null) return html``;
  const newest = html`<a class="button" href="${address(path, query)}">${texts.pages.newest}</a>`;
  const next = html`<a class="button" rel="next" href="${address(path, { ...query, cursor: at.next ?? undefined })}">${texts.pages.next}</a>`;
  return html`<nav class="pager" aria-label="${texts.pages.label}">${at.cursor === undefined ? "" : newest}${at.next === null ? "" : next}</nav>`;
}

/** `path` with those parameters that have a value. */
export function address(path: string, query: Record<string, string | undefined>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}
