import { html } from "hono/html";
import type { Neighbour, Touched } from "../../../knowledge/documents/replaces.ts";
import type { StoredDocument } from "../../../knowledge/documents/stored.ts";
import type { UnderstoodDocument } from "../../../knowledge/ingest/read-document.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { type Corrections, DATES, type Field } from "./corrections.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";

const FIRST_CLAUSES = 8;
const CLAUSE_CHARACTERS = 160;
/** Of the words that a value was read from. */
const FROM_CHARACTERS = 60;

export interface Preview {
  id: string;
  /** The file's name. */
  name: string;
  read: UnderstoodDocument;
  typed: Corrections;
  /** Adcodes to choose from, with their names. */
  places: [string, string][];
  /** What it would replace as chosen, and as a document of its own. */
  touched: Touched;
  as_new: Touched;
  /** The document of which it is to be a version. */
  of: StoredDocument | null;
}

/** What was understood of a file, to correct and confirm; nothing is in the answers yet. */
export function previewBody(preview: Preview): Html {
  const t = texts.preview;
  const { id, name, read, typed } = preview;
  const wrong = Object.entries(typed.wrong) as [Field, string][];
  const list = wrong.map(([field, why]) => html`<li><a href="#${field}">${t.fields[field]}</a>:${why}</li>`);
  return html`<h1>${t.title}</h1>
<p class="muted">${name}</p>
${wrong.length > 0 ? html`<div class="error" role="alert" tabindex="-1" data-focus><p>${t.wrong}</p><ul class="faults">${list}</ul></div>` : ""}
${read.document.doubt ? html`<p class="error">${texts.document.doubt(read.document.doubt)}</p>` : ""}
<div class="columns"><div class="aside panels">
<section class="card"><h2>${t.effects}</h2>${effects(preview)}</section>
${notes(read)}
</div>
<form class="card sheet" method="post" action="${PATH}/upload/${id}">
${fields(preview)}
${asWhat(preview)}
<div class="buttons"><button class="primary" name="do" value="confirm">${t.confirm}</button>
<button name="do" value="preview">${t.again}</button><button name="do" value="drop">${t.drop}</button></div>
</form></div>
${clauses(read)}`;
}

function fields({ typed, places, read }: Preview): Html {
  const t = texts.preview;
  const from = (field: Field): Html | string => {
    const span = field === "supersedes" ? undefined : read.proposed_from[field];
    if (!span || field === "title") return "";
    return html`<p class="muted">${t.read_from(read.document.original.slice(span.start, span.end).slice(0, FROM_CHARACTERS))}</p>`;
  };
  const flaw = (field: Field): Html | string =>
    typed.wrong[field] ? html` aria-invalid="true" aria-describedby="${field}-why"` : "";
  const why = (field: Field): Html | string =>
    typed.wrong[field] ? html`<p class="why" id="${field}-why">${typed.wrong[field]}</p>` : "";
  const line = (field: Field, hint?: string): Html =>
    html`<div><label for="${field}">${t.fields[field]}</label><input id="${field}" name="${field}" maxlength="500" value="${typed.typed[field]}"${hint ? html` placeholder="${hint}"` : ""}${flaw(field)}>${why(field)}${from(field)}</div>`;
  const select = (field: "region" | "reliability", options: (readonly [string, string])[]): Html =>
    html`<div><label for="${field}">${t.fields[field]}</label><select id="${field}" name="${field}">${options.map(
      ([value, label]) => option(value, label, typed.typed[field]),
    )}</select>${from(field)}</div>`;
  return html`${line("title")}${line("issuer")}${line("doc_no")}
${select("region", places)}
${select("reliability", Object.entries(texts.reliability))}
${DATES.map((field) => line(field, t.date_hint))}
${line("supersedes", t.supersedes_hint)}`;
}

/** A new version of what is there, or a document of its own: what a correction is, and what a new rule. */
function asWhat({ typed, as_new, of }: Preview): Html {
  const t = texts.preview;
  const others: Pick<Neighbour, "id" | "title">[] = [...(of ? [of] : []), ...as_new.same_name];
  const versions = others.filter((one, i) => others.findIndex((other) => other.id === one.id) === i);
  if (versions.length === 0) return html``;
  const choice = (value: string, label: string): Html =>
    html`<label class="tick"><input type="radio" name="version_of" value="${value}"${value === (typed.version_of ?? "") ? html` checked` : ""}> ${label}</label>`;
  return html`<fieldset><legend>${t.as}</legend>${choice("", t.as_new)}${versions.map((one) => choice(one.id, t.as_version(one.title)))}
<p class="muted">${t.as_hint}</p></fieldset>`;
}

function effects({ touched, read, typed }: Preview): Html {
  const t = texts.preview;
  const lines: string[] = [];
  const since = ({ effective_from, published }: Neighbour): string => effective_from ?? published ?? t.unknown_date;
  if (touched.same_as) lines.push(t.same(touched.same_as));
  if (touched.next_version_of)
    lines.push(t.next_version(touched.next_version_of.title, touched.next_version_of.version + 1));
  if (touched.supersedes) lines.push(t.supersedes(touched.supersedes.title));
  const is_rule = read.document.reliability === "law" || read.document.reliability === "official";
  const starts = read.document.effective_from ?? read.document.published;
  for (const other of touched.same_name) {
    const older = starts !== null && starts > (other.effective_from ?? other.published ?? "");
    if (other.id === typed.version_of) continue;
    if (!older) lines.push(t.twin(other.title));
    else if (is_rule) lines.push(t.ends(other.title, since(other)));
  }
  if (read.repeals.length > 0) lines.push(t.repeals(read.repeals));
  return lines.length > 0
    ? html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
    : html`<p>${t.touches_nothing}</p>`;
}

function notes({ notes }: UnderstoodDocument): Html {
  if (notes.length === 0) return html``;
  return html`<section class="card"><h2>${texts.preview.notes}</h2><ul>${notes.map((note) => html`<li>${note}</li>`)}</ul></section>`;
}

function clauses({ document, chunks }: UnderstoodDocument): Html {
  const t = texts.preview;
  const first = chunks.slice(0, FIRST_CLAUSES).map(({ path, start, end }) => {
    const words = document.original.slice(start, Math.min(end, start + CLAUSE_CHARACTERS));
    return html`<li>${path ? html`<p class="muted">${path}</p>` : ""}<p class="words">${words}${end - start > CLAUSE_CHARACTERS ? "……" : ""}</p></li>`;
  });
  const more = chunks.length > FIRST_CLAUSES ? html`<p class="muted">${t.first(FIRST_CLAUSES)}</p>` : "";
  return html`<section class="card"><h2>${t.clauses(chunks.length)}</h2>${more}<ol class="plain">${first}</ol></section>`;
}
