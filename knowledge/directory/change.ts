import type { Queryable } from "../../platform/database/port.ts";
import { loadPackage } from "./hsds/load.ts";
import type { HsdsPackage, HsdsValue } from "./hsds/package.ts";
import { putPackage } from "./hsds/put.ts";
import type { Resource } from "./hsds/tables.ts";
import { placeOf, type ServiceData, toPackage } from "./import.ts";

/** What is changed of a service; what is not named stays. */
export interface ServiceChange {
  /** Columns of the service itself. */
  columns?: Partial<
    Record<
      | "name"
      | "alternate_name"
      | "description"
      | "eligibility_description"
      | "application_process"
      | "fees_description"
      | "alert"
      | "status"
      | "assured_date",
      string | null
    >
  >;
  schedules?: ServiceData["schedules"];
  phones?: ServiceData["phones"];
  required_documents?: string[];
  languages?: string[];
  /** Of its first place, or of a new one when it has none. */
  address?: string;
}

/**
 * Changes a service of a district, and what it is found by.
 * @param tx in the scope of a supervisor or admin of that district
 * @returns false when there is no such service
 */
export async function changeService(
  tx: Queryable,
  district_id: number,
  service_id: string,
  change: ServiceChange,
): Promise<boolean> {
  const rows = await loadPackage(tx, { services: [service_id] });
  const service = rows.service[0];
  if (!service) return false;
  Object.assign(service.values, change.columns);
  const fresh = await freshRows(tx, district_id, service_id, String(service.values.name), change);
  const replace = (resource: Resource, given: unknown): void => {
    if (given === undefined) return;
    rows[resource] = [...rows[resource].filter(({ values }) => values.service_id !== service_id), ...fresh[resource]];
  };
  replace("schedule", change.schedules);
  replace("phone", change.phones);
  replace("required_document", change.required_documents);
  replace("language", change.languages);
  if (change.address !== undefined) move(rows, fresh, change.address);
  await putPackage(tx, district_id, rows);
  return true;
}

function freshRows(
  tx: Queryable,
  district_id: number,
  id: string,
  name: string,
  { schedules, phones, required_documents, languages, address }: ServiceChange,
): Promise<HsdsPackage> {
  const nothing = { alternate_name: null, description: null, eligibility_description: null, application_process: null };
  const data: ServiceData = {
    ...{ id, organization_id: id, name, ...nothing, fees_description: null, status: "active", assured_date: null },
    ...{
      need_codes: [],
      area_adcode: null,
      schedules: schedules ?? [],
      phones: phones ?? [],
      languages: languages ?? [],
    },
    location: address === undefined ? null : { name, address, latitude: null, longitude: null },
    required_documents: required_documents ?? [],
  };
  return placeOf(tx, district_id).then((place) => toPackage({ organizations: [], services: [data] }, place));
}

/** Another address of the same place: where it lies on the map is not known any more. */
function move(rows: HsdsPackage, fresh: HsdsPackage, address: string): void {
  const place = rows.location[0];
  if (!place) {
    for (const resource of ["location", "address", "service_at_location"] as const)
      rows[resource].push(...fresh[resource]);
    return;
  }
  const line = rows.address.find(({ values }) => values.location_id === place.values.id);
  Object.assign(place.values, { latitude: null, longitude: null } satisfies Record<string, HsdsValue>);
  if (line) Object.assign(line.values, { address_1: address, address_2: null });
  else
    rows.address.push({ ...fresh.address[0]!, values: { ...fresh.address[0]!.values, location_id: place.values.id! } });
}
