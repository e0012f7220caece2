import { html } from "hono/html";
import { type AuditSeen, type AuditState, WAITING_COUNTED_TO } from "../../../cases/audit/list.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { pager } from "../pager.ts";
import { chinaTime } from "../times.ts";
import type { AuditFilters } from "./audit.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/audit";

interface Shown {
  rows: AuditSeen[];
  next: string | null;
  /** Ids of everybody who works here. */
  everybody: string[];
  names: Map<string, string>;
  state: AuditState;
  actions: string[];
}

/** Records that have a page of their own. */
const PAGES: Record<string, string> = {
  person: "/console/people",
  referral: "/console/referrals",
  crisis: "/console/crises",
};

export function auditBody({ cursor, ...chosen }: AuditFilters, shown: Shown): Html {
  const t = texts;
  const { rows, next, state } = shown;
  const waiting = state.waiting > WAITING_COUNTED_TO ? `${WAITING_COUNTED_TO}+` : String(state.waiting);
  const wrong = rows.filter(({ standing }) => standing === "changed").length;
  const last = state.sealed_at === null ? "" : t.last(chinaTime(state.sealed_at));
  return html`<h1>${t.heading}</h1>
<p>${t.what}</p>
<p class="muted">${t.state(state.sealed, waiting)} ${last} ${t.every}</p>
${wrong > 0 ? html`<div class="error" role="alert"><p>${t.changed(wrong)}</p></div>` : ""}
${filterForm(chosen, shown)}
<section id="list" tabindex="-1" aria-label="${t.title}">${rows.length > 0 ? table(shown) : html`<p class="empty">${t.empty}</p>`}</section>
${pager(PATH, chosen, { cursor, next })}`;
}

function filterForm(chosen: Omit<AuditFilters, "cursor">, { everybody, names, actions }: Shown): Html {
  const t = texts;
  const filtered = Object.values(chosen).some((value) => value !== undefined);
  const people = everybody.map((id) => option(id, names.get(id) ?? t.unknown, chosen.who));
  return html`<form class="filters" method="get" action="${PATH}" aria-label="${t.filters}">
<div class="field"><label for="by-who">${t.who}</label><select id="by-who" name="who"><option value="">${t.anybody}</option>${people}</select></div>
<div class="field"><label for="by-action">${t.action}</label><select id="by-action" name="action"><option value="">${t.any}</option>${actions.map((action) => option(action, actionWords(action), chosen.action))}</select></div>
<div class="field"><label for="by-from">${t.from}</label><input id="by-from" name="from" type="date" value="${chosen.from ?? ""}"></div>
<div class="field"><label for="by-until">${t.until}</label><input id="by-until" name="until" type="date" value="${chosen.until ?? ""}"></div>
${chosen.record ? html`<input type="hidden" name="record" value="${chosen.record}">` : ""}
<button class="primary">${t.apply}</button>${filtered ? html`<a class="button" href="${PATH}">${t.clear}</a>` : ""}</form>`;
}

const wordsFor = (code: string, words: Readonly<Record<string, string>>): string =>
  Object.hasOwn(words, code) ? words[code]! : code;
const actionWords = (action: string): string => wordsFor(action, texts.actions);

function table({ rows, names }: Shown): Html {
  const t = texts;
  const heads = [t.at, t.who, t.action, t.record, t.detail, t.standing];
  return html`<table class="rows audit" role="table" data-rows><caption class="hidden">${t.title}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => line(row, names))}</tbody></table>`;
}

function line(row: AuditSeen, names: Map<string, string>): Html {
  const t = texts;
  const who = row.staff_id === null ? t.service : (names.get(row.staff_id) ?? t.unknown);
  const changed = row.standing === "changed";
  return html`<tr role="row">
<th role="rowheader" scope="row" class="day">${chinaTime(row.at)}</th>
<td role="cell" class="name">${who}</td>
<td role="cell" class="action">${actionWords(row.action)}</td>
<td role="cell" class="name">${recordOf(row)}</td>
<td role="cell" class="muted detail">${detailOf(row.detail)}</td>
<td role="cell">${changed ? html`<span class="mark late">${t.standings.changed}</span>` : html`<span class="muted">${t.standings[row.standing]}</span>`}</td>
</tr>`;
}

/** The end of an id: what tells records made in one minute apart. It opens everything that was done to this record. */
function recordOf({ entity, entity_id }: AuditSeen): Html {
  const named = wordsFor(entity, texts.records);
  if (entity_id === null) return html`<span class="muted">${named}</span>`;
  const short = `${named} ${endOf(entity_id)}`;
  const all = html`<a href="${PATH}?record=${entity_id}">${short}</a>`;
  const page = PAGES[entity];
  return page ? html`${all} <a href="${page}/${entity_id}" aria-label="${short} ↗">↗</a>` : all;
}

const endOf = (id: string): string => `…${id.slice(-6)}`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Codes and states as they were kept, under their names. */
function detailOf(detail: Record<string, unknown>): string {
  return Object.entries(detail)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${wordsFor(name, texts.details)} ${kept(value)}`)
    .join(" · ");
}

function kept(value: unknown): string {
  if (typeof value === "boolean") return value ? texts.yes : texts.no;
  const code = String(value);
  return UUID.test(code) ? endOf(code) : code;
}
