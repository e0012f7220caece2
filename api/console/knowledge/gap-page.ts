import { html } from "hono/html";
import type { Answer } from "../../../knowledge/answer/answer.ts";
import { askersOf, type Gap, type GapQuestion, wordingsOf } from "../../../knowledge/gaps/list.ts";
import type { Clause } from "../../../knowledge/retrieve/search.ts";
import { chinaMinute } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import { address } from "../pager.ts";
import { WORDS_LIMIT } from "../read-form.ts";
import { refusedNote } from "../refused.ts";
import { chinaTime } from "../times.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";

const FIRST_WORDINGS = 3;
const CLAUSE_CHARACTERS = 220;

/** A clause that was found, by the id that picks it. */
export type PickedClause = Clause & { chunk_id: string };

const untold = (gap: Gap): number =>
  new Set(gap.questions.filter((question) => question.told_at === null).map((question) => question.staff_id)).size;

export function openBody(gaps: Gap[]): Html {
  const t = texts.gaps;
  return html`<h1>${texts.parts.gaps}</h1>
<p class="muted">${t.how}</p>
<p><a class="button" href="${PATH}/gaps?closed=1">${t.closed}</a></p>
${gaps.length > 0 ? html`<ul class="cards gaps">${gaps.map(card)}</ul>` : html`<p class="empty">${t.empty}</p>`}`;
}

export function closedBody(gaps: Gap[]): Html {
  const t = texts.gaps;
  return html`<h1>${t.closed}</h1>
<p class="buttons"><a class="button" href="${PATH}/gaps">${t.open}</a>${gaps.length > 0 ? html`<a class="button" href="${PATH}/gaps/cases.jsonl">${t.export}</a>` : ""}</p>
${gaps.length > 0 ? html`<ul class="cards gaps">${gaps.map(card)}</ul>` : html`<p class="empty">${t.none_closed}</p>`}`;
}

function card(gap: Gap): Html {
  const t = texts.gaps;
  const wordings = wordingsOf(gap);
  const disputed = gap.questions.filter((question: GapQuestion) => question.verdict === "disputed").length;
  const state = gap.closed
    ? html`<span class="mark ${gap.closed.state === "answered" ? "runs" : "closed"}">${t[gap.closed.state]}</span> `
    : "";
  const left =
    gap.closed?.state === "answered" && untold(gap) > 0
      ? html` <span class="mark stuck">${t.untold(untold(gap))}</span>`
      : "";
  return html`<li><p><a href="${PATH}/gaps/${gap.id}">${wordings[0]}</a></p>
${wordings.slice(1, FIRST_WORDINGS).map((words) => html`<p class="muted">${words}</p>`)}
<p>${state}${t.count(gap.questions.length, askersOf(gap).length)}${disputed > 0 ? html` <span class="mark stuck">${t.disputed(disputed)}</span>` : ""}${left}</p>
<p class="muted">${t.last(chinaMinute(new Date(gap.questions.at(-1)!.asked_at)))}</p>
${gap.closed?.reason ? html`<p class="words">${gap.closed.reason}</p>` : ""}</li>`;
}

/** One gap: what was asked, what would be answered now, and what can be done. */
export function gapBody(seen: {
  gap: Gap;
  answer: Answer | null;
  names: Map<string, string>;
  search: string;
  found: PickedClause[];
  refused: { why: string; words: string } | null;
}): Html {
  const t = texts.gap;
  const { gap, answer, names, refused } = seen;
  const wordings = wordingsOf(gap);
  const { closed } = gap;
  return html`<h1>${t.title}</h1>
${refusedNote(refused?.why)}
${closed ? html`<p class="notice">${texts.gaps[closed.state]}${t.was_closed(names.get(closed.closed_by) ?? "", chinaTime(closed.closed_at))}${closed.reason ?? ""}</p>` : ""}
<section class="card"><h2>${t.wordings}</h2><ul>${wordings.map((words) => html`<li class="words">${words}</li>`)}</ul>
<p class="muted">${texts.gaps.count(gap.questions.length, askersOf(gap).length)},${texts.gaps.last(chinaMinute(new Date(gap.questions.at(-1)!.asked_at)))}</p></section>
<section class="card"><h2>${closed?.chunk_id ? t.chosen : t.now}</h2>
${answer === null ? html`<p>${t.now_nothing}</p>` : html`<blockquote class="words">${answer.text}</blockquote>`}
${answer?.verdict === "quoted" && closed?.state !== "not_ours" ? tellForm(gap) : ""}</section>
${closed ? reopenForm(gap) : openForms(seen)}`;
}

const seenField = (gap: Gap): Html => html`<input type="hidden" name="seen" value="${gap.questions.length}">`;

function reopenForm(gap: Gap): Html {
  return html`<form method="post" action="${PATH}/gaps/${gap.id}/reopen">${seenField(gap)}<button>${texts.gap.reopen}</button></form>`;
}

function tellForm(gap: Gap): Html {
  const t = texts.gap;
  const people = untold(gap);
  if (people === 0) return html`<p class="muted">${t.told_all}</p>`;
  return html`<form method="post" action="${PATH}/gaps/${gap.id}/tell">${seenField(gap)}<button class="primary">${t.tell(people)}</button></form><p class="muted">${t.tell_what}</p>`;
}

function openForms({ gap, search, found, refused }: Parameters<typeof gapBody>[0]): Html {
  const t = texts.gap;
  const at = `${PATH}/gaps/${gap.id}`;
  const results = found.map(
    (clause) => html`<li><p><strong>《${clause.title}》</strong> ${clause.path}</p>
<p class="words">${clause.text.slice(0, CLAUSE_CHARACTERS)}${clause.text.length > CLAUSE_CHARACTERS ? "……" : ""}</p>
<form method="post" action="${at}/fix">${seenField(gap)}<input type="hidden" name="chunk" value="${clause.chunk_id}"><button aria-label="${t.this_one}:《${clause.title}》${clause.path}">${t.this_one}</button></form></li>`,
  );
  return html`<section class="card"><h2>${t.add}</h2><p>${t.add_what}</p>
<p><a class="button" href="${address(`${PATH}/upload`, { gap: gap.id })}">${t.add}</a></p></section>
<section class="card" id="pick"><h2>${t.pick}</h2>
<form class="filters" method="get" action="${at}#pick"><div class="field"><label for="q">${t.pick_words}</label>
<input id="q" name="q" type="search" maxlength="200" value="${search}"></div><button>${t.search}</button></form>
${search !== "" && found.length === 0 ? html`<p class="empty">${t.found_nothing}</p>` : ""}
${found.length > 0 ? html`<ul class="plain">${results}</ul>` : ""}</section>
<section class="card"><h2>${t.not_ours}</h2>
<form class="sheet" method="post" action="${at}/close">${seenField(gap)}<div><label for="words">${t.reason}</label><textarea id="words" name="words" rows="2" maxlength="${WORDS_LIMIT}">${refused?.words ?? ""}</textarea></div><div class="buttons"><button>${t.close}</button></div></form></section>`;
}
