import type { Context } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { parseActionId } from "../../../bot/action-id.ts";
import { Refusal } from "../../../cases/refusal.ts";
import type { Html } from "../../page.ts";
import type { AppParts } from "../../parts.ts";
import type { StaffEnv } from "../../session/who.ts";
import { consolePage, doneNotice } from "../layout.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/forms";

/** A page around the forms, with the notice of what was just done. */
export function formPage(c: Context<StaffEnv>, title: string, body: Html): Html {
  const notice = doneNotice(texts.done, c.req.query("done"));
  return consolePage({ staff: c.get("staff"), title, section: "visits", notice }, body);
}

/** Where Word and Excel files cannot be made. */
export function nodeOnly(c: Context<StaffEnv>): Response | Promise<Response> {
  const body = html`<h1>${texts.title}</h1><p class="notice">${texts.node_only}</p>
<p><a class="button" href="${PATH}">${texts.back}</a></p>`;
  return c.html(formPage(c, texts.title, body), 501);
}

/** The id in the address, in full or as short as a button carries it. @throws Refusal `not_found` */
export function formIdOf(c: Context): string {
  const written = c.req.param("id") ?? "";
  if (z.uuid().safeParse(written).success) return written;
  const id = parseActionId(`visit.forms:${written}`)?.id;
  if (!id) throw new Refusal("not_found");
  return id;
}

const TYPES = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
};

/**
 * A file to download. Its name says what it is and of which record, and names nobody.
 * @param name without the ending
 */
export function sendFile(c: Context, name: string, ending: keyof typeof TYPES, content: Uint8Array | string): Response {
  const file = `${name}.${ending}`.replace(/[\\/:*?"<>|\s]+/g, "-");
  const ascii = file.replace(/[^\x20-\x7e]/g, "").replace(/^-+/, "") || `form.${ending}`;
  return c.body(content as Uint8Array<ArrayBuffer>, 200, {
    "content-type": TYPES[ending],
    "content-disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file)}`,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
}

/** Whether the reader asked for full names. */
export const wantsNames = (c: Context): boolean => c.req.query("names") === "full";

/** Words that show the way to Word and Excel, or why there is none. */
export const canMake = (parts: AppParts): boolean => parts.forms !== undefined;
