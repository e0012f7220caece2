import { html } from "hono/html";
import { spokenLanguage } from "../../bot/texts/in-language.ts";
import { type AnswerKind, answersFrom } from "../../cases/referrals/receiver/answer.ts";
import type { ReceiverView } from "../../cases/referrals/receiver/shown.ts";
import { languageLinks } from "../language.ts";
import type { Html } from "../page.ts";
import { sheet } from "../sheet.ts";
import { texts as house } from "../texts.ts";
import { surnameOf, withoutPersonal } from "./minimum.ts";
import { texts } from "./texts.ts";

export const NAME_LIMIT = 40;
export const WORDS_LIMIT = 1000;

/** What stood in a form that was refused, and why. */
export interface Refused {
  why: string;
  named: string;
  words: string;
  resident_confirmed: boolean;
}

/** One sheet with large type; nothing for search engines. */
function largeSheet(title: string, body: Html): Html {
  const languages = languageLinks();
  const head = html`<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no">`;
  const after = languages ? html`<footer>${languages}</footer>` : html``;
  const named = `${title} · ${house.name}`;
  return sheet({ language: spokenLanguage(), title: named, style: "receiver.css", head, after }, body);
}

/** A heading and a sentence. */
export function note(title: string, words: string): Html {
  return largeSheet(title, html`<h1>${title}</h1><p>${words}</p>`);
}

/** Messengers open links to preview them: what they get says nothing. */
export function coverPage(): Html {
  return largeSheet(
    texts.title,
    html`<h1>${texts.cover}</h1>
<p>${texts.cover_how}</p>
<form method="post"><button class="first" name="do" value="open">${texts.open}</button></form>`,
  );
}

/** The referral with the minimum that an answer needs, and the answers that are open. */
export function answerPage(view: ReceiverView, refused: Refused | null): Html {
  const { person } = view;
  const fact = (label: string, value: Html | string): Html => html`<dt>${label}</dt><dd>${value}</dd>`;
  const said = (words: string): string => withoutPersonal(words, person) ?? texts.ask_by_phone;
  const { name, phone } = view.raised_by;
  const caller = phone ? html`${name}<br><a class="tel" href="tel:${phone}">${texts.call} ${phone}</a>` : name;
  return largeSheet(
    texts.title,
    html`<h1>${texts.heading(view.ref)}</h1>
<dl>
${fact(texts.service, view.service_name)}
${fact(texts.who, (person && surnameOf(person, texts.titles)) || texts.nobody)}
${fact(texts.why, said(view.reason))}
${view.background ? fact(texts.background, said(view.background)) : ""}
${view.address ? fact(texts.address, view.address) : ""}
${fact(texts.priority, texts.priorities[view.priority])}
${view.due_on ? fact(texts.due, view.due_on) : ""}
${fact(texts.raised_by, caller)}
${view.outcome ? fact(texts.outcome, said(view.outcome)) : ""}
</dl>
${view.status === "on-hold" ? html`<p>${texts.paused}</p>` : ""}
${form(view, refused)}`,
  );
}

function form(view: ReceiverView, refused: Refused | null): Html {
  const open = answersFrom(view.status, view.answers);
  if (open.length === 0) return html`<p>${refused?.why ?? texts.nothing_open}</p>`;
  const begun = open.includes("outcome") || open.includes("failed");
  const tick = html`<label class="tick"><input type="checkbox" name="resident_confirmed" value="yes"${refused?.resident_confirmed ? html` checked` : ""}> ${texts.resident}</label>
<p class="hint">${texts.resident_hint}</p>`;
  const wrong = refused ? html` aria-describedby="why"` : "";
  const order: AnswerKind[] = ["accepted", "received", "outcome", "failed", "rejected"];
  const button = (kind: AnswerKind, i: number): Html =>
    html`<button${i === 0 ? html` class="first"` : ""} name="do" value="${kind}">${texts.answers[kind]}</button>`;
  return html`<form method="post">
<h2>${texts.your_answer}</h2>
${refused ? html`<p class="error" id="why" role="alert">${refused.why}</p>` : ""}
<label for="named">${texts.named}</label>
<input id="named" name="named" maxlength="${NAME_LIMIT}" autocomplete="name" placeholder="${texts.named_hint}" value="${refused?.named ?? ""}"${wrong}>
<label for="words">${begun ? texts.words_after : texts.words_first}</label>
<textarea id="words" name="words" rows="4" maxlength="${WORDS_LIMIT}"${wrong}>${refused?.words ?? ""}</textarea>
${open.includes("outcome") ? tick : ""}
${order.filter((kind) => open.includes(kind)).map(button)}
</form>`;
}
