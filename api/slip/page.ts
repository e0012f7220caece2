import { html } from "hono/html";
import type { Slip } from "../../bot/conversation/eligibility-slip.ts";
import { spokenLanguage } from "../../bot/texts/in-language.ts";
import { slipTexts as say } from "../../bot/texts/slip.ts";
import type { SlipItem } from "../../knowledge/eligibility/slip.ts";
import { languageLinks } from "../language.ts";
import type { Html } from "../page.ts";
import { LIGHT_ONLY, sheet } from "../sheet.ts";
import { texts } from "../texts.ts";

function slipSheet(body: Html): Html {
  const after = html`<footer class="screen">${languageLinks()}</footer>`;
  const title = `${say.title} · ${texts.name}`;
  return sheet({ language: spokenLanguage(), title, style: "slip.css", head: LIGHT_ONLY, after }, body);
}

const phoneLink = ({ number, name }: NonNullable<SlipItem["phone"]>): Html =>
  html`<a class="tel" href="tel:${number.replaceAll("-", "")}">${number}</a>（${name}）`;

function benefit({ name, papers, where, by_when, phone }: SlipItem): Html {
  return html`<li>
<h2>${name}</h2>
<dl>
<dt>${say.bring}</dt>
<dd><ul class="papers">${papers.map((paper) => html`<li>${paper}</li>`)}<li>${say.bring_more}</li></ul></dd>
${where ? html`<dt>${say.go}</dt><dd>${where}</dd>` : ""}
${phone ? html`<dt>${say.call}</dt><dd>${phoneLink(phone)}</dd>` : ""}
${by_when ? html`<dt>${say.mind}</dt><dd>${by_when}</dd>` : ""}
</dl>
</li>`;
}

/** Large type for a resident: what to bring, where to go, whom to call. A name is only what somebody types before printing. */
export function slipPage({ likely, open }: Slip, date: string): Html {
  return slipSheet(html`<p class="screen"><a class="tel" href="/">${say.back}</a></p>
<p class="screen">${say.to_print}</p>
<h1>${say.heading}</h1>
<p class="fill"><label>${say.name} <input type="text" autocomplete="off" maxlength="20"></label></p>
<p>${say.note}</p>
${likely.length > 0 ? html`<ol>${likely.map(benefit)}</ol>` : ""}
${
  open.length > 0
    ? html`<section>
<h2>${say.open}</h2>
<ul class="open">${open.map(({ name, phone }) => html`<li>${name}${phone ? html` ${say.call} ${phoneLink(phone)}` : ""}</li>`)}</ul>
</section>`
    : ""
}
${likely.length + open.length === 0 ? html`<p>${say.none}</p>` : ""}
<p class="fill"><label>${say.contact} <input type="text" autocomplete="off" maxlength="40"></label></p>
<p class="dated">${say.dated(date)}</p>`);
}

/** The interview has been forgotten. */
export function slipGone(): Html {
  return slipSheet(html`<h1>${say.gone_title}</h1>
<p>${say.gone}</p>
<p><a class="tel" href="/">${say.back}</a></p>`);
}
