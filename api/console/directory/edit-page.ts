import { html } from "hono/html";
import type { FoundService } from "../../../knowledge/directory/service.ts";
import type { Html } from "../../page.ts";
import { texts as common } from "../texts.ts";
import type { Typed } from "./changes.ts";
import { choice, field, PATH, wrongs } from "./frame.ts";
import { texts } from "./texts.ts";

/** The simple fields of a service; phones are not among them, because two people change those. */
export function editBody(service: FoundService, typed: Typed, wrong: readonly string[], sure: string | null): Html {
  const t = texts.edit;
  const value = (name: string): string => typed[name] ?? "";
  const is_words = service.schedules.some((one) => one.freq === null || one.opens_at === null);
  return html`<h1>${t.title}:${service.name}</h1>${wrongs(wrong)}
<form class="card sheet" method="post" action="${PATH}/${service.id}/edit">
${sure === null ? "" : html`<input type="hidden" name="sure" value="${sure}">`}
${field("name", t.name, value("name"), { required: true })}
${field("alternate_name", t.alternate_name, value("alternate_name"))}
${field("description", t.description, value("description"), { rows: 3 })}
${field("eligibility", t.eligibility, value("eligibility"), { rows: 2 })}
${field("address", t.address, value("address"))}
${field("hours", t.hours, value("hours"), { rows: 2, hint: is_words ? `${t.hours_kept}${t.hours_hint}` : t.hours_hint })}
${field("application", t.application, value("application"), { rows: 3 })}
${field("papers", t.papers, value("papers"), { rows: 4 })}
${field("fees", t.fees, value("fees"))}
${field("languages", t.languages, value("languages"))}
${field("alert", t.alert, value("alert"))}
${choice("status", t.status, texts.status, value("status"))}
<div class="buttons"><button class="primary">${t.save}</button><a class="button" href="${PATH}/${service.id}">${common.cancel}</a></div>
</form>`;
}
