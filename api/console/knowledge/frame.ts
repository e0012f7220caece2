import type { Context, Hono, MiddlewareHandler } from "hono";
import { html } from "hono/html";
import type { StaffSession } from "../../../cases/session.ts";
import type { Officer } from "../../../knowledge/documents/changes.ts";
import type { Html } from "../../page.ts";
import type { StaffEnv } from "../../session/who.ts";
import { consolePage, keepsStaff } from "../layout.ts";
import { troublePage } from "../trouble.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/knowledge";

type Part = keyof typeof texts.parts;
const HREF: Record<Part, string> = { documents: PATH, gaps: `${PATH}/gaps`, hotlines: `${PATH}/hotlines` };

export type KnowledgePages = Hono<StaffEnv>;

/** Documents are read by everybody; who keeps them, answers gaps and decides about numbers is a supervisor or admin. */
export const officersOnly: MiddlewareHandler<StaffEnv> = async (c, next) => {
  if (!keepsStaff(c.get("staff"))) return troublePage(c, 403, "forbidden");
  await next();
};

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
  const done = c.req.query("done");
  const notice =
    done !== undefined && Object.hasOwn(texts.done, done) ? texts.done[done as keyof typeof texts.done] : null;
  const parts = (Object.keys(HREF) as Part[]).map((part) => {
    const current = part === at.part ? html` aria-current="${at.top ? "page" : "true"}"` : "";
    return html`<li><a href="${HREF[part]}"${current}>${texts.parts[part]}</a></li>`;
  });
  const nav = html`<nav aria-label="${texts.parts_label}"><ul class="counts">${parts}</ul></nav>`;
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
