/** Which language a page is in, and that a choice is kept. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshPglite } from "../platform/database/fresh.ts";
import type { Database } from "../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture } from "./console/fixture.ts";
import { pageLanguage } from "./language.ts";

test.each([
  [undefined, undefined, "zh-Hans"],
  [undefined, "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"],
  [undefined, "zh-TW,zh;q=0.9,en;q=0.8", "zh-Hant"],
  [undefined, "zh-HK", "zh-Hant"],
  [undefined, "zh-Hant-MO", "zh-Hant"],
  [undefined, "zh-Hans-HK", "zh-Hans"],
  [undefined, "EN-us", "en"],
  [undefined, "en;q=0.5, zh-TW", "zh-Hant"],
  [undefined, "fr-FR,fr;q=0.9,en;q=0.5", "en"],
  [undefined, "en;q=0, zh", "zh-Hans"],
  [undefined, "ja,*;q=0.5", "zh-Hans"],
  [undefined, ";;;,=", "zh-Hans"],
  ["zh-Hant", "en", "zh-Hant"],
  ["tlh", "en", "en"],
] as const)("chosen %s, asked for %s: %s", (chosen, accepted, language) => {
  expect(pageLanguage(chosen, accepted)).toBe(language);
});

describe("the language of a page", () => {
  let database: Database;
  let house: ConsoleFixture;
  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
  });
  afterAll(() => database.close());

  test("is chosen by a link that leads back to the same page, and stays", async () => {
    const visitor = await house.visitor(house.district.staff.supervisor);
    const log = (await visitor.get("/console/referrals?overdue=1&done=moved")).html;
    const href = /href="([^"]*)" lang="zh-Hant"/.exec(log)![1]!.replaceAll("&amp;", "&");
    expect(href).toBe("/console/referrals?overdue=1&lang=zh-Hant");
    const chosen = await visitor.get(href);
    expect([chosen.status, chosen.location]).toEqual([303, "/console/referrals?overdue=1"]);
    for (const path of [chosen.location!, "/", "/slip/x", "/console/nowhere"]) {
      const { html, headers } = await visitor.get(path);
      expect(html).toContain('<html lang="zh-Hant">');
      expect(headers.get("vary")?.toLowerCase()).toContain("accept-language");
      expect(html).toMatch(/lang="zh-Hant"[^>]* aria-current="true"/);
    }
  });

  test("can be chosen at the door, and the login link is not spent by it", async () => {
    const visitor = await house.visitor(null);
    const door = await house.loginPath(house.district.staff.worker);
    expect((await visitor.get(`${door}?lang=en`)).location).toBe(door);
    expect((await visitor.get(door)).html).toContain(">Enter</button>");
    expect((await visitor.post(door)).location).toBe("/");
    const again = await visitor.post(door);
    expect([again.status, again.html.includes("This link has ended")]).toEqual([410, true]);
    // Its address cannot be asked for again.
    expect(again.html).not.toContain("?lang=");
  });

  test.each(["//elsewhere.example/x", "/\\elsewhere.example/x"])("does not lead to another site: %s", async (path) => {
    const response = await house.app.request(`http://localhost${path}?lang=en`);
    const to = response.headers.get("location");
    expect(to === null ? null : new URL(to, "http://localhost").host).toBe("localhost");
  });

  test("an unknown language is none", async () => {
    const visitor = await house.visitor(null);
    const { status, headers } = await visitor.get("/?lang=tlh");
    expect([status, headers.get("set-cookie")]).toEqual([200, null]);
  });
});
