import type { Context } from "hono";
import { html } from "hono/html";
import type { StaffSession } from "../../../cases/session.ts";
import type { Officer } from "../../../knowledge/documents/changes.ts";
import type { Html } from "../../page.ts";
import type { StaffEnv } from "../../session/who.ts";
import { consolePage, doneNotice, keepsStaff, sectionParts } from "../layout.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/knowledge";

type Part = keyof typeof texts.parts;
const HREF: Record<Part, string> = { documents: PATH, gaps: `${PATH}/gaps`, hotlines: `${PATH}/hotlines` };

/** Who acts in a session, as the verbs of `knowledge/` know them. */
export function officerOf(session: StaffSession): Officer {
  return { district_id: session.scope.district_id, staff_id: session.scope.staff_id, now: session.now };
}

/** A page of the section, with the way to its other parts and the notice of what was just done. */
export function knowledgePage(
  c: Context<StaffEnv>,
  at: { title: string; part: Part; top?: boolean },
  body: Html,
): Html {
  const staff = c.get("staff");
  const notice = doneNotice(texts.done, c.req.query("done"));
  const parts = (Object.keys(HREF) as Part[]).map((part) => ({ part, href: HREF[part], name: texts.parts[part] }));
  const nav = sectionParts(texts.parts_label, parts, at);
  const frame = {
    staff,
    title: at.title,
    section: "knowledge",
    top: at.top === true && at.part === "documents",
    notice,
  };
  return consolePage({ ...frame, section: "knowledge" }, html`${keepsStaff(staff) ? nav : ""}${body}`);
}

/** Whole numbers from the address; undefined for anything else. */
export function numberIn(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
