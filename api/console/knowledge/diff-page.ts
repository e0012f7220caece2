import { html } from "hono/html";
import type { ClauseChange } from "../../../knowledge/documents/diff.ts";
import type { StoredDocument } from "../../../knowledge/documents/stored.ts";
import type { Html } from "../../page.ts";
import { documentHref } from "./list.ts";
import { texts } from "./texts.ts";

/** What changed, clause by clause. @param changes why not, when it is words */
export function diffBody(before: StoredDocument, after: StoredDocument, changes: ClauseChange[] | string): Html {
  const t = texts.diff;
  const back = html`<p><a class="button" href="${documentHref(after)}">《${after.title}》</a></p>`;
  const head = html`<h1>《${after.title}》 ${t.title(before.version, after.version)}</h1>`;
  if (typeof changes === "string") return html`${head}<p class="error">${changes}</p>${back}`;
  const changed = changes.filter((change) => change.kind !== "same");
  return html`${head}
${changed.length > 0 ? html`<p class="muted">${t.legend}</p>` : html`<p class="empty">${t.nothing}</p>`}
<ul class="plain diff">${changed.map(clause)}</ul>
<p class="muted">${t.same(changes.length - changed.length)}</p>
${back}`;
}

const TONE = { added: "runs", removed: "late", changed: "waits", same: "closed" };

function clause(change: ClauseChange): Html {
  const t = texts.diff;
  const kind = change.kind === "same" ? "changed" : change.kind;
  const pieces = change.kind === "changed" ? change.pieces : [{ kind: change.kind, text: change.text }];
  return html`<li class="card"><h2><span class="mark ${TONE[kind]}">${t[kind]}</span> ${change.path}</h2>
<p class="words">${pieces.map((piece) =>
    piece.kind === "added"
      ? html`<ins><span class="hidden">${t.ins}</span>${piece.text}</ins>`
      : piece.kind === "removed"
        ? html`<del><span class="hidden">${t.del}</span>${piece.text}</del>`
        : piece.text,
  )}</p></li>`;
}
