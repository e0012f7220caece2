/**
 * Every route of the service, asked by every role of another district and by colleagues whose row it is not, each signed in and with
 * a form that would do: the refusal is the scope's. What is expected follows from the scope table.
 */
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asOwner, type Member, type SeededDistrict } from "../../cases/fixture.ts";
import { makeLogin } from "../../cases/staff/login.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture } from "../console/fixture.ts";
import { enterBy, ORIGIN, type Route, routesOf } from "../routes-fixture.ts";
import { type Asker, reaches, type StoredRow, type World } from "./reach.ts";
import { ANSWERED, CONVERSATION, PUBLIC, STOPPED, tableOf } from "./requests.ts";
import { OUTSIDE } from "./scope-table.ts";
import { fillMarked, type Targets } from "./targets.ts";
import { addressOf, idsFor, requestOf } from "./walk.ts";
import { type Filled, fillDistricts, HERE, keysOf, MARK, readWorld, THERE } from "./world.ts";

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
const REF = /\b[PVRC]-[0-9A-HJKMNP-TV-Z]{5}\b/g;

/** What somebody is told of what is not theirs: to sign in, that it is not for them, or that there is no such thing. */
const NOT_THEIRS = new Set([401, 403, 404]);

interface Answer {
  status: number;
  text: string;
}
type Send = (method: string, path: string, body?: unknown) => Promise<Answer>;

let database: Database;
let house: ConsoleFixture;
let filled: Filled[];
let targets: Targets;
let keys: Map<string, string>;
let world: World;
/** Everything that names a row: ids and references. */
let named: Map<string, StoredRow[]>;

beforeAll(async () => {
  database = await freshPglite();
  house = await consoleFixture(database);
  filled = await fillDistricts(database, house.district.sealer, house.district);
  targets = await fillMarked(house);
  keys = await asOwner(
    database,
    async (tx) => new Map([...(await keysOf(tx))].filter(([table]) => !(table in OUTSIDE))),
  );
  await look();
});
afterAll(() => database.close());

/** Reads every row anew. */
async function look(): Promise<void> {
  world = await asOwner(database, (tx) => readWorld(tx, keys));
  named = new Map();
  for (const one of [...world.values()].flat()) {
    for (const name of [one.row.id, one.row.ref])
      if (typeof name === "string") named.set(name, [...(named.get(name) ?? []), one]);
  }
}

const routes = (): Route[] => routesOf(house.app).filter(({ method, path }) => `${method} ${path}` !== CONVERSATION);

async function textOf(response: Response): Promise<string> {
  const type = response.headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return "";
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  // A workbook or a letter is a zip.
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return new TextDecoder().decode(bytes);
  return Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join("\n");
}

function sender(headers: Record<string, string>): Send {
  return async (method, path, body) => {
    const type: Record<string, string> =
      body === undefined || body instanceof URLSearchParams || body instanceof FormData
        ? {}
        : {
            "content-type": path.startsWith("/fhir/") ? "application/fhir+json" : "application/json",
            "if-match": 'W/"1"',
          };
    const response = await house.app.request(ORIGIN + path, {
      method,
      headers: { origin: ORIGIN, "accept-language": "zh-CN", ...headers, ...type },
      ...(body === undefined
        ? {}
        : { body: body instanceof URLSearchParams || body instanceof FormData ? body : JSON.stringify(body) }),
    });
    return { status: response.status, text: await textOf(response) };
  };
}

/** Signed in as a browser is. */
async function signIn(district: SeededDistrict, who: Member): Promise<Send> {
  const token = await district.session(who, (session) => makeLogin(session, who.id, 60), new Date());
  return sender({ cookie: await enterBy(house.app, `/login/${token}`) });
}

function scopeOf({ id: staff_id, role, area_ids, organization_id }: Member, district_id: number, name: string): Asker {
  return { name, district_id, staff_id, role, area_ids, organization_id };
}

/** What of an answer the asker may not know: rows by their id or reference, and the words of sealed fields. */
function leaksOf(answer: string, asker: Asker, asked: string): string[] {
  const names = [...(answer.match(UUID) ?? []), ...(answer.match(REF) ?? [])];
  const hidden = names.filter((name) => {
    const rows = named.get(name);
    return rows && !asked.includes(name) && rows.every(({ table, row }) => !reaches(world, asker, "read", table, row));
  });
  return [...new Set(hidden), ...(answer.includes(MARK) && !asked.includes(MARK) ? [MARK] : [])];
}

/** Asks every route once. @returns what went wrong */
async function askAll(asker: Asker, send: Send): Promise<string[]> {
  const wrong: string[] = [];
  const ids = idsFor({ world, targets }, asker);
  for (const { method, path } of routes()) {
    if (`${method} ${path}` in PUBLIC) continue;
    const to = addressOf({ world, targets }, path, asker);
    if (to === null) continue;
    const { address, body } = requestOf(method, path, to.address, ids, asker);
    const { status, text } = await send(method, address, body);
    const asked =
      address + (body instanceof URLSearchParams ? decodeURIComponent(body.toString()) : JSON.stringify(body ?? ""));
    const what = `${method} ${path} as ${asker.name}: ${status}`;
    if (status >= 500) wrong.push(`${what} is an error of ours: ${text.slice(0, 200)}`);
    const known = ANSWERED[`${method} ${path}`]?.[0];
    if (to.foreign && !NOT_THEIRS.has(status) && status !== known) wrong.push(`${what} for a row that is not theirs`);
    const leaks = leaksOf(text, asker, asked);
    if (leaks.length > 0)
      wrong.push(`${what} tells ${leaks.map((name) => `${named.get(name)?.[0]?.table ?? ""} ${name}`)}`);
  }
  return wrong;
}

/** What became of the rows that the asker does not reach: changed, gone, or put beside them. */
async function touched(asker: Asker, work: () => Promise<void>): Promise<string[]> {
  const hiddenRows = (): Map<string, string> =>
    new Map(
      [...world.values()].flat().flatMap(({ table, key, row }): [string, string][] => {
        // Their own deeds are written down, and when their own token was used.
        const own = table === "audit_log" || (table === "machine_tokens" && row.staff_id === asker.staff_id);
        return own || reaches(world, asker, "read", table, row) ? [] : [[`${table} ${key}`, JSON.stringify(row)]];
      }),
    );
  await look();
  const before = hiddenRows();
  await work();
  await look();
  const after = hiddenRows();
  const changed = [...before]
    .filter(([name, row]) => after.get(name) !== row)
    .map(([name]) => `${name} is not what it was`);
  return [...changed, ...[...after.keys()].filter((name) => !before.has(name)).map((name) => `${name} is new`)];
}

test("every route names its rows or none, and the public ones are there", () => {
  const known = routes().map(({ method, path }) => `${method} ${path}`);
  expect(known.length).toBeGreaterThan(150);
  expect(Object.keys(PUBLIC).filter((route) => !known.includes(route))).toEqual([]);
  const unnamed = routes().filter(
    ({ method, path }) => !(`${method} ${path}` in PUBLIC) && /:id\b/.test(path) && tableOf(path) === null,
  );
  expect(unnamed).toEqual([]);
});

describe.each([
  [THERE, "worker"],
  [THERE, "social"],
  [THERE, "supervisor"],
  [THERE, "admin"],
  [THERE, "machine"],
  [HERE, "neighbour"],
  [HERE, "social_elsewhere"],
  [HERE, "machine"],
] as const)("of district %i the %s", (district_id, who) => {
  test("is refused what is not theirs by every route, told nothing of it, and changes none of it", async () => {
    const { district, machine, token } = filled[district_id - 1]!;
    const member = who === "machine" ? machine : district.staff[who];
    const send = who === "machine" ? sender({ authorization: `Bearer ${token}` }) : await signIn(district, member);
    const asker = scopeOf(member, district_id, who);
    let wrong: string[] = [];
    const changes = await touched(asker, async () => {
      wrong = await askAll(asker, send);
    });
    expect([...wrong, ...changes]).toEqual([]);
  });
});

test("a stranger is let in nowhere", async () => {
  const nobody: Asker = {
    name: "stranger",
    district_id: -1,
    staff_id: null,
    role: "grid_worker",
    area_ids: [],
    organization_id: null,
  };
  const send = sender({});
  const wrong: string[] = [];
  for (const { method, path } of routes()) {
    if (`${method} ${path}` in PUBLIC) continue;
    const { address, body } = requestOf(
      method,
      path,
      addressOf({ world, targets }, path, nobody)!.address,
      idsFor({ world, targets }, nobody),
      nobody,
    );
    const { status, text } = await send(method, address, body);
    if (status !== 401 || leaksOf(text, nobody, address).length > 0) wrong.push(`${method} ${path}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

test("a cursor of another district shows nothing of it", async () => {
  const [here, there] = await Promise.all(filled.map(({ district }) => signIn(district, district.staff.supervisor)));
  let followed = 0;
  for (const list of ["referrals", "visits", "people", "needs", "crises", "follow-ups"]) {
    const theirs = (await there!("GET", `/api/v1/${list}?limit=1`)).text;
    const cursor: string | null = JSON.parse(theirs).next;
    if (!cursor) continue;
    followed += 1;
    const shown = await here!("GET", `/api/v1/${list}?limit=50&cursor=${encodeURIComponent(cursor)}`);
    expect(shown.status).toBe(200);
    for (const id of theirs.match(UUID) ?? []) expect(shown.text, `${list} ${id}`).not.toContain(id);
  }
  expect(followed).toBeGreaterThan(0);
});

test("the same requests of those whose rows they are come as far as the rows", async () => {
  const { district } = filled[0]!;
  const askers = ["supervisor", "worker", "social", "admin"] as const;
  const sends = new Map<string, Send>();
  for (const who of askers) sends.set(who, await signIn(district, district.staff[who]));
  const elsewhere: Asker = {
    ...{ name: "", district_id: THERE, staff_id: null, role: "grid_worker", area_ids: [], organization_id: null },
  };
  const stopped: Record<string, number[]> = {};
  for (const { method, path } of readsFirst(routes())) {
    if (`${method} ${path}` in PUBLIC) continue;
    const answers: number[] = [];
    for (const who of askers) {
      const to = addressOf({ world, targets }, path, elsewhere)!;
      const asker = scopeOf(district.staff[who], HERE, who);
      const { address, body } = requestOf(method, path, to.address, idsFor({ world, targets }, elsewhere), asker);
      answers.push((await sends.get(who)!(method, address, body)).status);
      if (arrived(answers.at(-1)!)) break;
    }
    if (!answers.some(arrived) && !(`${method} ${path}` in STOPPED)) stopped[`${method} ${path}`] = answers;
  }
  expect(stopped).toEqual({});
});

/** Done, or refused for how the row stands and not for whose it is. */
const arrived = (status: number): boolean => status < 500 && status !== 400 && !NOT_THEIRS.has(status);
const readsFirst = (all: Route[]): Route[] =>
  ["GET", "PUT", "POST", "DELETE"].flatMap((one) => all.filter(({ method }) => method === one));
