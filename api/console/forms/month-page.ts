import { html } from "hono/html";
import { SHEETS, type Sheet } from "../../../cases/forms/columns.ts";
import type { Html } from "../../page.ts";
import { refusedNote } from "../refused.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";
import { namesLine } from "./visit-page.ts";

/** How many rows the page shows; the files hold them all. */
export const SHOWN = 100;

interface SheetView {
  sheet: Sheet;
  month: string;
  /** The path of this page. */
  here: string;
  named: boolean;
  may: boolean;
  /** How many rows the files hold. */
  total: number;
  /** The most that is listed, when there was more. */
  more: number | null;
  excel: boolean;
  officer: boolean;
}

/** A month's ledger or report with the ways to have it. */
export function sheetBody(at: SheetView, columns: readonly string[], rows: readonly Record<string, string>[]): Html {
  const title = texts.month_of(texts.sheets[at.sheet], at.month);
  const query = at.named ? "?names=full" : "";
  const officer = at.officer ? html`<a class="button" href="${PATH}/columns/${at.sheet}">${texts.order}</a>` : "";
  const empty = html`<p class="empty">${texts.month_empty}</p>`;
  return html`<h1>${title}</h1>
${at.sheet === "ledger" ? namesLine(at.here, at) : ""}
${at.excel ? "" : html`<p class="notice">${texts.node_only}</p>`}
${at.more === null ? "" : html`<p class="notice">${texts.month_more(at.more)}</p>`}
<div class="buttons">${at.excel ? html`<a class="button" href="${at.here}.xlsx${query}">${texts.excel}</a>` : ""}
<a class="button" href="${at.here}.csv${query}">${texts.csv}</a>
<a class="button" href="${at.here}.print${query}">${texts.print}</a>${officer}</div>
<p class="muted">${texts.rows(at.total)}</p>
${
  rows.length === 0
    ? empty
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="plain" lang="zh-CN"><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((column) => html`<td>${row[column] ?? ""}</td>`)}</tr>`)}</tbody></table></div>`
}
<p class="buttons"><a class="button" href="${PATH}?month=${at.month}">${texts.back}</a></p>`;
}

/** The place of each column as a number; one left empty is left out. */
export function columnsBody(sheet: Sheet, own: readonly string[], why: string | null): Html {
  const all = [...own, ...SHEETS[sheet].columns.filter((column) => !own.includes(column))];
  const field = (column: string): Html => {
    const at = own.indexOf(column);
    return html`<div><label for="at-${column}" lang="zh-CN">${column}</label>
<input id="at-${column}" name="at-${column}" type="number" inputmode="decimal" step="any" min="0" max="999" value="${at < 0 ? "" : at + 1}"></div>`;
  };
  return html`${refusedNote(why)}
<p>${texts.order_how}</p>
<form class="card sheet" method="post" action="${PATH}/columns/${sheet}">${all.map(field)}
<div class="buttons"><button class="primary">${texts.save}</button><button name="do" value="reset">${texts.order_reset}</button>
<a class="button" href="${PATH}">${texts.back}</a></div></form>`;
}

/** The columns in the order of their numbers; of two with one number the one that stands first. 2.5 goes between 2 and 3. */
export function orderIn(columns: readonly string[], typed: Record<string, unknown>): string[] {
  return columns
    .flatMap((column) => {
      const written = typed[`at-${column}`];
      const at = typeof written === "string" && written.trim() !== "" ? Number(written) : Number.NaN;
      return Number.isFinite(at) ? [{ column, at }] : [];
    })
    .toSorted((a, b) => a.at - b.at)
    .map(({ column }) => column);
}
