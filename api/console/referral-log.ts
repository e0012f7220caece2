import { Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { type Area, listAreas, normaliseAreaName } from "../../cases/areas/areas.ts";
import { countReferrals, listReferrals, type ReferralRow } from "../../cases/referrals/list.ts";
import type { ReferralStatus } from "../../cases/referrals/moves.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import type { Html } from "../page.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { consolePage } from "./layout.ts";
import { address, pager } from "./pager.ts";
import { life } from "./referral-life-texts.ts";
import { referralRows } from "./referral-rows.ts";
import { texts } from "./texts.ts";

const PATH = "/console/referrals";
const PAGE = 50;
const STATUSES = Object.keys(texts.status) as ReferralStatus[];

/** A filter that somebody wrote by hand and that means nothing filters nothing. */
const filters = z.object({
  status: z.enum(STATUSES).optional().catch(undefined),
  grid: z.uuid().optional().catch(undefined),
  overdue: z.literal("1").optional().catch(undefined),
  unreviewed: z.literal("1").optional().catch(undefined),
  denied: z.literal("1").optional().catch(undefined),
  mine: z.literal("1").optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
});
type Filters = z.infer<typeof filters>;

interface Log {
  rows: ReferralRow[];
  next: string | null;
  counts: { by_status: Record<string, number>; overdue: number };
  areas: Area[];
}

/** `GET /console/referrals`: the referral log, 50 a page, newest first. */
export function referralLog(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", async (c) => {
    const staff = c.get("staff");
    const chosen = filters.parse(c.req.query());
    const log = await asStaff(parts, staff, (session) => readLog(session, chosen));
    return c.html(
      consolePage(
        { staff, title: texts.log.title, section: "referrals", top: true, list: true },
        logBody(staff, chosen, log),
      ),
    );
  });
  return app;
}

async function readLog(session: StaffSession, chosen: Filters): Promise<Log> {
  const page = await listReferrals(session, {
    status: chosen.status,
    area_id: chosen.grid,
    overdue: chosen.overdue === "1",
    unreviewed: chosen.unreviewed === "1",
    denied: chosen.denied === "1",
    raised_by: chosen.mine === "1" ? session.scope.staff_id : undefined,
    cursor: chosen.cursor,
    limit: PAGE,
  });
  return { ...page, counts: await countReferrals(session), areas: await listAreas(session) };
}

function logBody(staff: Staff, { cursor, ...chosen }: Filters, { rows, next, counts, areas }: Log): Html {
  const t = texts.log;
  const filtered = Object.values(chosen).some((value) => value !== undefined);
  const empty = html`<p class="empty">${filtered ? t.empty : t.empty_all}</p>`;
  return html`<h1>${t.title}</h1>
${countLinks(counts, chosen)}
${filterForm(staff, chosen, areas, filtered)}
<section id="list" tabindex="-1" aria-label="${t.title}">
${rows.length > 0 ? referralRows(rows, t.title) : empty}
</section>
${pager(PATH, chosen, { cursor, next })}
<p class="muted keys" hidden>${texts.keys}</p>`;
}

/** How many stand where; each number opens the rows behind it. */
function countLinks(counts: Log["counts"], chosen: Omit<Filters, "cursor">): Html {
  const t = texts.log;
  const all = Object.values(counts.by_status).reduce((sum, n) => sum + n, 0);
  const link = (label: string, n: number, query: Record<string, string>, current: boolean): Html =>
    html`<li><a href="${address(PATH, query)}"${current ? html` aria-current="true"` : ""}>${label} <strong>${n}</strong></a></li>`;
  const nothing = Object.values(chosen).every((value) => value === undefined);
  return html`<nav aria-label="${t.counts}"><ul class="counts">
${link(t.all, all, {}, nothing)}
${link(texts.overdue, counts.overdue, { overdue: "1" }, chosen.overdue === "1" && chosen.status === undefined)}
${STATUSES.filter((status) => counts.by_status[status]).map((status) => link(texts.status[status], counts.by_status[status]!, { status }, chosen.status === status))}
</ul></nav>`;
}

function filterForm(staff: Staff, chosen: Omit<Filters, "cursor">, areas: Area[], filtered: boolean): Html {
  const t = texts.log;
  const tick = (name: "overdue" | "unreviewed" | "denied" | "mine", label: string): Html =>
    html`<label class="tick"><input type="checkbox" name="${name}" value="1"${chosen[name] ? html` checked` : ""}> ${label}</label>`;
  return html`<form class="filters" method="get" action="${PATH}" aria-label="${t.filters}">
<div class="field"><label for="by-status">${t.status}</label>
<select id="by-status" name="status"><option value="">${t.any}</option>${STATUSES.map((status) =>
    option(status, texts.status[status], chosen.status),
  )}</select></div>
<div class="field"><label for="by-grid">${t.grid}</label>
<select id="by-grid" name="grid"><option value="">${t.any}</option>${gridOptions(staff, areas, chosen.grid)}</select></div>
${tick("overdue", t.overdue)}${tick("unreviewed", t.unreviewed)}${tick("denied", life.denied)}${tick("mine", t.mine)}
<button class="primary">${t.apply}</button>
${filtered ? html`<a class="button" href="${PATH}">${t.clear}</a>` : ""}
</form>`;
}

function option(value: string, label: string, chosen: string | undefined): Html {
  return html`<option value="${value}"${value === chosen ? html` selected` : ""}>${label}</option>`;
}

/** Grids under their community, because every community has a first grid; a grid worker finds only their own. */
function gridOptions(staff: Staff, areas: Area[], chosen: string | undefined): Html[] {
  const own = staff.role === "grid_worker" ? new Set(staff.areas.map((area) => area.id)) : null;
  const grids = areas
    .filter((area) => area.level === "grid" && (own === null || own.has(area.id)))
    .map((area) => ({ ...area, spoken: normaliseAreaName(area.name) }))
    .sort((a, b) => a.spoken.localeCompare(b.spoken, "zh", { numeric: true }));
  const communities = new Map(areas.map((area) => [area.id, area.name]));
  return [...Map.groupBy(grids, (grid) => grid.parent_id)].map(([parent, under]) => {
    const options = under.map((grid) => option(grid.id, grid.name, chosen));
    const community = parent && communities.get(parent);
    return community ? html`<optgroup label="${community}">${options}</optgroup>` : html`${options}`;
  });
}
