import type { Context } from "hono";
import { html } from "hono/html";
import type { Html } from "../../page.ts";
import type { StaffEnv } from "../../session/who.ts";
import { consolePage, doneNotice, sectionParts } from "../layout.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/settings";

/** The fields of a refused form as they were typed. */
export type Typed = Readonly<Record<string, unknown>>;

/** What stands in a field: what was typed there, else what holds. */
export const inField = (typed: Typed, name: string, holds: unknown): string => String(typed[name] ?? holds);

type Part = keyof typeof texts.parts;
const HREF: Record<Part, string> = { district: PATH, rules: `${PATH}/rules` };

/** A page of the settings, with the way to the other one and the notice of what was just done. */
export function settingsPage(c: Context<StaffEnv>, part: Part, body: Html): Html {
  const notice = doneNotice(texts.done, c.req.query("done"));
  const parts = (Object.keys(HREF) as Part[]).map((name) => ({
    part: name,
    href: HREF[name],
    name: texts.parts[name],
  }));
  const nav = sectionParts(texts.parts_label, parts, { part, top: true });
  return consolePage(
    { staff: c.get("staff"), title: texts.parts[part], section: "settings", notice, top: part === "district" },
    html`${nav}${body}`,
  );
}
