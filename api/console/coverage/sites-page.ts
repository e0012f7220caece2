import { html } from "hono/html";
import type { Area } from "../../../cases/areas/areas.ts";
import { SITE_KINDS, SITE_STAGES, type Site, type SiteDraft } from "../../../cases/coverage/sites.ts";
import type { Html } from "../../page.ts";
import { areaChoice } from "../crises/area-choice.ts";
import { byName, option } from "../options.ts";
import { refusedNote } from "../refused.ts";
import { texts as shell } from "../texts.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";

const AT = `${PATH}/sites`;

/** The sites in their three stages, each with who is in charge and by when. */
export function sitesBody(sites: readonly Site[], keeps: boolean): Html {
  const t = texts.sites;
  const stage = (name: (typeof SITE_STAGES)[number]): Html => {
    const of = sites.filter((site) => site.stage === name);
    return html`<section id="${name}"><h2>${texts.stages[name]} <span class="muted">${t.n(of.length)}</span></h2>
${of.length > 0 ? html`<ul class="cards">${of.map((site) => card(site, keeps))}</ul>` : html`<p class="muted">${t.empty}</p>`}</section>`;
  };
  return html`<h1>${t.title}</h1>
${keeps ? html`<p><a class="button primary" href="${AT}/new">${t.add}</a></p>` : ""}
${SITE_STAGES.map(stage)}`;
}

function card(site: Site, keeps: boolean): Html {
  const t = texts.sites;
  const late = site.overdue ? html` <span class="mark late">${t.overdue}</span>` : "";
  const when =
    site.stage === "built"
      ? site.built_on && html`<p>${t.built_on} <span class="day">${site.built_on}</span></p>`
      : html`<p>${t.due} <span class="day">${site.due_on ?? t.no_due}</span>${late}</p>
<p>${t.owner} ${site.owner ?? html`<span class="muted">${t.nobody}</span>`}</p>`;
  return html`<li><p><strong>${site.name}</strong> <span class="mark">${texts.kinds[site.kind]}</span></p>
<p>${site.area}${site.host ? ` · ${site.host}` : ""}</p>${when}${site.task ? html`<p class="muted">${site.task}</p>` : ""}
${keeps ? html`<p><a href="${AT}/${site.id}" aria-label="${t.edit_for(site.name)}">${t.edit}</a></p>` : ""}</li>`;
}

/** The form of a site; what was typed stays when it was refused. */
export function siteBody(shown: {
  at: { id: string; version: number } | null;
  draft: SiteDraft;
  why: string | null;
  areas: Area[];
  people: { id: string; name: string }[];
}): Html {
  const { at, draft, why, areas, people } = shown;
  const t = texts.sites;
  const text = (field: "name" | "host" | "task", label: string): Html =>
    html`<div><label for="${field}">${label}</label><input id="${field}" name="${field}" value="${draft[field] ?? ""}" maxlength="200"></div>`;
  const day = (field: "due_on" | "built_on", label: string): Html =>
    html`<div><label for="${field}">${label}</label><input id="${field}" name="${field}" type="date" value="${draft[field] ?? ""}"></div>`;
  const degrees = (field: "longitude" | "latitude", label: string, most: number): Html =>
    html`<div><label for="${field}">${label}</label><input id="${field}" name="${field}" type="number" step="any" min="-${most}" max="${most}" value="${draft[field] ?? ""}"></div>`;
  const served = byName(areas.filter((area) => area.level === "street" || area.level === "community"));
  return html`<h1>${at === null ? t.add : t.change}</h1>
${refusedNote(why)}
<form class="card sheet roster-sheet" method="post" action="${at === null ? AT : `${AT}/${at.id}`}">
<input type="hidden" name="version" value="${at?.version ?? 0}">
${text("name", t.name)}
<div><label for="kind">${t.kind}</label><select id="kind" name="kind">${SITE_KINDS.map((kind) => option(kind, texts.kinds[kind], draft.kind))}</select></div>
<div><label for="stage">${t.stage}</label><select id="stage" name="stage">${SITE_STAGES.map((stage) => option(stage, texts.stages[stage], draft.stage))}</select></div>
<div><label for="area_id">${t.area}</label>${areaChoice({ id: "area_id", name: "area_id", none: t.choose }, areas, draft.area_id)}</div>
<fieldset><legend>${t.serves}</legend><p class="muted">${t.serves_hint}</p><div class="ticks">${served.map(
    (area) =>
      html`<label class="tick"><input type="checkbox" name="serves" value="${area.id}"${draft.serves.includes(area.id) ? html` checked` : ""}> ${area.name}</label>`,
  )}</div></fieldset>
${text("host", t.host)}${text("task", t.task)}
<div><label for="owner_id">${t.owner}</label><select id="owner_id" name="owner_id">${option("", t.nobody)}${people.map(({ id, name }) => option(id, name, draft.owner_id))}</select></div>
${day("due_on", t.due)}${day("built_on", t.built_on)}${degrees("longitude", t.longitude, 180)}${degrees("latitude", t.latitude, 90)}
<div class="buttons"><button class="primary">${t.save}</button><a class="button" href="${AT}">${shell.cancel}</a>${at === null ? "" : html`<a class="button" href="${AT}/${at.id}/drop">${t.drop}</a>`}</div>
</form>`;
}

/** Asks before a site is taken off. */
export function dropBody(site: Site): Html {
  const t = texts.sites;
  return html`<div class="narrow card"><h1>${t.drop_title(site.name)}</h1><p>${t.drop_what}</p>
<div class="buttons"><form method="post" action="${AT}/${site.id}/drop"><button class="danger">${t.drop}</button></form>
<a class="button" href="${AT}">${shell.cancel}</a></div></div>`;
}
