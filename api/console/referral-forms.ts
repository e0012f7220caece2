import { html } from "hono/html";
import type { ReferralStatus } from "../../cases/referrals/moves.ts";
import type { ReferralDetail } from "../../cases/referrals/read.ts";
import type { Html } from "../page.ts";
import { WORDS_LIMIT } from "./read-form.ts";
import { texts } from "./texts.ts";

/** A form that was refused: which one, why in words, and what stood in it. */
export interface Refused {
  form: ReferralStatus | "approved" | "returned";
  why: string;
  words: string;
  confirmed: boolean;
}

type Move = ReferralDetail["moves"][number];

/** The way forward; everything else stops or ends it. */
const FORWARD: readonly ReferralStatus[] = ["requested", "received", "accepted", "in-progress", "completed"];

/**
 * The moves open to the reader, the way forward first. Those that need words unfold.
 * @param own the moves are the reader's own work, and so the button that stands out
 */
export function moveForms(referral: ReferralDetail, refused: Refused | null, own: boolean): Html {
  if (referral.moves.length === 0) {
    return html`<p class="muted">${texts.referral.nothing_to_do[referral.status]}</p>`;
  }
  const forward = referral.moves.filter((move) => FORWARD.includes(move.to));
  const others = referral.moves.filter((move) => !FORWARD.includes(move.to));
  return html`<div class="moves">${[...forward, ...others].map((move) => moveForm(referral, move, refused, own))}</div>`;
}

function moveForm(referral: ReferralDetail, { to, needs }: Move, refused: Refused | null, own: boolean): Html {
  const t = texts.referral;
  const label = referral.status === "on-hold" && to === "in-progress" ? t.resume : t.moves[to];
  const action = `/console/referrals/${referral.id}/move`;
  const hidden = html`<input type="hidden" name="to" value="${to}"><input type="hidden" name="from" value="${referral.status}">`;
  const stands_out = own && FORWARD.includes(to);
  const primary = stands_out ? html` class="primary"` : "";
  if (needs === "nothing") {
    return html`<form method="post" action="${action}">${hidden}<button${primary}>${label}</button></form>`;
  }
  const mine = refused?.form === to ? refused : null;
  const reasons: Partial<Record<ReferralStatus, string>> = t.reason;
  const confirm = html`<label class="tick"><input type="checkbox" name="resident_confirmed" value="yes"${mine?.confirmed ? html` checked` : ""}> ${t.resident_confirmed}</label>`;
  return html`<details${mine ? html` open` : ""}><summary class="button${stands_out ? " primary" : ""}">${label}</summary>
<form method="post" action="${action}">${hidden}
${wordsArea(`words-${to}`, reasons[to] ?? t.reason_plain, mine)}
${needs === "outcome" ? confirm : ""}
<button${primary} aria-label="${t.send}:${label}">${t.send}</button></form></details>`;
}

/** 通过 unless it has been, or 退回 with words. */
export function reviewForms(referral: ReferralDetail, refused: Refused | null): Html {
  const t = texts.reviewing;
  const action = `/console/referrals/${referral.id}/review`;
  const mine = refused?.form === "returned" ? refused : null;
  const read = html`<input type="hidden" name="version" value="${referral.version}">`;
  const approve = html`<form method="post" action="${action}">${read}<input type="hidden" name="verdict" value="approved"><button class="primary">${t.approve}</button></form>`;
  return html`<div class="moves">
${referral.review === "approved" ? "" : approve}
<details${mine ? html` open` : ""}><summary class="button">${t.return}</summary>
<form method="post" action="${action}">${read}<input type="hidden" name="verdict" value="returned">
${wordsArea("words-returned", t.words, mine)}
<button aria-label="${texts.referral.send}:${t.return}">${texts.referral.send}</button></form></details>
</div>`;
}

function wordsArea(id: string, label: string, refused: Refused | null): Html {
  const wrong = refused ? html` aria-invalid="true" aria-describedby="${id}-why" data-focus` : "";
  return html`${refused ? html`<p class="error" id="${id}-why" role="alert">${refused.why}</p>` : ""}
<label for="${id}">${label}</label>
<textarea id="${id}" name="words" rows="3" maxlength="${WORDS_LIMIT}"${wrong}>${refused?.words ?? ""}</textarea>`;
}

/** A refused form that is not on the page any more: why, and the words that stood in it. */
export function lostForm(referral: ReferralDetail, refused: Refused, reviews: boolean): Html {
  const { form } = refused;
  const worded = referral.moves.some((move) => move.to === form && move.needs !== "nothing");
  if (worded || (reviews && form === "returned")) return html``;
  return html`<div class="error" role="alert" tabindex="-1" data-focus><p>${refused.why}</p>
${refused.words ? html`<p>${texts.referral.kept}</p><pre class="words">${refused.words}</pre>` : ""}</div>`;
}
