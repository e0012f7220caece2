import { html } from "hono/html";
import type { DocumentState } from "../../../knowledge/documents/state.ts";
import type { Reliability } from "../../../knowledge/ingest/front-matter.ts";
import type { Html } from "../../page.ts";
import { texts } from "./texts.ts";

const STATE_TONE: Record<DocumentState, string> = {
  in_force: "runs",
  not_yet: "waits",
  ended: "closed",
  withdrawn: "late",
};

/** Whether it may be quoted today, in words; the colour only underlines it. */
export function stateMark(state: DocumentState): Html {
  return html`<span class="mark ${STATE_TONE[state]}">${texts.state[state]}</span>`;
}

export function reliabilityMark(reliability: Reliability): Html {
  return reliability === "unverified"
    ? html`<span class="mark stuck">${texts.reliability[reliability]}</span>`
    : html`<span>${texts.reliability[reliability]}</span>`;
}
