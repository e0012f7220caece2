import { html } from "hono/html";
import { FORMS, type FormData, type FormKind } from "../../../cases/forms/kinds.ts";
import { type Block, LAYOUTS } from "../../../cases/forms/layouts.ts";
import type { Html } from "../../page.ts";
import { LIGHT_ONLY, sheet } from "../../sheet.ts";
import { texts } from "./texts.ts";

/** The words around it are the reader's, those on it Chinese. */
function paper(title: string, back: string, body: Html): Html {
  const before = html`<header class="screen"><a href="${back}">${texts.back}</a><p>${texts.to_print}</p></header>`;
  return sheet({ language: "zh-CN", title, style: "form.css", head: LIGHT_ONLY, before }, body);
}

/** Long columns get the room. */
const wide = (column: string): string =>
  column === "序号" ? "count" : /内容|描述|住址|地点|措施/.test(column) ? "wide" : "";

function drawn(block: Block, { fields, lists }: FormData): Html {
  const value = (field: string): Html => html`<span class="value">${fields[field] ?? ""}</span>`;
  switch (block.kind) {
    case "heading":
      return html`<h2>${block.words}</h2>`;
    case "note":
      return html`<p class="note">${block.words}</p>`;
    case "cut":
      return html`<p class="cut"><span>${block.words}</span></p>`;
    case "line":
      return html`<dl class="line">${block.cells.map(([label, field]) => html`<div><dt>${label}</dt><dd>${value(field)}</dd></div>`)}</dl>`;
    case "box":
      return html`<dl class="line box lines-${block.lines}"><div><dt>${block.label}</dt><dd>${value(block.field)}</dd></div></dl>`;
    case "blank":
      return html`<ul class="blank">${block.cells.map((words) => html`<li>${words}：</li>`)}</ul>`;
    case "list":
      return html`<table><caption>${block.label}</caption>
<thead><tr>${block.columns.map((column) => html`<th scope="col" class="${wide(column)}">${column}</th>`)}</tr></thead>
<tbody>${(lists[block.list] ?? []).map((row) => html`<tr>${block.columns.map((column) => html`<td>${row[column] ?? ""}</td>`)}</tr>`)}</tbody>
</table>`;
  }
}

/** A form on paper: printed from the browser, or saved as PDF. */
export function formSheet(form: FormKind, data: FormData, at: { title: string; back: string }): Html {
  const { 脱敏说明: masked = "", 填表人: by = "", 填表日期: on = "" } = data.fields;
  return paper(
    at.title,
    at.back,
    html`<h1>${FORMS[form].title}</h1>
${LAYOUTS[form].map((block) => drawn(block, data))}
<p class="made">${masked} ${by} ${on}</p>`,
  );
}

/** A table of a month on paper. */
export function tableSheet(
  title: string,
  back: string,
  columns: readonly string[],
  rows: readonly Record<string, string>[],
): Html {
  return paper(
    title,
    back,
    html`<h1>${title}</h1>
<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="many">
<thead><tr>${columns.map((column) => html`<th scope="col" class="${wide(column)}">${column}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((column) => html`<td>${row[column] ?? ""}</td>`)}</tr>`)}</tbody>
</table></div>`,
  );
}
