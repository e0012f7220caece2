import { html } from "hono/html";
import type { ReferralDetail, ReferralEvent } from "../../cases/referrals/read.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import type { Html } from "../page.ts";
import { letterLink } from "./forms/link.ts";
import { keepsStaff } from "./layout.ts";
import { dueMark, statusMark } from "./marks.ts";
import { lostForm, moveForms, reviewForms } from "./referral-forms.ts";
import { eventWords, type LifeParts, lifeCards, lifeMoves, pathwayCard } from "./referral-life-page.ts";
import { life } from "./referral-life-texts.ts";
import { texts } from "./texts.ts";
import { chinaTime } from "./times.ts";

/** One referral: what its reader may do (a supervisor reviews before anything else), what it is about, how it went. */
export function referralBody(staff: Staff, referral: ReferralDetail, parts: LifeParts): Html {
  const { names, refused } = parts;
  const t = texts.referral;
  const reviews = keepsStaff(staff);
  const next = html`<section class="card"><h2>${t.next}</h2>${moveForms(referral, refused, !reviews, lifeMoves(referral, parts))}</section>`;
  const review = html`<section class="card"><h2>${texts.reviewing.heading}</h2>
<p>${texts.reviewing[referral.review ?? "open"]}</p>
${referral.review_words ? html`<blockquote class="words">${referral.review_words}</blockquote>` : ""}
${reviews ? reviewForms(referral, refused) : ""}
</section>`;
  return html`<div class="title"><h1>${texts.log.title} ${referral.ref}</h1> ${statusMark(referral.status)}</div>
${refused ? lostForm(referral, refused, reviews) : ""}
<div class="columns">
<div class="aside">${reviews ? [review, next] : [next, review]}${lifeCards(referral, parts)}</div>
<div>
<section class="card"><h2>${t.facts}</h2>${facts(referral, names)}${letterLink(referral.id)}</section>
${pathwayCard(referral, parts)}
<section class="card"><h2>${t.timeline}</h2><ol class="timeline">${referral.events.map((event) => line(event, names))}</ol></section>
</div>
</div>`;
}

function facts(referral: ReferralDetail, names: Map<string, string>): Html {
  const t = texts.referral;
  const fact = (label: string, value: Html | string): Html => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
  const words = (text: string): Html => html`<span class="words">${text}</span>`;
  const name = (id: string): string => names.get(id) ?? texts.desk.somebody;
  const consent =
    referral.consent === "legal_ground" ? t.legal_ground(referral.legal_ground ?? texts.unknown) : t.consented;
  return html`<dl class="facts">
${fact(t.who, person(referral))}
${fact(t.where, referral.organization ? `${referral.service_name}(${referral.organization})` : referral.service_name)}
${fact(t.why, words(referral.reason))}
${referral.background ? fact(t.background, words(referral.background)) : ""}
${fact(t.consent, consent)}
${fact(t.due, dueMark(referral))}
${fact(t.priority, priorityWords(referral.priority))}
${fact(t.grid, referral.area ?? texts.no_grid)}
${fact(t.raised_by, `${name(referral.raised_by)},${chinaTime(referral.created_at)}`)}
${fact(t.owner, referral.owner_id ? name(referral.owner_id) : t.no_owner)}
${referral.life.held_until ? fact(life.held_until, referral.life.held_until) : ""}
${referral.life.came_from ? fact(life.came_from, linked(referral.life.came_from)) : ""}
${referral.life.sent_on ? fact(life.sent_on, linked(referral.life.sent_on)) : ""}
${referral.outcome ? fact(t.outcome, html`${words(referral.outcome)}${asked(referral)}`) : ""}
</dl>`;
}

const linked = ({ id, ref }: { id: string; ref: string }): Html => html`<a href="/console/referrals/${id}">${ref}</a>`;

/** What the resident says to the outcome, or why they were not asked. */
function asked({ resident_confirmed, life: { closed_without } }: ReferralDetail): Html | string {
  const said = (words: string): Html => html`<br><span class="muted">${words}</span>`;
  if (closed_without) return said(life.closed_without(life.without_why[closed_without]));
  if (resident_confirmed === null) return "";
  return said(resident_confirmed ? texts.referral.resident_confirmed : life.not_solved);
}

function priorityWords(priority: string): string {
  return Object.hasOwn(texts.priority, priority) ? texts.priority[priority as keyof typeof texts.priority] : priority;
}

function person({ person }: ReferralDetail): Html {
  if (!person) return html`${texts.referral.no_person}`;
  const age = person.age_from === null ? null : texts.person.aged(person.age_from, person.age_to ?? person.age_from);
  const about = [person.sex, age].filter((part) => part !== null).join(",");
  return html`<a href="/console/people/${person.id}">${person.name ?? texts.unnamed}</a>${about ? ` ${about}` : ""} <span class="muted">${person.ref}</span>`;
}

function line(event: ReferralEvent, names: Map<string, string>): Html {
  const t = texts.referral;
  const what = eventWords(event) ?? (event.kind === "review" ? reviewed(event) : moved(event));
  const unknown = event.by_receiver === null ? t.by_service : life.by_link(event.by_receiver);
  const who = event.by_staff ? (names.get(event.by_staff) ?? texts.desk.somebody) : unknown;
  return html`<li><p><strong>${what}</strong></p>
<p class="muted"><time>${chinaTime(event.at)}</time> ${who}</p>
${event.words ? html`<p class="words">${event.words}</p>` : ""}</li>`;
}

function reviewed(event: ReferralEvent): string {
  return event.to_status === "returned" ? texts.reviewing.returned : texts.reviewing.approved;
}

function moved(event: ReferralEvent): string {
  if (event.from_status === null) return texts.referral.raised;
  const { to_status } = event;
  const known = to_status !== null && Object.hasOwn(texts.status, to_status);
  return known ? texts.status[to_status as keyof typeof texts.status] : (to_status ?? "");
}
