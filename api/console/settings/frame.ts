import type { Context } from "hono";
import { html } from "hono/html";
import type { Html } from "../../page.ts";
import type { StaffEnv } from "../../session/who.ts";
import { consolePage } from "../layout.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/settings";

type Part = keyof typeof texts.parts;
const HREF: Record<Part, string> = { district: PATH, rules: `${PATH}/rules` };

/** A page of the settings, with the way to the other one and the notice of what was just done. */
export function settingsPage(c: Context<StaffEnv>, part: Part, body: Html): Html {
  const done = c.req.query("done");
  const notice = done !== undefined && Object.hasOwn(texts.done, done) ? texts.done[done]! : null;
  const link = (name: Part): Html =>
    html`<li><a href="${HREF[name]}"${name === part ? html` aria-current="page"` : ""}>${texts.parts[name]}</a></li>`;
  const nav = html`<nav aria-label="${texts.parts_label}"><ul class="counts">${(Object.keys(HREF) as Part[]).map(link)}</ul></nav>`;
  return consolePage(
    { staff: c.get("staff"), title: texts.parts[part], section: "settings", notice, top: part === "district" },
    html`${nav}${body}`,
  );
}
