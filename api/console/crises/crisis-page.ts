import { html } from "hono/html";
import { crisisTexts } from "../../../bot/texts/crises.ts";
import { texts as said } from "../../../bot/texts/zh-hans.ts";
import type { OpenCrisis } from "../../../cases/crises/list.ts";
import type { CrisisDetail } from "../../../cases/crises/read.ts";
import type { Told } from "../../../cases/crises/told.ts";
import type { Staff } from "../../../cases/staff/staff.ts";
import type { Html } from "../../page.ts";
import { texts as shell } from "../texts.ts";
import { chinaTime } from "../times.ts";
import { redOnes } from "./board.ts";
import { actPanel } from "./crisis-forms.ts";
import { liveBox, newerNotice } from "./frame.ts";
import { kindWords, levelMark, stateMark } from "./marks.ts";
import { texts } from "./texts.ts";
import { stageLine, timeline, toldTable } from "./timeline.ts";
import { contactTrack, reportTrack } from "./tracks.ts";

export interface SeenCrisis {
  crisis: CrisisDetail;
  reader: Staff;
  /** Whom the reader may hand it to, likeliest first. */
  candidates: Told[];
  /** Whom a supervisor may ask for the contacts after an attempt. */
  professionals: Told[];
  /** All that are open for the reader: a new red one is heard on this page, too. */
  open: OpenCrisis[];
  now: Date;
  live: { since: string; how: "stream" | "poll" };
  /** A form that was refused: why, and the words that stood in it. */
  refused: { why: string; words: string } | null;
}

/** One crisis with everything that whoever handles it needs, and what they may do next. */
export function crisisBody(seen: SeenCrisis): Html {
  const { crisis, live } = seen;
  return html`<div class="title"><h1>${heading(seen)} <span class="muted">${crisis.ref}</span></h1>${levelMark(crisis.level)} ${stateMark(crisis.state)}</div>
${liveBox(live.since, live.how)}
${redOnes(seen.open)}
${refusal(seen)}
<div data-part="stages">${waits(crisis)}${stageLine(crisis)}</div>
<div class="columns">
<div class="aside" data-part="acts">${newerNotice()}${actPanel(seen)}</div>
<div>
<section class="card" data-part="facts"><h2>${texts.facts}</h2>${facts(seen)}</section>
<div data-part="tracks">${newerNotice()}${reportTrack(seen)}${contactTrack(seen)}</div>
<section class="card" data-part="told"><h2>${texts.told.heading}</h2>${toldTable(crisis)}</section>
<section class="card" data-part="timeline"><h2>${texts.timeline}</h2>${timeline(crisis)}</section>
</div>
</div>`;
}

function heading({ crisis, reader }: SeenCrisis): string {
  if (crisis.kind === null && crisis.reporter?.id === reader.id) return texts.wish.own;
  return kindWords({ kind: crisis.kind, reporter: crisis.reporter?.name ?? null });
}

function refusal({ refused }: SeenCrisis): Html {
  if (!refused) return html``;
  return html`<div class="error" role="alert" tabindex="-1" data-focus><p>${refused.why}</p>
${refused.words ? html`<p>${texts.kept}</p><pre class="words">${refused.words}</pre>` : ""}</div>`;
}

/** What has not happened yet, before everything else. */
function waits(crisis: CrisisDetail): Html {
  const t = texts.board;
  if (crisis.closed_at !== null) return html``;
  if (crisis.handed_to) return html`<p class="notice">${texts.handed_to(crisis.handed_to.name)}</p>`;
  if (crisis.owner) return html``;
  const silent = crisis.notices.filter((notice) => notice.tapped_at === null).map((notice) => notice.name);
  const next = crisis.climbs_at ? ` ${t.climbs(chinaTime(crisis.climbs_at).slice(-5))}` : "";
  const words = crisis.list_ended_at ? t.list_ended : `${silent.length > 0 ? t.silent(silent) : t.nobody_told}${next}`;
  return html`<p class="error">${words}</p>`;
}

function facts({ crisis, reader }: SeenCrisis): Html {
  const fact = (name: string, value: Html | string): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const owner = fact(texts.owner, crisis.owner?.name ?? texts.no_owner);
  const outcome = crisis.outcome ? fact(texts.outcome, crisisTexts.outcomes[crisis.outcome]) : "";
  if (crisis.kind === null) {
    const how = crisis.reporter?.id === reader.id ? texts.wish.own_how : texts.wish.how;
    return html`<p>${how}</p><dl class="facts">${reporter(crisis, fact)}${owner}${outcome}</dl>`;
  }
  const words = crisis.words
    ? html`<h3>${texts.words}</h3><blockquote class="words">${crisis.words}</blockquote><p class="muted">${texts.words_kept}</p>`
    : "";
  return html`${words}<dl class="facts">
${fact(texts.where, crisis.area?.name ?? texts.board.somewhere)}
${person(crisis, fact)}
${reporter(crisis, fact)}
${owner}${outcome}
</dl>`;
}

type Fact = (name: string, value: Html | string) => Html;

function person({ person }: CrisisDetail, fact: Fact): Html {
  if (!person) return fact(texts.person, html`<span class="muted">${texts.no_person}</span>`);
  const missing = html`<span class="muted">${texts.no_address}</span>`;
  return html`${fact(texts.person, html`<a href="/console/people/${person.id}">${person.name ?? shell.unnamed}</a> <span class="muted">${person.ref}</span>`)}
${fact(texts.address, person.address ?? missing)}
${fact(texts.phone, person.phone ? telephone(person.phone) : missing)}`;
}

function telephone(number: string): Html {
  return html`<a href="tel:${number.replace(/[^\d+]/g, "")}">${number}</a>`;
}

function reporter({ reporter }: CrisisDetail, fact: Fact): Html {
  if (!reporter) return html``;
  const channels = [...new Set(reporter.channels)].map((channel) => texts.channels[channel] ?? channel);
  const chats = channels.length > 0 ? texts.by_chat(channels) : texts.no_chat;
  const phone = reporter.phone ? html`${telephone(reporter.phone)} ` : "";
  return html`${fact(texts.reporter, reporter.name)}${fact(texts.reach, html`${phone}${chats}`)}`;
}

/** The title of its tab: what and which, never whose. */
export function crisisTitle(crisis: CrisisDetail): string {
  const kind = crisis.kind === null ? texts.title : (said.crisis.kinds[crisis.kind] ?? crisis.kind);
  return `${kind} ${crisis.ref}`;
}
