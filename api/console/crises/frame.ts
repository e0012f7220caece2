import type { Context } from "hono";
import { html } from "hono/html";
import type { Html } from "../../page.ts";
import type { StaffEnv } from "../../session/who.ts";
import { consolePage, doneNotice, keepsStaff, sectionParts } from "../layout.ts";
import { texts } from "./texts.ts";

export const PATH = "/console/crises";

type Part = keyof typeof texts.parts;
const HREF: Record<Part, string> = { crises: PATH, roster: `${PATH}/roster`, drill: `${PATH}/drill` };

/** Reload a page without scripts this often, where somebody asked for it. */
const EVERY_SECONDS = 30;

/** A page of the section, with the way to its other parts for those who have them and the notice of what was just done. */
export function crisisPage(c: Context<StaffEnv>, at: { title: string; part: Part; top?: boolean }, body: Html): Html {
  const staff = c.get("staff");
  const notice = doneNotice(texts.done, c.req.query("done"));
  const parts = (Object.keys(HREF) as Part[]).map((part) => ({ part, href: HREF[part], name: texts.parts[part] }));
  const nav = sectionParts(texts.parts_label, parts, at);
  return consolePage(
    {
      ...{ staff, title: at.title, section: "crises", notice },
      top: at.top === true && at.part === "crises",
      refresh_seconds: refreshOf(c),
    },
    html`${keepsStaff(staff) ? nav : ""}${body}`,
  );
}

/** How often this page reloads itself without scripts, in seconds; null: not at all. */
export function refreshOf(c: Context): number | null {
  return c.req.query("every") === String(EVERY_SECONDS) ? EVERY_SECONDS : null;
}

/**
 * What keeps a page up to date: its parts (`data-part`) are read again when something happened after `since`.
 * @param how a stream where the process lives on after a response; else the page asks now and then
 */
export function liveBox(since: string, how: "stream" | "poll"): Html {
  const t = texts.live;
  const said = html` data-on="${t.on}" data-lost="${t.lost}" data-ended="${t.ended}" data-alarm="${t.alarm}"`;
  return html`<div data-live="${PATH}/live" data-since="${since}" data-how="${how}"${said}>
<p class="hidden" aria-live="assertive" data-announce></p>
<p class="live" data-live-bar hidden><button type="button" aria-pressed="false" data-sound>${t.sound}</button> <span class="muted" data-live-state></span></p>
<noscript><p><a class="button" href="?every=${EVERY_SECONDS}">${t.every}</a></p></noscript>
</div>`;
}

/** Shown in a part where somebody is writing, instead of taking their words away. */
export function newerNotice(): Html {
  return html`<p class="notice" data-newer hidden>${texts.live.newer} <a class="button" href="">${texts.live.reload}</a></p>`;
}
