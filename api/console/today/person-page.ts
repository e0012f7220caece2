import { html } from "hono/html";
import { whyWords } from "../../../bot/texts/follow-ups.ts";
import type { HeldCondition } from "../../../cases/follow-ups/conditions.ts";
import { PERSON_CONDITIONS } from "../../../cases/follow-ups/rules.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { refusedNote } from "../refused.ts";
import { texts } from "./texts.ts";
import { PATH } from "./today-page.ts";

export interface RulesOfPerson {
  id: string;
  ref: string;
  held: HeldCondition[];
  /** What was typed before it was refused. */
  told: string;
  why: string | null;
}

/** Which rules look at a person: what holds of them, whose word it is, and a form for another. */
export function personBody({ id, ref, held, told, why }: RulesOfPerson): Html {
  const t = texts.person;
  const at = `${PATH}/person/${id}`;
  return html`<h1>${t.title} ${ref}</h1>
${refusedNote(why)}
<p>${t.lead}</p>
${
  held.length === 0
    ? html`<p class="empty">${t.none}</p>`
    : html`<ul class="cards wide">${held.map(
        (
          one,
        ) => html`<li><p><strong>${whyWords(one.condition)}</strong></p><p>${t.told(one.told)}</p><p class="muted">${t.since(one.since, one.by)}</p>
<form method="post" action="${at}/end"><input type="hidden" name="condition" value="${one.condition}"><button aria-label="${t.end_for(whyWords(one.condition))}">${t.end}</button></form></li>`,
      )}</ul>`
}
<section class="card"><h2>${t.add}</h2><form class="sheet" method="post" action="${at}">
<div><label for="condition">${t.what}</label><select id="condition" name="condition">${PERSON_CONDITIONS.map((one) => option(one, whyWords(one)))}</select></div>
<div><label for="told">${t.told_label}</label><input id="told" name="told" maxlength="200" value="${told}" required></div>
<button>${t.save}</button></form></section>
<p><a class="button" href="${PATH}">${t.back}</a> <a class="button" href="/console/people/${id}">${t.file}</a></p>`;
}
