import { html } from "hono/html";
import { stepName } from "../../bot/conversation/referral-moved.ts";
import { referralLife } from "../../bot/texts/referral-life.ts";
import { CLOSED } from "../../cases/referrals/moves.ts";
import { isPathway, PATHWAYS } from "../../cases/referrals/pathway/pathways.ts";
import type { ReferralDetail, ReferralEvent } from "../../cases/referrals/read.ts";
import { isCalendarKnown } from "../../cases/working-days/working-days.ts";
import type { Html } from "../page.ts";
import { type LifeForm, type Refused, wordsArea } from "./referral-forms.ts";
import { life as t } from "./referral-life-texts.ts";
import { texts } from "./texts.ts";
import { chinaTime } from "./times.ts";

/** A service that a referral can go on to. */
export interface Elsewhere {
  id: string;
  name: string;
  organization_name: string;
}

/** What the page needs beside the referral itself. */
export interface LifeParts {
  elsewhere: Elsewhere[];
  /** The reader's own number at work. */
  phone: string | null;
  names: Map<string, string>;
  refused: Refused | null;
  /** The reader leads the district. */
  leads: boolean;
}

/** What the reader may do beside the moves, each in its card; nothing where there is nothing. */
export function lifeCards(referral: ReferralDetail, parts: LifeParts): Html {
  const { may, denial } = referral.life;
  const card = (heading: string, body: Html): Html => html`<section class="card"><h2>${heading}</h2>${body}</section>`;
  return html`
${denial ? card(t.denial.heading, denialForms(referral, parts)) : ""}
${may.resend ? card(t.resend.heading, resendForm(referral, parts)) : ""}
${may.say_for_resident ? card(t.resident.heading, residentForms(referral, parts)) : ""}
${may.make_link ? card(t.link.heading, linkForm(referral, parts)) : ""}
${parts.leads ? withdrawCard(referral) : ""}`;
}

/** Forms that stand with the moves: taking it and the receipt before them, the pathway after. */
export function lifeMoves(referral: ReferralDetail, { refused }: LifeParts): { before: Html; after: Html } {
  const { may } = referral.life;
  const claim = post(referral, "claim", html`<button class="primary">${t.claim}</button>`);
  const words = wordsArea("words-outcome", t.outcome.words, of(refused, "outcome"));
  const pathway = html`<input type="hidden" name="pathway" value="jingkang"><button>${t.pathway.begin}</button>`;
  return {
    before: html`${may.claim ? claim : ""}${may.report_outcome ? unfolded(referral, "outcome", t.outcome.report, words) : ""}`,
    after: html`${may.begin_pathway ? post(referral, "pathway", pathway) : ""}`,
  };
}

const of = (refused: Refused | null, form: LifeForm): Refused | null => (refused?.form === form ? refused : null);

const path = (referral: ReferralDetail, form: LifeForm): string => `/console/referrals/${referral.id}/${form}`;

function post(referral: ReferralDetail, form: LifeForm, body: Html): Html {
  return html`<form method="post" action="${path(referral, form)}">${body}</form>`;
}

function unfolded(referral: ReferralDetail, form: LifeForm, label: string, fields: Html, open = false): Html {
  return html`<details${open ? html` open` : ""}><summary class="button">${label}</summary>
${post(referral, form, html`${fields}<button aria-label="${texts.referral.send}:${label}">${texts.referral.send}</button>`)}</details>`;
}

/** The resident took their consent back: whatever stands on it stops. */
function withdrawCard(referral: ReferralDetail): Html {
  const { status, consent, person } = referral;
  if (CLOSED.includes(status) || consent !== "yes" || !person) return html``;
  return html`<section class="card"><h2>${t.withdraw.heading}</h2><p>${t.withdraw.how}</p>
<div class="moves">${post(referral, "withdraw", html`<button>${t.withdraw.confirm}</button>`)}</div></section>`;
}

function denialForms(referral: ReferralDetail, { refused }: LifeParts): Html {
  const { may, denial } = referral.life;
  const words = wordsArea("words-denial", t.denial.words, of(refused, "denial"));
  return html`<p>${t.denial[denial ?? "open"]}</p>
${may.confirm_denial ? html`<div class="moves">${unfolded(referral, "denial", t.denial.confirm, words)}</div>` : ""}`;
}

function resendForm(referral: ReferralDetail, { elsewhere }: LifeParts): Html {
  if (elsewhere.length === 0) return html`<p>${t.resend.none}</p>`;
  const option = ({ id, name, organization_name }: Elsewhere): Html =>
    html`<option value="${id}">${name === organization_name ? name : `${name}(${organization_name})`}</option>`;
  const consent =
    referral.consent === "yes"
      ? html`<label class="tick"><input type="checkbox" name="consent" value="yes"> ${t.resend.consent}</label>`
      : html`<input type="hidden" name="consent" value="yes">`;
  const fields = html`<label for="service">${t.resend.which}</label>
<select id="service" name="service_id">${elsewhere.map(option)}</select>
${consent}<button class="primary">${t.resend.send}</button>`;
  return html`<div class="moves">${post(referral, "resend", fields)}</div>`;
}

function residentForms(referral: ReferralDetail, { refused }: LifeParts): Html {
  const mine = of(refused, "resident");
  const solved = html`<input type="hidden" name="solved" value="yes"><button class="primary">${t.resident.solved}</button>`;
  const not = html`<input type="hidden" name="solved" value="no">${wordsArea("words-resident", t.resident.words, mine)}`;
  return html`${referral.outcome ? html`<blockquote class="words">${referral.outcome}</blockquote>` : ""}
<div class="moves">${post(referral, "resident", solved)}
${unfolded(referral, "resident", t.resident.not_solved, not, mine !== null)}</div>`;
}

function linkForm(referral: ReferralDetail, { phone }: LifeParts): Html {
  const { link, receiver_has_account } = referral.life;
  const address = html`<label class="tick"><input type="checkbox" name="share_address" value="yes"> ${t.link.address}</label>`;
  return html`<p>${receiver_has_account ? t.link.how : t.link.no_account}</p>
${link ? html`<p class="muted">${t.link.open(chinaTime(link.made_at), chinaTime(link.expires_at))}</p>` : ""}
<div class="moves">${unfolded(
    referral,
    "link",
    t.link.make,
    html`<label for="phone">${t.link.phone}</label>
<input id="phone" name="phone" type="tel" maxlength="30" autocomplete="tel" value="${phone ?? ""}">
${referral.person && referral.consent === "yes" ? address : ""}`,
  )}</div>`;
}

/** The link, shown once, to be copied. */
export function linkMade(referral_id: string, url: string): Html {
  return html`<h1>${t.link.made}</h1>
<section class="card"><p>${t.link.once}</p>
<div class="moves link"><label for="url">${t.link.url}</label>
<input id="url" readonly value="${url}" data-focus>
<p><button type="button" data-copy="url" data-copied="${t.link.copied}" hidden>${t.link.copy}</button></p></div>
<p role="status" class="muted"></p>
<p><a class="button" href="/console/referrals/${referral_id}">${t.link.back}</a></p></section>`;
}

/** The steps of its pathway with who does each by when, and the form for the one that is next. */
export function pathwayCard(referral: ReferralDetail, { names, refused }: LifeParts): Html {
  const { pathway, steps, may } = referral.life;
  if (!isPathway(pathway)) return html``;
  const estimated = steps.some((step) => step.due_on !== null && !isCalendarKnown(step.due_on));
  const row = (step: (typeof steps)[number]): Html => {
    const who = step.done_by ? (names.get(step.done_by) ?? texts.desk.somebody) : t.pathway.by[step.by];
    const when = step.done_at
      ? chinaTime(step.done_at)
      : (step.due_on ?? (step.working_days === null ? t.pathway.no_deadline : t.pathway.days(step.working_days)));
    const late = step.overdue ? html` <span class="mark late">${texts.overdue}</span>` : "";
    const now = step.step === may.step ? stepForm(referral, step.step, refused) : "";
    return html`<li${step.done_at ? "" : html` class="open"`}><p><strong>${stepName(step.step)}</strong>${late}</p>
<p class="muted">${step.done_at ? "✓ " : ""}${when} ${who}</p>
${step.words ? html`<p class="words">${step.words}</p>` : ""}${now}</li>`;
  };
  return html`<section class="card"><h2>${t.pathway.heading}:${referralLife.pathways[pathway]}</h2>
<ol class="timeline">${steps.map(row)}</ol>
${estimated ? html`<p class="muted">${t.pathway.estimated}</p>` : ""}
<p class="muted">${t.pathway.source}:${PATHWAYS[pathway].source}</p></section>`;
}

function stepForm(referral: ReferralDetail, step: string, refused: Refused | null): Html {
  const words = wordsArea("words-step", t.pathway.words, of(refused, "step"));
  const fields = html`<input type="hidden" name="step" value="${step}">${words}`;
  return html`<div class="moves">${unfolded(referral, "step", t.pathway.done(stepName(step)), fields)}</div>`;
}

/** What an event was that is neither a move nor a review. */
export function eventWords(event: ReferralEvent): string | null {
  const { kind, to_status } = event;
  if (kind === "move" || kind === "review") return null;
  if (kind === "resent") return t.events.resent(to_status ?? "");
  if (kind === "step") return t.events.step(stepName(to_status ?? ""));
  if (kind === "changed") return changedWords(to_status ?? "");
  return t.events[kind];
}

/** What was set, as it is kept: `owner`, `due 2026-12-01`, `priority urgent`. */
function changedWords(kept: string): string {
  const [what, value = ""] = kept.split(" ");
  if (what === "due") return t.events.changed.due(value);
  if (what !== "priority") return t.events.changed.owner;
  return t.events.changed.priority(texts.priority[value as keyof typeof texts.priority] ?? value);
}
