import { html } from "hono/html";
import type { CoverageValue } from "../../../cases/coverage/compute.ts";
import { MEASURES, type MeasureName } from "../../../cases/coverage/measures.ts";
import type { BehindRow } from "../../../cases/coverage/rows.ts";
import type { ReferralStatus } from "../../../cases/referrals/moves.ts";
import { NEED_CODES, type NeedCode } from "../../../platform/need-codes.ts";
import type { Html } from "../../page.ts";
import { address } from "../pager.ts";
import { texts as shell } from "../texts.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";
import { figure } from "./value.ts";

export interface Behind {
  measure: MeasureName;
  month: string;
  area: { id: string; name: string };
  /** Null when the area is not one that has this number. */
  value: CoverageValue | null;
  counted: boolean | undefined;
  rows: BehindRow[];
  next: string | null;
}

/** One number and the rows that it is counted from. */
export function rowsBody(behind: Behind): Html {
  const t = texts.rows;
  const { measure, month, area, value, counted, rows, next } = behind;
  const path = (more: Record<string, string | undefined>): string =>
    address(`${PATH}/rows`, { measure, area: area.id, month, ...more });
  const tab = (label: string, only: boolean | undefined): Html => {
    const current = only === counted ? html` aria-current="page"` : "";
    return html`<li><a href="${path({ counted: only === undefined ? undefined : only ? "1" : "0" })}"${current}>${label}</a></li>`;
  };
  const share = MEASURES[measure].form === "share";
  const filter = share
    ? html`<nav aria-label="${t.filter}"><ul class="counts">${tab(t.every, undefined)}${tab(t.counted, true)}${tab(t.not_counted, false)}</ul></nav>`
    : "";
  const kept = counted === undefined ? undefined : counted ? "1" : "0";
  return html`<h1>${area.name} · ${texts.measures[measure]}</h1>
<p>${number(measure, value)} <span class="muted">${month}</span></p>
<p class="muted">${texts.how[measure]}</p>
${filter}
${rows.length > 0 ? table(behind) : html`<p class="empty">${t.empty}</p>`}
<p class="muted">${t.partly}</p>
<nav class="pager" aria-label="${shell.pages.label}">${next === null ? "" : html`<a class="button" rel="next" href="${path({ counted: kept, after: next })}">${t.next}</a>`}<a class="button" href="${address(PATH, { month, show: measure })}">${t.back}</a></nav>`;
}

function number(measure: MeasureName, value: CoverageValue | null): Html {
  if (value === null) return html``;
  if (value.suppressed) return html`<span class="muted">＊ ${texts.numbers.kept}</span>`;
  const said = figure(measure, value);
  return html`<strong class="figure">${texts.rows.of(String(value.numerator), String(value.denominator))}</strong> ${said ?? ""}`;
}

function table({ measure, rows }: Behind): Html {
  const t = texts.rows;
  const heads = [t.what, t.area, t.day, t.counts];
  return html`<table class="rows behind" role="table"><caption class="hidden">${texts.measures[measure]}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(
    (row) => html`<tr role="row"><th role="rowheader" scope="row" class="name">${what(row)}</th>
<td role="cell">${row.kind === "area" ? "" : (row.area ?? shell.no_grid)}</td><td role="cell" class="day">${row.day ?? ""}</td>
<td role="cell">${counts(measure, row)}</td></tr>`,
  )}</tbody></table>`;
}

function what(row: BehindRow): Html {
  if (row.kind === "person")
    return html`<a href="/console/people/${row.id}">${row.name ?? shell.unnamed}</a> <span class="muted">${row.ref}</span>`;
  if (row.kind === "referral") return html`<a href="/console/referrals/${row.id}">${row.ref}</a>`;
  if (row.kind === "need") return html`${NEED_CODES[row.ref as NeedCode] ?? row.ref}`;
  return html`${row.ref}`;
}

function counts(measure: MeasureName, row: BehindRow): Html {
  const t = texts.rows;
  if (MEASURES[measure].form === "ratio") return html`${t.needs(row.amount)}`;
  const why = row.missing.map((code) => texts.missing[code] ?? shell.status[code as ReferralStatus] ?? code).join("、");
  const mark = row.amount > 0 ? html`<span class="mark runs">${t.yes}</span>` : html`<span class="mark">${t.no}</span>`;
  return html`${mark}${why ? html` ${why}` : ""}`;
}
