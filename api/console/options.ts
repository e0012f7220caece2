import { html } from "hono/html";
import { type Area, normaliseAreaName } from "../../cases/areas/areas.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import type { Html } from "../page.ts";

/** One choice of a select. @param chosen the value that stands in it */
export function option(value: string, label: string, chosen?: string | null): Html {
  return html`<option value="${value}"${value === chosen ? html` selected` : ""}>${label}</option>`;
}

/** Made once: a collator for each comparison would cost a second in a district of a thousand grids. */
const COUNTING = new Intl.Collator("zh", { numeric: true });

/** By name, as people count: 2网格 before 10网格. Never by a number, which would be a ranking. */
export function byName<A extends { name: string }>(areas: readonly A[]): A[] {
  const named = areas.map((area) => ({ area, name: normaliseAreaName(area.name) }));
  return named.sort((a, b) => COUNTING.compare(a.name, b.name)).map(({ area }) => area);
}

/** Grids under their community, because every community has a first grid; a grid worker finds only their own. */
export function gridOptions(staff: Staff, areas: readonly Area[], chosen: string | undefined): Html[] {
  const own = staff.role === "grid_worker" ? new Set(staff.areas.map((area) => area.id)) : null;
  const grids = byName(areas.filter((area) => area.level === "grid" && (own === null || own.has(area.id))));
  const names = new Map(areas.map((area) => [area.id, area.name]));
  return [...Map.groupBy(grids, (grid) => grid.parent_id)].map(([parent, under]) => {
    const options = under.map((grid) => option(grid.id, grid.name, chosen));
    const community = parent && names.get(parent);
    return community ? html`<optgroup label="${community}">${options}</optgroup>` : html`${options}`;
  });
}
