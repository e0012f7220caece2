import { html } from "hono/html";
import { LONGEST_TEXT } from "../../bot/conversation/converse.ts";
import { texts as said } from "../../bot/texts/zh-hans.ts";
import type { VisitVersion, VisitWithHistory } from "../../cases/visits/amend-history.ts";
import type { VisitDraft } from "../../cases/visits/draft.ts";
import type { Html } from "../page.ts";
import { formsLink } from "./forms/link.ts";
import { WORDS_LIMIT } from "./read-form.ts";
import { refusedNote } from "./refused.ts";
import { texts as shell } from "./texts.ts";
import { chinaTime } from "./times.ts";
import { visitTexts as t } from "./visit-texts.ts";

/** The form as it was filled in, and why it was refused. */
export interface Typed {
  note: string;
  reason: string;
  version: number;
  why: string | null;
  /** What it would be, to be confirmed. */
  draft: VisitDraft | null;
}

/** One visit: what it says, the form that amends it, and what it said before. */
export function visitBody(visit: VisitWithHistory, typed: Typed | null): Html {
  const people = visit.people.map(
    ({ id, name }) => html`<a class="button" href="/console/people/${id}">${name ?? shell.unnamed}</a> `,
  );
  const preview = typed?.draft ? previewCard(visit, typed, typed.draft) : "";
  return html`<div class="title"><h1>${t.title(visit.ref)}</h1></div>
<p class="muted">${t.went(visit.went, visit.visited_on, visit.area ?? shell.no_grid)}</p>
<p class="muted screen">${t.read_is_kept}</p>
<p>${people} ${formsLink(visit)}</p>
${visit.may_amend ? "" : refusedNote(typed?.why)}
${preview}
<section class="card"><h2>${t.now}</h2>${saidIn(visit.told, visit.needs)}
${visit.may_amend && !typed?.draft ? amendForm(visit, typed) : ""}</section>
${visit.before.length > 0 ? html`<section class="card"><h2>${t.before}</h2><ol class="timeline">${visit.before.map(version)}</ol></section>` : ""}`;
}

interface ShownNeed {
  words: string;
  urgency: string;
  closed?: boolean;
}

function saidIn(told: VisitDraft, needs: readonly ShownNeed[] = told.needs): Html {
  const urgency: Record<string, string> = said.urgency;
  const fact = (label: string, value: Html | string): Html => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  const need = ({ words, urgency: how, closed }: ShownNeed): Html =>
    html`<li><span class="words">${words}</span> ${closed ? html`<span class="mark closed">${t.closed}</span>` : html`<span class="mark waits">${urgency[how] ?? how}</span>`}</li>`;
  const flags = [...new Set(told.flags.map(({ value }) => value))];
  return html`<dl class="facts">
${fact(t.note, html`<span class="words">${told.note}</span>`)}
${needs.length > 0 ? fact(t.needs, html`<ul class="plain">${needs.map(need)}</ul>`) : ""}
${flags.length > 0 ? fact(t.flags, html`${flags.map((flag) => html`<span class="mark stuck">${said.flags[flag]}</span> `)}`) : ""}
${told.agreed_on ? fact(t.agreed, told.agreed_on.value) : ""}
${told.consent ? fact(t.consent, t.consents[told.consent.value]) : ""}
</dl>`;
}

function amendForm(visit: VisitWithHistory, typed: Typed | null): Html {
  return html`<div class="moves"><details${typed ? html` open` : ""}><summary class="button">${t.amend}</summary>
<form method="post" action="/console/visits/${visit.id}/amend">${refusedNote(typed?.why)}
<input type="hidden" name="version" value="${visit.version}">
<label for="note">${t.words}</label>
<textarea id="note" name="note" rows="8" maxlength="${LONGEST_TEXT}" required>${typed?.note ?? visit.told.note}</textarea>
<p class="muted">${t.whose}</p>
<label for="reason">${visit.may_amend === "lead" ? t.reason_lead : t.reason}</label>
<textarea id="reason" name="reason" rows="2" maxlength="${WORDS_LIMIT}">${typed?.reason ?? ""}</textarea>
<button class="primary">${t.look}</button></form></details></div>`;
}

/** What it would be, with the button that saves it. */
function previewCard(visit: VisitWithHistory, typed: Typed, draft: VisitDraft): Html {
  const held = html`<input type="hidden" name="version" value="${typed.version}">
<input type="hidden" name="note" value="${typed.note}"><input type="hidden" name="reason" value="${typed.reason}">`;
  const at = `/console/visits/${visit.id}/amend`;
  return html`<section class="card"><h2 tabindex="-1" data-focus>${t.preview}</h2>${saidIn(draft)}
<div class="moves"><form method="post" action="${at}">${held}<input type="hidden" name="do" value="save"><button class="primary">${t.save}</button></form>
<form method="post" action="${at}">${held}<input type="hidden" name="do" value="again"><button>${t.again}</button></form>
<a class="button" href="/console/visits/${visit.id}">${t.back}</a></div></section>`;
}

function version({ told, reason, by, at }: VisitVersion): Html {
  return html`<li><p><strong>${t.changed(by, chinaTime(at))}</strong></p>
${reason ? html`<p class="words">${t.because(reason)}</p>` : ""}${saidIn(told)}</li>`;
}
