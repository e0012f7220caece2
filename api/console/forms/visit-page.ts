import { html } from "hono/html";
import { eventReports } from "../../../cases/forms/event-text.ts";
import { FORM_KINDS, FORMS, type FormKind } from "../../../cases/forms/kinds.ts";
import type { FormPerson, VisitRecord } from "../../../cases/forms/record.ts";
import type { Html } from "../../page.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";
import { FORM_WORDS } from "./words.ts";

/** @param word whether Word files can be made here */
export interface Choice {
  /** Names stand in full now. */
  named: boolean;
  /** The reader may have them in full. */
  may: boolean;
  word: boolean;
}

/** Every form of a visit with the ways to have it, and the events as text to paste. The visit comes masked or not. */
export function choiceBody(visit: VisitRecord, choice: Choice): Html {
  const at = `${PATH}/visits/${visit.id}`;
  return html`<h1>${texts.title}</h1>
<p class="muted">${texts.of_visit(visit.ref, visit.visited_on)}</p>
${namesLine(at, choice)}
${choice.word ? "" : html`<p class="notice">${texts.node_only}</p>`}
<div class="panels">
${FORM_KINDS.filter((form) => form !== "referral").map((form) => formCard(visit, form, choice))}
<section class="card"><h2>${texts.referrals}</h2>
${visit.referrals.length > 0 ? visit.referrals.map(({ id, ref }) => ways(`${PATH}/referrals/${id}/referral`, { form: "referral", who: ref }, choice)) : html`<p class="muted">${texts.no_referrals}</p>`}
</section>
${events(visit)}
</div>
<p class="buttons"><a class="button" href="/console/visits">${texts.back_to_visits}</a></p>`;
}

/** Whether names are cut, and the way to the other. */
export function namesLine(at: string, { named, may }: Pick<Choice, "named" | "may">): Html {
  if (named)
    return html`<p class="notice">${texts.full_now} <a class="button" href="${at}">${texts.back_to_masked}</a></p>`;
  const full = may ? html`<a class="button" href="${at}?names=full">${texts.full}</a>` : texts.full_not;
  return html`<p>${texts.masked} ${full}</p>`;
}

function formCard(visit: VisitRecord, form: Exclude<FormKind, "referral">, choice: Choice): Html {
  const at = `${PATH}/visits/${visit.id}/${form}`;
  const of = (person: FormPerson): Html =>
    ways(`${at}`, { form, who: texts.about.person(person.name ?? person.ref), person: person.id }, choice);
  const each = FORMS[form].about === "person" && visit.people.length > 1;
  return html`<section class="card"><h2>${texts.names[form]}</h2>
${each ? visit.people.map(of) : ways(at, { form, who: texts.about.visit }, choice)}
</section>`;
}

/** The buttons of one form. What is read out says which form and for whom. */
export function ways(
  at: string,
  { form, who, person }: { form: FormKind; who: string; person?: string },
  { named, word }: Pick<Choice, "named" | "word">,
): Html {
  const asked = new URLSearchParams({ ...(person ? { person } : {}), ...(named ? { names: "full" } : {}) });
  const query = asked.size > 0 ? `?${asked}` : "";
  const name = texts.names[form];
  return html`<div class="buttons">${person || form === "referral" ? html`<span class="who">${who}</span>` : ""}
<a class="button" href="${at}${query}" aria-label="${texts.print_of(name, who)}">${texts.print}</a>
${word ? html`<a class="button" href="${at}.docx${query}" aria-label="${texts.word_of(name, who)}">${texts.word}</a>` : ""}</div>`;
}

function events(visit: VisitRecord): Html {
  const reports = eventReports(visit, FORM_WORDS);
  const one = ({ need_id, fields, text }: (typeof reports)[number], i: number): Html =>
    html`<section class="sheet"><label for="event-${need_id}">${texts.event(i + 1, fields.事件类别 ?? "")}</label>
<textarea id="event-${need_id}" rows="${text.split("\n").length + 1}" readonly>${text}</textarea>
<p class="buttons"><button type="button" data-copy="event-${need_id}" data-copied="${texts.copied}" aria-label="${texts.copy} ${texts.event(i + 1, fields.事件类别 ?? "")}" hidden>${texts.copy}</button> <span role="status"></span></p></section>`;
  return html`<div class="card"><h2>${texts.events}</h2>${reports.length > 0 ? reports.map(one) : html`<p class="muted">${texts.no_events}</p>`}</div>`;
}
