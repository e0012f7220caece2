import { html } from "hono/html";
import { WITHOUT_RESIDENT } from "../../cases/referrals/advance.ts";
import { isReopening, type ReferralStatus } from "../../cases/referrals/moves.ts";
import type { ReferralDetail } from "../../cases/referrals/read.ts";
import type { Html } from "../page.ts";
import { option } from "./options.ts";
import { WORDS_LIMIT } from "./read-form.ts";
import { life } from "./referral-life-texts.ts";
import { texts } from "./texts.ts";

/** What is done to a referral beside its moves: the last part of the form's address. */
export type LifeForm =
  | "claim"
  | "denial"
  | "resend"
  | "outcome"
  | "resident"
  | "link"
  | "pathway"
  | "step"
  | "withdraw";

/** A form that was refused: which one, why in words, and what stood in it. */
export interface Refused {
  form: ReferralStatus | "approved" | "returned" | LifeForm;
  why: string;
  words: string;
  confirmed: boolean;
}

type Move = ReferralDetail["moves"][number];

/** The way forward; everything else stops or ends it. */
const FORWARD: readonly ReferralStatus[] = ["requested", "received", "accepted", "in-progress", "completed"];

/**
 * The moves open to the reader, the way forward first. Those that need words unfold.
 * @param beside forms that stand with the moves
 * @param own the moves are the reader's own work, and so the button that stands out
 */
export function moveForms(
  referral: ReferralDetail,
  refused: Refused | null,
  own: boolean,
  beside: { before: Html; after: Html },
): Html {
  // To open again what has ended is no task.
  const tasks = referral.moves.some(({ to }) => !isReopening(referral.status, to));
  const none = tasks ? "" : html`<p class="muted">${texts.referral.nothing_to_do[referral.status]}</p>`;
  const forward = referral.moves.filter((move) => isForward(referral, move));
  const others = referral.moves.filter((move) => !isForward(referral, move));
  const moves = [...forward, ...others].map((move) => moveForm(referral, move, refused, own));
  return html`${none}<div class="moves">${beside.before}${moves}${beside.after}</div>`;
}

const isForward = ({ status }: ReferralDetail, { to }: Move): boolean =>
  FORWARD.includes(to) && !isReopening(status, to);

function labelOf({ status }: ReferralDetail, to: ReferralStatus): string {
  if (isReopening(status, to)) return status === "rejected" ? life.look_again : life.reopen;
  return status === "on-hold" && to === "in-progress" ? texts.referral.resume : texts.referral.moves[to];
}

function moveForm(referral: ReferralDetail, move: Move, refused: Refused | null, own: boolean): Html {
  const { to, needs } = move;
  const t = texts.referral;
  const label = labelOf(referral, to);
  const action = `/console/referrals/${referral.id}/move`;
  const hidden = html`<input type="hidden" name="to" value="${to}"><input type="hidden" name="from" value="${referral.status}">`;
  const stands_out = own && isForward(referral, move);
  const primary = stands_out ? html` class="primary"` : "";
  if (needs === "nothing") {
    return html`<form method="post" action="${action}">${hidden}<button${primary}>${label}</button></form>`;
  }
  const mine = refused?.form === to ? refused : null;
  const reasons: Partial<Record<ReferralStatus, string>> = t.reason;
  const confirm = html`<label class="tick"><input type="checkbox" name="resident_confirmed" value="yes"${mine?.confirmed ? html` checked` : ""}> ${t.resident_confirmed}</label>`;
  const asked = isReopening(referral.status, to) ? life.reopen_reason : (reasons[to] ?? t.reason_plain);
  return html`<details${mine ? html` open` : ""}><summary class="button${stands_out ? " primary" : ""}">${label}</summary>
<form method="post" action="${action}">${hidden}
${wordsArea(`words-${to}`, asked, mine)}
${to === "on-hold" ? untilField(referral.life.pause) : ""}
${needs === "outcome" ? confirm : ""}${to === "completed" && referral.life.may.close_without ? withoutField() : ""}
<button${primary} aria-label="${t.send}:${label}">${t.send}</button></form></details>`;
}

/** The day on which a pause ends; what stands in it is what holds when nobody says anything. */
function untilField({ first, unsaid }: ReferralDetail["life"]["pause"]): Html {
  return html`<label for="until">${life.until}</label>
<input id="until" name="until" type="date" min="${first}" value="${unsaid}">`;
}

/** For a supervisor: why the resident cannot be asked. */
function withoutField(): Html {
  const options = WITHOUT_RESIDENT.map((why) => option(why, life.without_why[why]));
  return html`<label for="without">${life.without}</label>
<select id="without" name="without_resident"><option value="">${life.without_no}</option>${options}</select>`;
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

/** A labelled field for words, with what was typed and why it was refused. */
export function wordsArea(id: string, label: string, refused: Refused | null): Html {
  const wrong = refused ? html` aria-invalid="true" aria-describedby="${id}-why" data-focus` : "";
  return html`${refused ? html`<p class="error" id="${id}-why" role="alert">${refused.why}</p>` : ""}
<label for="${id}">${label}</label>
<textarea id="${id}" name="words" rows="3" maxlength="${WORDS_LIMIT}"${wrong}>${refused?.words ?? ""}</textarea>`;
}

/** A refused form that is not on the page any more: why, and the words that stood in it. */
export function lostForm(referral: ReferralDetail, refused: Refused, reviews: boolean): Html {
  const { form } = refused;
  const worded = referral.moves.some((move) => move.to === form && move.needs !== "nothing");
  const { may } = referral.life;
  const own = {
    denial: may.confirm_denial,
    outcome: may.report_outcome,
    resident: may.say_for_resident,
    step: may.step,
  };
  if (Object.hasOwn(own, form) && own[form as keyof typeof own] && refused.words !== "") return html``;
  if (worded || (reviews && form === "returned")) return html``;
  return html`<div class="error" role="alert" tabindex="-1" data-focus><p>${refused.why}</p>
${refused.words ? html`<p>${texts.referral.kept}</p><pre class="words">${refused.words}</pre>` : ""}</div>`;
}
