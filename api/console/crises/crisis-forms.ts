import { html } from "hono/html";
import { crisisTexts } from "../../../bot/texts/crises.ts";
import { CALLED_NUMBERS } from "../../../cases/crises/call.ts";
import { dutiesOf } from "../../../cases/crises/duties.ts";
import { CRISIS_OUTCOMES, CRISIS_STATES, type CrisisState } from "../../../cases/crises/moves.ts";
import type { CrisisDetail } from "../../../cases/crises/read.ts";
import type { Html } from "../../page.ts";
import { keepsStaff } from "../layout.ts";
import { option } from "../options.ts";
import { WORDS_LIMIT } from "../read-form.ts";
import type { SeenCrisis } from "./crisis-page.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";

/** A crisis's form: its verb, and what it holds. */
export function actForm(crisis: { id: string }, verb: string, body: Html): Html {
  return html`<form method="post" action="${PATH}/${crisis.id}/${verb}">${body}</form>`;
}

/** A form behind a button. @param id of the fold, so that it stays open while the page keeps itself up to date */
export function fold(id: string, label: string, body: Html, primary = false): Html {
  return html`<details id="${id}"><summary class="button${primary ? " primary" : ""}">${label}</summary>${body}</details>`;
}

/** A choice of codes. @param blank the first line, which says nothing; without it the first code is chosen */
export function choice(
  id: string,
  name: string,
  options: readonly (readonly [value: string, label: string])[],
  blank: string | null = texts.act.choose,
): Html {
  return html`<select id="${id}" name="${name}"${blank === null ? "" : html` required`}>${blank === null ? "" : html`<option value="">${blank}</option>`}${options.map(
    ([value, label]) => option(value, label),
  )}</select>`;
}

function wordsArea(id: string, label: string, required: boolean): Html {
  return html`<label for="${id}">${label}</label>
<textarea id="${id}" name="words" rows="3" maxlength="${WORDS_LIMIT}"${required ? html` required` : ""}></textarea>`;
}

/** What the reader may do next, the way forward first. */
export function actPanel(seen: SeenCrisis): Html {
  const { crisis, reader } = seen;
  const t = texts.act;
  const is_open = crisis.closed_at === null;
  const works = crisis.parties.length > 0;
  const take = mayTake(seen);
  const acts = [
    take ? acknowledge(crisis) : "",
    ...moves(crisis),
    mayHandOver(seen) ? handOver(seen) : "",
    is_open ? calls(crisis) : "",
    is_open && works && crisis.kind !== null && !crisis.attempted ? attempted(crisis) : "",
    is_open && asksVictim(crisis) ? victim(crisis) : "",
    note(crisis),
  ];
  const waits = is_open && crisis.reporter?.id === reader.id ? html`<p class="muted">${t.reporter_waits}</p>` : "";
  const nothing = !take && crisis.moves.length === 0 && !waits ? html`<p class="muted">${t.not_yours}</p>` : "";
  return html`<section class="card"><h2>${t.heading}</h2>${waits}${nothing}<div class="moves">${acts}</div></section>`;
}

/** Nobody takes on what they reported, but a supervisor when nobody is left; what somebody has is taken by whoever they asked. */
function mayTake({ crisis, reader }: SeenCrisis): boolean {
  if (crisis.closed_at !== null || crisis.owner?.id === reader.id) return false;
  if (crisis.reporter?.id === reader.id)
    return crisis.owner === null && crisis.kind !== null && crisis.list_ended_at !== null && keepsStaff(reader);
  return crisis.owner === null || crisis.handed_to?.id === reader.id;
}

function mayHandOver({ crisis, reader }: SeenCrisis): boolean {
  if (crisis.closed_at !== null) return false;
  const is_told = crisis.notices.some((notice) => notice.staff_id === reader.id);
  return crisis.parties.length > 0 || (crisis.owner === null && is_told && crisis.reporter?.id !== reader.id);
}

function acknowledge(crisis: CrisisDetail): Html {
  const t = texts.act;
  return actForm(
    crisis,
    "acknowledge",
    html`<button class="primary" id="take">${t.acknowledge}</button><p class="muted">${t.acknowledge_hint}</p>`,
  );
}

function moves(crisis: CrisisDetail): Html[] {
  const at = CRISIS_STATES.indexOf(crisis.state);
  const hidden = (to: CrisisState): Html =>
    html`<input type="hidden" name="to" value="${to}"><input type="hidden" name="from" value="${crisis.state}">`;
  return crisis.moves.map(({ to, needs }) => {
    const t = texts.act;
    const is_back = CRISIS_STATES.indexOf(to) < at;
    const label = crisis.state === "closed" ? t.reopen : is_back ? t.back_to[to] : t.to[to];
    if (needs === "nothing") {
      return actForm(crisis, "move", html`${hidden(to)}<button class="primary" id="move-${to}">${label}</button>`);
    }
    const ends = needs === "outcome";
    const outcome = ends
      ? html`<label for="outcome">${t.outcome}</label>${choice(
          "outcome",
          "outcome",
          CRISIS_OUTCOMES.map((code) => [code, crisisTexts.outcomes[code]] as const),
        )}`
      : "";
    const words = wordsArea(`words-${to}`, ends ? t.why_if_open : t.why, !ends);
    const button = html`<button class="primary" aria-label="${t.confirm}:${label}">${t.confirm}</button>`;
    return fold(`fold-${to}`, label, actForm(crisis, "move", html`${hidden(to)}${outcome}${words}${button}`));
  });
}

function handOver({ crisis, candidates }: SeenCrisis): Html {
  const t = texts.act;
  if (candidates.length === 0) return fold("fold-hand", t.hand_over, html`<p class="muted">${t.nobody_to}</p>`);
  const people = candidates.map(({ staff_id, name }) => [staff_id, name] as const);
  return fold(
    "fold-hand",
    t.hand_over,
    actForm(
      crisis,
      "hand-over",
      html`<label for="hand-to">${t.hand_over_to}</label>${choice("hand-to", "to", people)}
${wordsArea("words-hand", t.hand_over_why, false)}<p class="muted">${t.hand_over_hint}</p>
<button class="primary" aria-label="${t.confirm}:${t.hand_over}">${t.confirm}</button>`,
    ),
  );
}

function calls(crisis: CrisisDetail): Html {
  const t = texts.act;
  const call = (number: string): Html =>
    html`<button name="number" value="${number}" id="called-${number}">${t.called_n(number)}</button>`;
  return fold(
    "fold-called",
    t.called,
    actForm(crisis, "called", html`<p class="muted">${t.called_hint}</p>${CALLED_NUMBERS.map(call)}`),
  );
}

function attempted(crisis: CrisisDetail): Html {
  const t = texts.act;
  const button = html`<p class="muted">${t.attempted_hint}</p><button aria-label="${t.confirm}:${t.attempted}">${t.confirm}</button>`;
  return fold("fold-attempted", t.attempted, actForm(crisis, "attempted", button));
}

/** Harm of a kind that may have to be reported, and nobody has said yet whose. */
function asksVictim(crisis: CrisisDetail): boolean {
  if (crisis.kind === null || crisis.reports.length > 0) return false;
  return dutiesOf(crisis.kind, "limited_capacity").includes("limited_capacity");
}

function victim(crisis: CrisisDetail): Html {
  const t = texts.act;
  const body = html`<p class="muted">${t.victim_hint}</p><label for="victim">${t.victim}</label>${choice("victim", "victim", Object.entries(t.victims))}
<button aria-label="${t.confirm}:${t.victim}">${t.confirm}</button>`;
  return fold("fold-victim", t.victim, actForm(crisis, "victim", body));
}

function note(crisis: CrisisDetail): Html {
  const t = texts.act;
  const body = html`${wordsArea("words-note", t.note_words, true)}<button aria-label="${t.confirm}:${t.note}">${t.confirm}</button>`;
  return fold("fold-note", t.note, actForm(crisis, "note", body));
}
