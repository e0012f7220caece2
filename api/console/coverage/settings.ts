import { type Context, Hono } from "hono";
import * as z from "zod";
import { refusalWords } from "../../../bot/texts/refusal-words.ts";
import { listAreas } from "../../../cases/areas/areas.ts";
import { TARGET_MEASURES } from "../../../cases/coverage/measures.ts";
import { listOutlines, putOutlines } from "../../../cases/coverage/outlines.ts";
import { listProfiles, putProfile } from "../../../cases/coverage/profiles.ts";
import { listTargets, putTarget } from "../../../cases/coverage/targets.ts";
import type { StaffSession } from "../../../cases/session.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { readForm } from "../read-form.ts";
import { refusalIn } from "../refused.ts";
import { coveragePage, PATH } from "./frame.ts";
import { settingsBody } from "./settings-page.ts";
import { texts } from "./texts.ts";

const AT = `${PATH}/settings`;

const numberOrNull = z.union([z.literal("").transform(() => null), z.coerce.number().catch(-1)]).default(null);
const targetForm = z.object({
  measure: z.enum(TARGET_MEASURES),
  year: z.coerce.number().int(),
  percent: numberOrNull,
  source: z.string().max(200).default(""),
});
const areaForm = z.object({
  area_id: z.uuid(),
  settlement: z.union([z.literal("").transform(() => null), z.enum(["street", "town"])]).default(null),
  minutes: numberOrNull,
});

/** `/console/coverage/settings`: targets, areas and the map, for supervisors and admins. */
export function settingPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);
  app.get("/", (c) => show(parts, c, null));
  app.post("/target", async (c) => {
    const target = await readForm(c, targetForm);
    return kept(parts, c, "target", (session) => putTarget(session, target));
  });
  app.post("/area", async (c) => {
    const { minutes, ...profile } = await readForm(c, areaForm);
    return kept(parts, c, "profile", (session) => putProfile(session, { ...profile, travel_minutes: minutes }));
  });
  app.post("/map", async (c) => {
    const { file } = await c.req.parseBody();
    if (!(file instanceof File) || file.size === 0) return show(parts, c, texts.settings.no_file);
    const text = await file.text();
    return kept(parts, c, "map", (session) => putOutlines(session, text));
  });
  return app;
}

/** Does it and leads back; what the rules refuse is shown with why, and with what it names. */
async function kept(
  parts: AppParts,
  c: Context<StaffEnv>,
  done: string,
  work: (session: StaffSession) => Promise<unknown>,
): Promise<Response> {
  try {
    await asStaff(parts, c.get("staff"), work);
  } catch (error) {
    const refused = refusalIn(error);
    const names = refused.code === "map_names" ? ` ${refused.detail.names}` : "";
    return show(parts, c, refusalWords(refused) + names);
  }
  return c.redirect(`${AT}?done=${done}`, 303);
}

async function show(parts: AppParts, c: Context<StaffEnv>, why: string | null): Promise<Response> {
  const settings = await asStaff(parts, c.get("staff"), async (session) => {
    const year = Number(chinaDate(session.now).slice(0, 4));
    return {
      ...{ year, why },
      targets: await listTargets(session, year),
      areas: await listAreas(session),
      profiles: await listProfiles(session),
      outlines: (await listOutlines(session)).size,
    };
  });
  const page = coveragePage(c, { title: texts.parts.settings, part: "settings", top: true }, settingsBody(settings));
  return c.html(page, why === null ? 200 : 422);
}
