import { html } from "hono/html";
import { FIELD_NAMES } from "../../../knowledge/directory/list/fields.ts";
import type { List } from "../../../knowledge/directory/list/list.ts";
import type { ListOptions, ListPlan } from "../../../knowledge/directory/list/plan.ts";
import { openingHours } from "../../../knowledge/directory/render.ts";
import type { Html } from "../../page.ts";
import { choice, field, PATH, wrongs } from "./frame.ts";
import { sayPhone } from "./service-page.ts";
import { texts } from "./texts.ts";

export type { Typed } from "./changes.ts";

/** What one file holds at most here, in mebibytes: it is read while somebody waits. The command takes larger ones. */
export const UPLOAD_MB = 5;
/** How many rows and problems a page shows. */
const MOST = 50;

/** @param why a file was refused; null at first */
export function uploadBody(why: string | null): Html {
  const t = texts.upload;
  return html`<h1>${t.title}</h1>${wrongs(why === null ? [] : [why])}
<p>${t.what}</p>
<form class="card sheet" method="post" action="${PATH}/import" enctype="multipart/form-data">
<div><label for="file">${t.file}</label><input id="file" name="file" type="file" accept=".xlsx,.csv,.tsv,.txt,.zip" required></div>
<div class="buttons"><button class="primary">${t.read}</button><a class="button" href="${PATH}">${texts.title}</a></div>
</form>`;
}

export interface Preview {
  upload: { id: string; name: string };
  list: List;
  options: ListOptions;
  /** Null while no column holds the name. */
  plan: ListPlan | null;
}

/** Which column is what, what would come of it, and what is wrong. */
export function previewBody({ upload, list, options, plan }: Preview): Html {
  const t = texts.upload;
  const columns = Object.fromEntries([
    ["", t.unused],
    ...list.header.filter(Boolean).map((one) => [one, one] as const),
  ]);
  const problems = plan?.problems ?? [];
  return html`<h1>${t.preview}</h1><p class="muted">${upload.name}</p>${wrongs(plan ? [] : [t.no_name])}
<form class="panels" method="post" action="${PATH}/import/${upload.id}">
${plan ? result(plan) : ""}
<section class="card sheet"><h2>${t.columns}</h2>
${FIELD_NAMES.map((name) => choice(`map-${name}`, t.fields[name], columns, options.mapping[name] ?? ""))}
${field("organization", t.organization, options.organization ?? "")}
${field("assured", t.assured, options.assured_date ?? "", { type: "date" })}
</section>
${plan ? rows(plan) : ""}
<div class="buttons"><button name="do" value="again">${t.again}</button>
${plan && problems.length === 0 && plan.services.length > 0 ? html`<button class="primary" name="do" value="put">${t.put}</button>` : ""}
<button name="do" value="drop">${t.drop}</button></div>
${
  plan && problems.length > 0 && plan.services.length > 0
    ? html`<div class="card"><label class="tick"><input type="checkbox" name="some" value="1"> ${t.put_some(plan.services.length)}</label>
<div class="buttons"><button class="primary" name="do" value="put">${t.put}</button></div></div>`
    : ""
}
</form>`;
}

function result({ services, problems, missing }: ListPlan): Html {
  const t = texts.upload;
  const added = services.filter((one) => one.is_new).length;
  const unsure = services.flatMap(({ row, name, unsure }) => unsure.map((words) => ({ row, name, words })));
  return html`<section class="card"><p><strong>${t.counts(added, services.length - added)}</strong></p>
${
  problems.length > 0
    ? html`<h2>${t.problems(problems.length)}</h2><ul>${problems.slice(0, MOST).map((one) => html`<li><strong>${t.where(one.row, one.column)}</strong>:${one.expected}</li>`)}</ul>${more(problems.length)}`
    : ""
}
${
  unsure.length > 0
    ? html`<h2>${t.unsure}</h2><ul>${unsure.slice(0, MOST).map((one) => html`<li><strong>${t.where(one.row, one.name)}</strong>:${one.words}</li>`)}</ul>${more(unsure.length)}`
    : ""
}
${missing.length > 0 ? html`<h2>${t.missing}</h2><ul class="plain-links">${missing.slice(0, MOST).map((one) => html`<li><a href="${PATH}/${one.id}">${one.name}</a> <span class="muted">${one.organization}</span></li>`)}</ul>${more(missing.length)}` : ""}
</section>`;
}

const more = (n: number): Html => (n > MOST ? html`<p class="muted">${texts.upload.more(n - MOST)}</p>` : html``);

function rows({ services }: ListPlan): Html {
  const t = texts.upload;
  return html`<section><h2>${t.rows}</h2><ul class="cards">${services
    .slice(0, MOST)
    .map(({ name, organization, is_new, data }) => {
      const facts = [data.phones.map(sayPhone).join("、"), data.location?.address, openingHours(data.schedules)].filter(
        Boolean,
      );
      return html`<li><p><strong>${name}</strong> <span class="mark ${is_new ? "runs" : "waits"}">${is_new ? t.new_one : t.updated}</span></p>
<p class="muted">${organization}</p>${facts.map((fact) => html`<p>${fact}</p>`)}</li>`;
    })}</ul>${more(services.length)}</section>`;
}
