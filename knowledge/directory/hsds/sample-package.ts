/** For tests only: a package with a row in every table and a value in nearly every column. */
import { strToU8 } from "fflate";
import { HSDS_COLUMNS, HSDS_TABLES, linksOf, RESOURCES, type Resource } from "./tables.ts";

/** The same uuid for the same word. */
export function sampleId(resource: Resource, n = 1): string {
  return `00000000-0000-4000-8000-0000${String(RESOURCES.indexOf(resource)).padStart(4, "0")}${String(n).padStart(4, "0")}`;
}

const BY_KIND = {
  string: '写几个字,带"引号"',
  number: "1.5",
  date: "2026-11-02",
  datetime: "2026-11-02T01:02:03.000Z",
  time: "08:30:00",
  email: "a@example.org",
  uri: "https://example.org/a",
  uuid: "00000000-0000-4000-8000-999900000001",
};

const BY_NAME: Readonly<Record<string, string>> = {
  "location.latitude": "30.003",
  "location.longitude": "120.5",
  "schedule.byday": "MO,TU",
  "schedule.closes_at": "17:30:00",
  "schedule.interval": "2",
  "schedule.freq": "WEEKLY",
  "phone.extension": "2",
  "service.status": "active",
  "location.location_type": "physical",
  "address.address_type": "physical",
  "attribute.link_entity": "service",
};

/** Files as text, by name; `changes` puts another text, or null for no file, in the place of one. */
export function samplePackage(changes: Record<string, string | null> = {}): Map<string, Uint8Array> {
  const files = new Map<string, string>();
  for (const resource of RESOURCES) {
    const links = new Map(linksOf(resource));
    const values = HSDS_COLUMNS[resource].map(({ name, kind, allowed }) => {
      const to = links.get(name);
      if (name === "id") return sampleId(resource);
      if (name === "parent_organization_id" || name === "parent_id") return "";
      if (to) return sampleId(to);
      if (name === "link_id" || name === "resource_id") return sampleId("service");
      return BY_NAME[`${resource}.${name}`] ?? (kind === "enum" ? allowed[0]! : BY_KIND[kind]);
    });
    const cells = values.map((value) => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value));
    files.set(
      HSDS_TABLES[resource].file,
      `${HSDS_COLUMNS[resource].map(({ name }) => name).join(",")}\n${cells.join(",")}\n`,
    );
  }
  const resources = RESOURCES.map((name) => ({ name, path: HSDS_TABLES[name].file }));
  files.set("datapackage.json", JSON.stringify({ name: "sample", resources }));
  for (const [name, text] of Object.entries(changes)) {
    if (text === null) files.delete(name);
    else files.set(name, text);
  }
  return new Map(Array.from(files, ([name, text]) => [name, strToU8(text)]));
}
