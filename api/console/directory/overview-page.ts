import { html } from "hono/html";
import type { Correction } from "../../../knowledge/directory/corrections.ts";
import type { Overview, OverviewRow } from "../../../knowledge/directory/overview.ts";
import { chinaMinute } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import { address } from "../pager.ts";
import { texts as common } from "../texts.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";

export interface Asked {
  q: string;
  only: "stale" | "reported" | null;
  page: number;
}

/** What is to be decided first, then every service, the longest unassured first. */
export function overviewBody(
  { rows, more, counts }: Overview,
  asked: Asked,
  open: { corrections: readonly Correction[]; names: ReadonlyMap<string, string> },
  keeps: boolean,
): Html {
  const link = (label: string, n: number, only: Asked["only"]): Html => {
    const current = asked.only === only ? html` aria-current="true"` : "";
    return html`<li><a href="${address(PATH, { only: only ?? undefined, q: asked.q })}"${current}>${label} <strong>${n}</strong></a></li>`;
  };
  const at = (page: number): string =>
    address(PATH, { only: asked.only ?? undefined, q: asked.q, page: page > 1 ? String(page) : undefined });
  const newer =
    asked.page > 1 ? html`<a class="button" rel="prev" href="${at(asked.page - 1)}">${common.pages.previous}</a>` : "";
  const next = more ? html`<a class="button" rel="next" href="${at(asked.page + 1)}">${common.pages.next}</a>` : "";
  return html`<div class="title"><h1>${texts.title}</h1>${keeps ? html`<a class="button" href="${PATH}/import">${texts.import}</a>` : ""}</div>
${open.corrections.length > 0 ? openCorrections(open.corrections, open.names, keeps) : ""}
<nav aria-label="${texts.counts}"><ul class="counts">
${link(texts.all, counts.all, null)}${link(texts.stale, counts.stale, "stale")}${link(texts.reported, counts.reported, "reported")}
</ul></nav>
<form class="filters" method="get" action="${PATH}" role="search">
${asked.only ? html`<input type="hidden" name="only" value="${asked.only}">` : ""}
<label class="hidden" for="q">${texts.search}</label><input id="q" name="q" type="search" value="${asked.q}" placeholder="${texts.search}">
<button>${texts.find}</button></form>
<section id="list" tabindex="-1" aria-label="${texts.title}">
${rows.length > 0 ? html`<ul class="cards">${rows.map(card)}</ul>` : html`<p class="empty">${counts.all === 0 ? texts.empty : texts.nothing}</p>`}
</section>
${newer || next ? html`<nav class="pager" aria-label="${common.pages.label}">${newer}${next}</nav>` : ""}`;
}

function openCorrections(corrections: readonly Correction[], names: ReadonlyMap<string, string>, keeps: boolean): Html {
  return html`<section class="card alarm"><h2>${texts.open_reports}</h2><ul class="plain">${corrections.map(
    (
      one,
    ) => html`<li><p><strong>${one.service_name}</strong> <span class="mark stuck">${texts.kinds[one.kind]}</span></p>
<p class="words">${one.words}</p>
<p class="muted">${texts.reported_by(names.get(one.reported_by) ?? texts.somebody, chinaMinute(one.reported_at))}</p>
${keeps ? html`<p><a class="button" href="${PATH}/corrections/${one.id}" aria-label="${texts.decide}:${one.service_name}">${texts.decide}</a></p>` : ""}</li>`,
  )}</ul></section>`;
}

function card(row: OverviewRow): Html {
  const assured = row.assured_date === null ? texts.never : texts.assured(row.assured_date);
  return html`<li><p><a href="${PATH}/${row.id}"><strong>${row.name}</strong></a></p>
<p class="muted">${row.organization_name}${row.phone ? html` · <span class="day">${row.phone}</span>` : ""}</p>
<p>${row.open_corrections > 0 ? html`<span class="mark late">${texts.reports(row.open_corrections)}</span> ` : ""}${
    row.status === "active" ? "" : html`<span class="mark closed">${texts.status[row.status]}</span> `
  }${row.stale ? html`<span class="mark stuck">${texts.old}</span> ` : ""}<span class="muted day">${assured}</span></p></li>`;
}
