import { html } from "hono/html";
import type { StoredDocument } from "../../../knowledge/documents/stored.ts";
import type { Html } from "../../page.ts";
import { refusedNote } from "../refused.ts";
import { PATH } from "./frame.ts";
import { texts } from "./texts.ts";

/** What one file holds at most here, in mebibytes: it is read while somebody waits. The command takes larger ones. */
export const UPLOAD_MB = 10;

/** A file, or words that are pasted. @param why it was refused; null at first */
export function uploadBody(given: {
  of: StoredDocument | null;
  /** Questions that the document is to answer. */
  wordings: string[];
  gap: string | undefined;
  why: string | null;
}): Html {
  const t = texts.upload;
  const { of, wordings, gap, why } = given;
  return html`<h1>${of ? t.of(of.title) : t.title}</h1>
${refusedNote(why)}
${wordings.length > 0 ? html`<section class="card"><p>${t.for_question}</p><ul>${wordings.slice(0, 5).map((words) => html`<li class="words">${words}</li>`)}</ul></section>` : ""}
<form class="card sheet" method="post" action="${PATH}/upload" enctype="multipart/form-data">
${of ? html`<input type="hidden" name="of" value="${of.id}">` : ""}${gap ? html`<input type="hidden" name="gap" value="${gap}">` : ""}
<div><label for="file">${t.file}</label><input id="file" name="file" type="file" aria-describedby="file-hint">
<p class="muted" id="file-hint">${t.file_hint(UPLOAD_MB)}</p></div>
<div><label for="text">${t.or}</label><textarea id="text" name="text" rows="6"></textarea></div>
<div><label for="title">${t.name}</label><input id="title" name="title" maxlength="200" value="${of?.title ?? wordings[0] ?? ""}"></div>
<div class="buttons"><button class="primary">${t.read}</button></div>
</form>`;
}

/** Where there is no Node, files cannot be read. */
export function nodeOnlyBody(): Html {
  return html`<h1>${texts.upload.title}</h1><p class="error">${texts.node_only}</p>`;
}
