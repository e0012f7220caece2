import { html } from "hono/html";
import type { Coverage, CoverageArea } from "../../../cases/coverage/compute.ts";
import { MEASURE_NAMES, MEASURES, type MeasureName } from "../../../cases/coverage/measures.ts";
import { monthsAfter } from "../../../cases/coverage/period.ts";
import type { Site } from "../../../cases/coverage/sites.ts";
import { SITE_STAGES } from "../../../cases/coverage/sites.ts";
import { gapTo, type Target } from "../../../cases/coverage/targets.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import { byName, option } from "../options.ts";
import { address } from "../pager.ts";
import { texts as shell } from "../texts.ts";
import { barsHeight } from "./charts.ts";
import { areaName, PATH } from "./frame.ts";
import { texts } from "./texts.ts";
import { figure, hundredths, rowsPath, valueCell } from "./value.ts";

export const LEVELS = ["street", "community", "grid"] as const;
export type Level = (typeof LEVELS)[number];

/** Beyond so many bars a chart says nothing. */
export const BARS = 60;

/** What is shown of a district until somebody chooses: its grids, or where there are too many to take in, its streets. */
export const levelShown = ({ areas }: Coverage): Level =>
  areas.filter(({ level }) => level === "grid").length <= BARS ? "grid" : "street";

/** The same of the numbers: the visits to special-hardship elders, or the first of which areas of this level have any. */
export function measureShown({ areas }: Coverage, level: Level): MeasureName {
  const at_level = areas.filter((area) => area.level === level);
  const has = (name: MeasureName): boolean => at_level.some(({ values }) => values[name].denominator !== 0);
  return ["elder_visits" as const, ...COLUMNS[level]].find(has) ?? "elder_visits";
}

/** Areas in one page of the table: a district may have a thousand grids. */
export const TABLE_ROWS = 100;

export interface Overview {
  coverage: Coverage;
  targets: Target[];
  sites: Site[];
  level: Level;
  measure: MeasureName;
  /** Which page of the table, from 1. */
  page: number;
  now: Date;
  /** Whether pictures can be drawn here, and whether there is a map to draw. */
  draws: boolean;
  has_map: boolean;
}

/** The numbers of a month: of the whole with their targets, then by area as tiles, pictures and a table. */
export function overviewBody(shown: Overview): Html {
  const t = texts.numbers;
  const { coverage, level, measure, now } = shown;
  const { month } = coverage.period;
  const whole = coverage.areas[0]!;
  const asked = { level, show: measure };
  const to = (n: number): string => address(PATH, { ...asked, month: monthsAfter(month, n) });
  const is_running = chinaDate(now).startsWith(month);
  const ahead = is_running ? "" : html`<a class="button" rel="next" href="${to(1)}">${t.next}</a>`;
  return html`<h1>${texts.title}</h1>
<p>${t.lead}</p>
<p class="muted">${t.as_of(month, chinaDate(now))}</p>
<nav class="pager" aria-label="${t.as_of(month, chinaDate(now))}"><a class="button" rel="prev" href="${to(-1)}">${t.previous}</a>${ahead}</nav>
<ul class="cards coverage-cards">${MEASURE_NAMES.filter((name) => whole.values[name].denominator !== 0 || name === measure).map((name) => headline(name, whole, shown))}</ul>
${stages(shown.sites)}
<section id="by"><h2>${t.by}</h2>${choice(shown)}
${pictures(shown)}
${level === "grid" ? tiles(shown) : ""}
<h3 id="table">${t.table}</h3>${table(shown)}
<p class="muted">＊ ${t.kept_note}</p></section>
<details><summary>${t.definitions}</summary><dl class="definitions">${MEASURE_NAMES.map((name) => html`<dt>${texts.measures[name]}</dt><dd>${texts.how[name]}</dd>`)}</dl></details>`;
}

function headline(measure: MeasureName, whole: CoverageArea, { targets, coverage }: Overview): Html {
  const t = texts.numbers;
  const value = whole.values[measure];
  const target = targets.find((one) => one.measure === measure);
  const said = figure(measure, value);
  const per = said !== null && MEASURES[measure].form === "ratio" ? t.per_hundred(said) : said;
  return html`<li><p><strong>${texts.measures[measure]}</strong></p>
<p>${per === null ? "" : html`<span class="figure">${per}</span> `}${valueCell(measure, value, { area: "all", name: t.whole, month: coverage.period.month, bare: true })}</p>
${target ? html`<p class="muted">${t.target(target.percent, target.year)} · ${progress(measure, value, target)}<br>${target.source}</p>` : ""}</li>`;
}

function progress(
  measure: MeasureName,
  { numerator, denominator }: CoverageArea["values"][MeasureName],
  target: Target,
): string {
  if (numerator === null || denominator === null) return texts.numbers.kept;
  const gap = gapTo(target.percent, { numerator, denominator });
  const of = MEASURES[measure].kind === "area" ? "area" : "person";
  return gap === 0 ? texts.numbers.reached : texts.numbers.gap(gap, of);
}

function stages(sites: readonly Site[]): Html {
  const of = (stage: Site["stage"]): number => sites.filter((site) => site.stage === stage).length;
  const late = sites.filter((site) => site.overdue).length;
  const overdue = late > 0 ? html` <span class="mark late">${texts.sites.overdue} ${late}</span>` : "";
  return html`<section><h2>${texts.numbers.sites}</h2><p>${SITE_STAGES.map(
    (stage) => html`<a class="button" href="${PATH}/sites#${stage}">${texts.stages[stage]} ${of(stage)}</a> `,
  )}${overdue}</p></section>`;
}

function choice({ level, measure, coverage }: Overview): Html {
  const t = texts.numbers;
  return html`<form class="filters" method="get" action="${PATH}#by"><input type="hidden" name="month" value="${coverage.period.month}">
<div class="field"><label for="level">${t.level}</label><select id="level" name="level">${LEVELS.map((one) => option(one, t.levels[one], level))}</select></div>
<div class="field"><label for="show">${t.measure}</label><select id="show" name="show">${MEASURE_NAMES.map((one) => option(one, texts.measures[one], measure))}</select></div>
<button>${t.show}</button></form>`;
}

/** The areas of the chosen level; at the level of grids also what has none on file. */
export function areasShown({ coverage, level }: Pick<Overview, "coverage" | "level">): CoverageArea[] {
  return byName(coverage.areas.filter((area) => area.level === level));
}

function pictures(shown: Overview): Html {
  const t = texts.numbers;
  const { coverage, level, measure, draws, has_map } = shown;
  if (!draws) return html`<p class="muted">${t.no_chart}</p>`;
  const src = (kind: string): string =>
    address(`${PATH}/${kind}.svg`, { measure, level, month: coverage.period.month });
  const name = texts.measures[measure];
  const n = areasShown(shown).length;
  const bars =
    n > 0 && n <= BARS
      ? html`<figure class="chart"><figcaption>${t.chart}</figcaption><img src="${src("chart")}" alt="${t.chart_alt(name, t.levels[level])}" width="480" height="${barsHeight(n)}" loading="lazy"></figure>`
      : "";
  const map = has_map
    ? html`<figure class="chart"><figcaption>${t.map}</figcaption><img src="${src("map")}" alt="${t.map_alt(name)}" width="720" height="480" loading="lazy"></figure>`
    : html`<p class="muted">${t.no_map}</p>`;
  return html`${bars}${map}`;
}

/** The shade of a tile, 0 to 4; the number stands in it as well. */
function shade(measure: MeasureName, area: CoverageArea): string {
  const hundred = hundredths(area.values[measure]);
  return hundred === null ? "none" : `s${Math.min(4, Math.floor(hundred / 20))}`;
}

function tiles({ coverage, measure }: Overview): Html {
  const t = texts.numbers;
  const grids = coverage.areas.filter((area) => area.level === "grid");
  if (grids.length === 0) return html``;
  const names = new Map(coverage.areas.map((area) => [area.id, areaName(area)]));
  const groups = [...Map.groupBy(grids, (grid) => grid.parent_id)];
  const tile = (grid: CoverageArea): Html => {
    const value = grid.values[measure];
    const said = value.suppressed
      ? html`＊<span class="hidden">${t.kept}</span>`
      : value.denominator === 0
        ? html`—<span class="hidden">${t.nothing}</span>`
        : html`${value.numerator}/${value.denominator}`;
    return html`<li><a class="tile ${shade(measure, grid)}" href="${rowsPath(measure, grid.id, coverage.period.month)}"><span>${grid.name}</span> <strong>${said}</strong></a></li>`;
  };
  return html`<h3>${t.tiles}</h3><p class="muted">${texts.measures[measure]}。${t.tiles_note}</p>${groups.map(
    ([parent, inside]) =>
      html`<h4>${names.get(parent ?? "") ?? ""}</h4><ul class="tiles">${byName(inside).map(tile)}</ul>`,
  )}`;
}

/** Measures that say something of an area of this level. */
const COLUMNS: Record<Level, readonly MeasureName[]> = {
  street: MEASURE_NAMES,
  community: MEASURE_NAMES.filter((name) => name !== "street_sites" && name !== "town_sites"),
  grid: MEASURE_NAMES.filter((name) => !["street_sites", "town_sites", "community_sites"].includes(name)),
};

function table(shown: Overview): Html {
  const t = texts.numbers;
  const { coverage, level } = shown;
  const nowhere = coverage.areas.filter((area) => area.level === "none");
  const listed = areasShown(shown);
  const pages = Math.max(1, Math.ceil(listed.length / TABLE_ROWS));
  const page = Math.min(shown.page, pages);
  const areas = [...listed.slice((page - 1) * TABLE_ROWS, page * TABLE_ROWS), ...nowhere, coverage.areas[0]!];
  const columns = COLUMNS[level];
  const row = (area: CoverageArea): Html => {
    const at = { area: area.id, name: areaName(area), month: coverage.period.month };
    return html`<tr role="row"><th role="rowheader" scope="row" class="name">${at.name}</th>${columns.map(
      (name) =>
        html`<td role="cell"><span class="label">${texts.short[name]}</span> ${valueCell(name, area.values[name], at)}</td>`,
    )}</tr>`;
  };
  return html`<table class="rows coverage" role="table"><caption class="hidden">${t.by}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${t.area}</th>${columns.map((name) => html`<th role="columnheader" scope="col">${texts.short[name]}</th>`)}</tr></thead>
<tbody role="rowgroup">${areas.map(row)}</tbody></table>${pages > 1 ? tablePager(shown, { page, pages }) : ""}`;
}

function tablePager({ coverage, level, measure }: Overview, { page, pages }: { page: number; pages: number }): Html {
  const link = (to: number, rel: "prev" | "next", label: string): Html | string => {
    if (to < 1 || to > pages) return "";
    const query = { level, show: measure, month: coverage.period.month, page: String(to) };
    return html`<a class="button" rel="${rel}" href="${address(PATH, query)}#table">${label}</a>`;
  };
  return html`<nav class="pager" aria-label="${shell.pages.label}">${link(page - 1, "prev", shell.pages.previous)}<span>${page} / ${pages}</span>${link(page + 1, "next", shell.pages.next)}</nav>`;
}
