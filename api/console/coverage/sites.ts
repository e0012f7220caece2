import { type Context, Hono } from "hono";
import * as z from "zod";
import { listAreas } from "../../../cases/areas/areas.ts";
import {
  dropSite,
  listSites,
  putSite,
  SITE_KINDS,
  SITE_STAGES,
  type Site,
  type SiteDraft,
} from "../../../cases/coverage/sites.ts";
import { Refusal } from "../../../cases/refusal.ts";
import { asService, type StaffSession } from "../../../cases/session.ts";
import { staffNames, staffWithRole } from "../../../cases/staff/staff.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { keepsStaff } from "../layout.ts";
import { officersOnly } from "../officers-only.ts";
import { idOf, readForm, ticked } from "../read-form.ts";
import { submit } from "../submit.ts";
import { coveragePage, PATH } from "./frame.ts";
import { dropBody, siteBody, sitesBody } from "./sites-page.ts";
import { texts } from "./texts.ts";

const AT = `${PATH}/sites`;
const EVERY_ROLE = ["supervisor", "social_worker", "grid_worker", "admin"] as const;

const words = z.string().max(200).trim().default("");
const orNull = words.transform((typed) => typed || null);
const dayOrNull = z.union([z.literal("").transform(() => null), z.iso.date()]).default(null);
const degreesOrNull = (most: number) =>
  z.union([z.literal("").transform(() => null), z.coerce.number().min(-most).max(most)]).default(null);
const siteForm = z.object({
  name: words,
  kind: z.enum(SITE_KINDS),
  stage: z.enum(SITE_STAGES),
  area_id: z.uuid().catch("00000000-0000-0000-0000-000000000000"),
  serves: ticked(z.uuid()),
  host: orNull,
  task: orNull,
  owner_id: z.union([z.literal("").transform(() => null), z.uuid()]).default(null),
  due_on: dayOrNull,
  built_on: dayOrNull,
  longitude: degreesOrNull(180),
  latitude: degreesOrNull(90),
  version: z.coerce.number().int().catch(0),
});

const BLANK: SiteDraft = {
  ...{ name: "", kind: "service", stage: "near", area_id: "", serves: [], host: null, task: null, owner_id: null },
  ...{ due_on: null, built_on: null, longitude: null, latitude: null },
};

/** `/console/coverage/sites`: where services stand and are to stand. Everybody reads, those who lead write. */
export function sitePages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", async (c) => {
    const sites = await asStaff(parts, c.get("staff"), listSites);
    const at = { title: texts.sites.title, part: "sites", top: true } as const;
    return c.html(coveragePage(c, at, sitesBody(sites, keepsStaff(c.get("staff")))));
  });
  app.use("*", officersOnly);
  app.get("/new", (c) => edit(parts, c, { at: null, draft: BLANK, why: null }));
  app.post("/", (c) => put(parts, c, null));
  app.get("/:id", async (c) => {
    const site = await asStaff(parts, c.get("staff"), (session) => siteOf(session, idOf(c)));
    return edit(parts, c, { at: site, draft: site, why: null });
  });
  app.post("/:id", (c) => put(parts, c, idOf(c)));
  app.get("/:id/drop", async (c) => {
    const site = await asStaff(parts, c.get("staff"), (session) => siteOf(session, idOf(c)));
    return c.html(coveragePage(c, { title: texts.sites.drop, part: "sites" }, dropBody(site)));
  });
  app.post("/:id/drop", async (c) => {
    await asStaff(parts, c.get("staff"), (session) => dropSite(session, idOf(c)));
    return c.redirect(`${AT}?done=dropped`, 303);
  });
  return app;
}

async function put(parts: AppParts, c: Context<StaffEnv>, id: string | null): Promise<Response> {
  const { version, ...draft } = await readForm(c, siteForm, { all: true });
  const at = id === null ? null : { id, version };
  return submit(parts, c, {
    work: (session) => putSite(session, draft, at),
    to: `${AT}?done=site`,
    again: (why) => edit(parts, c, { at, draft, why }),
  });
}

async function edit(
  parts: AppParts,
  c: Context<StaffEnv>,
  shown: { at: { id: string; version: number } | null; draft: SiteDraft; why: string | null },
): Promise<Response> {
  const choices = await asStaff(parts, c.get("staff"), async (session) => ({
    areas: await listAreas(session),
    people: await everybody(session),
  }));
  const title = shown.at === null ? texts.sites.add : texts.sites.change;
  const body = siteBody({ ...shown, ...choices });
  return c.html(coveragePage(c, { title, part: "sites" }, body), shown.why === null ? 200 : 422);
}

/** Everybody on the staff, for a choice of who is in charge. */
export function everybody(session: StaffSession): Promise<{ id: string; name: string }[]> {
  return asService(session, async (service) => {
    const ids = await staffWithRole(service, [...EVERY_ROLE]);
    const names = await staffNames(service, ids);
    return ids.map((id) => ({ id, name: names.get(id)! }));
  });
}

async function siteOf(session: StaffSession, id: string): Promise<Site> {
  const site = (await listSites(session)).find((one) => one.id === id);
  if (!site) throw new Refusal("not_found");
  return site;
}
