import { html } from "hono/html";
import { referralLife } from "../../../bot/texts/referral-life.ts";
import type { CrisisMinutes } from "../../../cases/crises/minutes.ts";
import { type DistrictSettings, priority as urgency } from "../../../cases/district-settings.ts";
import { type Priority, SHIPPED_DAYS } from "../../../cases/referrals/due.ts";
import { PATHWAYS } from "../../../cases/referrals/pathway/pathways.ts";
import type { SettingsEvent } from "../../../cases/settings/keep-settings.ts";
import { isCalendarKnown } from "../../../cases/working-days/working-days.ts";
import type { Html } from "../../page.ts";
import { refusedNote } from "../refused.ts";
import { texts as shell } from "../texts.ts";
import { chinaTime } from "../times.ts";
import { inField, PATH, type Typed } from "./frame.ts";
import { texts } from "./texts.ts";

export interface SettingsShown {
  settings: DistrictSettings;
  minutes: CrisisMinutes;
  history: SettingsEvent[];
  /** Of today, in China. */
  year: number;
  edits: boolean;
  why: string | null;
  /** What stood in a form that was refused. */
  typed: Typed;
}

/** What the district decides for itself, with what holds where it decided nothing. */
export function settingsBody({ settings, minutes, history, year, edits, why, typed }: SettingsShown): Html {
  const off = edits ? "" : html` disabled`;
  return html`<h1>${texts.parts.district}</h1>
${refusedNote(why)}
${edits ? "" : html`<p class="muted">${texts.only_admin}</p>`}
<form class="narrow card sheet" method="post" action="${PATH}/minutes"><h2>${texts.minutes.title}</h2><p class="muted">${texts.minutes.how}</p>
${number("red", texts.minutes.red, inField(typed, "red", minutes.red), 1, 120)}${number("orange", texts.minutes.orange, inField(typed, "orange", minutes.orange), 1, 120)}
<button>${texts.save}</button></form>
<form class="narrow card sheet" method="post" action="${PATH}">${quietHours(settings, off, typed)}${dueDays(settings, off, typed)}${pathwayDays(settings, off, typed)}
${edits ? html`<button>${texts.save}</button>` : ""}</form>
${calendar(year)}
<section><h2>${texts.history}</h2>${history.length === 0 ? html`<p class="empty">${texts.no_history}</p>` : html`<ul class="cards wide">${history.map(event)}</ul>`}</section>`;
}

function number(name: string, label: string, value: string, min: number, max: number): Html {
  return html`<div><label for="${name}">${label}</label><input id="${name}" name="${name}" type="number" min="${min}" max="${max}" value="${value}" required></div>`;
}

function quietHours({ quiet_hours }: DistrictSettings, off: Html | "", typed: Typed): Html {
  const t = texts.quiet;
  // Nothing ticked is nothing sent.
  const through = "from" in typed ? ["stat", typed.through ?? []].flat() : quiet_hours.through;
  const tick = (priority: Priority): Html => {
    const checked = through.includes(priority) ? html` checked` : "";
    // What cannot wait never waits.
    return html`<label class="tick"><input type="checkbox" name="through" value="${priority}"${checked}${priority === "stat" ? html` disabled` : off}> ${shell.priority[priority]}</label>`;
  };
  return html`<h2>${t.title}</h2><p class="muted">${t.how}</p>
<div><label for="from">${t.from}</label><input id="from" name="from" type="time" value="${inField(typed, "from", quiet_hours.from)}" required${off}></div>
<div><label for="until">${t.until}</label><input id="until" name="until" type="time" value="${inField(typed, "until", quiet_hours.until)}" required${off}></div>
<fieldset><legend>${t.through}</legend>${urgency.options.map(tick)}</fieldset>`;
}

function dueDays({ referral_days }: DistrictSettings, off: Html | "", typed: Typed): Html {
  const t = texts.due;
  return html`<h2>${t.title}</h2><p class="muted">${t.how}</p>${urgency.options.map(
    (priority) =>
      html`<div><label for="days-${priority}">${shell.priority[priority]} <span class="muted">${t.shipped(SHIPPED_DAYS[priority].days)}</span></label><input id="days-${priority}" name="days.${priority}" type="number" min="0" max="250" value="${inField(typed, `days.${priority}`, referral_days[priority] ?? "")}"${off}></div>`,
  )}`;
}

function pathwayDays({ pathway_days }: DistrictSettings, off: Html | "", typed: Typed): Html {
  const t = texts.pathway;
  const { source, steps } = PATHWAYS.jingkang;
  return html`<h2>${t.title}</h2><p class="muted">${t.how(source)}</p>${steps
    .slice(1)
    .map(
      ({ name, working_days }) =>
        html`<div><label for="step-${name}">${referralLife.steps[name]}${working_days === null ? "" : html` <span class="muted">${texts.due.shipped(working_days)}</span>`}</label><input id="step-${name}" name="step.${name}" type="number" min="0" max="250" value="${inField(typed, `step.${name}`, pathway_days.jingkang?.[name] ?? "")}"${off}></div>`,
    )}`;
}

function calendar(year: number): Html {
  const t = texts.calendar;
  const known = [year + 1, year, year - 1].find((one) => isCalendarKnown(`${one}-12-31`));
  return html`<section class="card"><h2>${t.title}</h2><p>${t.zone}</p>${known === undefined ? "" : html`<p>${t.known(String(known))}</p>`}${known === year + 1 ? "" : html`<p>${t.unknown(String((known ?? year - 1) + 1))}</p>`}</section>`;
}

function event({ at, by, detail }: SettingsEvent): Html {
  const lines = Object.entries(detail).filter(([name]) => Object.hasOwn(texts.changed, name));
  return html`<li>${lines.map(([name, value]) => {
    const before = detail[`${name}_before`];
    const now = inWords(String(value));
    return html`<p><strong>${texts.changed[name]}</strong> ${before === undefined ? now : texts.was(now, inWords(String(before)))}</p>`;
  })}<p class="muted">${texts.event(chinaTime(at), by)}</p></li>`;
}

/** The codes of the log as words; nothing was set where it is empty. */
function inWords(codes: string): string {
  const words: Record<string, string> = { ...shell.priority, ...referralLife.steps };
  return codes === "" ? texts.as_shipped : codes.replace(/[a-z_]+/g, (code) => words[code] ?? code);
}
