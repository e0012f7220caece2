import { html } from "hono/html";
import { whyWords } from "../../../bot/texts/follow-ups.ts";
import type { RuleChange } from "../../../cases/follow-ups/keep-rule.ts";
import type { FollowUpRule, RuleInForce } from "../../../cases/follow-ups/rules.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { refusedNote } from "../refused.ts";
import { inField, PATH, type Typed } from "./frame.ts";
import { texts } from "./texts.ts";

/** The rules for the next visit, each with its form, and what was changed. */
export function rulesBody(
  rules: readonly RuleInForce[],
  history: readonly RuleChange[],
  why: string | null,
  typed: Typed,
): Html {
  const t = texts.rules;
  return html`<h1>${texts.parts.rules}</h1>
${refusedNote(why)}
<p>${t.lead}</p>
<ul class="cards wide">${rules.map((rule) => ruleForm(rule, typed.condition === rule.condition ? typed : null))}</ul>
<p class="muted">${t.attempts}</p>
<section><h2>${texts.history}</h2>${
    history.length === 0
      ? html`<p class="empty">${texts.no_history}</p>`
      : html`<ul class="cards wide">${history.map(
          (one) =>
            html`<li><p><strong>${t.change(whyWords(one.condition), interval(one), one.off)}</strong></p><p>${one.source}</p>${one.reason ? html`<p>${t.because(one.reason)}</p>` : ""}<p class="muted">${texts.event(one.since, one.by)}</p></li>`,
        )}</ul>`
  }</section>`;
}

const interval = ({ amount, unit }: Pick<FollowUpRule, "amount" | "unit">): string =>
  `${amount} ${texts.rules.units[unit]}`;

/** @param typed what stood in it when it was refused */
function ruleForm(rule: RuleInForce, typed: Typed | null): Html {
  const t = texts.rules;
  const { condition } = rule;
  const what = whyWords(condition);
  const label = condition === "medicine_ends" ? t.before : t.after;
  const held = (name: string, holds: unknown): string => inField(typed ?? {}, name, holds);
  const off = typed ? typed.off === "1" : rule.off;
  const unit = (name: "day" | "month"): Html => option(name, t.units[name], held("unit", rule.unit));
  return html`<li><form class="sheet" method="post" action="${PATH}/rules" aria-label="${what}">
<p><strong>${what}</strong> ${rule.off ? html`<span class="mark closed">${t.off_mark}</span>` : ""}</p>
<p>${label} ${interval(rule)} <span class="muted">${rule.since ? t.since(rule.since) : t.shipped}</span></p>
<input type="hidden" name="condition" value="${condition}">
<div><label for="amount-${condition}">${t.amount}</label><input id="amount-${condition}" name="amount" type="number" min="1" max="366" value="${held("amount", rule.amount)}" required></div>
<div><label for="unit-${condition}">${t.unit}</label><select id="unit-${condition}" name="unit">${unit("day")}${unit("month")}</select></div>
<div><label for="source-${condition}">${t.source}</label><input id="source-${condition}" name="source" maxlength="200" value="${held("source", rule.source)}" required></div>
<div><label for="reason-${condition}">${t.reason}</label><input id="reason-${condition}" name="reason" maxlength="200" value="${held("reason", "")}"></div>
<label class="tick"><input type="checkbox" name="off" value="1"${off ? html` checked` : ""}> ${t.off}</label>
<button aria-label="${t.save_for(what)}">${texts.save}</button></form></li>`;
}
