import { type Context, Hono } from "hono";
import * as z from "zod";
import { listAreas } from "../../../cases/areas/areas.ts";
import { type CoverageArea, computeCoverage } from "../../../cases/coverage/compute.ts";
import { MEASURE_NAMES, MEASURES } from "../../../cases/coverage/measures.ts";
import { listOutlines } from "../../../cases/coverage/outlines.ts";
import { periodOf } from "../../../cases/coverage/period.ts";
import { rowsBehind } from "../../../cases/coverage/rows.ts";
import { listSites } from "../../../cases/coverage/sites.ts";
import { listTargets } from "../../../cases/coverage/targets.ts";
import { Refusal } from "../../../cases/refusal.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import type { Charts } from "./charts.ts";
import { areaName, coveragePage } from "./frame.ts";
import { areasShown, LEVELS, levelShown, measureShown, overviewBody } from "./overview-page.ts";
import { rowsBody } from "./rows-page.ts";
import { settingPages } from "./settings.ts";
import { sitePages } from "./sites.ts";
import { texts } from "./texts.ts";
import { hundredths } from "./value.ts";

const PAGE = 100;

/** YYYY-MM; what is none is this month. */
const month = z.string().max(7).optional().catch(undefined);
const asked = z.object({
  month,
  level: z.enum(LEVELS).optional().catch(undefined),
  show: z.enum(MEASURE_NAMES).optional().catch(undefined),
  page: z.coerce.number().int().min(1).catch(1),
});
const behind = z.object({
  measure: z.enum(MEASURE_NAMES),
  area: z.union([z.uuid(), z.enum(["all", "none"])]),
  month,
  counted: z.enum(["0", "1"]).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});
const picture = z.object({
  measure: z.enum(MEASURE_NAMES),
  level: z.enum(LEVELS).catch("grid"),
  month,
});

/** `/console/coverage`: 挂图作战, what is reached of what was set out, counted from the records. */
export function coveragePages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.route("/sites", sitePages(parts));
  app.route("/settings", settingPages(parts));

  app.get("/", async (c) => {
    const { month, level, show, page } = asked.parse(c.req.query());
    const shown = await asStaff(parts, c.get("staff"), async (session) => {
      const period = periodOf(month, session.now);
      const coverage = await computeCoverage(session, period);
      const at_level = level ?? levelShown(coverage);
      return {
        coverage,
        targets: await listTargets(session, Number(period.month.slice(0, 4))),
        sites: await listSites(session),
        has_map: (await listOutlines(session)).size > 0,
        ...{ level: at_level, measure: show ?? measureShown(coverage, at_level) },
        ...{ page, now: session.now, draws: parts.charts !== undefined },
      };
    });
    return c.html(coveragePage(c, { title: texts.title, part: "numbers", top: true }, overviewBody(shown)));
  });

  app.get("/rows", async (c) => {
    const read = behind.safeParse(c.req.query());
    if (!read.success) throw new Refusal("not_found");
    const { measure, area, month, counted, after } = read.data;
    const only = counted === undefined ? undefined : counted === "1";
    const shown = await asStaff(parts, c.get("staff"), async (session) => {
      const period = periodOf(month, session.now);
      const named = (await listAreas(session)).find((one) => one.id === area);
      if (!named && area !== "all" && area !== "none") throw new Refusal("not_found");
      const { areas } = await computeCoverage(session, period, [measure]);
      const page = await rowsBehind(session, period, { measure, area_id: area, counted: only, after, limit: PAGE });
      const level = area === "all" || area === "none" ? area : named!.level;
      return {
        ...{ measure, month: period.month, counted: only, ...page },
        area: { id: area, name: areaName({ level, name: named?.name ?? "" }) },
        value: areas.find((one) => one.id === area)?.values[measure] ?? null,
      };
    });
    return c.html(coveragePage(c, { title: texts.measures[measure], part: "numbers" }, rowsBody(shown)));
  });

  app.get("/chart.svg", (c) => draw(parts, c, "bars"));
  app.get("/map.svg", (c) => draw(parts, c, "map"));
  return app;
}

async function draw(parts: AppParts, c: Context<StaffEnv>, kind: keyof Charts): Promise<Response> {
  const read = picture.safeParse(c.req.query());
  const { charts } = parts;
  if (!read.success || !charts) throw new Refusal("not_found");
  const { measure, level, month } = read.data;
  const seen = await asStaff(parts, c.get("staff"), async (session) => ({
    coverage: await computeCoverage(session, periodOf(month, session.now), [measure]),
    outlines: await listOutlines(session),
    sites: await listSites(session),
  }));
  const unit = MEASURES[measure].form === "share" ? "%" : "";
  if (kind === "bars") {
    const areas = areasShown({ coverage: seen.coverage, level });
    const above = new Map(seen.coverage.areas.map((area) => [area.id, area.level === "all" ? "" : area.name]));
    const named = ({ name, parent_id }: CoverageArea): string =>
      level === "grid" && parent_id ? `${above.get(parent_id) ?? ""} ${name}`.trim() : name;
    const bars = areas.map((area) => ({ name: named(area), value: hundredths(area.values[measure]) }));
    return svg(c, charts.bars(bars, unit));
  }
  const areas = seen.coverage.areas.flatMap((area) => {
    const outline = seen.outlines.get(area.id);
    return outline ? [{ name: area.name, value: hundredths(area.values[measure]), outline }] : [];
  });
  if (areas.length === 0) throw new Refusal("not_found");
  const sites = seen.sites.flatMap(({ name, stage, longitude, latitude }) =>
    longitude === null || latitude === null ? [] : [{ name, stage, at: [longitude, latitude] as [number, number] }],
  );
  return svg(c, charts.map(areas, sites, unit));
}

/** A picture only: its styles stand in it, and nothing of it runs. */
function svg(c: Context<StaffEnv>, body: string): Response {
  return c.body(body, 200, { "content-type": "image/svg+xml; charset=utf-8" });
}
