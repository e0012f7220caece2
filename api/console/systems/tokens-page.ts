import { html } from "hono/html";
import type { MachineToken, machineChoices } from "../../../cases/staff/machine.ts";
import { chinaDate, chinaMinute } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { refusedNote } from "../refused.ts";
import { PATH } from "./endpoints-page.ts";
import { texts } from "./texts.ts";

const TERMS_DAYS = [30, 90, 180, 365] as const;

/** What was typed and refused, and why. */
export interface RefusedToken {
  name: string;
  sees: string;
  mode: string;
  days: number;
  words: string;
}

interface Shown {
  tokens: MachineToken[];
  /** What a token can be made for; null for whoever may not make one. */
  choices: Awaited<ReturnType<typeof machineChoices>> | null;
  refused: RefusedToken | null;
}

/** Which systems hold a token, what each sees and when it last asked, and a form to make one. */
export function tokensBody({ tokens, choices, refused }: Shown): Html {
  const t = texts.machines;
  return html`<h2 id="tokens">${t.title}</h2>
<p>${t.intro}</p>
${tokens.length === 0 ? html`<p class="empty">${t.none}</p>` : tokens.map((token) => card(token, choices !== null))}
${choices ? makeForm(choices, refused) : ""}`;
}

function card(token: MachineToken, may_revoke: boolean): Html {
  const t = texts.machines;
  const day = chinaDate(new Date(token.expires_at));
  const facts = [
    token.sees === null ? t.whole : `${t.kinds[token.role]} ${token.sees}`,
    token.writes ? t.writes : t.reads,
    token.expired ? t.expired(day) : t.until(day),
    token.last_used_at ? t.used(chinaMinute(new Date(token.last_used_at))) : t.unused,
  ];
  return html`<section class="card"><h3>${token.name}</h3>
<p>${facts.join(" · ")}</p>
${
  may_revoke
    ? html`<div class="buttons"><form method="post" action="${PATH}/tokens/${token.id}/revoke">
<button class="danger" aria-label="${t.revoke_for(token.name)}">${t.revoke}</button></form></div>`
    : ""
}</section>`;
}

function makeForm({ grids, organizations }: NonNullable<Shown["choices"]>, refused: RefusedToken | null): Html {
  const t = texts.machines;
  return html`<section class="card" id="make-token"><h3>${t.add_title}</h3>
${refusedNote(refused?.words)}
<form method="post" action="${PATH}/tokens">
<p><label for="token-name">${t.name}</label>
<input id="token-name" name="name" required maxlength="40" autocomplete="off" value="${refused?.name ?? ""}"></p>
<p><label for="token-sees">${t.sees}</label>
<select id="token-sees" name="sees" required>${option("", t.choose, refused?.sees ?? "")}
<optgroup label="${t.kinds.grid_worker}">${grids.map(({ id, name }) => option(`grid_worker:${id}`, name, refused?.sees))}</optgroup>
<optgroup label="${t.kinds.social_worker}">${organizations.map(({ id, name }) => option(`social_worker:${id}`, name, refused?.sees))}</optgroup>
${option("supervisor", t.district_reads, refused?.sees)}</select></p>
<p><label for="token-mode">${t.mode}</label>
<select id="token-mode" name="mode">${option("reads", t.reads, refused?.mode)}${option("writes", t.writes, refused?.mode)}</select></p>
<p><label for="token-days">${t.days}</label>
<select id="token-days" name="days">${TERMS_DAYS.map((days) => option(String(days), t.days_of(days), String(refused?.days ?? 90)))}</select></p>
<p><button>${t.add}</button></p></form></section>`;
}
