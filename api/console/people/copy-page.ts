import { html, raw } from "hono/html";
import { type CopyRow, type PersonCopy, TIES } from "../../../cases/erasure/copy.ts";
import { chinaMinute } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import { texts } from "./data-texts.ts";

function shownValue(name: string, value: unknown): Html {
  if (name === "image" && typeof value === "string") return html`<img alt="" src="data:image;base64,${value}">`;
  if (value instanceof Date) return html`${chinaMinute(value)}`;
  return html`${typeof value === "object" ? JSON.stringify(value) : String(value)}`;
}

/** What a reader gets of a field; null for what is for machines: ids tie rows together, a reader has the headings. */
function read(table: string, name: string, value: unknown): Html | null {
  if (TIES.includes(name) || `${table}.${name}` === "visits.told") return null;
  // A note in parts, which stand in their own tables; those of an earlier version do not, and its words are in it.
  if (`${table}.${name}` === "visit_versions.told") return html`${JSON.parse(String(value)).note}`;
  return shownValue(name, value);
}

function rowOf(table: string, row: CopyRow): Html {
  const fields = Object.entries(row).flatMap(([name, value]) => {
    const shown = read(table, name, value);
    return shown === null ? [] : [html`<dt>${texts.columns[name] ?? name}</dt><dd>${shown}</dd>`];
  });
  return html`<dl>${fields}</dl>`;
}

/** A copy to read, to print and to give away: one file without anything from elsewhere. */
export function copyPage(copy: PersonCopy): Html {
  const tables = Object.entries(copy.held).map(
    ([table, rows]) =>
      html`<section><h2>${texts.tables[table] ?? table}</h2>${rows.map((row) => rowOf(table, row))}</section>`,
  );
  return html`${raw("<!doctype html>")}<html lang="zh-Hans"><meta charset="utf-8">
<title>${texts.title} ${copy.ref}</title>
<h1>${texts.title}</h1><p>${texts.made(copy.ref, chinaMinute(new Date(copy.made_at)))}</p>
${tables.length > 0 ? tables : html`<p>${texts.nothing}</p>`}
<section><h2>${texts.handled}</h2><ul>${copy.handled.map((one) => html`<li>${one.at} ${one.action} ${one.role}</li>`)}</ul></section>
</html>`;
}
