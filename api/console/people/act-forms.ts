import { html } from "hono/html";
import { BENEFIT_NAME_LIMIT, BENEFIT_STATES } from "../../../cases/people/benefits.ts";
import type { FileMerge, WholeFile } from "../../../cases/people/file.ts";
import { STAGES } from "../../../cases/people/stages.ts";
import { SUPPORT_ROLES } from "../../../cases/people/support.ts";
import type { Html } from "../../page.ts";
import { option } from "../options.ts";
import { WORDS_LIMIT } from "../read-form.ts";
import { refusedNote } from "../refused.ts";
import { texts as shell } from "../texts.ts";
import { PATH } from "./list-page.ts";
import { texts } from "./texts.ts";

/** A form that was refused: which, why, and what stood in it. */
export interface Filled {
  form: "stage" | "benefit" | "support" | "merge" | "unmerge" | "need" | "withdraw";
  why: string;
  fields: Record<string, string>;
}

const of = (filled: Filled | null, form: Filled["form"]): Filled | null => (filled?.form === form ? filled : null);

function unfolded(action: string, label: string, mine: Filled | null, fields: Html): Html {
  return html`<div class="moves"><details${mine ? html` open` : ""}><summary class="button">${label}</summary>
<form method="post" action="${action}">${refusedNote(mine?.why)}${fields}</form></details></div>`;
}

/** 记新的阶段. @param today the latest day that can be given */
export function stageForm(id: string, today: string, filled: Filled | null): Html {
  const t = texts.stage;
  const mine = of(filled, "stage");
  const was = mine?.fields ?? {};
  return unfolded(
    `${PATH}/${id}/stage`,
    t.add,
    mine,
    html`<label for="stage">${t.which}</label>
<select id="stage" name="stage">${STAGES.map((one) => option(one, t.names[one], was.stage))}</select>
<label for="since">${t.from}</label>
<input id="since" name="since" type="date" max="${today}" value="${was.since ?? today}" required>
<label for="words-stage">${t.why}</label>
<textarea id="words-stage" name="words" rows="2" maxlength="${WORDS_LIMIT}">${was.words ?? ""}</textarea>
<button class="primary">${t.save}</button>`,
  );
}

/** 记一项待遇. @param today the latest day that can be given */
export function benefitForm(id: string, today: string, filled: Filled | null): Html {
  const t = texts.benefits;
  const mine = of(filled, "benefit");
  const was = mine?.fields ?? {};
  return unfolded(
    `${PATH}/${id}/benefit`,
    t.add,
    mine,
    html`<label for="benefit">${t.which}</label>
<input id="benefit" name="benefit" maxlength="${BENEFIT_NAME_LIMIT}" autocomplete="off" value="${was.benefit ?? ""}">
<label for="benefit-state">${t.state}</label>
<select id="benefit-state" name="state">${BENEFIT_STATES.map((one) => option(one, t.states[one], was.state ?? "receiving"))}</select>
<label for="benefit-since">${t.from}</label>
<input id="benefit-since" name="since" type="date" max="${today}" value="${was.since ?? today}" required>
<label for="words-benefit">${t.why}</label>
<textarea id="words-benefit" name="words" rows="2" maxlength="${WORDS_LIMIT}">${was.words ?? ""}</textarea>
<button class="primary">${t.save}</button>`,
  );
}

/** 加一个人. */
export function supportForm(id: string, filled: Filled | null): Html {
  const t = texts.support;
  const mine = of(filled, "support");
  const was = mine?.fields ?? {};
  return unfolded(
    `${PATH}/${id}/support`,
    t.add,
    mine,
    html`<label for="role">${t.role}</label>
<select id="role" name="role">${SUPPORT_ROLES.map((one) => option(one, t.names[one], was.role))}</select>
<label for="supporter">${t.name}</label>
<input id="supporter" name="name" maxlength="60" autocomplete="off" value="${was.name ?? ""}">
<label for="phone">${t.phone}</label>
<input id="phone" name="phone" type="tel" maxlength="30" autocomplete="off" value="${was.phone ?? ""}">
<button class="primary">${t.save}</button>`,
  );
}

/** 拆出去: takes one merge back. */
export function undoForm(id: string, merge: FileMerge, filled: Filled | null): Html {
  const t = texts.merge;
  const mine = of(filled, "unmerge")?.fields.merge_id === merge.id ? filled : null;
  return unfolded(
    `${PATH}/${id}/unmerge`,
    t.undo(merge.merged.ref),
    mine,
    html`<input type="hidden" name="merge_id" value="${merge.id}">
<label for="undo-${merge.id}">${t.undo_reason}</label>
<textarea id="undo-${merge.id}" name="words" rows="2" maxlength="${WORDS_LIMIT}">${mine?.fields.words ?? ""}</textarea>
<button>${t.undo_confirm}</button>`,
  );
}

/** The number of another file, to look at both before they become one. */
export function otherForm(id: string, filled: Filled | null): Html {
  const t = texts.merge;
  return html`<form class="moves" method="get" action="${PATH}/${id}/merge">${refusedNote(of(filled, "merge")?.why)}
<label for="other">${t.ref}</label>
<input id="other" name="other" maxlength="12" autocomplete="off" required><button>${t.look}</button></form>`;
}

type Shown = Pick<WholeFile, "id" | "ref" | "name" | "sex" | "age_from" | "age_to" | "address" | "area"> & {
  timeline: unknown[];
};

/** Both files side by side before they become one, with the reason. */
export function mergeBody(kept: Shown, merged: Shown, refused: { why: string; words: string } | null): Html {
  const t = texts.merge;
  const side = (heading: string, file: Shown): Html => {
    const age = file.age_from === null ? null : shell.person.aged(file.age_from, file.age_to ?? file.age_from);
    const parts = [file.sex, age, file.area, file.address].filter((part) => part !== null);
    return html`<section class="card"><h2>${heading}</h2>
<p><a href="${PATH}/${file.id}">${file.ref}</a> <strong>${file.name ?? shell.unnamed}</strong> ${parts.join(" ")}</p>
<p class="muted">${texts.timeline} ${file.timeline.length}</p></section>`;
  };
  return html`<h1>${t.title}</h1>
${refusedNote(refused?.why)}
<p>${t.what}</p>
<div class="plain-links">${side(t.kept, kept)}${side(t.merged, merged)}</div>
<section class="card"><form class="moves" method="post" action="${PATH}/${kept.id}/merge">
<input type="hidden" name="other" value="${merged.id}">
<label for="words-merge">${t.reason}</label>
<textarea id="words-merge" name="words" rows="3" maxlength="${WORDS_LIMIT}">${refused?.words ?? ""}</textarea>
<button class="primary">${t.confirm}</button>
<a class="button" href="${PATH}/${kept.id}">${t.cancel}</a>
</form></section>`;
}

/** For who leads: the resident took their consent back. */
export function withdrawForm(id: string, filled: Filled | null): Html {
  const t = texts.consent.withdraw;
  const body = html`<p>${t.how}</p><button>${t.confirm}</button>`;
  return unfolded(`${PATH}/${id}/withdraw`, t.label, of(filled, "withdraw"), body);
}
