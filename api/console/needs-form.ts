import { html } from "hono/html";
import { NEED_RESULTS } from "../../cases/needs/close.ts";
import type { FileNeed } from "../../cases/people/file.ts";
import type { Html } from "../page.ts";
import { needTexts as t } from "./needs-texts.ts";
import { option } from "./options.ts";
import { WORDS_LIMIT } from "./read-form.ts";
import { refusedNote } from "./refused.ts";

/** 销号: what came of one need. @param refused why it was refused and what stood in the form */
export function needForm(
  action: string,
  need: FileNeed,
  refused: { why: string; fields: Record<string, string> } | null,
): Html {
  const was = refused?.fields ?? {};
  const results = NEED_RESULTS.map((one) => option(one, t.results[one], was.result));
  return html`<div class="moves"><details${refused ? html` open` : ""}><summary class="button">${t.close}</summary>
<form method="post" action="${action}">${refusedNote(refused?.why)}<input type="hidden" name="need_id" value="${need.id}">
<label for="result-${need.id}">${t.result}</label><select id="result-${need.id}" name="result">${results}</select>
<label for="words-${need.id}">${t.words}</label>
<textarea id="words-${need.id}" name="words" rows="2" maxlength="${WORDS_LIMIT}">${was.words ?? ""}</textarea>
<button class="primary" aria-label="${t.save_for(need.words)}">${t.save}</button></form></details></div>`;
}
