/** For tests only: one request to a route, of somebody whose row it is not. */
import { type Asker, districtOf, reaches, type StoredRow, type World } from "./reach.ts";
import { anyForm, FIELDS, type Ids, jsonBody, PARTS, queryOf, tableOf } from "./requests.ts";
import { SCOPE } from "./scope-table.ts";
import type { Targets } from "./targets.ts";
import { HERE } from "./world.ts";

const JSON_ROUTE = /^\/(api\/v1|fhir|hsds)\//;

/** What there is to ask for. */
interface Known {
  world: World;
  targets: Targets;
}

/** The row of `table` that is asked for: the marked one where there is one, else any that the asker does not reach. */
export function foreignRow({ world, targets }: Known, table: string, asker: Asker): StoredRow | null {
  const hidden = (world.get(table) ?? []).filter(
    ({ row }) => districtOf(table, row) === HERE && !reaches(world, asker, "read", table, row),
  );
  return hidden.find(({ row }) => row.id === targets[table]) ?? hidden[0] ?? null;
}

export function idsFor(known: Known, asker: Asker): Ids {
  const ids: Ids = {};
  for (const table of Object.keys(SCOPE)) {
    const row =
      foreignRow(known, table, asker)?.row ??
      known.world.get(table)?.find((one) => districtOf(table, one.row) === HERE)?.row;
    if (typeof row?.id === "string") ids[table] = row.id;
  }
  return { ...ids, other_person: known.targets.other_person! };
}

/** The path with ids in it; null when the asker reaches every row that it could name. */
export function addressOf(known: Known, path: string, asker: Asker): { address: string; foreign: boolean } | null {
  let foreign = false;
  let reached = false;
  const address = path.replaceAll(/:(\w+)(\{[^}]*\})?/g, (_, name: string, shape?: string) => {
    if (name !== "id") return `${PARTS[name] ?? name}${shape?.includes("docx") ? ".docx" : ""}`;
    const table = tableOf(path);
    if (table === null) throw new Error(`${path}: say in requests.ts whose rows it names`);
    const row = foreignRow(known, table, asker);
    if (row === null) reached = true;
    else foreign = true;
    return `${row?.row.id ?? "none"}${shape?.includes("docx") ? ".docx" : ""}`;
  });
  return reached ? null : { address, foreign };
}

/** What is sent to it: a page its filters, the rest a form or a body that would do. */
export function requestOf(
  method: string,
  path: string,
  address: string,
  ids: Ids,
  asker: Asker,
): { address: string; body?: unknown } {
  if (method === "GET") return { address: `${address}?${new URLSearchParams(queryOf(path, ids))}` };
  if (JSON_ROUTE.test(path)) {
    if (path.endsWith("/pictures")) return { address, body: new FormData() };
    return { address, body: jsonBody(method, path, ids) };
  }
  const fields = { ...anyForm(ids, asker.staff_id ?? ""), ...FIELDS[`${method} ${path}`]?.(ids) };
  return { address, body: new URLSearchParams(fields) };
}
