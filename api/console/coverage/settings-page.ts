import { html } from "hono/html";
import type { Area } from "../../../cases/areas/areas.ts";
import { TARGET_MEASURES, type TargetMeasure } from "../../../cases/coverage/measures.ts";
import type { AreaProfile } from "../../../cases/coverage/profiles.ts";
import type { Target } from "../../../cases/coverage/targets.ts";
import type { Html } from "../../page.ts";
import { byName, option } from "../options.ts";
import { refusedNote } from "../refused.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";

const AT = `${PATH}/settings`;

export interface Settings {
  year: number;
  targets: Target[];
  areas: Area[];
  profiles: Map<string, AreaProfile>;
  outlines: number;
  why: string | null;
}

/** What the district sets out to reach, what is known of its areas, and its map. */
export function settingsBody(settings: Settings): Html {
  const t = texts.settings;
  const { year, targets, areas, profiles, outlines, why } = settings;
  const described = [
    ...byName(areas.filter((area) => area.level === "street")),
    ...byName(areas.filter((area) => area.level === "grid")),
  ];
  return html`<h1>${texts.parts.settings}</h1>
${refusedNote(why)}
<section><h2>${t.targets} ${year}</h2><p class="muted">${t.targets_how}</p><ul class="cards wide">${TARGET_MEASURES.map(
    (measure) =>
      targetForm(
        measure,
        year,
        targets.find((one) => one.measure === measure),
      ),
  )}</ul></section>
<section><h2>${t.map}</h2><p>${t.map_how}</p><p class="muted">${t.map_now(outlines)}</p>
<form class="card sheet roster-sheet" method="post" action="${AT}/map" enctype="multipart/form-data"><div><label for="file">${t.file}</label><input id="file" name="file" type="file" accept=".geojson,.json,application/geo+json"></div><button>${t.upload}</button></form></section>
<section><h2>${t.profiles}</h2><ul class="cards wide">${described.map((area) => profileForm(area, profiles.get(area.id)))}</ul></section>`;
}

function targetForm(measure: TargetMeasure, year: number, target: Target | undefined): Html {
  const t = texts.settings;
  const name = texts.measures[measure];
  return html`<li><form class="sheet" method="post" action="${AT}/target" aria-label="${name}"><p><strong>${name}</strong></p>
<input type="hidden" name="measure" value="${measure}"><input type="hidden" name="year" value="${year}">
<div><label for="percent-${measure}">${t.percent}</label><input id="percent-${measure}" name="percent" type="number" min="0" max="100" value="${target?.percent ?? ""}"></div>
<div><label for="source-${measure}">${t.source}</label><input id="source-${measure}" name="source" maxlength="200" value="${target?.source ?? ""}"></div>
<button aria-label="${t.save_for(name)}">${t.save}</button></form></li>`;
}

function profileForm(area: Area, profile: AreaProfile | undefined): Html {
  const t = texts.settings;
  const settled = profile?.settlement;
  const field =
    area.level === "street"
      ? html`<div><label for="settlement-${area.id}">${t.settlement}</label><select id="settlement-${area.id}" name="settlement">${option("", t.unknown)}${option("street", t.settlements.street, settled)}${option("town", t.settlements.town, settled)}</select></div>`
      : html`<div><label for="minutes-${area.id}">${t.minutes}</label><input id="minutes-${area.id}" name="minutes" type="number" min="0" max="600" value="${profile?.travel_minutes ?? ""}"></div>`;
  const told = profile?.travel_told_on ? html`<p class="muted">${t.told(profile.travel_told_on)}</p>` : "";
  return html`<li><form class="sheet" method="post" action="${AT}/area" aria-label="${area.name}"><p><strong>${area.name}</strong></p><input type="hidden" name="area_id" value="${area.id}">${field}${told}<button aria-label="${t.save_for(area.name)}">${t.save}</button></form></li>`;
}
