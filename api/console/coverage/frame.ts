import type { Context } from "hono";
import { html } from "hono/html";
import type { CoverageArea } from "../../../cases/coverage/compute.ts";
import type { Html } from "../../page.ts";
import type { StaffEnv } from "../../session/who.ts";
import { consolePage, doneNotice, keepsStaff, sectionParts } from "../layout.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/coverage";

type Part = keyof typeof texts.parts;
const HREF: Record<Part, string> = { numbers: PATH, sites: `${PATH}/sites`, settings: `${PATH}/settings` };

/** A page of the section, with the way to its other parts and the notice of what was just done. */
export function coveragePage(c: Context<StaffEnv>, at: { title: string; part: Part; top?: boolean }, body: Html): Html {
  const staff = c.get("staff");
  const notice = doneNotice(texts.done, c.req.query("done"));
  const shown = (Object.keys(HREF) as Part[]).filter((part) => part !== "settings" || keepsStaff(staff));
  const parts = shown.map((part) => ({ part, href: HREF[part], name: texts.parts[part] }));
  return consolePage(
    { staff, title: at.title, section: "coverage", notice, top: at.top === true && at.part === "numbers" },
    html`${sectionParts(texts.parts_label, parts, at)}${body}`,
  );
}

/** What an area is called on these pages. */
export function areaName(area: Pick<CoverageArea, "level" | "name">): string {
  if (area.level === "all") return texts.numbers.whole;
  return area.level === "none" ? texts.numbers.nowhere : area.name;
}
