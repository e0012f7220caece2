/**
 * The tables of an HSDS 3.0 tabular data package (docs.openreferral.org): file, columns in their order, what each must hold,
 * and which column leads to which table. A table comes after those that its rows belong to.
 */
interface Table {
  file: string;
  /** The table here (migrations 0002, 0007, 0010); its columns have the standard's names. */
  table: string;
  /** `name:kind!`: text when no kind is said, words with bars are the only ones allowed, `!` is required. */
  columns: string;
  links: Readonly<Record<string, string>>;
}

export const HSDS_TABLES = {
  organization: {
    file: "organizations.csv",
    table: "organizations",
    columns: `
      id:uuid!, name!, alternate_name, description!, email:email, website:uri, tax_status, tax_id,
      year_incorporated:number, legal_status, logo, uri:uri, parent_organization_id:uuid`,
    links: {},
  },
  program: {
    file: "programs.csv",
    table: "programs",
    columns: `
      id:uuid!, organization_id:uuid!, name!, alternate_name, description!`,
    links: { organization_id: "organization" },
  },
  service: {
    file: "services.csv",
    table: "services",
    columns: `
      id:uuid!, organization_id:uuid!, program_id:uuid, name!, alternate_name, description, url:uri,
      email:email, status:active|inactive|defunct|temporarily closed!, interpretation_services,
      application_process, fees_description, wait_time, fees, accreditations, eligibility_description,
      minimum_age:number, maximum_age:number, assured_date:date, assurer_email:email, licenses, alert,
      last_modified:datetime`,
    links: { organization_id: "organization", program_id: "program" },
  },
  location: {
    file: "locations.csv",
    table: "locations",
    columns: `
      id:uuid!, location_type:physical|postal|virtual!, url:uri, organization_id:uuid, name, alternate_name,
      description, transportation, latitude:number, longitude:number, external_identifier,
      external_identifier_type`,
    links: { organization_id: "organization" },
  },
  service_at_location: {
    file: "service_at_location.csv",
    table: "service_at_locations",
    columns: `
      id:uuid!, service_id:uuid!, location_id:uuid!, description`,
    links: { service_id: "service", location_id: "location" },
  },
  contact: {
    file: "contacts.csv",
    table: "contacts",
    columns: `
      id:uuid!, organization_id:uuid, service_id:uuid, service_at_location_id:uuid, location_id:uuid, name,
      title, department, email:email`,
    links: {
      location_id: "location",
      organization_id: "organization",
      service_id: "service",
      service_at_location_id: "service_at_location",
    },
  },
  phone: {
    file: "phones.csv",
    table: "phones",
    columns: `
      id:uuid!, location_id:uuid, service_id:uuid, organization_id:uuid, contact_id:uuid,
      service_at_location_id:uuid, number!, extension:number, type, description`,
    links: {
      contact_id: "contact",
      location_id: "location",
      organization_id: "organization",
      service_id: "service",
      service_at_location_id: "service_at_location",
    },
  },
  address: {
    file: "addresses.csv",
    table: "addresses",
    columns: `
      id:uuid!, location_id:uuid, attention, address_1!, address_2, city!, region, state_province!,
      postal_code!, country!, address_type:physical|postal|virtual!`,
    links: { location_id: "location" },
  },
  schedule: {
    file: "schedules.csv",
    table: "schedules",
    columns: `
      id:uuid!, service_id:uuid, location_id:uuid, service_at_location_id:uuid, valid_from:date, valid_to:date,
      dtstart:date, timezone:number, until:date, count:number, wkst:MO|TU|WE|TH|FR|SA|SU, freq:WEEKLY|MONTHLY,
      interval:number, byday, byweekno, bymonthday, byyearday, description, opens_at:time, closes_at:time,
      schedule_link:uri, attending_type, notes`,
    links: { location_id: "location", service_id: "service", service_at_location_id: "service_at_location" },
  },
  service_area: {
    file: "service_areas.csv",
    table: "service_areas",
    columns: `
      id:uuid!, service_id:uuid, name, description, extent, extent_type, uri`,
    links: { service_id: "service" },
  },
  language: {
    file: "languages.csv",
    table: "languages",
    columns: `
      id:uuid!, service_id:uuid, location_id:uuid, phone_id:uuid, name, code, note`,
    links: { location_id: "location", phone_id: "phone", service_id: "service" },
  },
  required_document: {
    file: "required_documents.csv",
    table: "required_documents",
    columns: `
      id:uuid!, service_id:uuid, document, uri:uri`,
    links: { service_id: "service" },
  },
  cost_option: {
    file: "cost_options.csv",
    table: "cost_options",
    columns: `
      id:uuid!, service_id:uuid!, valid_from:date, valid_to:date, option, currency, amount:number,
      amount_description`,
    links: { service_id: "service" },
  },
  funding: {
    file: "funding.csv",
    table: "funding",
    columns: `
      id:uuid!, organization_id:uuid, service_id:uuid, source`,
    links: { organization_id: "organization", service_id: "service" },
  },
  accessibility: {
    file: "accessibility.csv",
    table: "accessibility",
    columns: `
      id:uuid!, location_id:uuid, description, details, url:uri`,
    links: { location_id: "location" },
  },
  organization_identifier: {
    file: "organization_identifiers.csv",
    table: "organization_identifiers",
    columns: `
      id:uuid!, organization_id:uuid!, identifier_scheme, identifier_type!, identifier!`,
    links: { organization_id: "organization" },
  },
  taxonomy: {
    file: "taxonomies.csv",
    table: "taxonomies",
    columns: `
      id:uuid!, name!, description!, uri:uri, version`,
    links: {},
  },
  taxonomy_term: {
    file: "taxonomy_terms.csv",
    table: "taxonomy_terms",
    columns: `
      id:uuid!, code, name!, description!, parent_id:uuid, taxonomy, language, taxonomy_id:uuid, term_uri:uri`,
    links: { taxonomy_id: "taxonomy" },
  },
  attribute: {
    file: "attributes.csv",
    table: "attributes",
    columns: `
      id:uuid!, link_id:uuid!, taxonomy_term_id:uuid!, link_type, link_entity!, value`,
    links: { taxonomy_term_id: "taxonomy_term" },
  },
  metadata: {
    file: "metadata.csv",
    table: "record_metadata",
    columns: `
      id:uuid!, resource_id:uuid!, resource_type!, last_action_date:date!, last_action_type!, field_name!,
      previous_value!, replacement_value!, updated_by!`,
    links: {},
  },
  meta_table_description: {
    file: "meta_table_descriptions.csv",
    table: "meta_table_descriptions",
    columns: `
      id:uuid!, name, language, character_set`,
    links: {},
  },
} as const satisfies Record<string, Table>;

export type Resource = keyof typeof HSDS_TABLES;
export const RESOURCES = Object.keys(HSDS_TABLES) as Resource[];

export type Kind = "string" | "uuid" | "number" | "date" | "datetime" | "time" | "email" | "uri" | "enum";

export interface Column {
  name: string;
  kind: Kind;
  required: boolean;
  /** For an enum: the words allowed. */
  allowed: readonly string[];
}

function readColumns(resource: Resource): Column[] {
  return HSDS_TABLES[resource].columns.split(",").map((text) => {
    const [, name, kind = "string", required] = /^\s*(\w+)(?::([\w|\s]+?))?(!)?\s*$/.exec(text)!;
    const allowed = kind.includes("|") ? kind.split("|").map((word) => word.replace(/\s+/g, " ")) : [];
    return { name: name!, kind: allowed.length > 0 ? "enum" : (kind as Kind), required: required === "!", allowed };
  });
}

/** The columns of every table, in the standard's order. */
export const HSDS_COLUMNS = Object.fromEntries(
  RESOURCES.map((resource) => [resource, readColumns(resource)]),
) as Record<Resource, Column[]>;

/** column → the table whose id it holds. */
export function linksOf(resource: Resource): [column: string, to: Resource][] {
  return Object.entries(HSDS_TABLES[resource].links) as [string, Resource][];
}
