import { html } from "hono/html";
import type { SavedFilter } from "../../../cases/desk/saved-filters.ts";
import type { Changed } from "../../../cases/referrals/change-several.ts";
import type { Staff } from "../../../cases/staff/staff.ts";
import type { Html } from "../../page.ts";
import { keepsStaff } from "../layout.ts";
import { address, pager } from "../pager.ts";
import { referralRows } from "../referral-rows.ts";
import { refusedNote } from "../refused.ts";
import { texts } from "../texts.ts";
import { MOST_ROWS } from "./export.ts";
import { filterForm } from "./filter-form.ts";
import { type Chosen, type Filters, PATH, queryOf, STATUSES } from "./filters.ts";
import type { Log } from "./read-log.ts";
import { changedNotice, SEVERAL, severalForm } from "./several-form.ts";
import { texts as own } from "./texts.ts";

/** What was just done or refused, and whether Excel files can be made here. */
export interface LogSays {
  changed?: Changed[];
  why?: string;
  excel: boolean;
}

export function logBody(staff: Staff, { cursor, ...chosen }: Filters, log: Log, says: LogSays): Html {
  const t = texts.log;
  const query = queryOf(chosen);
  const filtered = Object.keys(query).length > 0;
  const supervises = keepsStaff(staff);
  const empty = html`<p class="empty">${filtered ? t.empty : t.empty_all}</p>`;
  const beside = { names: log.names, ...(supervises ? { ticks: SEVERAL } : {}) };
  const news = address(`${PATH}/state`, { ...query, cursor });
  return html`<h1>${t.title}</h1>
${refusedNote(says.why)}
${says.changed ? changedNotice(says.changed) : ""}
${savedLinks(log.saved, query)}
${filterForm(staff, chosen, log.areas, filtered)}
<p class="notice" data-newer hidden>${own.live.newer} <a class="button" href="${address(PATH, { ...query, cursor })}">${own.live.reload}</a></p>
<div data-news="${news}" data-page="${address(PATH, { ...query, cursor })}" data-state="${log.state}" data-part="log">
${countLinks(log.counts, chosen)}
<section id="list" tabindex="-1" aria-label="${t.title}">
${log.rows.length > 0 ? referralRows(log.rows, t.title, beside) : empty}
</section>
${pager(PATH, query, { cursor, next: log.next })}
</div>
${supervises && log.rows.length > 0 ? severalForm(log, new URLSearchParams(query).toString()) : ""}
${log.rows.length > 0 ? exportLinks(query, supervises, says.excel) : ""}
${shortcuts()}`;
}

/** One's own filters, each a link, and the form that keeps what is filtered now. */
function savedLinks(saved: readonly SavedFilter[], query: Record<string, string>): Html {
  const now = new URLSearchParams(query).toString();
  const t = own.saved;
  const links = saved.map(
    ({ name, query: kept }) =>
      html`<li><a href="${PATH}?${kept}"${kept === now ? html` aria-current="true"` : ""}>${name}</a></li>`,
  );
  const drops = saved.map(
    ({ id, name }) =>
      html`<form method="post" action="${PATH}/saved/${id}/drop"><button>${t.drop(name)}</button></form>`,
  );
  if (saved.length === 0 && now === "") return html``;
  const keep = html`<form class="filters" method="post" action="${PATH}/saved"><input type="hidden" name="query" value="${now}">
<div class="field"><label for="filter-name">${t.name}</label><input id="filter-name" name="name" maxlength="30" required></div><button>${t.keep}</button></form>`;
  return html`${saved.length > 0 ? html`<nav class="saved" aria-label="${t.heading}"><ul class="counts">${links}</ul></nav>` : ""}
<details class="saved"><summary class="fold">${saved.length > 0 ? t.manage : t.keep}</summary>${now === "" ? "" : keep}<div class="buttons">${drops}</div></details>`;
}

/** How many stand where; each number opens the rows behind it. */
function countLinks(counts: Log["counts"], chosen: Chosen): Html {
  const t = texts.log;
  const all = Object.values(counts.by_status).reduce((sum, n) => sum + n, 0);
  const link = (label: string, n: number, query: Record<string, string>, current: boolean): Html =>
    html`<li><a href="${address(PATH, query)}"${current ? html` aria-current="true"` : ""}>${label} <strong>${n}</strong></a></li>`;
  const nothing = Object.values(chosen).every((value) => value === undefined);
  return html`<nav aria-label="${t.counts}"><ul class="counts">
${link(t.all, all, {}, nothing)}
${link(texts.overdue, counts.overdue, { overdue: "1" }, chosen.overdue === "1" && chosen.status === undefined)}
${STATUSES.filter((status) => counts.by_status[status]).map((status) => link(texts.status[status], counts.by_status[status]!, { status }, chosen.status === status))}
</ul></nav>`;
}

function exportLinks(query: Record<string, string>, supervises: boolean, excel: boolean): Html {
  const t = own.export;
  const to = (ending: string, names?: string): string => address(`${PATH}/export.${ending}`, { ...query, names });
  const plain = html`${excel ? html`<a class="button" href="${to("xlsx")}">${t.excel}</a>` : ""}<a class="button" href="${to("csv")}">${t.csv}</a>`;
  const named = html`<details><summary class="fold">${t.named_kept}</summary><div class="buttons">${excel ? html`<a class="button" href="${to("xlsx", "full")}">${t.named}</a>` : ""}<a class="button" href="${to("csv", "full")}">${t.named_csv}</a></div></details>`;
  return html`<section class="exports" aria-label="${t.heading}"><p class="muted">${t.masked} ${t.most(MOST_ROWS)}</p>
<div class="buttons">${plain}</div>${supervises ? named : ""}</section>`;
}

/** The list of single keys, and the switch that turns them off (WCAG 2.1.4). */
function shortcuts(): Html {
  const t = own.keys;
  const keys = [
    ["j", t.next],
    ["k", t.previous],
    ["Enter", t.open],
    ["x", t.tick],
    ["?", t.help],
  ] as const;
  return html`<p class="muted keys" hidden>${t.hint}</p>
<dialog class="card" data-keys aria-labelledby="keys-heading"><h2 id="keys-heading">${t.heading}</h2>
<dl class="facts">${keys.map(([key, what]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${what}</dd></div>`)}</dl>
<div class="buttons"><button type="button" aria-pressed="true" data-keys-on="${t.on}" data-keys-off="${t.off}">${t.on}</button>
<form method="dialog"><button class="primary">${t.close}</button></form></div></dialog>`;
}
