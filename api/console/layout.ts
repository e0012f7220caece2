import { html } from "hono/html";
import { leads } from "../../cases/leads.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import { type Html, page } from "../page.ts";
import { districtSwitch } from "../session/district.ts";
import type { Visitor } from "../session/who.ts";
import { texts } from "./texts.ts";

export type Section = keyof typeof texts.sections;

const HREF: Record<Section, string> = {
  desk: "/console",
  today: "/console/today",
  crises: "/console/crises",
  referrals: "/console/referrals",
  people: "/console/people",
  visits: "/console/visits",
  coverage: "/console/coverage",
  dispatch: "/console/dispatch",
  directory: "/console/directory",
  knowledge: "/console/knowledge",
  staff: "/console/staff",
  settings: "/console/settings",
  systems: "/console/systems",
};

/** In the menu of supervisors and admins only. */
const OFFICERS: readonly Section[] = ["dispatch", "knowledge", "staff", "settings", "systems"];

export interface Frame {
  staff: Visitor;
  /** Shown in the tab and kept in the browser's history: references, never names of residents. */
  title: string;
  /** Null on a page that belongs to none. */
  section: Section | null;
  /** True when this is the section's own page and not one below it. */
  top?: boolean;
  notice?: string | null;
  /** The page has a long list behind its filters: a second skip link leads there. */
  list?: boolean;
  /** The page loads itself again after so many seconds, for a browser without scripts. */
  refresh_seconds?: number | null;
}

/** Supervisors and admins keep the staff list. */
export const keepsStaff = (staff: Staff): boolean => leads(staff);

/** The frame of every console page: skip links, navigation by role, the notice of what was just done, the page. */
export function consolePage(frame: Frame, body: Html): Html {
  const { staff, section } = frame;
  const sections = (Object.keys(HREF) as Section[]).filter((name) => !OFFICERS.includes(name) || keepsStaff(staff));
  const link = (name: Section): Html => {
    const current = name === section ? html` aria-current="${frame.top ? "page" : "true"}"` : "";
    return html`<li><a href="${HREF[name]}"${current}>${texts.sections[name]}</a></li>`;
  };
  return page(
    frame.title,
    html`<a class="skip" href="#main">${texts.skip.main}</a>
${frame.list ? html`<a class="skip" href="#list">${texts.skip.list}</a>` : ""}
<header class="bar">
  <nav aria-label="${texts.nav}">
    <ul>${sections.map(link)}<li><a href="/">${texts.chat}</a></li></ul>
  </nav>
  <div class="me">
    <span>${staff.name} <span class="muted">${staff.works ? `${staff.works.here} · ` : ""}${texts.roles[staff.role]}</span></span>
    ${districtSwitch(staff)}
    <form method="post" action="/logout"><button>${texts.logout}</button></form>
  </div>
</header>
<main id="main" tabindex="-1">
${frame.notice ? html`<p class="notice" role="status" tabindex="-1" data-focus>${frame.notice}</p>` : ""}
${body}
</main>`,
    { style: "console.css", script: "console.js", refresh_seconds: frame.refresh_seconds ?? null },
  );
}

/** The notice for `?done=…`; only what stands in this catalogue can be shown. */
export function doneNotice(catalogue: Readonly<Record<string, string>>, done: string | undefined): string | null {
  return done !== undefined && Object.hasOwn(catalogue, done) ? catalogue[done]! : null;
}

/** The ways to the parts of a section; `at` is the one that is open, `top` when it is the part's own page and not one below it. */
export function sectionParts<Part extends string>(
  label: string,
  parts: readonly { part: Part; href: string; name: string }[],
  at: { part: Part; top?: boolean },
): Html {
  const link = ({ part, href, name }: (typeof parts)[number]): Html => {
    const current = part === at.part ? html` aria-current="${at.top ? "page" : "true"}"` : "";
    return html`<li><a href="${href}"${current}>${name}</a></li>`;
  };
  return html`<nav aria-label="${label}"><ul class="counts">${parts.map(link)}</ul></nav>`;
}
