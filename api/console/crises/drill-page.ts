import { html } from "hono/html";
import type { Rule } from "../../../bot/crisis/rule.ts";
import { CRISIS_KINDS, type CrisisKind, isUnsure, type Verdict } from "../../../bot/crisis/verdict.ts";
import type { Reply } from "../../../bot/reply.ts";
import { texts as said } from "../../../bot/texts/zh-hans.ts";
import type { Area } from "../../../cases/areas/areas.ts";
import { chinaMinute } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { WORDS_LIMIT } from "../read-form.ts";
import { areaChoice } from "./area-choice.ts";
import type { DrillRun, DrillStep } from "./drill-run.ts";
import { PATH } from "./frame.ts";
import { levelMark } from "./marks.ts";
import { texts } from "./texts.ts";

const AT = `${PATH}/drill`;

/** The message of a drill: its words, and `rule:which` when they stand with a rule. */
export interface Chosen {
  words: string;
  message: string;
}

const banner = (): Html => html`<p class="drill-banner"><strong>${texts.drill.banner}</strong></p>`;
const kindName = (kind: string): string => said.crisis.kinds[kind] ?? kind;

/** Own words, or one of those that stand with the rules of a kind. */
export function chooseBody(at: { rules: readonly Rule[]; kind: CrisisKind | null; areas: Area[] }): Html {
  const t = texts.drill;
  const options = CRISIS_KINDS.map((kind) => option(kind, kindName(kind), at.kind));
  const message = (rule: Rule, which: "example" | "counterexample"): Html =>
    html`<li><button class="message" name="message" value="${rule.id}:${which}">${rule[which]}</button> <span class="muted">${t.by_rule(rule.id)}</span></li>`;
  const examples =
    at.rules.length === 0
      ? ""
      : html`<div class="columns halves"><section class="card"><h2>${t.alarms}</h2><ul class="plain">${at.rules.map((rule) => message(rule, "example"))}</ul></section>
<section class="card"><h2>${t.quiet}</h2><ul class="plain">${at.rules.map((rule) => message(rule, "counterexample"))}</ul></section></div>`;
  return html`${banner()}<h1>${t.title}</h1>
<p>${t.how}</p>
<form class="filters" method="get" action="${AT}"><div class="field"><label for="drill-kind">${t.kind}</label><select id="drill-kind" name="kind">${options}</select></div><button>${t.pick}</button></form>
<form class="drill-form" method="post" action="${AT}">
<section class="card sheet"><div><label for="drill-grid">${t.where}</label>${areaChoice({ id: "drill-grid", name: "grid", none: t.unknown_where }, at.areas, null)}</div>
<div><label for="drill-words">${t.own}</label><textarea id="drill-words" name="words" rows="3" maxlength="${WORDS_LIMIT}" aria-describedby="drill-hint"></textarea><p class="muted" id="drill-hint">${t.own_hint}</p></div>
<div class="buttons"><button class="primary">${t.show}</button></div></section>
${examples}
</form>`;
}

export interface SeenDrill {
  chosen: Chosen;
  verdict: Verdict;
  card: Reply | null;
  /** Null when nobody is told by itself. */
  run: DrillRun | null;
  start: Date;
  grid: string | null;
  waits: number;
}

/** What comes of the message, and the list turn by turn. */
export function runBody(seen: SeenDrill): Html {
  const t = texts.drill;
  return html`${banner()}<h1>${t.title}</h1>
<blockquote class="words">${seen.chosen.words}</blockquote>
<div class="columns">
<div>
<section class="card"><h2>${t.verdict}</h2>${verdictOf(seen.verdict)}</section>
${seen.card ? html`<section class="card"><h2>${t.card}</h2><p class="words">${seen.card.text}</p></section>` : ""}
</div>
<section class="card aside"><h2>${t.list}</h2>${listOf(seen)}</section>
</div>
<div class="buttons">${again(seen)}<a class="button" href="${AT}${seen.verdict.kind ? `?kind=${seen.verdict.kind}` : ""}">${t.other}</a></div>`;
}

function verdictOf(verdict: Verdict): Html {
  const t = texts.drill;
  if (verdict.level === "none") return html`<p>${t.none}</p>`;
  const note = verdict.self ? t.self : isUnsure(verdict) ? t.unsure : null;
  const rules = verdict.rules.map(
    (rule) =>
      html`<li><mark>${rule.words}</mark> <span class="muted">${rule.id.startsWith("model.") ? t.from_model : t.by_rule(rule.id)}</span></li>`,
  );
  return html`<p>${levelMark(verdict.level)} <strong>${verdict.kind ? kindName(verdict.kind) : ""}</strong></p>
${note ? html`<p>${note}</p>` : ""}
<h3>${t.rules}</h3><ul class="plain">${rules}</ul>`;
}

function listOf(seen: SeenDrill): Html {
  const t = texts.drill;
  const { run } = seen;
  if (run === null) return html`<p>${seen.verdict.level === "none" ? t.none : t.by_hand_only}</p>`;
  const line = (at: Date, words: string): Html =>
    html`<li><p><strong>${words}</strong></p><p class="muted">${chinaMinute(at)}</p></li>`;
  const step = ({ at, what, people }: DrillStep): Html => {
    const names = people.map((person) => person.name);
    const words = {
      told: t.told(names),
      silent: t.silent(run.minutes),
      tapped: t.tapped(names.join("、")),
      ended: t.ended,
    };
    return line(at, words[what]);
  };
  const next = run.turn.length > 0 ? html`<h3>${t.next}</h3><div class="moves">${turnForms(seen, run)}</div>` : "";
  return html`<ol class="timeline" aria-label="${t.path}">${line(seen.start, t.start)}${run.steps.map(step)}</ol>${next}`;
}

/** 收到 of each whose turn it is, or more time without one. */
function turnForms(seen: SeenDrill, run: DrillRun): Html {
  const t = texts.drill;
  const taps = run.turn.map(
    ({ staff_id, name }) => html`<button class="primary" name="tapped" value="${staff_id}">${t.tap(name)}</button>`,
  );
  return html`<form method="post" action="${AT}">${carried(seen)}<input type="hidden" name="waits" value="${seen.waits}">${taps}</form>
<form method="post" action="${AT}">${carried(seen)}<input type="hidden" name="waits" value="${seen.waits + 1}"><button>${t.wait(run.minutes)}</button></form>`;
}

function again(seen: SeenDrill): Html {
  if (seen.run === null) return html``;
  return html`<form method="post" action="${AT}">${carried(seen)}<button>${texts.drill.again}</button></form>`;
}

/** What the next step must know, on the page and nowhere else. */
function carried({ chosen, grid, start }: SeenDrill): Html {
  const message =
    chosen.message === ""
      ? html`<input type="hidden" name="words" value="${chosen.words}">`
      : html`<input type="hidden" name="message" value="${chosen.message}">`;
  return html`${message}<input type="hidden" name="grid" value="${grid ?? ""}"><input type="hidden" name="start" value="${start.toISOString()}">`;
}
