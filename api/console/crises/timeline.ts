import { html } from "hono/html";
import { crisisTexts } from "../../../bot/texts/crises.ts";
import { CRISIS_STATES, type CrisisState } from "../../../cases/crises/moves.ts";
import type { CrisisDetail } from "../../../cases/crises/read.ts";
import type { Html } from "../../page.ts";
import { when } from "./marks.ts";
import { texts } from "./texts.ts";

type Event = CrisisDetail["events"][number];

interface Step {
  state: CrisisState;
  at: string;
  who: string | null;
}

/** 发现 → 研判 → 联动 → 处置 → 回访 → 结案, each with who and when; a step that was gone back from is ahead again. */
export function stageLine(crisis: CrisisDetail): Html {
  const steps = stepsOf(crisis);
  const at = CRISIS_STATES.indexOf(crisis.state);
  const stage = (state: CrisisState, i: number): Html => {
    const step = steps.find((one) => one.state === state);
    const reached = i <= at && step;
    const current = state === crisis.state ? html` aria-current="step"` : "";
    const told = reached
      ? html`<span>${step.who ?? texts.by_itself}</span> ${when(step.at)}`
      : html`<span class="muted">${i < at ? "—" : texts.not_yet}</span>`;
    return html`<li class="${reached ? "reached" : "ahead"}"${current}><strong>${crisisTexts.states[state]}</strong> ${told}</li>`;
  };
  return html`<ol class="stages" aria-label="${texts.stages}">${CRISIS_STATES.map(stage)}</ol>`;
}

/** The last time that each step was reached. */
function stepsOf(crisis: CrisisDetail): Step[] {
  const steps: Step[] = [{ state: "found", at: crisis.created_at, who: crisis.reporter?.name ?? null }];
  for (const event of crisis.events) {
    const state = event.kind === "closed" ? "closed" : event.detail.to;
    if (event.kind !== "acknowledged" && event.kind !== "moved" && event.kind !== "closed") continue;
    if (isState(state)) steps.unshift({ state, at: event.at, who: event.by });
  }
  return steps;
}

function isState(value: unknown): value is CrisisState {
  return CRISIS_STATES.some((state) => state === value);
}

/** Everything that happened, in order. */
export function timeline(crisis: CrisisDetail): Html {
  return html`<ol class="timeline">${crisis.events.map(
    (event) => html`<li><p><strong>${what(event)}</strong></p>
<p class="muted">${when(event.at)} ${event.by ?? texts.by_itself}</p>
${event.words ? html`<p class="words">${event.words}</p>` : ""}</li>`,
  )}</ol>`;
}

function what({ kind, detail, to }: Event): string {
  const t = texts.events;
  const whom = to ?? texts.reports.made_by;
  switch (kind) {
    case "recorded":
      return t.recorded;
    case "told":
      return t.told(whom);
    case "list_ended":
      return t.list_ended;
    case "acknowledged":
      return t.acknowledged;
    case "moved":
      return moved(detail);
    case "handed_over":
      return t.handed_over(whom);
    case "called":
      return t.called(String(detail.number ?? ""));
    case "reported":
      return t.reported(nameIn(crisisTexts.duties, detail.duty));
    case "contacts_proposed":
      return t.contacts_proposed;
    case "contact_taken":
      return t.contact_taken;
    case "contact_done":
      return t.contact_done(texts.contacts.after(Number(detail.after_hours ?? 0)));
    case "closed":
      return t.closed(nameIn(crisisTexts.outcomes, detail.outcome));
    case "noted":
      return noted(detail, whom);
  }
}

function moved({ from, to }: Event["detail"]): string {
  if (!isState(from) || !isState(to)) return "";
  const is_back = CRISIS_STATES.indexOf(to) < CRISIS_STATES.indexOf(from);
  return is_back ? texts.events.moved_back(crisisTexts.states[to]) : texts.events.moved(crisisTexts.states[to]);
}

function noted(detail: Event["detail"], whom: string): string {
  const t = texts.events;
  if (detail.what === "hand_over_unanswered") return t.unanswered(whom);
  if (detail.what === "told_again") return t.told_again;
  if (detail.what === "contacts_given") return t.contacts_given(whom);
  const after = texts.contacts.after(Number(detail.after_hours ?? 0));
  if (detail.what === "contact_missed") return t.contact_missed(after);
  if (detail.what === "contact_dropped") return t.contact_dropped(after);
  if (detail.what === "victim") return t.victim(nameIn(texts.act.victims, detail.victim));
  return t.noted;
}

/** A code in words; one that is not in the catalogue stays as it is. */
function nameIn(names: Record<string, string>, code: unknown): string {
  const key = String(code ?? "");
  return Object.hasOwn(names, key) ? names[key]! : key;
}

/** Who was told, whose turn it was, and who tapped. */
export function toldTable({ notices }: CrisisDetail): Html {
  const t = texts.told;
  if (notices.length === 0) return html`<p class="muted">${t.none}</p>`;
  const heads = [t.who, t.turn, t.at, t.tapped];
  return html`<table class="rows told" role="table">
<caption class="hidden">${t.heading}</caption>
<thead role="rowgroup"><tr role="row">${heads.map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}</tr></thead>
<tbody role="rowgroup">${notices.map(
    (notice) => html`<tr role="row">
<th role="rowheader" scope="row" class="name">${notice.name}</th>
<td role="cell"><span class="label">${t.turn}</span> ${notice.place === null ? t.by_hand : t.turn_n(notice.place)}</td>
<td role="cell"><span class="label">${t.at}</span> ${when(notice.told_at)}</td>
<td role="cell"><span class="label">${t.tapped}</span> ${notice.tapped_at === null ? html`<span class="mark stuck">${t.waiting}</span>` : when(notice.tapped_at)}</td>
</tr>`,
  )}</tbody></table>`;
}
