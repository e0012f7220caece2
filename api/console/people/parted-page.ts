import { html } from "hono/html";
import type { Unmerged } from "../../../cases/people/unmerge.ts";
import type { Html } from "../../page.ts";
import { PATH } from "./list-page.ts";
import { texts } from "./texts.ts";

/** What went back and what could not, after a merge was taken back. */
export function partedBody({ kept, merged, back, stays }: Unmerged): Html {
  const t = texts.parted;
  const table = (name: string): string => t.tables[name] ?? name;
  const left = [
    ...Object.entries(stays.since).map(([name, n]) => t.since(table(name), n, kept.ref)),
    ...Object.entries(stays.elsewhere).map(([name, n]) => t.elsewhere(table(name), n)),
    ...stays.changed.map((column) => t.changed(t.columns[column] ?? column, kept.ref)),
  ];
  const open = ({ id, ref }: Unmerged["kept"]): Html =>
    html`<a class="button" href="${PATH}/${id}">${t.open(ref)}</a> `;
  return html`<h1>${t.title}</h1>
<section class="card"><p>${t.back(back)}</p>
${left.length > 0 ? html`<p>${t.stays}</p><ul>${left.map((one) => html`<li>${one}</li>`)}</ul>` : html`<p>${t.all}</p>`}
<p class="buttons">${open(kept)}${open(merged)}</p></section>`;
}
