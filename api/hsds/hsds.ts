import { type Context, Hono } from "hono";
import * as z from "zod";
import { loadPackage, rowsWhere } from "../../knowledge/directory/hsds/load.ts";
import { type Nested, nester, plain } from "../../knowledge/directory/hsds/nest.ts";
import type { Resource } from "../../knowledge/directory/hsds/tables.ts";
import type { Queryable } from "../../platform/database/port.ts";
import type { AppParts } from "../parts.ts";
import { problem } from "../problem.ts";
import { requireStaff } from "../session/require-staff.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { type Filters, filters, findIds, type Page } from "./find.ts";

const VERSION = "3.0";
const PROFILE = "https://docs.openreferral.org/en/3.0/";
const OPENAPI = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json";

/** What is listed under which name, and of which table. */
const LISTS = {
  services: "service",
  organizations: "organization",
  service_at_locations: "service_at_location",
  taxonomies: "taxonomy",
  taxonomy_terms: "taxonomy_term",
} as const satisfies Record<string, Resource>;

/**
 * `/hsds/*`: the district's directory by the HSDS 3.0 API, read-only, for staff who are signed in; what they see is the
 * database's row-level security.
 */
export function hsds(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", requireStaff(parts));
  for (const [name, resource] of Object.entries(LISTS) as [keyof typeof LISTS, Resource][]) {
    app.get(`/${name}`, (c) => list(parts, c, resource));
    app.get(`/${name}/:id`, (c) => one(parts, c, resource));
  }
  // With and without a slash at the end; anything else below is nothing.
  app.get("*", (c) =>
    /^\/hsds\/?$/.test(c.req.path)
      ? c.json({ version: VERSION, profile: PROFILE, openapi_url: OPENAPI })
      : problem(c, 404, "no_such_page"),
  );
  return app;
}

async function list(parts: AppParts, c: Context<StaffEnv>, resource: Resource): Promise<Response> {
  const read = filters.safeParse(c.req.query());
  if (!read.success) {
    const errors = read.error.issues.map((issue) => ({ field: issue.path.join("."), message: issue.message }));
    return problem(c, 400, "not_as_described", { errors });
  }
  const { page, contents } = await asStaff(parts, c.get("staff"), async ({ tx }) => {
    const page = await findIds(tx, resource, read.data);
    return { page, contents: await objects(tx, resource, page.ids, read.data) };
  });
  return c.json({ ...envelope(page, read.data), contents });
}

function envelope({ total, ids }: Page, { page, per_page }: Filters): Record<string, number | boolean> {
  const total_pages = Math.ceil(total / per_page);
  return {
    ...{ total_items: total, total_pages, page_number: page, size: ids.length },
    ...{ first_page: page === 1, last_page: page >= total_pages, empty: ids.length === 0 },
  };
}

/** Alone with what leads to one row each; whole when `full` is asked for. In the order of `ids`. */
async function objects(
  tx: Queryable,
  resource: Resource,
  ids: readonly string[],
  { full, minimal, full_service }: Pick<Filters, "full" | "minimal" | "full_service">,
): Promise<Nested[]> {
  const services = resource === "service" ? ids : await servicesOf(tx, resource, ids);
  const organizations = resource === "organization" ? ids : [];
  const whole = full || full_service || resource === "service" || resource === "service_at_location";
  const rows = await rowsWhere(tx, resource, "id", ids);
  const by_id = new Map(rows.map((row) => [row.values.id, row]));
  const held = whole
    ? await loadPackage(tx, { services: full || resource !== "organization" ? services : [], organizations })
    : null;
  const nest = held ? nester(held) : null;
  return ids.map((id) => {
    const row = by_id.get(id)!;
    if (minimal && resource === "service")
      return { id, ...(row.values.last_modified ? { modified_date: row.values.last_modified } : {}) };
    if (!nest || !held) return plain(row);
    const object = nest(resource, row);
    if (full || full_service) return resource === "organization" ? withServices(object, held, nest) : object;
    // Only what leads to one row: lists are for those who ask for a service by its id.
    return Object.fromEntries(Object.entries(object).filter(([, value]) => !Array.isArray(value)));
  });
}

function withServices(
  organization: Nested,
  held: Awaited<ReturnType<typeof loadPackage>>,
  nest: ReturnType<typeof nester>,
): Nested {
  const own = held.service.filter(({ values }) => values.organization_id === organization.id);
  return own.length > 0 ? { ...organization, services: own.map((row) => nest("service", row)) } : organization;
}

async function servicesOf(tx: Queryable, resource: Resource, ids: readonly string[]): Promise<string[]> {
  if (resource === "organization")
    return (await rowsWhere(tx, "service", "organization_id", ids)).map(({ values }) => String(values.id));
  if (resource === "service_at_location")
    return (await rowsWhere(tx, resource, "id", ids)).map(({ values }) => String(values.service_id));
  return [];
}

async function one(parts: AppParts, c: Context<StaffEnv>, resource: Resource): Promise<Response> {
  const id = z.uuid().safeParse(c.req.param("id"));
  const found = id.success
    ? await asStaff(parts, c.get("staff"), async ({ tx }) => {
        const [row] = await rowsWhere(tx, resource, "id", [id.data.toLowerCase()]);
        if (!row) return null;
        const organizations = resource === "organization" ? [String(row.values.id)] : [];
        const services =
          resource === "service" ? [String(row.values.id)] : await servicesOf(tx, resource, [String(row.values.id)]);
        const held = await loadPackage(tx, { services, organizations });
        const nested = nester(held)(resource, row);
        if (resource !== "organization") return nested;
        if (c.req.query("full_service") === "true") return withServices(nested, held, nester(held));
        const own = held.service.filter(({ values }) => values.organization_id === row.values.id);
        return {
          ...nested,
          services: own.map(({ values }) => ({ id: values.id!, name: values.name!, status: values.status! })),
        };
      })
    : null;
  return found ? c.json(found) : problem(c, 404, "not_found");
}
