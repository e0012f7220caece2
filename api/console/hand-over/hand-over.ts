import { type Context, Hono } from "hono";
import * as z from "zod";
import { tellOfCover, tellOfEnd } from "../../../bot/conversation/cover-told.ts";
import { coverGrid, endCover } from "../../../cases/hand-over/cover.ts";
import { listCovers, listHeld } from "../../../cases/hand-over/list.ts";
import { Refusal } from "../../../cases/refusal.ts";
import { staffNames, staffWithRole } from "../../../cases/staff/staff.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { consolePage, doneNotice } from "../layout.ts";
import { officersOnly } from "../officers-only.ts";
import { idOf, readForm } from "../read-form.ts";
import { submit } from "../submit.ts";
import { type CoverForm, handOverBody, PATH } from "./hand-over-page.ts";
import { texts } from "./texts.ts";

const SHOWN = 50;

const typed = z.object({
  held: z.string().default(""),
  to_staff: z.string().default(""),
  how_long: z.enum(["leave", "for_good"]).default("leave"),
  from_on: z.string().default(""),
  until_on: z.string().default(""),
  reason: z
    .string()
    .max(200)
    .default("")
    .transform((words) => words.trim()),
});
const chosen = z.object({ area_id: z.uuid(), from_staff: z.uuid(), to_staff: z.uuid() });

/** What was just done, from the address. */
export const doneHere = (c: Context): string | null => doneNotice(texts.done, c.req.query("done"));

/** `/console/hand-over`: leave cover and hand-over of grids, for supervisors and admins. */
export function handOverPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);

  app.get("/", (c) => show(parts, c, null, null));

  app.post("/", async (c) => {
    const form = await readForm(c, typed);
    const [area_id, from_staff] = form.held.split(":");
    const who = chosen.safeParse({ area_id, from_staff, to_staff: form.to_staff });
    const today = chinaDate(parts.clock.now());
    const days =
      form.how_long === "for_good"
        ? { from_on: today, until_on: null }
        : { from_on: form.from_on || today, until_on: form.until_on };
    return submit(parts, c, {
      async work(session) {
        if (!who.success) throw new Refusal(form.held === "" ? "cover_grid" : "cover_people");
        const covered = await coverGrid(session, { ...who.data, ...days, reason: form.reason || null });
        await tellOfCover(parts, session, { ...who.data, ...days, ...covered });
      },
      to: `${PATH}?done=${form.how_long === "for_good" ? "handed_over" : "covered"}`,
      again: (why) => show(parts, c, form, why),
    });
  });

  app.post("/:id/end", async (c) => {
    await asStaff(parts, c.get("staff"), async (session) => {
      await tellOfEnd(parts, session, await endCover(session, idOf(c)));
    });
    return c.redirect(`${PATH}?done=ended`, 303);
  });
  return app;
}

async function show(
  parts: AppParts,
  c: Context<StaffEnv>,
  form: CoverForm | null,
  why: string | null,
): Promise<Response> {
  const staff = c.get("staff");
  const today = chinaDate(parts.clock.now());
  const seen = await asStaff(parts, staff, async (session) => {
    const ids = await staffWithRole(session, ["grid_worker"]);
    const names = await staffNames(session, ids);
    return {
      covers: await listCovers(session, SHOWN),
      held: await listHeld(session),
      workers: ids.map((id) => ({ id, name: names.get(id)! })),
    };
  });
  const blank: CoverForm = { held: "", to_staff: "", how_long: "leave", from_on: today, until_on: "", reason: "" };
  const frame = { staff, title: texts.title, section: "staff", notice: doneHere(c) } as const;
  return c.html(consolePage(frame, handOverBody({ ...seen, form: form ?? blank, why })), why === null ? 200 : 422);
}
