import { html } from "hono/html";
import type { Html } from "../../page.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";

/** From a list of visits to the forms of one. */
export function formsLink({ id, ref }: { id: string; ref: string }): Html {
  return html`<a href="${PATH}/visits/${id}" aria-label="${texts.make} ${ref}">${texts.make}</a>`;
}

/** To the forms of a month and the templates. */
export function formsEntry(): Html {
  return html`<p class="buttons"><a class="button" href="${PATH}">${texts.months}</a></p>`;
}

/** From a referral to its letter. */
export function letterLink(referral_id: string): Html {
  return html`<p class="buttons"><a class="button" href="${PATH}/referrals/${referral_id}">${texts.names.referral}</a></p>`;
}
