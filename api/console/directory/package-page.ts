import { html } from "hono/html";
import type { Checked } from "../../../knowledge/directory/hsds/check.ts";
import { sayProblem } from "../../../knowledge/directory/hsds/package.ts";
import type { Html } from "../../page.ts";
import { PATH, wrongs } from "./frame.ts";
import { texts } from "./texts.ts";

const MOST = 50;

/** What an HSDS package holds, and everything that is wrong with it; with one problem nothing can be put in. */
export function packageBody(upload: { id: string; name: string }, { package: rows, problems, notices }: Checked): Html {
  const t = texts.upload;
  const can = problems.length === 0;
  return html`<h1>${t.preview}</h1><p class="muted">${upload.name}</p>
${wrongs(can ? [] : [t.problems(problems.length)])}
<form class="panels" method="post" action="${PATH}/import/${upload.id}">
<section class="card"><p><strong>${t.package(rows.organization.length, rows.service.length)}</strong></p>
${can ? "" : html`<ul>${problems.slice(0, MOST).map((one) => html`<li>${sayProblem(one)}</li>`)}</ul>${problems.length > MOST ? html`<p class="muted">${t.more(problems.length - MOST)}</p>` : ""}`}
${notices.length > 0 ? html`<h2>${t.notices}</h2><ul>${notices.map((one) => html`<li>${one}</li>`)}</ul>` : ""}</section>
<div class="buttons">${can ? html`<button class="primary" name="do" value="put">${t.put}</button>` : ""}<button name="do" value="drop">${t.drop}</button></div>
</form>`;
}
