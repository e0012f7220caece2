import { html } from "hono/html";
import type { Correction } from "../../../knowledge/directory/corrections.ts";
import { chinaMinute } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import { texts as common } from "../texts.ts";
import type { Typed } from "./changes.ts";
import { choice, field, PATH, wrongs } from "./frame.ts";
import { type ServiceView, serviceFacts } from "./service-page.ts";
import { texts } from "./texts.ts";

/** One report with the entry it is about: right, with what changes, or not right, with why. */
export function correctionBody(
  one: Correction,
  view: ServiceView,
  reader_id: string,
  form: { typed: Typed; wrong: readonly string[]; sure: string | null },
): Html {
  const t = texts.correction;
  const at = `${PATH}/corrections/${one.id}`;
  const said = html`<section class="card alarm"><h2>${t.said}</h2>
<p><span class="mark stuck">${texts.kinds[one.kind]}</span></p><p class="words">${one.words}</p>
${one.proposed ? html`<p>${texts.proposed}:<strong>${one.proposed}</strong></p>` : ""}
<p class="muted">${texts.reported_by(view.names.get(one.reported_by) ?? texts.somebody, chinaMinute(one.reported_at))}</p></section>`;
  const facts = html`<section class="card"><h2>${texts.service.facts}</h2>${serviceFacts(view)}
<p><a class="button" href="${PATH}/${one.service_id}">${texts.service.whole}</a></p></section>`;
  const head = html`<h1>${t.title}:${one.service_name}</h1>${wrongs(form.wrong)}`;
  if (one.status !== "open")
    return html`${head}<div class="panels">${said}<section class="card"><p>${t.decided}</p><p>${texts.verdict[one.status]}:${one.decision}</p></section>${facts}</div>`;
  if (one.reported_by === reader_id)
    return html`${head}<div class="panels">${said}<p class="card">${texts.own}</p>${facts}</div>`;
  const value = (name: string): string => form.typed[name] ?? "";
  return html`${head}<div class="panels">${said}${facts}
<section class="card"><h2>${t.right}</h2><p class="muted">${t.right_hint}</p>
<form class="sheet" method="post" action="${at}"><input type="hidden" name="verdict" value="confirmed">
${form.sure === null ? "" : html`<input type="hidden" name="sure" value="${form.sure}">`}
${field("phones", t.phones, value("phones"), { rows: 3 })}
${field("address", texts.edit.address, value("address"))}
${field("hours", texts.edit.hours, value("hours"), { rows: 2, hint: texts.edit.hours_hint })}
${choice("status", texts.edit.status, texts.status, value("status"))}
${field("alert", texts.edit.alert, value("alert"))}
${field("decision", t.decision, value("decision"), { hint: t.decision_hint })}
<div class="buttons"><button class="primary">${t.confirm}</button><a class="button" href="${PATH}">${common.cancel}</a></div></form></section>
<section class="card"><h2>${t.wrong}</h2>
<form class="sheet" method="post" action="${at}"><input type="hidden" name="verdict" value="rejected">
${field("why", t.why, value("why"), { rows: 2, required: true })}
<div class="buttons"><button>${t.reject}</button></div></form></section></div>`;
}
