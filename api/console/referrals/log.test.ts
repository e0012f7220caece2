import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { referralTo } from "../../../cases/fixture.ts";
import { createPerson } from "../../../cases/people/create.ts";
import { advanceReferral } from "../../../cases/referrals/advance.ts";
import { type NewReferral, raiseReferral } from "../../../cases/referrals/raise.ts";
import { reviewReferral } from "../../../cases/referrals/review.ts";
import { freshPglite } from "../../../platform/database/fresh.ts";
import type { Database } from "../../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, type Visitor } from "../fixture.ts";
import { texts } from "../texts.ts";

const LOG = "/console/referrals";
const TOTAL = 120;
const DAY = 24 * 60;

describe("the referral log", () => {
  let database: Database;
  let house: ConsoleFixture;
  let supervisor: Visitor;
  /** Newest first, as the log shows them. */
  const refs: string[] = [];

  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    const { staff, areas } = house.district;
    const person_id = await house.as(staff.worker, async (session) => {
      const details = { sex: null, age: null, area_id: areas.grid_one, household_id: null };
      return (await createPerson(session, { name: "<img src=x>王", ...details })).id;
    });
    // The first three are special: overdue since two days, received and approved, and from another grid.
    for (let n = 0; n < TOTAL; n++) {
      const changes: Partial<NewReferral> =
        n === 0 ? { priority: "stat", person_id } : n === 2 ? { area_id: areas.grid_two } : {};
      const raised = await house.as(
        n === 2 ? staff.neighbour : staff.worker,
        (session) => raiseReferral(session, referralTo(house.district, changes)),
        n === 0 ? 2 * DAY : TOTAL - n,
      );
      refs.unshift(raised.ref);
      if (n !== 1) continue;
      await house.as(staff.social, (session) => advanceReferral(session, raised.id, { to: "received" }));
      await house.as(staff.supervisor, (session) => reviewReferral(session, raised.id, { verdict: "approved" }));
    }
    supervisor = await house.visitor(staff.supervisor);
  });
  afterAll(() => database.close());

  const oldest = (n: number): string => refs[TOTAL - 1 - n]!;
  const rowsOf = (html: string): string[] => [...html.matchAll(/class="ref"><a[^>]*>(R-\w{5})</g)].map((m) => m[1]!);
  const nextOf = (html: string): string | undefined =>
    /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&");

  test("shows fifty a page, newest first, each referral once", async () => {
    const pages: string[][] = [];
    let path: string | undefined = LOG;
    while (path) {
      const { html } = await supervisor.get(path);
      pages.push(rowsOf(html));
      expect(html.includes(`>${texts.pages.newest}</a>`)).toBe(pages.length > 1);
      path = nextOf(html);
    }
    expect(pages.map((page) => page.length)).toEqual([50, 50, 20]);
    expect(pages.flat()).toEqual(refs);
  });

  test("a filter stays in its form and goes along to the next page", async () => {
    const query = `status=requested&grid=${house.district.areas.grid_one}&unreviewed=1`;
    const { html } = await supervisor.get(`${LOG}?${query}&overdue=`);
    expect(html).toContain('<option value="requested" selected>');
    expect(html).toContain(`<option value="${house.district.areas.grid_one}" selected>`);
    expect(html).toContain('name="unreviewed" value="1" checked');
    expect(html).not.toContain('name="overdue" value="1" checked');
    const next = nextOf(html)!;
    expect(next).toContain(`${query}&cursor=`);
    const rest = rowsOf((await supervisor.get(next)).html);
    expect(rest).toEqual(refs.slice(50, 100));
  });

  test.each([
    ["overdue=1", [0]],
    ["status=received", [1]],
    ["status=received&unreviewed=1", []],
    ["mine=1", []],
  ])("%s shows what it says", async (query, expected) => {
    const { html } = await supervisor.get(`${LOG}?${query}`);
    expect(rowsOf(html)).toEqual(expected.map(oldest));
    expect(html.includes(texts.log.empty)).toBe(expected.length === 0);
  });

  test("a grid worker filters by their own grids and their own referrals only", async () => {
    const neighbour = await house.visitor(house.district.staff.neighbour);
    const { html } = await neighbour.get(`${LOG}?mine=1`);
    expect(rowsOf(html)).toEqual([oldest(2)]);
    expect([...html.matchAll(/<option value="[^"]+"[^>]*>([^<]*网格)</g)].map((m) => m[1])).toEqual([
      "第二网格",
      "第三网格",
    ]);
  });

  test("the head counts by status, and each number opens its rows", async () => {
    const { html } = await supervisor.get(`${LOG}?status=received`);
    const counts = [...html.matchAll(/<a href="([^"]+)"( aria-current="true")?>(\S+) <strong>(\d+)<\/strong>/g)];
    expect(counts.map(([, href, current, label, n]) => [href, current !== undefined, label, Number(n)])).toEqual([
      [LOG, false, texts.log.all, TOTAL],
      [`${LOG}?overdue=1`, false, texts.overdue, 1],
      [`${LOG}?status=requested`, false, texts.status.requested, TOTAL - 1],
      [`${LOG}?status=received`, true, texts.status.received, 1],
    ]);
  });

  test("a row says what is late and whether it was reviewed; a name is text", async () => {
    const overdue = (await supervisor.get(`${LOG}?overdue=1`)).html;
    expect(overdue).toContain(`<span class="mark late">${texts.overdue}</span>`);
    expect(overdue).toContain("&lt;img src=x&gt;王");
    expect(overdue).not.toContain("<img");
    const received = (await supervisor.get(`${LOG}?status=received`)).html;
    expect(received).toContain(`<span>${texts.review.approved}</span>`);
    expect(received).not.toContain('class="mark late"');
  });

  test("filters that mean nothing filter nothing", async () => {
    const { status, html } = await supervisor.get(`${LOG}?status=lost&grid=1&overdue=yes`);
    expect(status).toBe(200);
    expect(rowsOf(html)).toEqual(refs.slice(0, 50));
  });

  test("the desk counts what the log finds", async () => {
    const { html } = await supervisor.get("/console");
    expect(html).toContain(`<a href="${LOG}?overdue=1"><strong>1</strong>`);
    expect(html).toContain(`<a href="${LOG}?unreviewed=1"><strong>${TOTAL - 1}</strong>`);
  });
});
