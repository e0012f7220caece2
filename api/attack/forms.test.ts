/**
 * Every form of the console and every route of the interfaces, with what breaks out of SQL, of HTML, of templates and of text itself in
 * every field: nothing fails, and what was typed comes back as words.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { playDay } from "../../cases/fixture-day.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture } from "../console/fixture.ts";
import { filledIn, NOBODY, routesOf } from "../routes-fixture.ts";
import { EXAMPLES } from "../v1/examples.ts";
import { type Client, clientOf, consolePaths, crawl, type Form, formsOf, send } from "./crawl-fixture.ts";

/** The beginning is what may never stand in a page as it is. */
const TAG = "<img src=x onerror=window.__hit=1>";
const WORDS = [
  `${TAG}'"\`;drop table people;--{{7*191}}\${7*191}{#a}{/a}%s\\`,
  "%' union select null,null--\u0000",
  "0000-01-01",
  "99999999999999999999",
];
/** Cursors that nobody was given: moments that are none, ids that are none, and no cursor at all. */
const CURSORS = [
  ["0000-01-01 00:00:00+00", NOBODY],
  ["2026-02-30 00:00:00+00", NOBODY],
  ["2026-01-01 00:00:00+99", NOBODY],
  ["2026-01-01 00:00:00+00' or true--", NOBODY],
  ["2026-01-01 00:00:00+00", "x"],
  ["2026-01-01 00:00:00+00"],
  null,
].map((one) => Buffer.from(JSON.stringify(one)).toString("base64url"));
/** What would end the walk: signing out, and cutting somebody off. */
const ENDS_IT = /\/(?:logout|district|unbind|revoke)\b/;

let database: Database;
let house: ConsoleFixture;
let supervisor: Client;
let admin: Client;
let worker: Client;
const logged: string[] = [];
beforeAll(async () => {
  database = await freshPglite();
  house = await consoleFixture(database, { log: (line) => logged.push(line) });
  await playDay(house.district);
  const { staff } = house.district;
  [supervisor, admin, worker] = await Promise.all([
    clientOf(house, staff.supervisor),
    clientOf(house, staff.admin),
    clientOf(house, staff.worker),
  ]);
});
afterAll(() => database.close());

/** What failed since the last time, by its route. */
const failures = (): string[] => logged.splice(0).filter((line) => /"level":(?:50|60)/.test(line));

const name = (form: Form): string => `${form.method} ${form.action}`;

/** What no field of this kind may hold. */
const noSuch = (type: string): string =>
  ({ date: "0000-01-01", month: "0000-01", number: "99999999999999999999" })[type] ?? WORDS[1]!;

async function fire(visitor: Client, forms: readonly Form[]): Promise<{ wrong: string[]; said_back: number }> {
  const wrong: string[] = [];
  let said_back = 0;
  for (const form of forms) {
    for (const words of [() => WORDS[0]!, noSuch]) {
      const changed = Object.fromEntries([...form.typed].map(([field, type]) => [field, words(type)]));
      const answer = await send(visitor, form, changed);
      const html = await answer.text();
      if (answer.status >= 500) wrong.push(`${name(form)} ${answer.status} on ${JSON.stringify(changed)}`);
      if (html.includes(TAG)) wrong.push(`${name(form)} says it back as it is`);
      if (html.includes("1337")) wrong.push(`${name(form)} works it out`);
      if (html.includes("&lt;img src=x onerror")) said_back += 1;
    }
  }
  return { wrong, said_back };
}

test("every form of the console takes them as words, and every page shows them as words", async () => {
  const wrong: string[] = [];
  let asked = 0;
  let said_back = 0;
  const known = new Set<string>();
  for (const visitor of [worker, supervisor, admin]) {
    const forms = formsOf(await crawl(visitor, consolePaths(house.app))).filter(
      (form) => !ENDS_IT.test(form.action) && !form.has_file && !known.has(name(form)),
    );
    for (const form of forms) known.add(name(form));
    const fired = await fire(visitor, forms);
    wrong.push(...fired.wrong);
    asked += forms.length;
    said_back += fired.said_back;
  }
  for (const { path, status, html } of await crawl(admin, consolePaths(house.app))) {
    if (html.includes(TAG)) wrong.push(`${path} shows it as it is`);
    if (html.includes("1337")) wrong.push(`${path} works it out`);
    if (status >= 500) wrong.push(`${path} ${status}`);
    if (html.includes("&lt;img src=x onerror")) said_back += 1;
  }
  expect({ wrong: [...new Set(wrong)], failures: failures() }).toEqual({ wrong: [], failures: [] });
  // It did get in, and was shown.
  expect(asked).toBeGreaterThan(40);
  expect(said_back).toBeGreaterThan(10);
}, 120_000);

/** What the searches of the two standards take. */
const OF_STANDARDS = {
  "/fhir/": ["_id", "_count", "_lastUpdated", "status", "subject", "patient", "priority", "identifier", "cursor"],
  "/hsds/": ["page", "per_page", "search", "modified_after", "organization_id", "taxonomy_id", "cursor", "format"],
};
/** The fields of addresses, each of its route: those that links and forms of the pages use, and those that the documents name. */
async function fieldsByRoute(): Promise<Map<string, string[]>> {
  const fields = new Map<string, Set<string>>();
  const add = (path: string, names: Iterable<string>): void => {
    fields.set(path, new Set([...(fields.get(path) ?? []), ...names]));
  };
  for (const visitor of [worker, admin]) {
    const pages = await crawl(visitor, consolePaths(house.app));
    for (const { path } of pages) {
      const { pathname, searchParams } = new URL(path, "http://localhost");
      add(pathname, searchParams.keys());
    }
    for (const form of formsOf(pages)) if (form.method === "get") add(form.action, Object.keys(form.fields));
  }
  const api = (await (await admin.ask("/api/v1/openapi.json")).json()) as {
    paths: Record<string, { get?: { parameters?: { name: string; in: string }[] } }>;
  };
  for (const [path, { get }] of Object.entries(api.paths)) {
    const names = get?.parameters?.flatMap((one) => (one.in === "query" ? [one.name] : []));
    add(`/api/v1${path.replace("/api/v1", "").replace(/\{\w+\}/g, NOBODY)}`, names ?? []);
  }
  for (const { method, path } of routesOf(house.app))
    for (const [start, names] of Object.entries(OF_STANDARDS))
      if (method === "GET" && path.startsWith(start)) add(filledIn(path, NOBODY), names);
  return new Map([...fields].map(([path, names]) => [path, [...names].filter((field) => field !== "lang")]));
}

test("no address makes a page or an interface fail", async () => {
  const wrong: string[] = [];
  const asked = async (address: string): Promise<void> => {
    const answer = await admin.ask(address);
    const text = await answer.text();
    if (answer.status >= 500) wrong.push(`${address} ${answer.status}`);
    if (text.includes(TAG) && /html/.test(answer.headers.get("content-type") ?? "")) wrong.push(`${address} as it is`);
  };
  for (const { method, path } of routesOf(house.app))
    if (method === "GET" && path.includes(":"))
      for (const words of WORDS) await asked(filledIn(path, encodeURIComponent(words)));
  const fields = await fieldsByRoute();
  for (const [path, names] of fields)
    for (const name of names)
      for (const words of [...WORDS, ...(/cursor|after|since/.test(name) ? CURSORS : [])])
        await asked(`${path}?${new URLSearchParams({ [name]: words })}`);
  expect({ wrong: [...new Set(wrong)], failures: failures() }).toEqual({ wrong: [], failures: [] });
  expect([...fields.values()].flat().length).toBeGreaterThan(60);
}, 120_000);

/** The body with each of its strings changed, one at a time. */
function* changed(body: unknown, words: string): Generator<unknown> {
  if (typeof body === "string") yield words;
  else if (Array.isArray(body))
    for (const [i, one] of body.entries()) for (const other of changed(one, words)) yield body.with(i, other);
  else if (body !== null && typeof body === "object")
    for (const [key, one] of Object.entries(body))
      for (const other of changed(one, words)) yield { ...body, [key]: other };
}

test("no body makes the JSON interface fail", async () => {
  const wrong: string[] = [];
  let sent = 0;
  for (const [operation, example] of Object.entries(EXAMPLES)) {
    const [method, path] = operation.split(" ") as [string, string];
    if (example.body === undefined || path.startsWith("/messages")) continue;
    const address = `/api/v1${path.replace(/\{\w+\}/g, NOBODY)}`;
    const bodies = [...WORDS.flatMap((words) => [...changed(example.body, words)]), null, [], "x", { a: { b: [] } }];
    for (const body of bodies) {
      const headers = { "content-type": "application/json" };
      const answer = await admin.ask(address, { method: method.toUpperCase(), headers, body: JSON.stringify(body) });
      await answer.body?.cancel();
      sent += 1;
      if (answer.status >= 500) wrong.push(`${operation} ${answer.status} on ${JSON.stringify(body)}`);
    }
  }
  expect({ wrong, failures: failures() }).toEqual({ wrong: [], failures: [] });
  expect(sent).toBeGreaterThan(200);
}, 120_000);
