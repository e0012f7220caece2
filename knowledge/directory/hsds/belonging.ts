import { emptyPackage, type HsdsPackage, type HsdsValue } from "./package.ts";
import { HSDS_COLUMNS, RESOURCES } from "./tables.ts";

/** These services with everything that belongs to them, to their places and to their organizations; taxonomies whole. */
export function rowsOf(held: HsdsPackage, services: ReadonlySet<HsdsValue | undefined>): HsdsPackage {
  const found = emptyPackage();
  found.service = held.service.filter(({ values }) => services.has(values.id));
  const at = held.service_at_location.filter(({ values }) => services.has(values.service_id));
  const at_ids = new Set(at.map(({ values }) => values.id));
  const places = new Set(at.map(({ values }) => values.location_id));
  const organizations = new Set(found.service.map(({ values }) => values.organization_id));
  for (const resource of RESOURCES) {
    if (resource === "service") continue;
    const names = new Set(HSDS_COLUMNS[resource].map(({ name }) => name));
    found[resource] = held[resource].filter(({ values }) => {
      if (resource === "organization") return organizations.has(values.id);
      if (resource === "location") return places.has(values.id);
      if (resource === "taxonomy" || resource === "taxonomy_term") return true;
      if (values.service_id) return services.has(values.service_id);
      if (values.service_at_location_id) return at_ids.has(values.service_at_location_id);
      if (values.location_id) return places.has(values.location_id);
      if (names.has("organization_id")) return organizations.has(values.organization_id);
      const about = values.link_id ?? values.resource_id;
      return services.has(about) || organizations.has(about) || places.has(about);
    });
  }
  return found;
}
