import { html } from "hono/html";
import { FORM_KINDS, type FormKind } from "../../../cases/forms/kinds.ts";
import type { TemplateFault } from "../../../cases/forms/maker.ts";
import type { Template } from "../../../cases/forms/templates.ts";
import { vocabularyOf } from "../../../cases/forms/vocabulary.ts";
import type { Html } from "../../page.ts";
import { refusedNote } from "../refused.ts";
import { chinaTime } from "../times.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";

/** What one template holds at most, in mebibytes. */
export const TEMPLATE_MB = 2;

const faultLine = ({ place, why }: TemplateFault): Html =>
  html`<li>${place ? html`<strong>${place}</strong>：` : ""}${why}</li>`;

/** The template in use cannot be filled: what is wrong with it, and the shipped one instead. */
export function brokenBody(form: FormKind, faults: TemplateFault[], at: { here: string; back: string }): Html {
  const { pathname, searchParams } = new URL(at.here);
  searchParams.set("template", "shipped");
  return html`<h1>${texts.broken(texts.names[form])}</h1>
<div class="error" role="alert"><ul>${faults.map(faultLine)}</ul></div>
<p>${texts.broken_how}</p>
<p class="buttons"><a class="button primary" href="${pathname}?${searchParams}">${texts.use_shipped}</a>
<a class="button" href="${at.back}">${texts.back}</a></p>`;
}

/** Each form with the template that it has now. */
export function templatesBody(used: readonly Template[], officer: boolean): Html {
  const card = (form: FormKind): Html => {
    const own = used.find((template) => template.form === form && template.used);
    return html`<li><p><strong>${texts.names[form]}</strong></p><p class="muted">${own ? texts.own(own.file_name) : texts.own_none}</p>
${officer ? html`<p><a class="button" href="${PATH}/templates/${form}" aria-label="${texts.change_of(texts.names[form])}">${texts.change}</a></p>` : ""}</li>`;
  };
  return html`<section class="card"><h2>${texts.templates}</h2><p>${texts.templates_how}</p><ul class="cards">${FORM_KINDS.map(card)}</ul></section>`;
}

/** One form's template: the shipped one to start from, the upload, what was used before, and what can be filled in. */
export function templateBody(
  form: FormKind,
  templates: readonly Template[],
  names: Map<string, string>,
  wrong: { why: string | null; faults: TemplateFault[] },
): Html {
  const at = `${PATH}/templates/${form}`;
  const used = templates.find((template) => template.used);
  const earlier = templates.filter((template) => !template.used);
  return html`<h1>${texts.template_of(texts.names[form])}</h1>
${refusedNote(wrong.why)}
${
  wrong.faults.length > 0
    ? html`<div class="error" role="alert" tabindex="-1" data-focus><p>${texts.faults(wrong.faults.length)}</p>
<ul>${wrong.faults.map(faultLine)}</ul><p>${texts.stays}</p></div>`
    : ""
}
<div class="panels">
<section class="card"><p>${used ? texts.own(used.file_name) : texts.own_none}</p>
${used ? html`<p class="muted">${texts.put_by(names.get(used.put_by) ?? "", chinaTime(used.put_at))}</p>` : ""}
<div class="buttons"><a class="button" href="${at}/shipped.docx">${texts.download_shipped}</a>
${
  used
    ? html`<a class="button" href="${at}/${used.id}.docx" aria-label="${texts.download_of(used.file_name)}">${texts.word}</a>
<form method="post" action="${at}/${used.id}/end"><button>${texts.end}</button></form>`
    : ""
}</div></section>
<form class="card sheet" method="post" action="${at}" enctype="multipart/form-data">
<div><label for="file">${texts.file}</label><input id="file" name="file" type="file" accept=".docx" required></div>
<div class="buttons"><button class="primary">${texts.check}</button></div></form>
<section class="card"><h2>${texts.earlier}</h2>
${earlier.length > 0 ? html`<ul class="cards">${earlier.map((template) => formerly(at, template, names))}</ul>` : html`<p class="muted">${texts.earlier_none}</p>`}</section>
${placeholders(form)}
</div>
<p class="buttons"><a class="button" href="${PATH}">${texts.back}</a></p>`;
}

function formerly(at: string, { id, file_name, put_by, put_at }: Template, names: Map<string, string>): Html {
  return html`<li><p><strong>${file_name}</strong></p><p class="muted">${texts.put_by(names.get(put_by) ?? "", chinaTime(put_at))}</p>
<div class="buttons"><a class="button" href="${at}/${id}.docx" aria-label="${texts.download_of(file_name)}">${texts.word}</a>
<form method="post" action="${at}/${id}/reuse"><button aria-label="${texts.reuse_of(file_name)}">${texts.reuse}</button></form></div></li>`;
}

function placeholders(form: FormKind): Html {
  const { fields, lists } = vocabularyOf(form);
  const shown = (names: readonly string[]): Html =>
    html`<p lang="zh-CN">${names.map((name) => html`<code>{${name}}</code> `)}</p>`;
  return html`<section class="card"><h2>${texts.placeholders}</h2><p>${texts.placeholders_how}</p>
<h3>${texts.alone}</h3>${shown(fields)}
${Object.entries(lists).map(([list, columns]) => html`<h3>${texts.in_list(list)}</h3>${shown(columns)}`)}</section>`;
}
