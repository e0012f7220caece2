import { html } from "hono/html";
import { refusalWords } from "../../../bot/texts/refusal-words.ts";
import type { Changed } from "../../../cases/referrals/change-several.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { texts } from "../texts.ts";
import { PATH, PRIORITIES } from "./filters.ts";
import type { Log } from "./read-log.ts";
import { texts as own } from "./texts.ts";

/** The form that the boxes before the rows belong to. */
export const SEVERAL = "several";

/** One thing for everything that is ticked. @param query what is filtered, so that the answer shows the same list */
export function severalForm({ followers, names }: Log, query: string): Html {
  const t = own.several;
  const choose = html`<option value="">${t.choose}</option>`;
  const people = followers.map((id) => option(id, names.get(id) ?? texts.desk.somebody));
  return html`<form id="${SEVERAL}" class="several card" method="post" action="${PATH}/change" aria-label="${t.heading}">
<input type="hidden" name="query" value="${query}">
<h2>${t.heading} <span class="muted" data-ticked="${t.ticked("#")}" aria-live="polite"></span></h2>
<div class="filters">
<div class="field"><label for="several-owner">${t.owner}</label><select id="several-owner" name="owner">${choose}${people}</select>
<button name="do" value="owner">${t.assign}</button></div>
<div class="field"><label for="several-due">${t.due}</label><input id="several-due" name="due" type="date">
<button name="do" value="due">${t.set_due}</button></div>
<div class="field"><label for="several-priority">${t.priority}</label><select id="several-priority" name="priority" aria-describedby="several-sooner">${choose}${PRIORITIES.map((one) => option(one, texts.priority[one]))}</select>
<button name="do" value="priority">${t.set_priority}</button></div>
</div><p id="several-sooner" class="muted">${t.sooner}</p></form>`;
}

/** How many were changed, and of each other one why it was not. */
export function changedNotice(changed: readonly Changed[]): Html {
  const t = own.several;
  const kept = changed.filter(({ refused }) => refused !== null);
  const rows = kept.map(({ id, ref, refused }) => {
    const which = ref === null ? t.hidden : html`<a href="${PATH}/${id}">${ref}</a>`;
    return html`<li>${which}:${refusalWords(refused!)}</li>`;
  });
  return html`<div class="notice" role="status" tabindex="-1" data-focus><p>${t.done(changed.length - kept.length)}</p>
${kept.length > 0 ? html`<p>${t.not_done(kept.length)}</p><ul class="lines">${rows}</ul>` : ""}</div>`;
}
