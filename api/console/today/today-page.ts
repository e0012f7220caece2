import { html } from "hono/html";
import { crisisTexts } from "../../../bot/texts/crises.ts";
import { followUpTexts, whyWords } from "../../../bot/texts/follow-ups.ts";
import { workingLife } from "../../../bot/texts/working-life.ts";
import type { DueContact } from "../../../cases/crises/due-contacts.ts";
import type { DoorFlag } from "../../../cases/doors/flag.ts";
import { DROP_REASONS, MISSED_REASONS, type Reason, SNOOZE_REASONS } from "../../../cases/follow-ups/change.ts";
import type { DueDate, DueHousehold, DuePerson } from "../../../cases/follow-ups/today.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { refusedNote } from "../refused.ts";
import { texts as shell } from "../texts.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/today";

export interface TodayList {
  day: string;
  /** The first and last day that a date may be moved to. */
  from: string;
  until: string;
  households: DueHousehold[];
  /** How many doors there are in all, when only those that are due longest are laid out. */
  more: number | null;
  contacts: DueContact[];
  /** Of a supervisor: the grids, with how many doors, and the one that is shown; null for everybody else. */
  grids: { id: string | null; name: string; doors: number; shown: boolean }[] | null;
  /** Doors to which nobody goes alone. */
  two: DoorFlag[];
  /** May end a follow-up. */
  leads: boolean;
  why: string | null;
}

/** Everybody who is to be seen today, grid by grid, door by door. */
export function todayBody(list: TodayList): Html {
  const { day, households, more, why } = list;
  return html`<h1>${texts.title}</h1>
${refusedNote(why)}
<p>${households.length > 0 ? texts.lead(day, more ?? households.length) : texts.none}</p>
${more === null ? "" : html`<p class="muted">${texts.longest(households.length)}</p>`}
${list.grids ? gridLinks(list.grids) : ""}
${list.contacts.length > 0 ? html`<section><h2>${texts.contacts}</h2><ul class="cards wide">${list.contacts.map(contact)}</ul></section>` : ""}
${byGrid(households).map(
  ([name, doors]) =>
    html`<section><h2>${name ?? texts.no_grid}</h2><ul class="cards wide">${doors.map((door) => household(door, list))}</ul></section>`,
)}`;
}

function gridLinks(grids: NonNullable<TodayList["grids"]>): Html {
  return html`<nav aria-label="${texts.grids}"><ul class="counts">${grids.map(
    ({ id, name, doors, shown }) =>
      html`<li><a href="${PATH}${id === null ? "" : `?grid=${id}`}"${shown ? html` aria-current="true"` : ""}>${name} <strong>${doors}</strong></a></li>`,
  )}</ul></nav>`;
}

function byGrid(households: readonly DueHousehold[]): [string | null, DueHousehold[]][] {
  const grids = new Map<string | null, DueHousehold[]>();
  for (const door of households) grids.set(door.area, [...(grids.get(door.area) ?? []), door]);
  return [...grids];
}

function contact({ crisis_id, ref, after_hours, person, area }: DueContact): Html {
  return html`<li><p><a href="/console/crises/${crisis_id}">${person?.name ?? shell.unnamed}</a> ${area ?? ""}</p><p>${crisisTexts.contact_due(ref, crisisTexts.after(after_hours))}</p></li>`;
}

function household({ area_id, address, people }: DueHousehold, list: TodayList): Html {
  const two = list.two.find((door) => door.area_id === area_id && door.address === address);
  const warning = two ? html`<p><strong>${workingLife.doors.two(two.address, two.reason)}</strong></p>` : "";
  return html`<li><h3>${address ?? texts.no_address}</h3>${warning}${people.map((person) => onePerson(person, list))}</li>`;
}

function onePerson({ person, last_contact, dates }: DuePerson, list: TodayList): Html {
  const name = person?.name ?? shell.unnamed;
  const rules = person
    ? html` <a class="quiet" href="${PATH}/person/${person.id}" aria-label="${texts.rules_for(name)}">${texts.rules_of}</a>`
    : "";
  const promised = new Set(dates.flatMap((date) => date.promised ?? []));
  const tried = dates.reduce((most, date) => (date.tries > most.tries ? date : most));
  return html`<p>${person ? html`<a href="/console/people/${person.id}">${name}</a>` : name}${rules}</p>
${dates.map(oneDate)}
<p class="muted">${last_contact ? texts.last(last_contact.on, last_contact.form) : texts.never}</p>
${[...promised].map((words) => html`<p>${texts.promised(words)}</p>`)}
${tried.last_try ? html`<p>${texts.tries(tried.tries, tried.last_try.on, followUpTexts.reasons[tried.last_try.reason])}</p>` : ""}
<details><summary>${texts.change}<span class="hidden">:${name}</span></summary>${forms(dates, name, list)}</details>`;
}

function oneDate({ basis, why, due_on, late_days, source }: DueDate): Html {
  const late = late_days > 0 ? html` <span class="mark overdue">${texts.late(late_days)}</span>` : "";
  const when = basis === "agreed" ? texts.on(due_on) : texts.by(due_on);
  const from = source ? html`<br><span class="muted">${texts.source(source)}</span>` : "";
  return html`<p><strong>${whyWords(why)}</strong> ${when}${late}${from}</p>`;
}

function forms(dates: readonly DueDate[], name: string, { from, until, leads }: TodayList): Html {
  const id = dates[0]!.id;
  const chosen = (where: string): Html =>
    dates.length === 1
      ? html`<input type="hidden" name="id" value="${id}">`
      : html`<div><label for="${where}-${id}">${texts.which}</label><select id="${where}-${id}" name="id">${dates.map((date) => option(date.id, `${whyWords(date.why)} ${date.due_on}`))}</select></div>`;
  const drop = html`<form class="sheet" method="post" action="${PATH}/drop" aria-label="${texts.drop}:${name}"><fieldset><legend>${texts.drop}</legend><p class="muted">${texts.drop_how}</p>${chosen("drop")}${whyFields(`drop-${id}`, DROP_REASONS)}<button>${texts.save_drop}</button></fieldset></form>`;
  return html`<form class="sheet" method="post" action="${PATH}/missed" aria-label="${texts.missed}:${name}"><fieldset><legend>${texts.missed}</legend><input type="hidden" name="id" value="${id}">${whyFields(`missed-${id}`, MISSED_REASONS)}<button>${texts.save_missed}</button></fieldset></form>
<form class="sheet" method="post" action="${PATH}/snooze" aria-label="${texts.snooze}:${name}"><fieldset><legend>${texts.snooze}</legend>${dates.some(({ basis }) => basis === "rule") && !leads ? html`<p class="muted">${texts.rule_limit}</p>` : ""}${chosen("snooze")}<div><label for="on-${id}">${texts.new_day}</label><input id="on-${id}" name="on" type="date" min="${from}" max="${until}" required></div>${whyFields(`snooze-${id}`, SNOOZE_REASONS)}<button>${texts.save_snooze}</button></fieldset></form>
${leads ? drop : ""}`;
}

function whyFields(where: string, reasons: readonly Reason[]): Html {
  return html`<div><label for="${where}-why">${texts.why}</label><select id="${where}-why" name="reason">${reasons.map((reason) => option(reason, followUpTexts.reasons[reason]))}</select></div>
<div><label for="${where}-words">${texts.words}</label><input id="${where}-words" name="words" maxlength="200"></div>`;
}
