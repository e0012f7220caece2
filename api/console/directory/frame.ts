import type { Context } from "hono";
import { html } from "hono/html";
import type { StaffSession } from "../../../cases/session.ts";
import type { Reporter } from "../../../knowledge/directory/corrections.ts";
import type { Html } from "../../page.ts";
import type { StaffEnv } from "../../session/who.ts";
import { consolePage, doneNotice } from "../layout.ts";
import { option } from "../options.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/directory";

/** Who acts in a session, as the verbs of `knowledge/directory` know them. */
export function reporterOf({ scope, now }: StaffSession): Reporter {
  return { district_id: scope.district_id, staff_id: scope.staff_id, now };
}

/** A page of the section with the notice of what was just done. */
export function directoryPage(
  c: Context<StaffEnv>,
  { title, top, list }: { title: string; top?: boolean; list?: boolean },
  body: Html,
): Html {
  const notice = doneNotice(texts.done, c.req.query("done"));
  const more = { ...(top ? { top } : {}), ...(list ? { list } : {}) };
  return consolePage({ staff: c.get("staff"), title, section: "directory", notice, ...more }, body);
}

/** What was wrong with a form, above it. */
export function wrongs(words: readonly string[]): Html {
  if (words.length === 0) return html``;
  return html`<div class="error" role="alert" tabindex="-1" data-focus>${words.map((one) => html`<p>${one}</p>`)}</div>`;
}

/** A labelled input of a form. */
export function field(
  name: string,
  label: string,
  value: string,
  more: { rows?: number; hint?: string; required?: boolean; type?: string } = {},
): Html {
  const hint = more.hint ? html`<p class="muted" id="${name}-hint">${more.hint}</p>` : "";
  const described = more.hint ? html` aria-describedby="${name}-hint"` : "";
  const input = more.rows
    ? html`<textarea id="${name}" name="${name}" rows="${more.rows}"${described}>${value}</textarea>`
    : html`<input id="${name}" name="${name}" type="${more.type ?? "text"}" value="${value}"${more.required ? html` required` : ""}${described}>`;
  return html`<div><label for="${name}">${label}</label>${input}${hint}</div>`;
}

/** A choice among words. */
export function choice(name: string, label: string, options: Readonly<Record<string, string>>, chosen: string): Html {
  return html`<div><label for="${name}">${label}</label><select id="${name}" name="${name}">${Object.entries(
    options,
  ).map(([value, words]) => option(value, words, chosen))}</select></div>`;
}
