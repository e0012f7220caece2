import { html } from "hono/html";
import type { DeliveryRow } from "../../../cases/webhooks/deliveries.ts";
import type { Endpoint } from "../../../cases/webhooks/endpoints.ts";
import { WEBHOOK_EVENTS, type WebhookEvent } from "../../../cases/webhooks/events.ts";
import { chinaMinute } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import { refusedNote } from "../refused.ts";
import { texts as t } from "./texts.ts";

export const PATH = "/console/systems";

/** What was typed and refused, and why. */
export interface RefusedEndpoint {
  url: string;
  events: readonly string[];
  words: string;
}

interface Shown {
  endpoints: (Endpoint & { deliveries: DeliveryRow[] })[];
  may_change: boolean;
  /** This process sends; else another one does. */
  sends: boolean;
  refused: RefusedEndpoint | null;
}

/** `/console/systems`: who is told of what, whether it arrives, and a form to add one. */
export function systemsBody({ endpoints, may_change, sends, refused }: Shown): Html {
  return html`<h1>${t.title}</h1>
<p>${t.intro}</p>
${sends ? "" : html`<p class="muted">${t.not_here}</p>`}
${endpoints.length === 0 ? html`<p class="empty">${t.none}</p>` : endpoints.map((one) => card(one, may_change))}
${may_change ? addForm(refused) : html`<p class="muted">${t.only_admins}</p>`}`;
}

const eventName = (type: string): string => (type === "ping" ? t.ping : (t.event[type as WebhookEvent] ?? type));

function card(endpoint: Endpoint & { deliveries: DeliveryRow[] }, may_change: boolean): Html {
  const { id, url, events, waiting, delivered, dead } = endpoint;
  const host = new URL(url).host;
  const counts = [t.delivered(delivered), waiting > 0 ? t.waiting(waiting) : null].filter((part) => part !== null);
  const why = whyNot(endpoint);
  return html`<section class="card"><h2>${url}</h2>
<p>${events.map(eventName).join(t.between)}</p>
<p>${counts.join(" · ")}${why && waiting > 0 ? ` · ${why}` : ""}</p>
${dead > 0 ? html`<p class="error">${t.dead(dead)}${why ? ` · ${why}` : ""}</p>` : ""}
${latest(endpoint.deliveries, host)}
${
  may_change
    ? html`<div class="buttons">
${dead > 0 ? html`<form method="post" action="${PATH}/${id}/send-again"><button aria-label="${t.again_for(host)}">${t.again}</button></form>` : ""}
<form method="post" action="${PATH}/${id}/remove"><button class="danger" aria-label="${t.remove_for(host)}">${t.remove}</button></form></div>`
    : ""
}</section>`;
}

function whyNot({ last_status, last_fault }: Pick<Endpoint, "last_status" | "last_fault">): string | null {
  if (last_fault) return t.faults[last_fault] ?? last_fault;
  return last_status === null ? null : t.answered(last_status);
}

function latest(rows: readonly DeliveryRow[], host: string): Html {
  if (rows.length === 0) return html``;
  const heads = [t.what, t.when, t.state];
  return html`<details><summary>${t.recent}</summary>
<table class="rows" role="table"><caption class="hidden">${t.recent_for(host)}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => {
    const state = [
      t.states[row.state],
      row.attempts > 1 ? t.attempts(row.attempts) : null,
      row.state === "delivered" ? null : whyNot(row),
    ];
    return html`<tr role="row"><th role="rowheader" scope="row">${eventName(row.type)}</th>
<td role="cell">${chinaMinute(new Date(row.happened_at))}</td>
<td role="cell">${state.filter((part) => part !== null).join(" · ")}</td></tr>`;
  })}</tbody></table></details>`;
}

function addForm(refused: Shown["refused"]): Html {
  const checked = (event: string) => (refused?.events.includes(event) ? html` checked` : "");
  return html`<section class="card" id="add"><h2>${t.add_title}</h2>
${refusedNote(refused?.words)}
<form method="post" action="${PATH}">
<p><label for="url">${t.address}</label>
<input id="url" name="url" type="url" required maxlength="1000" inputmode="url" autocomplete="off" aria-describedby="url-hint" value="${refused?.url ?? ""}">
<span class="muted" id="url-hint">${t.address_hint}</span></p>
<fieldset><legend>${t.events}</legend>
${WEBHOOK_EVENTS.map((event) => html`<p><label class="tick"><input type="checkbox" name="events" value="${event}"${checked(event)}> ${t.event[event]}</label></p>`)}
</fieldset>
<p><button>${t.add}</button></p></form></section>`;
}

/** A secret, in the answer to the POST and nowhere else. @param of what it belongs to */
export function secretBody({ title, of, secret, once }: Record<"title" | "of" | "secret" | "once", string>): Html {
  return html`<div class="narrow card"><h1>${title}</h1>
<p>${of}</p>
<p class="code" tabindex="-1" data-focus>${secret}</p>
<p>${once}</p>
<p><a class="button" href="${PATH}">${t.secret.back}</a></p></div>`;
}
