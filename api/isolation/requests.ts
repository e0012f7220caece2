/** For tests only: what is asked of each route, so that a refusal is the scope's and not that of a form that nobody would send. */
import { addDays, chinaDate } from "../../platform/clock.ts";
import { EXAMPLES, ROWS } from "../v1/examples.ts";

/** Whose rows `:id` names, by the beginning of the path; the longest that fits counts. A route that none fits fails the test. */
export const NAMES: Record<string, string> = {
  "/api/v1/referrals/": "referrals",
  "/api/v1/visits/": "visits",
  "/api/v1/people/": "people",
  "/api/v1/follow-ups/": "follow_ups",
  "/api/v1/follow-ups/people/": "people",
  "/api/v1/needs/": "needs",
  "/api/v1/crises/": "crises",
  "/api/v1/webhooks/": "webhook_endpoints",
  "/api/v1/gaps/": "questions",
  "/fhir/Task/": "referrals",
  "/fhir/ServiceRequest/": "referrals",
  "/slip/": "drafts",
  "/console/today/person/": "people",
  "/console/crises/": "crises",
  "/console/crises/roster/": "crisis_roster",
  "/console/referrals/": "referrals",
  "/console/referrals/saved/": "saved_filters",
  "/console/people/": "people",
  "/console/visits/": "visits",
  "/console/coverage/sites/": "sites",
  "/console/forms/visits/": "visits",
  "/console/forms/referrals/": "referrals",
  "/console/forms/templates/": "form_templates",
  "/console/dispatch/": "dispatch_tasks",
  "/console/tasks/": "dispatch_tasks",
  "/console/directory/": "services",
  "/console/directory/import/": "uploads",
  "/console/directory/corrections/": "directory_corrections",
  "/console/knowledge/": "documents",
  "/console/knowledge/upload/": "uploads",
  "/console/knowledge/gaps/": "questions",
  "/console/knowledge/hotlines/": "approvals",
  "/console/staff/": "staff",
  "/console/hand-over/": "grid_covers",
  "/console/doors/": "door_flags",
  "/console/systems/": "webhook_endpoints",
  "/console/systems/tokens/": "machine_tokens",
};
/** HSDS names its resources as its tables are called. */
const HSDS = /^\/hsds\/([a-z_]+)\//;

export function tableOf(path: string): string | null {
  const hsds = HSDS.exec(path)?.[1];
  if (hsds) return hsds;
  return longest(NAMES, path);
}

/** What stands for the longest of the beginnings that fit; null when none does. */
export function longest(starts: Record<string, string>, words: string): string | null {
  const fits = Object.keys(starts).filter((start) => words.startsWith(start));
  return fits.length === 0 ? null : starts[fits.toSorted((a, b) => b.length - a.length)[0]!]!;
}

/** Other parts of a path. */
export const PARTS: Record<string, string> = {
  ...{ n: "1", version: "1", month: "2026-11", sheet: "ledger", form: "visit" },
};

/** Routes that anybody may ask, and why. */
export const PUBLIC: Record<string, string> = {
  "GET /healthz": "says that the process runs",
  "GET /readyz": "says whether it can work",
  "GET /metrics": "counts, behind a token of its own",
  "GET /assets/:hash/:name": "styles and scripts",
  "GET /": "the chat's page, or how to sign in",
  "GET /offline": "one page without a name, for the service worker",
  "GET /chat-worker.js": "the service worker",
  "GET /manifest.webmanifest": "the name and icon of the app",
  "GET /api/v1/openapi.json": "the description of the interface",
  "GET /fhir/metadata": "likewise",
  "POST /webhooks/telegram": "signed by the messenger; api/webhooks tests",
  "POST /webhooks/line": "likewise",
  "GET /r/:token": "a receiver's link: shows a button; api/receiver tests",
  "POST /r/:token": "a receiver's link: knows one referral by a secret token",
  "GET /login/:token": "shows a button",
  "POST /login/:token": "spends a secret one-time token",
  "POST /logout": "ends the asker's own session",
  "POST /district": "goes to another district of the asker's own; api/session tests",
};

/** Routes on which those whose rows they are get no further either, with these forms, and why. */
export const STOPPED: Record<string, string> = {
  ...{
    "GET /console/people/:id/merge": "only files with nearly the same name are compared",
    "POST /console/people/:id/withdraw": "no referral of this person stands on a consent",
    "POST /console/people/:id/support/end": "ended by the interface just before",
    "POST /api/v1/people/:id/merge": "only files with nearly the same name become one",
    "POST /api/v1/people/:id/unmerge": "nothing was merged into this file",
    "POST /console/people/:id/unmerge": "likewise",
    "GET /console/visits/:id/pictures/:n": "no picture hangs on this visit",
    "GET /console/visits/:id/pictures/:n/image": "likewise",
    "POST /api/v1/pictures": "takes a picture, names no row",
    "POST /api/v1/crises/:id/report": "no report is due in this crisis",
    "POST /console/crises/:id/reported": "likewise",
    "POST /console/crises/:id/ask-contacts": "no contacts are due in this crisis",
    "POST /console/crises/:id/contacted": "likewise",
    "POST /console/crises/:id/contact-dropped": "likewise",
    "POST /console/directory/:id/edit": "the entry that stands for one is none that a list would bring",
    "GET /console/coverage/map.svg": "no outline of an area",
    "GET /console/knowledge/:id/restore": "one version only",
    "POST /console/knowledge/:id/restore": "likewise",
    "POST /console/knowledge/gaps/:id/fix": "the clause stands in no document",
    "POST /console/knowledge/gaps/:id/tell": "nobody asked",
    "POST /console/systems/:id/send-again": "removed just before",
    "DELETE /api/v1/webhooks/:id": "likewise",
  },
};

/** Routes that answer otherwise where a row is not the asker's, alike whether there is such a row or not, and why. */
export const ANSWERED: Record<string, [status: number, why: string]> = {
  "POST /api/v1/referrals/:id/resend": [422, "looks for the service of the form first, which is not theirs either"],
  "POST /console/referrals/saved/:id/drop": [303, "a filter that is gone is gone"],
  "GET /slip/:id": [410, "an old slip and another's look the same"],
  "POST /console/crises/roster/:id": [
    422,
    "looks for the person and the area of the form first, which are not theirs either",
  ],
  "POST /console/coverage/sites/:id": [422, "looks for the area of the form first, which is not theirs either"],
  "GET /console/directory/import/:id": [422, "an expired list and another's look the same"],
  "POST /console/directory/import/:id": [422, "likewise"],
  "GET /console/knowledge/upload/:id": [422, "an expired upload and another's look the same"],
  "POST /console/knowledge/upload/:id": [422, "likewise"],
  "POST /console/knowledge/hotlines/:id/decide": [409, "one that somebody else decided and another's look the same"],
  "POST /console/knowledge/:id/checked": [303, "leads to the document's page, which says that there is none"],
};

/** A conversation names no row in its address, and waits for an answer that no bot gives here. */
export const CONVERSATION = "POST /api/v1/messages";

/** What forms of another district's rows speak of: one row of each table. */
export type Ids = Record<string, string>;

const today = chinaDate(new Date());
const soon = addDays(today, 3);

/** A form with every field that forms here have, each with a value that one of them takes. */
export function anyForm(ids: Ids, staff_id: string): Record<string, string> {
  return {
    ...{
      words: "请尽快处理这件事",
      reason: "请尽快处理这件事",
      note: "去看了她,一切都好",
      told: "她女儿说的",
      source: "区里的通知",
    },
    ...{ name: "平安驿站", host: "街道", task: "装修", url: "https://hooks.example.org/x", events: "need.closed" },
    ...{ to: "received", from: "requested", version: "1", verdict: "approved", seen: "1", shown: "1", do: "save" },
    ...{ number: "110", duty: "minor", at: "2026-11-21T10:00", victim: "minor", outcome: "safe", state: "receiving" },
    ...{
      solved: "yes",
      pathway: "jingkang",
      step: "registration",
      service_id: ids.services!,
      consent: "yes",
      share_address: "yes",
    },
    ...{
      stage: "treatment",
      since: "2026-11-01",
      role: "family",
      phone: "13900000000",
      result: "met",
      benefit: "低保",
    },
    ...{ need_id: ids.needs!, support_id: ids.person_support!, other: ids.other_person!, merge_id: ids.person_merges! },
    ...{ contact: ids.crisis_contacts!, chunk: ids.chunks!, id: ids.follow_ups!, on: soon, until: soon },
    ...{ condition: "hardship_elder", amount: "14", unit: "day", red: "5", orange: "30", kind: "service" },
    ...{
      area_id: ids.areas!,
      grid: ids.areas!,
      staff_id: ids.staff!,
      owner_id: ids.staff!,
      to_staff: ids.staff!,
      place: "1",
    },
    ...{ held: `${ids.areas}:${ids.staff}`, how_long: "leave", from_on: today, until_on: soon, address: "5栋2单元401" },
    ...{ weekdays: "1", active: "1", due_on: soon, referral: ids.referrals!, site: ids.sites!, owner: ids.staff! },
    ...{
      due: soon,
      priority: "urgent",
      ticked: `${ids.referrals}:1`,
      query: "",
      measure: "street_sites",
      year: "2026",
    },
    ...{
      percent: "50",
      settlement: "street",
      minutes: "20",
      mode: "writes",
      days: "30",
      sees: "supervisor",
      asker: staff_id,
    },
  };
}

/** Where a field means something else than elsewhere. */
export const FIELDS: Record<string, (ids: Ids) => Record<string, string>> = {
  "POST /console/crises/:id/move": () => ({ to: "linking", from: "assessing" }),
  "POST /console/crises/:id/hand-over": (ids) => ({ to: ids.staff! }),
  "POST /console/crises/:id/ask-contacts": (ids) => ({ to: ids.staff! }),
  "POST /console/crises/:id/contacted": () => ({ outcome: "safe" }),
  "POST /console/referrals/change": () => ({ do: "priority" }),
  "POST /console/today/missed": () => ({ reason: "nobody_home" }),
  "POST /console/today/snooze": () => ({ reason: "resident_asked" }),
  "POST /console/today/drop": () => ({ reason: "moved" }),
  "POST /console/coverage/sites": () => ({ stage: "built" }),
  "POST /console/coverage/sites/:id": () => ({ stage: "built" }),
};

/** What rows of the examples stand for in a body, by a part of their name. */
const LEADS_TO: Record<string, string> = {
  ...{ service: "services", supervisor: "staff", merge: "person_merges", support: "person_support" },
  ...{ supporter: "person_support", person: "other_person", file: "other_person", need: "needs", visit: "visits" },
};

/** The body of a JSON route, with rows of `ids` where its example speaks of rows; undefined where it takes none. */
export function jsonBody(method: string, path: string, ids: Ids): unknown {
  if (path.startsWith("/fhir/"))
    return { resourceType: "Task", id: ids.referrals, intent: "order", status: "received" };
  const template = path.replace("/api/v1", "").replaceAll(/:(\w+)/g, "{$1}");
  const body = EXAMPLES[`${method.toLowerCase()} ${template}`]?.body;
  if (body === undefined) return undefined;
  const named = Object.entries(ROWS).flatMap(([name, row]): [string, string][] => {
    const table = Object.keys(LEADS_TO).find((part) => name.includes(part));
    return table ? [[row, ids[LEADS_TO[table]!]!]] : [];
  });
  return JSON.parse(named.reduce((text, [row, id]) => text.replaceAll(row, id), JSON.stringify(body)));
}

/** What is asked with: every filter of a page names a row, so that none of them opens a way around. */
export function queryOf(path: string, ids: Ids): Record<string, string> {
  if (path.startsWith("/api/v1/")) return EXAMPLES[`get ${path.replace("/api/v1", "")}`]?.query ?? {};
  if (!path.startsWith("/console")) return {};
  return {
    ...{ grid: ids.areas!, area: ids.areas!, record: ids.referrals!, referral: ids.referrals!, site: ids.sites! },
    ...{ who: ids.staff!, gap: ids.questions!, of: ids.documents!, measure: "needs_closed", since: "0", q: "午饭" },
    ...{ other: ids.other_person!, from: "1", to: "1" },
  };
}
