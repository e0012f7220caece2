import type { HsdsPackage, HsdsRow, HsdsValue } from "./package.ts";
import type { Resource } from "./tables.ts";

/** An object of the API: what is not known has no key. */
export type Nested = { [name: string]: HsdsValue | Nested | Nested[] };

/** A row alone. */
export function plain({ values }: HsdsRow): Nested {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

/** Names of the API for rows that hang on another. */
const UNDER: Partial<Record<Resource, readonly [resource: Resource, column: string, as: string][]>> = {
  service: [
    ["phone", "service_id", "phones"],
    ["schedule", "service_id", "schedules"],
    ["service_area", "service_id", "service_areas"],
    ["service_at_location", "service_id", "service_at_locations"],
    ["language", "service_id", "languages"],
    ["funding", "service_id", "funding"],
    ["cost_option", "service_id", "cost_options"],
    ["required_document", "service_id", "required_documents"],
    ["contact", "service_id", "contacts"],
    ["attribute", "link_id", "attributes"],
    ["metadata", "resource_id", "metadata"],
  ],
  service_at_location: [
    ["contact", "service_at_location_id", "contacts"],
    ["phone", "service_at_location_id", "phones"],
    ["schedule", "service_at_location_id", "schedules"],
    ["attribute", "link_id", "attributes"],
    ["metadata", "resource_id", "metadata"],
  ],
  location: [
    ["language", "location_id", "languages"],
    ["address", "location_id", "addresses"],
    ["contact", "location_id", "contacts"],
    ["accessibility", "location_id", "accessibility"],
    ["phone", "location_id", "phones"],
    ["schedule", "location_id", "schedules"],
    ["attribute", "link_id", "attributes"],
    ["metadata", "resource_id", "metadata"],
  ],
  organization: [
    ["funding", "organization_id", "funding"],
    ["contact", "organization_id", "contacts"],
    ["phone", "organization_id", "phones"],
    ["program", "organization_id", "programs"],
    ["organization_identifier", "organization_id", "organization_identifiers"],
    ["attribute", "link_id", "attributes"],
    ["metadata", "resource_id", "metadata"],
  ],
};

/** One row that another leads to. */
const ONE: Partial<Record<Resource, readonly [resource: Resource, column: string, as: string][]>> = {
  service: [
    ["organization", "organization_id", "organization"],
    ["program", "program_id", "program"],
  ],
  service_at_location: [["location", "location_id", "location"]],
  attribute: [["taxonomy_term", "taxonomy_term_id", "taxonomy_term"]],
  taxonomy_term: [["taxonomy", "taxonomy_id", "taxonomy_detail"]],
};

/** Reads the nesting of a package by ids; made once for many rows. */
export function nester(rows: HsdsPackage): (resource: Resource, row: HsdsRow) => Nested {
  const groups = new Map<string, Map<HsdsValue | undefined, HsdsRow[]>>();
  const by = (resource: Resource, column: string): Map<HsdsValue | undefined, HsdsRow[]> => {
    const key = `${resource}.${column}`;
    const made = groups.get(key) ?? Map.groupBy(rows[resource], ({ values }) => values[column]);
    groups.set(key, made);
    return made;
  };
  const nest = (resource: Resource, row: HsdsRow, inside = false): Nested => {
    const object = plain(row);
    for (const [of, column, as] of UNDER[resource] ?? []) {
      // Below a service the organization stands alone: its own services would lead around in a circle.
      const found = inside && resource === "organization" ? [] : (by(of, column).get(row.values.id!) ?? []);
      if (found.length > 0) object[as] = found.map((child) => nest(of, child, true));
    }
    for (const [of, column, as] of ONE[resource] ?? []) {
      const found = row.values[column] === null ? undefined : by(of, "id").get(row.values[column]!)?.[0];
      if (found) object[as] = nest(of, found, true);
    }
    return object;
  };
  return (resource, row) => nest(resource, row);
}
