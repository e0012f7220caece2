import { html } from "hono/html";
import type { FaultyRow } from "../../../cases/imports/check-rows.ts";
import type { Html } from "../../page.ts";
import { refusedNote } from "../refused.ts";
import type { Said } from "./imports.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/imports";
/** More than these nobody mends at one go. */
const SHOWN = 200;

export function importBody({ why, faults }: Said): Html {
  const t = texts;
  return html`<div class="narrow-page"><h1>${t.title}</h1>
${refusedNote(why)}
${faults ? faultTable(faults) : ""}
<p>${t.what}</p><p>${t.columns}</p><p>${t.whole}</p>
<form class="card sheet" method="post" action="${PATH}" enctype="multipart/form-data">
<div><label for="file">${t.file}</label><input id="file" name="file" type="file" accept=".xlsx,.csv" required></div>
<label class="tick"><input type="checkbox" name="check" value="1"> ${t.only_check}</label>
<div class="buttons"><button class="primary">${t.send}</button><a class="button" href="/console/staff">${t.back}</a></div></form></div>`;
}

function faultTable(faults: readonly FaultyRow[]): Html {
  const t = texts;
  const words = ({ why, at }: FaultyRow): string => (why === "twice" ? t.twice(at ?? 0) : t.faults[why]);
  const more = faults.length - SHOWN;
  return html`<table class="rows faults"><caption class="hidden">${t.why}</caption>
<thead><tr><th scope="col">${t.row}</th><th scope="col">${t.why}</th></tr></thead>
<tbody>${faults.slice(0, SHOWN).map((fault) => html`<tr><th scope="row" class="day">${fault.row}</th><td>${words(fault)}</td></tr>`)}</tbody></table>
${more > 0 ? html`<p class="muted">${t.more(more)}</p>` : ""}`;
}
