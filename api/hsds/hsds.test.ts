import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type StaffName, seedDistrict, testSealer } from "../../cases/fixture.ts";
import { HAS_STANDARD, standardSchema } from "../../knowledge/directory/hsds/standard-schemas.ts";
import { NEEDS_TAXONOMY_ID, needTermId } from "../../knowledge/directory/needs.ts";
import { loadDemoDirectory } from "../../knowledge/pack/load.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { type ConsoleFixture, consoleFixture, type Visitor } from "../console/fixture.ts";

const FOOD = "ed29f741-1755-5b99-8fc8-a9bd65dd4296";
const ORGANIZATION = "67f69738-6f99-5e3a-b8ec-f4cefd7e46c4";
const SERVICES = 26;

// biome-ignore lint/suspicious/noExplicitAny: JSON as it comes
type Json = any;

describe("/hsds", () => {
  let database: Database;
  let house: ConsoleFixture;
  let app: Hono;
  let visitor: Visitor;
  const get = async (path: string, who: Visitor = visitor): Promise<Json> => {
    const { status, html } = await who.get(`/hsds${path}`);
    expect([path, status]).toEqual([path, 200]);
    return JSON.parse(html);
  };
  const as = (who: StaffName): Promise<Visitor> => house.visitor(house.district.staff[who]);
  beforeAll(async () => {
    database = await freshPglite();
    house = await consoleFixture(database);
    app = house.app;
    // Another district, whose directory nobody here may see.
    await seedDistrict(database, await testSealer(), 2);
    await loadDemoDirectory(database, 1);
    await loadDemoDirectory(database, 2);
    visitor = await as("worker");
  });
  afterAll(() => database.close());

  test("says what it is, and to nobody who is not signed in", async () => {
    expect(await get("/")).toMatchObject({ version: "3.0" });
    for (const path of ["/", "/services", `/services/${FOOD}`])
      expect((await app.request(`/hsds${path}`)).status).toBe(401);
  });

  test("pages of services, each of them once, only those of the district", async () => {
    const first = await get("/services?per_page=20");
    expect(first).toMatchObject({ total_items: SERVICES, total_pages: 2, page_number: 1, size: 20, first_page: true });
    expect(first).toMatchObject({ last_page: false, empty: false });
    const second = await get("/services?per_page=20&page=2");
    expect(second).toMatchObject({ size: 6, first_page: false, last_page: true });
    const ids = [...first.contents, ...second.contents].map((service: Json) => service.id);
    expect(new Set(ids).size).toBe(SERVICES);
    expect(await get("/services?page=9")).toMatchObject({
      total_items: SERVICES,
      size: 0,
      empty: true,
      last_page: true,
    });
  });

  test("filters: words, organization, term, taxonomy", async () => {
    const names = async (query: string): Promise<string[]> =>
      (await get(`/services?${query}`)).contents.map((service: Json) => service.name).sort();
    expect(await names(`search=${encodeURIComponent("老人饭堂")}`)).toEqual(["示范社区助餐点"]);
    expect(await names(`organization_id=${ORGANIZATION}`)).toContain("示范社区助餐点");
    expect(await names(`organization_id=${ORGANIZATION}`)).not.toContain("示范区法律援助");
    expect(await names(`taxonomy_term_id=${needTermId("05")}`)).toEqual([
      "示范儿童康复中心",
      "示范区妇联维权服务",
      "示范街道未保站（儿童主任）",
    ]);
    expect(await names(`taxonomy_id=${NEEDS_TAXONOMY_ID}`)).toHaveLength(SERVICES);
    expect(await names("modified_after=2026-01-01")).toEqual([]);
    expect((await get("/taxonomy_terms?top_only=true")).total_items).toBeGreaterThan(5);
  });

  test("a service comes with all that belongs to it", async () => {
    const service = await get(`/services/${FOOD}`);
    expect(service).toMatchObject({
      id: FOOD,
      status: "active",
      organization: { id: ORGANIZATION },
      phones: [{ number: "000-0000-0101" }],
      schedules: [{ freq: "WEEKLY", opens_at: "10:30:00" }, { opens_at: "16:30:00" }],
      service_areas: [{ extent: "990101", extent_type: "adcode" }],
      service_at_locations: [{ location: { latitude: 30.003, addresses: [{ country: "CN" }] } }],
      attributes: [{ taxonomy_term: { code: "01", taxonomy_detail: { id: NEEDS_TAXONOMY_ID } } }],
    });
    expect(await get(`/organizations/${ORGANIZATION}`)).toMatchObject({
      services: expect.arrayContaining([{ id: FOOD, name: "示范社区助餐点", status: "active" }]),
    });
    const whole = await get(`/organizations/${ORGANIZATION}?full_service=true`);
    expect(whole.services.find((one: Json) => one.id === FOOD).phones).toHaveLength(1);
  });

  test("what is not there and what makes no sense are problems", async () => {
    for (const path of ["/services/12", "/services/00000000-0000-4000-8000-000000000000", "/nothing"])
      expect((await visitor.get(`/hsds${path}`)).status).toBe(404);
    for (const query of ["page=0", "per_page=9999", "organization_id=1", "format=xml", "modified_after=gestern"]) {
      const { status, headers } = await visitor.get(`/hsds/services?${query}`);
      expect([query, status]).toEqual([query, 400]);
      expect(headers.get("content-type")).toContain("application/problem+json");
    }
  });

  test.runIf(HAS_STANDARD).each([
    ["/services", "service.json"],
    ["/services?full=true", "service.json"],
    ["/organizations", "organization.json"],
    ["/organizations?full=true", "organization.json"],
    ["/service_at_locations", "service_at_location.json"],
    ["/service_at_locations?full=true", "service_at_location.json"],
    ["/taxonomies", "taxonomy.json"],
    ["/taxonomy_terms", "taxonomy_term.json"],
  ])("%s and each by its id are valid to %s", async (path, schema) => {
    const valid = standardSchema(schema);
    const { contents } = await get(path);
    expect(contents.length).toBeGreaterThan(0);
    for (const object of [...contents, await get(`${path.split("?")[0]}/${contents[0].id}`)])
      expect(valid(object), JSON.stringify(valid.errors)).toBe(true);
  });
});
