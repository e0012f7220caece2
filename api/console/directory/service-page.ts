import { html } from "hono/html";
import type { Correction } from "../../../knowledge/directory/corrections.ts";
import type { ServiceColumns } from "../../../knowledge/directory/overview.ts";
import { openingHours, sayAssured, sayOpening } from "../../../knowledge/directory/render.ts";
import type { FoundService, Phone } from "../../../knowledge/directory/service.ts";
import { chinaMinute } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import { field, PATH, wrongs } from "./frame.ts";
import { texts } from "./texts.ts";

export interface ServiceView {
  service: FoundService;
  columns: ServiceColumns;
  corrections: readonly Correction[];
  names: ReadonlyMap<string, string>;
  /** ISO date. */
  today: string;
}

/** 0757-22320251 转 2（咨询） */
export function sayPhone({ number, extension, description }: Phone): string {
  return `${number}${extension ? ` 转 ${extension}` : ""}${description ? ` (${description})` : ""}`;
}

/** Everything that is shown of a service, as it is answered. */
export function serviceFacts({ service, columns, today }: Pick<ServiceView, "service" | "columns" | "today">): Html {
  const t = texts.service.labels;
  const hours = openingHours(service.schedules);
  const facts: [string, string | null][] = [
    [t.alert, service.alert],
    [t.status, columns.status === "active" ? null : texts.status[columns.status]!],
    [t.organization, service.organization_name],
    [t.description, service.description],
    [t.eligibility, service.eligibility],
    [t.address, service.address],
    [t.hours, hours && `${sayOpening(service.opening, today)}${hours}`],
    [t.phones, service.phones.map(sayPhone).join("、") || null],
    [t.contact, service.contact],
    [t.languages, service.languages.join("、") || null],
    [t.how, service.how_to_apply],
    [t.papers, service.required_documents.join("、") || null],
    [t.fees, service.fees],
    [t.assured, sayAssured(service, today).replace(/^[^：]*：/, "")],
  ];
  return html`<dl class="facts">${facts.map(([label, fact]) => (fact ? html`<div><dt>${label}</dt><dd>${fact}</dd></div>` : ""))}</dl>`;
}

/** @param why a proposed number was refused */
export function serviceBody(view: ServiceView, keeps: boolean, why: readonly string[] = []): Html {
  const t = texts.service;
  const { service, corrections } = view;
  const at = `${PATH}/${service.id}`;
  const keeping = html`<div class="buttons"><form method="post" action="${at}/assure"><button class="primary" aria-describedby="assure-hint">${t.assure}</button></form>
<a class="button" href="${at}/edit">${t.edit}</a></div><p class="muted" id="assure-hint">${t.assure_hint}</p>`;
  const phone = html`<section class="card"><h2>${t.phone}</h2>
<form class="sheet" method="post" action="${at}/phone">${field("words", t.phone_label, "", { hint: t.phone_hint, required: true, type: "tel" })}
<div class="buttons"><button>${t.propose}</button></div></form></section>`;
  return html`<h1>${service.name}</h1>${wrongs(why)}
<div class="panels"><section class="card"><h2>${t.facts}</h2>${serviceFacts(view)}${keeps ? keeping : ""}</section>
${keeps ? phone : ""}
<section class="card"><h2>${t.history}</h2>${
    corrections.length > 0
      ? html`<ul class="plain">${corrections.map((one) => correctionLine(one, view.names, keeps))}</ul>`
      : html`<p class="muted">${t.no_history}</p>`
  }</section></div>`;
}

function correctionLine(one: Correction, names: ReadonlyMap<string, string>, keeps: boolean): Html {
  const decided = one.decided_at
    ? html`<p class="muted">${texts.verdict[one.status]}:${one.decision} ${texts.reported_by(names.get(one.decided_by!) ?? texts.somebody, chinaMinute(one.decided_at))}</p>`
    : keeps
      ? html`<p><a class="button" href="${PATH}/corrections/${one.id}">${texts.decide}</a></p>`
      : html`<p class="muted">${texts.verdict.open}</p>`;
  return html`<li><p><span class="mark ${one.status === "open" ? "stuck" : "closed"}">${texts.kinds[one.kind]}</span> <span class="words">${one.words}</span></p>
<p class="muted">${texts.reported_by(names.get(one.reported_by) ?? texts.somebody, chinaMinute(one.reported_at))}</p>${decided}</li>`;
}
