import { html } from "hono/html";
import type { Area } from "../../../cases/areas/areas.ts";
import type { Html } from "../../page.ts";
import { byName, option } from "../options.ts";

/**
 * A choice among the areas of a district, each under the one above it.
 * @param none what the empty choice means
 */
export function areaChoice(
  at: { id: string; name: string; none: string },
  areas: readonly Area[],
  chosen: string | null,
): Html {
  const below = Map.groupBy(areas, (area) => area.parent_id);
  const known = new Set(areas.map((area) => area.id));
  const options = (parent: string | null, depth: number): Html[] =>
    byName(below.get(parent) ?? []).flatMap((area) => [
      option(area.id, "　".repeat(depth) + area.name, chosen),
      ...options(area.id, depth + 1),
    ]);
  const roots = [...below.keys()].filter((parent) => parent === null || !known.has(parent));
  return html`<select id="${at.id}" name="${at.name}"><option value="">${at.none}</option>${roots.flatMap((root) => options(root, 0))}</select>`;
}
