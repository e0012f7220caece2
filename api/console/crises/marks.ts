import { html } from "hono/html";
import { crisisTexts } from "../../../bot/texts/crises.ts";
import { texts as said } from "../../../bot/texts/zh-hans.ts";
import type { CrisisState } from "../../../cases/crises/moves.ts";
import type { Html } from "../../page.ts";
import { chinaTime } from "../times.ts";
import { texts } from "./texts.ts";

const TONE: Record<CrisisState, "late" | "stuck" | "runs" | "closed"> = {
  found: "late",
  assessing: "stuck",
  linking: "stuck",
  handling: "runs",
  revisiting: "runs",
  closed: "closed",
};

/** How far it is, in words; the colour only underlines it. */
export function stateMark(state: CrisisState): Html {
  return html`<span class="mark ${TONE[state]}">${crisisTexts.states[state]}</span>`;
}

export function levelMark(level: "red" | "orange"): Html {
  return html`<span class="mark ${level === "red" ? "late" : "stuck"}">${said.crisis.levels[level]}</span>`;
}

/** What happened; of somebody's own distress only the wish for a call. */
export function kindWords(crisis: { kind: string | null; reporter: string | null }): string {
  if (crisis.kind === null) return texts.board.call_please(crisis.reporter ?? texts.reports.made_by);
  return said.crisis.kinds[crisis.kind] ?? crisis.kind;
}

/** The database's way of writing a moment, as ISO 8601. */
export function isoTime(at: string): string {
  return new Date(at.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00")).toISOString();
}

/** Day and minute in China; the browser adds how long ago. */
export function when(at: string): Html {
  return html`<time datetime="${isoTime(at)}">${chinaTime(at)}</time>`;
}

/** How long ago, kept by the browser; without scripts the moment itself. */
export function age(at: string): Html {
  return html`<time class="muted" datetime="${isoTime(at)}" data-ago="${texts.live.ago}" data-ago-hours="${texts.live.ago_hours}">${chinaTime(at)}</time>`;
}
