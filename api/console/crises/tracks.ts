import { html } from "hono/html";
import { crisisTexts } from "../../../bot/texts/crises.ts";
import { CONTACT_OUTCOMES } from "../../../cases/crises/contacts.ts";
import type { CrisisDetail } from "../../../cases/crises/read.ts";
import type { Html } from "../../page.ts";
import { keepsStaff } from "../layout.ts";
import { chinaTime } from "../times.ts";
import { actForm, choice, fold } from "./crisis-forms.ts";
import type { SeenCrisis } from "./crisis-page.ts";
import { isoTime } from "./marks.ts";
import { texts } from "./texts.ts";

type Report = CrisisDetail["reports"][number];
type Contact = CrisisDetail["contacts"][number];

/** The reports that the law demands, on a track of their own; nothing when there are none. */
export function reportTrack({ crisis, now }: SeenCrisis): Html {
  const t = texts.reports;
  if (crisis.reports.length === 0) return html``;
  return html`<section class="card"><h2>${t.heading}</h2><p class="muted">${t.hint}</p>
<ul class="plain">${crisis.reports.map((report) => reportLine(crisis, report, now))}</ul></section>`;
}

function reportLine(crisis: CrisisDetail, report: Report, now: Date): Html {
  const t = texts.reports;
  const duty = crisisTexts.duties[report.duty];
  const is_late = report.reported_at === null && new Date(isoTime(report.due_at)) < now;
  const state =
    report.reported_at === null
      ? html`<span class="mark late">${is_late && report.duty !== "minor" ? t.late : t.open}</span> ${report.duty === "minor" ? t.due_now : t.due(chinaTime(report.due_at))}`
      : html`${t.made(report.recipient ?? "", reporterOf(crisis, report), chinaTime(report.reported_at))}`;
  const id = `report-${report.duty}`;
  const form = actForm(
    crisis,
    "reported",
    html`<input type="hidden" name="duty" value="${report.duty}">
<label for="${id}">${t.recipient}</label><input id="${id}" name="words" maxlength="200" required autocomplete="off" aria-describedby="${id}-hint"><p class="muted" id="${id}-hint">${t.recipient_hint}</p>
<label for="${id}-at">${t.when}</label><input id="${id}-at" type="datetime-local" name="at">
<button class="primary" aria-label="${t.record_for(duty)}">${t.record}</button>`,
  );
  const label = report.reported_at === null ? t.record : t.add;
  return html`<li><p><strong>${duty}</strong> ${state}</p><p class="muted">${t.laws[report.duty]}</p><div class="moves">${fold(`fold-${id}`, label, form, report.reported_at === null)}</div></li>`;
}

function reporterOf(crisis: CrisisDetail, report: Report): string {
  const event = crisis.events.find((one) => one.kind === "reported" && one.staff_id === report.reported_by);
  return event?.by ?? texts.reports.made_by;
}

/** The contacts after an attempt: whose they are, when each is due, and what came of it; nothing when there are none. */
export function contactTrack(seen: SeenCrisis): Html {
  const { crisis, reader } = seen;
  const t = texts.contacts;
  if (crisis.contacts.length === 0) return html``;
  const waits = crisis.contacts.some((contact) => contact.state === "proposed");
  const may_take = waits && (reader.role === "social_worker" || reader.role === "supervisor");
  const take = may_take ? actForm(crisis, "contacts", html`<button class="primary">${t.take}</button>`) : "";
  const ask = waits && keepsStaff(reader) && seen.professionals.length > 0 ? askForm(seen) : "";
  return html`<section class="card"><h2>${t.heading}</h2>
<ul class="plain">${crisis.contacts.map((contact) => contactLine(seen, contact))}</ul>
<div class="moves">${take}${ask}</div></section>`;
}

function askForm({ crisis, professionals }: SeenCrisis): Html {
  const t = texts.contacts;
  const people = professionals.map(({ staff_id, name }) => [staff_id, name] as const);
  const body = html`<label for="ask-to">${t.ask_to}</label>${choice("ask-to", "to", people)}<button>${t.ask_confirm}</button>`;
  return fold("fold-ask", t.ask, actForm(crisis, "ask-contacts", body));
}

function contactLine({ crisis, reader }: SeenCrisis, contact: Contact): Html {
  const t = texts.contacts;
  const after = t.after(contact.after_hours);
  const due =
    contact.state === "done" && contact.done_at ? chinaTime(contact.done_at) : t.due(chinaTime(contact.due_at));
  const tone = { proposed: "late", taken: "runs", done: "closed", missed: "stuck", dropped: "closed" }[contact.state];
  const waits = contact.state === "taken" || contact.state === "missed";
  const may_do = waits && (contact.owner_id === reader.id || keepsStaff(reader));
  const id = `contact-${contact.after_hours}`;
  const form = actForm(
    crisis,
    "contacted",
    html`<input type="hidden" name="contact" value="${contact.id}">
<label for="${id}">${t.outcome}</label>${choice(
      id,
      "outcome",
      CONTACT_OUTCOMES.map((code) => [code, crisisTexts.contact_outcomes[code]] as const),
    )}
<label for="${id}-note">${t.note}</label><textarea id="${id}-note" name="words" rows="2" maxlength="2000"></textarea>
<button class="primary" aria-label="${t.done_for(after)}">${t.done}</button>`,
  );
  const drop = actForm(
    crisis,
    "contact-dropped",
    html`<input type="hidden" name="contact" value="${contact.id}">
<label for="${id}-why">${t.drop_why}</label><textarea id="${id}-why" name="words" rows="2" maxlength="2000" required></textarea>
<button aria-label="${t.drop(after)}">${texts.act.confirm}</button>`,
  );
  return html`<li><p><strong>${after}</strong> <span class="mark ${tone}">${t.states[contact.state]}</span> ${contact.owner ?? ""} <span class="muted">${due}</span>${contact.outcome ? ` ${crisisTexts.contact_outcomes[contact.outcome]}` : ""}</p>
${contact.note ? html`<p class="words">${contact.note}</p>` : ""}
${may_do ? html`<div class="moves">${fold(`fold-${id}`, t.done_for(after), form)}${fold(`fold-${id}-drop`, t.drop(after), drop)}</div>` : ""}</li>`;
}
