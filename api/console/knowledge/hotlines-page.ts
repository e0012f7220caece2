import { html } from "hono/html";
import type { Approval } from "../../../knowledge/approvals/approvals.ts";
import type { Hotline } from "../../../knowledge/hotlines/hotline.ts";
import { type Regions, regionName } from "../../../knowledge/regions/regions.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { address } from "../pager.ts";
import { WORDS_LIMIT } from "../read-form.ts";
import { refusedNote } from "../refused.ts";
import { texts as shell } from "../texts.ts";
import { chinaTime } from "../times.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";

export type HotlineField = keyof typeof texts.hotlines.fields;
export type Typed = Record<HotlineField, string>;
export const FIELDS = Object.keys(texts.hotlines.fields) as HotlineField[];
const LONG: readonly HotlineField[] = ["purpose", "source", "note"];
const AT = `${PATH}/hotlines`;

interface Seen {
  approvals: Approval[];
  lines: Hotline[];
  names: Map<string, string>;
  regions: Regions;
  /** Adcodes for whose numbers this district may speak. */
  changeable: string[];
  /** How many others could decide. */
  others: number;
  me: string;
  refused: { id: string; why: string; words: string } | null;
}

export function hotlinesBody(seen: Seen): Html {
  const t = texts.hotlines;
  const waiting = seen.approvals.filter((approval) => approval.state === "waiting");
  const decided = seen.approvals.filter((approval) => approval.state !== "waiting");
  return html`<h1>${texts.parts.hotlines}</h1>
<p class="muted">${t.how}</p>
${seen.others === 0 ? html`<p class="error">${t.alone}</p>` : ""}
${waiting.some(({ id }) => id === seen.refused?.id) ? "" : refusedNote(seen.refused?.why)}
<p class="buttons"><a class="button primary" href="${AT}/propose">${t.new_line}</a></p>
<section><h2>${t.waiting}</h2>${waiting.length > 0 ? html`<ul class="cards wide">${waiting.map((approval) => waitingCard(seen, approval))}</ul>` : html`<p class="empty">${t.none_waiting}</p>`}</section>
<section><h2>${t.now}</h2>${table(seen)}</section>
${decided.length > 0 ? html`<section><h2>${t.decided}</h2><ul class="timeline">${decided.map((approval) => decidedEntry(seen, approval))}</ul></section>` : ""}`;
}

function waitingCard({ names, regions, me, refused }: Seen, approval: Approval): Html {
  const t = texts.hotlines;
  const { id, proposed, proposed_by, proposed_at } = approval;
  const mine = refused?.id === id ? refused : null;
  const who = names.get(proposed_by) ?? "";
  const act =
    proposed_by === me
      ? html`<p>${t.own}</p>`
      : html`<form method="post" action="${AT}/${id}/decide"><input type="hidden" name="verdict" value="approved"><button class="primary" aria-label="${t.approve} ${proposed.number}">${t.approve}</button></form>
<details${mine ? html` open` : ""}><summary class="button" aria-label="${t.reject} ${proposed.number}">${t.reject}</summary><form method="post" action="${AT}/${id}/decide"><input type="hidden" name="verdict" value="rejected">
<label for="words-${id}">${t.reason}</label><textarea id="words-${id}" name="words" rows="2" maxlength="${WORDS_LIMIT}"${mine ? html` aria-invalid="true" data-focus` : ""}>${mine?.words ?? ""}</textarea><button aria-label="${shell.referral.send}:${t.reject} ${proposed.number}">${shell.referral.send}</button></form></details>`;
  return html`<li><p><strong>${proposed.number} ${proposed.name}</strong></p>
<p class="muted">${t.by(who, chinaTime(proposed_at))}</p>
${mine ? html`<p class="error" role="alert">${mine.why}</p>` : ""}
${comparison(approval, regions)}
<div class="moves">${act}</div></li>`;
}

/** What stands there now beside what it would become; only what differs, in words. */
function comparison({ proposed, before }: Approval, regions: Regions): Html {
  const t = texts.hotlines;
  const shown = (field: HotlineField, line: Partial<Record<HotlineField, string | null>>): string =>
    field === "region" ? regionName(regions, line.region ?? "") : (line[field] ?? "");
  const rows = FIELDS.flatMap((field) => {
    const now = before && field !== "replaces" ? shown(field, before as Partial<Typed>) : "";
    const then = shown(field, proposed);
    if (now === then) return then === "" ? [] : [html`<div><dt>${t.fields[field]}</dt><dd>${then}</dd></div>`];
    const old = now === "" ? "" : html`<del><span class="hidden">${t.before}:</span>${now}</del> `;
    return [
      html`<div><dt>${t.fields[field]}</dt><dd>${old}<ins><span class="hidden">${t.after}:</span>${then || shell.none}</ins></dd></div>`,
    ];
  });
  return html`${before === null ? html`<p class="muted">${t.brand_new}</p>` : ""}<dl class="facts diff">${rows}</dl>`;
}

function table({ lines, changeable }: Seen): Html {
  const t = texts.hotlines;
  const heads = [t.fields.number, t.fields.name, t.fields.region, t.fields.hours, t.fields.as_of];
  return html`<table class="rows hotlines" role="table" data-rows>
<caption class="hidden">${t.now}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}<th role="columnheader" scope="col"><span class="hidden">${t.change}</span></th></tr></thead>
<tbody role="rowgroup">${lines.map((line) => {
    const marks = line.replaced_by ? t.replaced(line.replaced_by) : line.verified ? null : t.unverified;
    const change = changeable.includes(line.region)
      ? html`<a class="button" href="${address(`${AT}/propose`, { number: line.number, region: line.region })}" aria-label="${t.change_for(line.name, line.number)}">${t.change}</a>`
      : "";
    return html`<tr role="row"><th role="rowheader" scope="row" class="ref">${line.number}</th>
<td role="cell">${line.name}${marks ? html` <span class="mark stuck">${marks}</span>` : ""}</td><td role="cell">${line.region_name}</td>
<td role="cell">${line.hours ?? html`<span class="muted">${t.all_day}</span>`}</td><td role="cell" class="day">${line.as_of ?? ""}</td>
<td role="cell" class="actions">${change}</td></tr>`;
  })}</tbody></table>`;
}

function decidedEntry({ names }: Seen, approval: Approval): Html {
  const t = texts.hotlines;
  const by = t.by(names.get(approval.proposed_by) ?? "", chinaTime(approval.proposed_at));
  const decided = t.decided_by(names.get(approval.decided_by ?? "") ?? "", chinaTime(approval.decided_at ?? ""));
  return html`<li><p>${approval.proposed.number} ${approval.proposed.name} <span class="mark ${approval.state === "approved" ? "runs" : "late"}">${t.states[approval.state]}</span></p>
<p class="muted">${by},${decided}</p>${approval.reason ? html`<p class="words">${approval.reason}</p>` : ""}</li>`;
}

export function proposalBody(given: {
  now: Hotline | null;
  places: [string, string][];
  alone: boolean;
  typed: Typed;
  wrong: Partial<Typed>;
}): Html {
  const t = texts.hotlines;
  const { typed, wrong } = given;
  const flaws = Object.entries(wrong) as [HotlineField, string][];
  const field = (name: HotlineField): Html => {
    const bad = wrong[name] ? html` aria-invalid="true" aria-describedby="${name}-why"` : "";
    const why = wrong[name] ? html`<p class="why" id="${name}-why">${wrong[name]}</p>` : "";
    const hint = name === "source" ? html` placeholder="${t.source_hint}"` : "";
    const options = given.places.map(([code, label]) => option(code, label, typed.region));
    const input =
      name === "region"
        ? html`<select id="region" name="region">${options}</select>`
        : LONG.includes(name)
          ? html`<textarea id="${name}" name="${name}" rows="2"${hint}${bad}>${typed[name]}</textarea>`
          : html`<input id="${name}" name="${name}" value="${typed[name]}"${bad}>`;
    return html`<div><label for="${name}">${t.fields[name]}</label>${input}${why}</div>`;
  };
  return html`<h1>${given.now ? t.change_for(given.now.name, given.now.number) : t.new_line}</h1>
<p class="muted">${t.how}</p>
${given.alone ? html`<p class="error">${t.alone}</p>` : ""}
${flaws.length > 0 ? html`<div class="error" role="alert" tabindex="-1" data-focus><p>${t.wrong}</p><ul class="faults">${flaws.map(([name, why]) => html`<li><a href="#${name}">${t.fields[name]}</a>:${why}</li>`)}</ul></div>` : ""}
<form class="card sheet" method="post" action="${AT}/propose">${FIELDS.map(field)}
<div class="buttons"><button class="primary">${t.send}</button><a class="button" href="${AT}">${shell.cancel}</a></div></form>`;
}
