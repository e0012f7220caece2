/** Sessions, forms of other sites, headers and addresses that are not what they seem. */

import { sign } from "hono/jwt";
import { parseHTML } from "linkedom";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedDistrict } from "../../cases/fixture.ts";
import { playDay } from "../../cases/fixture-day.ts";
import type { StaffSession } from "../../cases/session.ts";
import { makeLogin } from "../../cases/staff/login.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture } from "../console/fixture.ts";
import { filledIn, NOBODY, ORIGIN, type Route, routesOf } from "../routes-fixture.ts";
import { type Client, client, clientOf, crawl } from "./crawl-fixture.ts";

const EVIL = "https://evil.example";
const FORM = "application/x-www-form-urlencoded";
const HTTPS = { PUBLIC_URL: "https://doorstep.example.org" };

let database: Database;
let house: ConsoleFixture;
let supervisor: Client;
let stranger: Client;
beforeAll(async () => {
  database = await freshPglite();
  house = await consoleFixture(database);
  await playDay(house.district);
  supervisor = await clientOf(house, house.district.staff.supervisor);
  stranger = client(house.app, "");
});
afterAll(() => database.close());

/** Method and path of every route, with something in place of what varies. */
const routes = (): Route[] => routesOf(house.app).map(({ method, path }) => ({ method, path: filledIn(path, NOBODY) }));
const opens = async (cookie: string): Promise<boolean> =>
  (await client(house.app, cookie).ask("/console")).status === 200;

describe("a form of another site", () => {
  /** Signed by the messenger, and by nobody's cookie: a receiver's link is its own proof. */
  const OTHERWISE = /^\/(?:webhooks|r)\//;

  test("moves nothing: every route that changes something refuses it, whatever it says of itself", async () => {
    const changing = routes().filter(({ method, path }) => method !== "GET" && !OTHERWISE.test(path));
    const let_in: string[] = [];
    for (const { method, path } of changing)
      for (const from of [
        { origin: EVIL },
        { origin: "null" },
        { origin: "http://localhost.evil.example" },
        { origin: EVIL, host: "evil.example", "x-forwarded-host": "evil.example" },
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site", origin: "http://other.localhost" },
        {},
      ] as Record<string, string>[])
        for (const type of [FORM, "multipart/form-data; boundary=x", "text/plain", "TEXT/PLAIN; charset=utf-8", null]) {
          const headers = { ...from, ...(type === null ? {} : { "content-type": type }) };
          const request = new Request(ORIGIN + path, {
            method,
            headers: { cookie: supervisor.cookie, ...headers },
            body: new Uint8Array(),
          });
          if (type === null) request.headers.delete("content-type");
          const { status } = await house.app.request(request);
          if (status !== 403) let_in.push(`${method} ${path} ${JSON.stringify(headers)} ${status}`);
        }
    expect(let_in).toEqual([]);
    expect(changing.length).toBeGreaterThan(80);
  });

  test("no other site is told that it may send more than a form", async () => {
    const told: string[] = [];
    for (const { path } of routes()) {
      const asked = await supervisor.ask(path, {
        method: "OPTIONS",
        headers: {
          origin: EVIL,
          "access-control-request-method": "POST",
          "access-control-request-headers": "content-type",
        },
      });
      for (const [name] of asked.headers) if (name.startsWith("access-control-")) told.push(`${path} ${name}`);
    }
    expect(told).toEqual([]);
  });
});

describe("a session", () => {
  test("is a fresh cookie at each login that no script, no other site and no plain connection gets", async () => {
    const strict = await consoleFixture(await freshPglite(), { env: HTTPS });
    const enter = async (cookie: string) =>
      strict.app.request(`https://doorstep.example.org${await strict.loginPath(strict.district.staff.worker)}`, {
        method: "POST",
        headers: { origin: "https://doorstep.example.org", "content-type": FORM, cookie },
      });
    const planted = "doorstep=planted-by-somebody-else";
    const answers = [await enter(planted), await enter(planted)];
    const cookies = answers.map((answer) => answer.headers.getSetCookie().filter((set) => set.startsWith("doorstep=")));
    for (const sets of cookies) {
      expect(sets).toHaveLength(1);
      expect(sets[0]).toMatch(/; HttpOnly/);
      expect(sets[0]).toMatch(/; Secure/);
      expect(sets[0]).toMatch(/; SameSite=(Lax|Strict)/);
      expect(sets[0]).toMatch(/; Path=\//);
      expect(sets[0]).not.toMatch(/domain=/i);
      expect(sets[0]).not.toContain("planted");
    }
    expect(cookies[0]).not.toEqual(cookies[1]);
  });

  test("ends with signing out, for a copy of its cookie too, and for no other browser", async () => {
    const { worker } = house.district.staff;
    const [here, there] = [await clientOf(house, worker), await clientOf(house, worker)];
    const copy = here.cookie;
    for (let again = 0; again < 2; again++) {
      const out = await here.ask("/logout", { method: "POST", headers: { origin: ORIGIN, "content-type": FORM } });
      expect([out.status, out.headers.get("location")]).toEqual([303, "/"]);
    }
    expect(await opens(copy)).toBe(false);
    expect((await client(house.app, copy).ask("/api/v1/referrals")).status).toBe(401);
    expect(await opens(there.cookie)).toBe(true);
  });

  test("of somebody else in this browser ends when the next one signs in", async () => {
    const before = await clientOf(house, house.district.staff.worker);
    const entered = await before.ask(await house.loginPath(house.district.staff.colleague), {
      method: "POST",
      headers: { origin: ORIGIN, "content-type": FORM },
    });
    expect(entered.status).toBe(303);
    expect(await opens(before.cookie)).toBe(false);
  });

  test("by a link is had once", async () => {
    const path = await house.loginPath(house.district.staff.worker);
    const enter = () => stranger.ask(path, { method: "POST", headers: { origin: ORIGIN, "content-type": FORM } });
    expect((await stranger.ask(path)).status).toBe(200);
    const [first, second] = [await enter(), await enter()];
    expect([first.status, second.status]).toEqual([303, 410]);
    expect(second.headers.getSetCookie().filter((set) => set.startsWith("doorstep="))).toEqual([]);
  });

  test("is not made by hand: another key, no key, another kind, another person, cut", async () => {
    const jwt = supervisor.cookie.split("=")[1]!;
    const [head, claims, signature] = jwt.split(".") as [string, string, string];
    const coded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const said = JSON.parse(Buffer.from(claims, "base64url").toString());
    const none = coded({ alg: "none", typ: "JWT" });
    for (const forged of [
      await sign(said, "", "HS256").catch(() => "x.y.z"),
      await sign(said, "secret", "HS256"),
      ...[`${none}.${claims}.`, `${none}.${claims}.${signature}`, `${none}.${claims}`],
      `${head}.${coded({ ...said, sub: house.district.staff.admin.id })}.${signature}`,
      `${head}.${coded({ ...said, district: 2 })}.${signature}`,
      ...[`${head}.${claims}`, `${head}.${claims}.`, jwt.slice(0, -1), jwt.slice(1), `${jwt}.${jwt}`, ""],
    ])
      expect(await opens(`doorstep=${forged}`), forged.slice(0, 60)).toBe(false);
    // As a token of the interface it is none: that would be a cookie that other sites' scripts could send.
    const asked = await stranger.ask("/api/v1/referrals", { headers: { authorization: `Bearer ${jwt}` } });
    expect(asked.status).toBe(401);
    expect(await opens(`doorstep=${jwt}`)).toBe(true);
  });
});

describe("where an answer leads", () => {
  test("is always here, whatever the address, its fields and the headers say", async () => {
    const away: string[] = [];
    const tricks = [
      "//evil.example",
      "/\\evil.example",
      "/%5cevil.example",
      "/%2f%2fevil.example",
      "/.//evil.example",
      "///evil.example/%2e%2e",
      "/%09/evil.example",
      "/evil.example%0d%0aset-cookie:x=1",
    ];
    const fields = "next return returnTo return_to redirect redirect_uri url to continue goto dest back"
      .split(" ")
      .map((name) => `${name}=${encodeURIComponent(EVIL)}`)
      .join("&");
    const headers = {
      referer: `${EVIL}/x`,
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      forwarded: "host=evil.example",
      "x-original-url": "//evil.example",
      "x-rewrite-url": "//evil.example",
    };
    const paths = [...tricks, "/", "/console", "/console/referrals", "/console/systems/tokens", "/login/x", "/r/x"];
    for (const visitor of [stranger, supervisor])
      for (const path of paths)
        for (const query of ["?lang=en", `?${fields}`, `?lang=zh-Hant&${fields}`]) {
          const { location } = Object.fromEntries((await visitor.ask(path + query, { headers })).headers) as {
            location?: string;
          };
          if (location !== undefined && new URL(location, ORIGIN).origin !== ORIGIN)
            away.push(`${path}${query} → ${location}`);
        }
    for (const [path, fieldsOfForm] of [
      ["/logout", fields],
      ["/district", `district=1&${fields}`],
      [await house.loginPath(house.district.staff.worker), fields],
    ] as const) {
      const done = await stranger.ask(`${path}?${fields}`, {
        method: "POST",
        headers: { ...headers, origin: ORIGIN, "content-type": FORM },
        body: fieldsOfForm,
      });
      expect(done.status).toBe(303);
      if (!/^\/(?![/\\])/.test(done.headers.get("location")!)) away.push(path);
    }
    expect(away).toEqual([]);
  });

  test("and what it says never repeats a host that it was asked by", async () => {
    for (const path of [
      "/",
      "/console",
      "/console/staff",
      "/api/v1/openapi.json",
      "/fhir/metadata",
      "/manifest.webmanifest",
      "/none",
    ]) {
      const asked = await supervisor.ask(path, {
        headers: { "x-forwarded-host": "evil.example", forwarded: "host=evil.example", "x-host": "evil.example" },
      });
      expect(await asked.text(), path).not.toContain("evil.example");
    }
  });

  test("a method that a header or a field names is not taken for the method", async () => {
    for (const path of ["/logout?_method=POST", "/logout"]) {
      const asked = await supervisor.ask(path, {
        headers: { "x-http-method-override": "POST", "x-http-method": "POST" },
      });
      expect(asked.status).toBe(404);
    }
    expect((await supervisor.ask("/console")).status).toBe(200);
  });

  test("an address in disguise is another address", async () => {
    for (const path of [
      "/console/../api/v1/../../console%2fstaff",
      "/console%2fstaff",
      "/CONSOLE",
      "//console",
      "/console/..%2f..%2fetc/passwd",
      "/assets/..%2f..%2fpackage.json",
      "/assets/x/..%2fapp.ts",
      "/assets/undefined/__proto__",
      "/assets/undefined/constructor",
      "/chat-worker.js/..%2f.env",
      "/.env",
      "/.git/config",
      "/api/v1/../v1/..;/referrals",
    ]) {
      const asked = await stranger.ask(path);
      expect([401, 404], path).toContain(asked.status);
      expect(await asked.text(), path).not.toMatch(/"dependencies"|root:|createApp/);
    }
  });
});

describe("every page", () => {
  test("runs no script and no style but our files, and says so to the browser", async () => {
    const faults: string[] = [];
    const starts = [
      "/",
      "/offline",
      "/none",
      "/login/x",
      "/r/x",
      "/console",
      "/console/none",
      "/console/people/x",
      "/slip/x",
      ...routes().flatMap(({ method, path }) => (method === "GET" && !/live$/.test(path) ? [path] : [])),
    ];
    const pages = [...(await crawl(stranger, starts)), ...(await crawl(supervisor, starts))].filter(({ headers }) =>
      /html/.test(headers.get("content-type") ?? ""),
    );
    for (const { path, headers, html } of pages) {
      const policy = headers.get("content-security-policy") ?? "";
      if (!/default-src 'none'/.test(policy) || !/script-src 'self'/.test(policy)) faults.push(`${path}: ${policy}`);
      if (!/frame-ancestors 'none'/.test(policy) || !/base-uri 'none'/.test(policy))
        faults.push(`${path}: frames, base`);
      if (!/form-action 'self'/.test(policy)) faults.push(`${path}: forms`);
      if (/unsafe-|data:|\*|https?:/.test(policy)) faults.push(`${path}: ${policy}`);
      if (headers.get("x-content-type-options") !== "nosniff") faults.push(`${path}: sniffed`);
      const { document } = parseHTML(html);
      for (const node of document.querySelectorAll("*")) {
        const attributes = [...node.attributes].map(({ name, value }) => `${name}=${value}`);
        if (
          attributes.some((one) =>
            /^(?:on\w+|style|srcdoc)=|^(?:href|src|action|formaction)=\s*(?:javascript|data|vbscript):/i.test(one),
          )
        )
          faults.push(`${path}: <${node.localName} ${attributes.join(" ").slice(0, 80)}>`);
        if (["script", "style"].includes(node.localName) && (node.textContent ?? "").trim() !== "")
          faults.push(`${path}: inline`);
        if (["iframe", "object", "embed", "base"].includes(node.localName)) faults.push(`${path}: ${node.localName}`);
      }
    }
    expect([...new Set(faults)]).toEqual([]);
    expect(pages.length).toBeGreaterThan(60);
  }, 120_000);
});

test("a cursor of another district shows nothing of it", async () => {
  const other = await seedDistrict(database, house.district.sealer, 2);
  await playDay(other);
  const login = (session: StaffSession) => makeLogin(session, session.scope.staff_id, 60);
  const path = `/login/${await other.session(other.staff.supervisor, login, new Date())}`;
  const there = await clientOf({ ...house, loginPath: async () => path }, other.staff.supervisor);
  const lists = ["referrals", "visits", "people", "needs", "crises", "follow-ups"];
  let followed = 0;
  for (const list of lists) {
    const theirs = (await (await there.ask(`/api/v1/${list}?limit=1`)).json()) as Record<string, unknown>;
    const cursor = (theirs.next ?? theirs.cursor ?? theirs.next_cursor) as string | undefined;
    const ids = JSON.stringify(theirs).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [];
    if (!cursor) continue;
    followed += 1;
    const asked = await supervisor.ask(`/api/v1/${list}?limit=50&cursor=${encodeURIComponent(cursor)}`);
    expect(asked.status).toBe(200);
    const shown = await asked.text();
    for (const id of ids) expect(shown, `${list} ${id}`).not.toContain(id);
  }
  expect(followed).toBeGreaterThan(0);
});
