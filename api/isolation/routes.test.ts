/**
 * Every route of the service, asked by every role of another district and by colleagues whose row it is not, each signed in and with
 * a form that would do: the refusal is the scope's. What is expected follows from the scope table.
 */
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actionId } from "../../bot/action-id.ts";
import { sendAs } from "../../bot/conversation/fixture.ts";
import { OF_ROW } from "../../bot/conversation/press.ts";
import { type Member, NOW, type SeededDistrict } from "../../cases/fixture.ts";
import { Refusal } from "../../cases/refusal.ts";
import { makeLogin } from "../../cases/staff/login.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture } from "../console/fixture.ts";
import { enterBy, ORIGIN, type Route, routesOf } from "../routes-fixture.ts";
import { BUTTON_WORDS, tableOfButton } from "./buttons.ts";
import { type Eyes, openEyes, UUID } from "./eyes.ts";
import type { Asker } from "./reach.ts";
import { ANSWERED, CONVERSATION, PUBLIC, STOPPED, tableOf } from "./requests.ts";
import { fillMarked, type Targets } from "./targets.ts";
import { addressOf, foreignRow, idsFor, requestOf } from "./walk.ts";
import { type Filled, fillDistricts, HERE, THERE } from "./world.ts";

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
let eyes: Eyes;

beforeAll(async () => {
  database = await freshPglite();
  house = await consoleFixture(database);
  filled = await fillDistricts(database, house.district.sealer, house.district);
  targets = await fillMarked(house);
  eyes = await openEyes(database);
});
afterAll(() => database.close());

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

/** Asks every route once. @returns what went wrong */
async function askAll(asker: Asker, send: Send): Promise<string[]> {
  const wrong: string[] = [];
  const ids = idsFor({ world: eyes.world, targets }, asker);
  for (const { method, path } of routes()) {
    if (`${method} ${path}` in PUBLIC) continue;
    const to = addressOf({ world: eyes.world, targets }, path, asker);
    if (to === null) continue;
    const { address, body } = requestOf(method, path, to.address, ids, asker);
    const { status, text } = await send(method, address, body);
    const asked =
      address + (body instanceof URLSearchParams ? decodeURIComponent(body.toString()) : JSON.stringify(body ?? ""));
    const what = `${method} ${path} as ${asker.name}: ${status}`;
    if (status >= 500) wrong.push(`${what} is an error of ours: ${text.slice(0, 200)}`);
    const known = ANSWERED[`${method} ${path}`]?.[0];
    if (to.foreign && !NOT_THEIRS.has(status) && status !== known) wrong.push(`${what} for a row that is not theirs`);
    const leaks = eyes.leaksOf(text, asker, asked);
    if (leaks.length > 0) wrong.push(`${what} tells ${leaks}`);
  }
  return wrong;
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
    const changes = await eyes.touched(asker, async () => {
      wrong = await askAll(asker, send);
    });
    expect([...wrong, ...changes]).toEqual([]);
  });
});

describe("a button of the conversation", () => {
  /** What is said to whoever presses it now; a refusal by its name. */
  async function press(district: SeededDistrict, member: Member, id: string): Promise<string> {
    const minutes = (Date.now() - NOW.getTime()) / 60_000;
    try {
      const { replies } = await sendAs(district, member, { type: "action", id }, { minutes });
      return JSON.stringify(replies);
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  test("names a row of a known table", () => {
    expect(Object.keys(OF_ROW).filter((verb) => tableOfButton(verb) === null)).toEqual([]);
  });

  test.each([
    [THERE, "worker"],
    [THERE, "supervisor"],
    [HERE, "neighbour"],
    [HERE, "social_elsewhere"],
  ] as const)(
    "pressed in district %i by the %s does nothing to what is not theirs, and tells nothing of it",
    async (district_id, who) => {
      const { district } = filled[district_id - 1]!;
      const asker = scopeOf(district.staff[who], district_id, who);
      const wrong: string[] = [];
      const changes = await eyes.touched(asker, async () => {
        for (const verb of Object.keys(OF_ROW)) {
          const row = foreignRow({ world: eyes.world, targets }, tableOfButton(verb)!, asker);
          if (!row) continue;
          for (const word of BUTTON_WORDS) {
            const said = await press(district, district.staff[who], actionId(verb, String(row.row.id), 0, word));
            const leaks = eyes.leaksOf(said, asker, "");
            if (leaks.length > 0) wrong.push(`${verb} ${word} tells ${leaks}`);
          }
        }
      });
      expect([...wrong, ...changes]).toEqual([]);
    },
  );

  test("does its work for those whose row it is", async () => {
    const { district } = filled[0]!;
    const { visits, needs, referrals, follow_ups, crises } = targets as Record<string, string>;
    const says = async (verb: string, id: string | undefined) =>
      press(district, district.staff.worker, actionId(verb, id));
    const said = [
      await says("visit.forms", visits),
      await says("refer.link", referrals),
      await says("date.open", follow_ups),
      await says("crisis.state", crises),
      await says("need.done", needs),
    ];
    expect(said.map((words) => /V-|\/r\/|暗号甲|C-|办/.test(words))).toEqual(said.map(() => true));
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
      addressOf({ world: eyes.world, targets }, path, nobody)!.address,
      idsFor({ world: eyes.world, targets }, nobody),
      nobody,
    );
    const { status, text } = await send(method, address, body);
    if (status !== 401 || eyes.leaksOf(text, nobody, address).length > 0) wrong.push(`${method} ${path}: ${status}`);
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
      const to = addressOf({ world: eyes.world, targets }, path, elsewhere)!;
      const asker = scopeOf(district.staff[who], HERE, who);
      const { address, body } = requestOf(
        method,
        path,
        to.address,
        idsFor({ world: eyes.world, targets }, elsewhere),
        asker,
      );
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
