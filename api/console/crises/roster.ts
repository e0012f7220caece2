import { type Context, Hono } from "hono";
import * as z from "zod";
import { CRISIS_KINDS } from "../../../bot/crisis/verdict.ts";
import { type Area, listAreas } from "../../../cases/areas/areas.ts";
import {
  dropRosterEntry,
  listRoster,
  putRosterEntry,
  type RosterDraft,
  type RosterEntry,
} from "../../../cases/crises/keep-roster.ts";
import { crisisMinutes, setCrisisMinutes } from "../../../cases/crises/minutes.ts";
import { rosterFor } from "../../../cases/crises/roster.ts";
import type { Told } from "../../../cases/crises/told.ts";
import { Refusal } from "../../../cases/refusal.ts";
import { asService, type StaffSession } from "../../../cases/session.ts";
import { staffNames, staffWithRole } from "../../../cases/staff/staff.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { idOf, readForm, ticked } from "../read-form.ts";
import { submit } from "../submit.ts";
import { crisisPage, PATH } from "./frame.ts";
import { dropBody, entryBody, rosterBody } from "./roster-page.ts";
import { texts } from "./texts.ts";

const AT = `${PATH}/roster`;
const EVERY_ROLE = ["supervisor", "social_worker", "grid_worker", "admin"] as const;

const orNull = <T extends z.ZodType>(of: T) => z.union([z.literal("").transform(() => null), of]).default(null);
const entryForm = z.object({
  area_id: orNull(z.uuid()),
  kinds: ticked(z.string()).transform((kinds) =>
    kinds.length === 0 || kinds.length === CRISIS_KINDS.length ? null : kinds,
  ),
  place: z.coerce.number().catch(0),
  staff_id: z.uuid().catch("00000000-0000-0000-0000-000000000000"),
  stand_in_id: orNull(z.uuid()),
  away_from: orNull(z.string()),
  away_until: orNull(z.string()),
  weekdays: ticked(z.string()).transform((days) => days.map(Number)),
  duty_from: orNull(z.string()),
  duty_until: orNull(z.string()),
  active: z
    .literal("1")
    .optional()
    .transform((ticked) => ticked !== undefined),
});
const asked = z.object({
  grid: z.uuid().optional().catch(undefined),
  kind: z.enum(CRISIS_KINDS).optional().catch(undefined),
});
const minutesForm = z.object({ red: z.coerce.number().catch(0), orange: z.coerce.number().catch(0) });

/** A line that nobody has changed yet. */
const BLANK: RosterDraft = {
  ...{ area_id: null, kinds: null, place: 1, staff_id: "", stand_in_id: null, away_from: null, away_until: null },
  ...{ weekdays: [1, 2, 3, 4, 5, 6, 7], duty_from: null, duty_until: null, active: true },
};

/** `/console/crises/roster`: who is told of which crises where, when and in which order, for supervisors and admins. */
export function rosterPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);

  app.get("/", (c) => overview(parts, c, null));
  app.post("/minutes", async (c) => {
    const minutes = await readForm(c, minutesForm);
    return submit(parts, c, {
      work: (session) => setCrisisMinutes(session, minutes),
      to: `${AT}?done=minutes`,
      again: (why) => overview(parts, c, why),
    });
  });

  app.get("/new", (c) => edit(parts, c, { id: null, draft: BLANK, why: null }));
  app.get("/:id", async (c) => {
    const id = idOf(c);
    const draft = await asStaff(parts, c.get("staff"), (session) => entryOf(session, id));
    return edit(parts, c, { id, draft, why: null });
  });
  app.post("/", (c) => put(parts, c, null));
  app.post("/:id", (c) => put(parts, c, idOf(c)));

  app.get("/:id/drop", async (c) => {
    const entry = await asStaff(parts, c.get("staff"), (session) => entryOf(session, idOf(c)));
    return c.html(crisisPage(c, { title: texts.roster.drop, part: "roster" }, dropBody(entry)));
  });
  app.post("/:id/drop", async (c) => {
    await asStaff(parts, c.get("staff"), (session) => dropRosterEntry(session, idOf(c)));
    return c.redirect(`${AT}?done=dropped`, 303);
  });
  return app;
}

async function overview(parts: AppParts, c: Context<StaffEnv>, why: string | null): Promise<Response> {
  const question = asked.parse(c.req.query());
  const seen = await asStaff(parts, c.get("staff"), async (session) => {
    const kind = question.kind ?? CRISIS_KINDS[0];
    const area_id = question.grid ?? null;
    return {
      ...{ question: { kind, area_id }, why, now: session.now },
      entries: await listRoster(session),
      minutes: await crisisMinutes(session),
      areas: await listAreas(session),
      places: await rosterFor(session, { area_id, kind, at: session.now }),
    };
  });
  const page = crisisPage(c, { title: texts.roster.title, part: "roster", top: true }, rosterBody(seen));
  return c.html(page, why === null ? 200 : 422);
}

async function put(parts: AppParts, c: Context<StaffEnv>, id: string | null): Promise<Response> {
  const draft = await readForm(c, entryForm, { all: true });
  return submit(parts, c, {
    work: (session) => putRosterEntry(session, draft, id),
    to: `${AT}?done=roster`,
    again: (why) => edit(parts, c, { id, draft, why }),
  });
}

async function edit(
  parts: AppParts,
  c: Context<StaffEnv>,
  shown: { id: string | null; draft: RosterDraft; why: string | null },
): Promise<Response> {
  const { areas, people } = await asStaff(parts, c.get("staff"), readChoices);
  const title = shown.id === null ? texts.roster.new : texts.roster.change;
  const page = crisisPage(c, { title, part: "roster" }, entryBody({ ...shown, areas, people }));
  return c.html(page, shown.why === null ? 200 : 422);
}

async function readChoices(session: StaffSession): Promise<{ areas: Area[]; people: Told[] }> {
  const areas = await listAreas(session);
  const people = await asService(session, async (service) => {
    const ids = await staffWithRole(service, [...EVERY_ROLE]);
    const names = await staffNames(service, ids);
    return ids.map((staff_id) => ({ staff_id, name: names.get(staff_id)! }));
  });
  return { areas, people };
}

async function entryOf(session: StaffSession, id: string): Promise<RosterEntry> {
  const entry = (await listRoster(session)).find((one) => one.id === id);
  if (!entry) throw new Refusal("not_found");
  return entry;
}
