import { html } from "hono/html";
import { whyWords } from "../../../bot/texts/follow-ups.ts";
import { texts as said } from "../../../bot/texts/zh-hans.ts";
import type { FileConsent, FileCrisis, WholeFile } from "../../../cases/people/file.ts";
import type { PersonEvent } from "../../../cases/people/read.ts";
import type { Stage } from "../../../cases/people/stages.ts";
import { CLOSED, type ReferralStatus } from "../../../cases/referrals/moves.ts";
import type { Staff } from "../../../cases/staff/staff.ts";
import { chinaMinute } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import { formsLink } from "../forms/link.ts";
import { keepsStaff } from "../layout.ts";
import { statusMark } from "../marks.ts";
import { needForm } from "../needs-form.ts";
import { needTexts } from "../needs-texts.ts";
import { texts as shell } from "../texts.ts";
import { chinaTime } from "../times.ts";
import { texts as today } from "../today/texts.ts";
import { pictureLinks } from "../visit-picture.ts";
import { benefitForm, type Filled, otherForm, stageForm, supportForm, undoForm, withdrawForm } from "./act-forms.ts";
import { PATH } from "./list-page.ts";
import { personData } from "./person-data.ts";
import { texts } from "./texts.ts";

/** 一人一档: who it is, where they stand, who helps, what was and is, each with its form; on paper one page. */
export function fileBody(staff: Staff, file: WholeFile, at: { today: string; now: Date; filled: Filled | null }): Html {
  const { filled } = at;
  const name = file.name ?? shell.unnamed;
  return html`<div class="title"><h1>${name}</h1> <span class="muted">${file.ref}</span></div>
${file.merged_from ? html`<p class="notice">${texts.merged_here(file.merged_from.ref)}</p>` : ""}
<p class="muted screen">${shell.person.read_is_kept} ${texts.print}</p>
<p class="muted paper">${texts.printed(staff.name, chinaMinute(at.now))}</p>
<div class="columns file">
<div class="aside">
<section class="card"><h2>${shell.person.title}</h2>${facts(file)}</section>
<section class="card"><h2>${texts.support.title}</h2>${support(file)}${supportForm(file.id, filled)}</section>
</div>
<div>
<section class="card"><h2>${texts.stage.title}</h2>${stages(file)}${stageForm(file.id, at.today, filled)}</section>
<section class="card"><h2>${texts.needs.title}</h2>${needs(file, filled)}</section>
<section class="card"><h2>${texts.referrals.title}</h2>${referrals(file)}</section>
${file.crises.length > 0 ? html`<section class="card"><h2>${texts.crises.title}</h2><ul class="plain brief plain-links">${file.crises.map(crisis)}</ul></section>` : ""}
<section class="card"><h2>${texts.consent.title}</h2>${consents(file)}${keepsStaff(staff) && isInWork(file) ? withdrawForm(file.id, filled) : ""}</section>
<section class="card"><h2>${texts.benefits.title}</h2>${benefits(file)}${benefitForm(file.id, at.today, filled)}<p class="muted screen">${texts.benefits.how}</p></section>
<section class="card"><h2>${texts.timeline}</h2>
<p class="screen"><a class="button" href="/console/today/person/${file.id}">${today.rules_of}</a></p>
${file.timeline.length > 0 ? html`<ol class="timeline">${file.timeline.map(line)}</ol>` : html`<p class="muted">${shell.person.empty}</p>`}
${file.timeline.length > ON_PAPER ? html`<p class="muted paper">${texts.shorter}</p>` : ""}
</section>
</div>
${keepsStaff(staff) ? html`<div class="aside">${merging(file, filled)}${personData(file.id, staff.role === "admin")}</div>` : ""}
</div>`;
}

/** As many lines of the timeline as the style sheet leaves on paper. */
const ON_PAPER = 6;

function facts(file: WholeFile): Html {
  const t = shell.person;
  const fact = (label: string, value: Html | string | null): Html =>
    html`<div><dt>${label}</dt><dd>${value ?? html`<span class="muted">${shell.unknown}</span>`}</dd></div>`;
  const age =
    file.age_from === null
      ? null
      : html`${t.aged(file.age_from, file.age_to ?? file.age_from)}${file.age_on ? html` <span class="muted">${t.said_on(file.age_on)}</span>` : ""}`;
  return html`<dl class="facts">
${fact(t.sex, file.sex)}
${fact(t.age, age)}
${fact(t.address, file.address)}
${fact(t.grid, file.area)}
${fact(texts.phone, file.phone)}
${file.tags.length > 0 ? fact(t.tags, file.tags.join("、")) : ""}
${file.also_written.length > 0 ? fact(texts.also, file.also_written.join("、")) : ""}
</dl>
<p class="plain-links screen"><a href="/console/today/person/${file.id}">${texts.rules}</a></p>`;
}

const who = (file: WholeFile, id: string): string => file.staff[id] ?? shell.desk.somebody;

function stages(file: WholeFile): Html {
  const t = texts.stage;
  if (file.stages.length === 0)
    return html`<p class="muted">${file.stage ? (t.names[file.stage as Stage] ?? file.stage) : t.none}</p>`;
  return html`<ol class="timeline">${file.stages.map(
    (one) => html`<li><p><strong>${t.names[one.stage]}</strong> ${t.since(one.since)}</p>
<p class="words">${one.words}</p><p class="muted">${t.by(who(file, one.by_staff), chinaTime(one.at))}</p></li>`,
  )}</ol>`;
}

function benefits(file: WholeFile): Html {
  const t = texts.benefits;
  if (file.benefits.length === 0) return html`<p class="muted">${t.none}</p>`;
  return html`<ol class="timeline">${file.benefits.map(
    (one) => html`<li><p><strong>${one.benefit}</strong> ${t.states[one.state]} ${texts.stage.since(one.since)}</p>
<p class="words">${one.words}</p><p class="muted">${texts.stage.by(who(file, one.by_staff), chinaTime(one.at))}</p></li>`,
  )}</ol>`;
}

function support(file: WholeFile): Html {
  const t = texts.support;
  const one = ({ id, role, name, phone }: WholeFile["supporters"][number]): Html =>
    html`<li><p>${t.names[role]}:<strong>${name}</strong>${phone ? html` <span class="day">${phone}</span>` : ""}</p>
${id ? html`<form class="moves" method="post" action="${PATH}/${file.id}/support/end"><input type="hidden" name="support_id" value="${id}"><button aria-label="${t.end_for(name)}">${t.end}</button></form>` : ""}</li>`;
  return html`<ul class="plain brief plain-links">${file.supporters.map(one)}</ul>
<p>${
    file.gaps.length > 0
      ? html`${t.gaps}:${file.gaps.map((role) => html`<span class="mark stuck">${t.names[role]}</span> `)}`
      : t.no_gaps
  }</p>`;
}

/** Something stands on this resident's consent: what is reported by law does not. */
const isInWork = ({ referrals: all, consents: said }: WholeFile): boolean =>
  all.some(
    ({ id, status }) =>
      !CLOSED.includes(status as ReferralStatus) && said.some((one) => one.id === id && one.said === "yes"),
  );

function needs({ id, needs: all }: WholeFile, filled: Filled | null): Html {
  if (all.length === 0) return html`<p class="muted">${texts.needs.none}</p>`;
  const urgency: Record<string, string> = said.urgency;
  const mine = filled?.form === "need" ? filled : null;
  // Somebody else closed it meanwhile: its form is not there any more.
  const lost = mine && all.some((need) => need.id === mine.fields.need_id && need.closed) ? mine : null;
  const why = html`<div class="error" role="alert" tabindex="-1" data-focus><p>${lost?.why}</p><p class="words">${lost?.fields.words}</p></div>`;
  return html`${lost ? why : ""}<ul class="plain brief plain-links">${all.map(
    (need) => html`<li><p class="words">${need.words}</p><p class="muted">${need.said_on}
${need.closed ? html`<span class="mark closed">${need.result ? needTexts.results[need.result] : texts.needs.closed}</span>` : html`<span class="mark waits">${urgency[need.urgency] ?? need.urgency}</span>`}</p>
${need.closed ? "" : needForm(`${PATH}/${id}/need`, need, mine?.fields.need_id === need.id ? mine : null)}</li>`,
  )}</ul>`;
}

function referrals({ referrals: all }: WholeFile): Html {
  if (all.length === 0) return html`<p class="muted">${texts.referrals.none}</p>`;
  return html`<ul class="plain brief plain-links">${all.map(
    (
      one,
    ) => html`<li><p><a href="/console/referrals/${one.id}">${one.ref}</a> ${one.service_name} ${statusMark(one.status as ReferralStatus)}</p>
<p class="words">${one.reason}</p>${one.due_on ? html`<p class="muted">${texts.referrals.due(one.due_on)}</p>` : ""}</li>`,
  )}</ul>`;
}

function crisis({ id, ref, kind, state, at }: FileCrisis): Html {
  const kinds: Record<string, string> = said.crisis.kinds;
  const ended = state === "closed" ? html` <span class="mark closed">${texts.crises.closed}</span>` : "";
  return html`<li><p><a href="/console/crises/${id}">${ref}</a> ${kinds[kind] ?? kind}${ended}</p><p class="muted"><time>${chinaTime(at)}</time></p></li>`;
}

function consents(file: WholeFile): Html {
  const t = texts.consent;
  if (file.consents.length === 0) return html`<p class="muted">${t.none}</p>`;
  const of = (one: FileConsent): string => (one.of === "visit" ? t.visit(one.ref) : t.referral(one.ref, one.to ?? ""));
  return html`<ul class="plain brief plain-links">${file.consents.map(
    (one) =>
      html`<li><p>${of(one)}:<strong>${t[one.said]}</strong></p><p class="muted">${one.on} ${t.by(who(file, one.by_staff))}</p></li>`,
  )}</ul>`;
}

/** For those who lead: files that may be the same person, and the merges that made this one. */
function merging(file: WholeFile, filled: Filled | null): Html {
  const t = texts.merge;
  const like = file.lookalikes.map(
    (
      one,
    ) => html`<li><p><a href="${PATH}/${one.id}">${one.ref}</a> ${one.name} ${one.sex ?? ""} ${one.address ?? ""}</p>
<p class="muted">${one.told_apart ? t.told_apart(one.told_apart) : t.not_asked}</p>
<p><a class="button" href="${PATH}/${file.id}/merge?other=${one.ref}">${t.with_ref(one.ref)}</a></p></li>`,
  );
  const before = file.merges.map(
    (one) => html`<li><p>${t.done_before(one.merged.ref, who(file, one.by_staff), chinaTime(one.at))}</p>
<p class="words">${one.reason}</p>
${one.undone_at ? html`<p class="muted">${t.undone(chinaTime(one.undone_at))}</p>` : undoForm(file.id, one, filled)}</li>`,
  );
  return html`<section class="card screen"><h2>${t.title}</h2>
${before.length > 0 ? html`<ul class="plain">${before}</ul>` : ""}
${like.length > 0 ? html`<h3>${t.like}</h3><ul class="plain plain-links">${like}</ul>` : ""}
${otherForm(file.id, filled)}</section>`;
}

function line(event: PersonEvent): Html {
  const t = shell.person;
  const ref = event.ref ? html` <span class="muted">${event.ref}</span>` : "";
  const what: Record<PersonEvent["kind"], () => Html> = {
    visit: () =>
      html`<strong>${t.kinds.visit}</strong>${event.status ? ` ${event.status}` : ""}${ref} ${pictureLinks({ ...event, ref: event.ref ?? "" })} ${formsLink({ id: event.id, ref: event.ref ?? "" })}`,
    referral: () =>
      html`<strong>${t.kinds.referral}</strong> <a href="/console/referrals/${event.id}">${event.ref}</a> ${statusMark(event.status as ReferralStatus)}`,
    follow_up: () => html`<strong>${t.kinds.follow_up}</strong> ${t.follow_up[event.status ?? ""] ?? ""}`,
  };
  const agreed = event.words === "agreed" ? t.agreed : whyWords(event.words);
  const words = event.kind === "follow_up" ? agreed : event.words;
  return html`<li><p>${what[event.kind]()}</p><p class="muted"><time>${chinaTime(event.at)}</time></p><p class="words">${words}</p></li>`;
}
