import { type Context, Hono } from "hono";
import * as z from "zod";
import { readNote } from "../../../bot/understand/note.ts";
import { listAreas } from "../../../cases/areas/areas.ts";
import { doorFlags, flagDoor, HOLDS_DAYS, liftDoorFlag } from "../../../cases/doors/flag.ts";
import { Refusal } from "../../../cases/refusal.ts";
import { addDays, chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { consolePage } from "../layout.ts";
import { officersOnly } from "../officers-only.ts";
import { idOf, readForm } from "../read-form.ts";
import { submit } from "../submit.ts";
import { type DoorForm, doorsBody, PATH } from "./doors-page.ts";
import { doneHere } from "./hand-over.ts";
import { texts } from "./texts.ts";

const short = z
  .string()
  .max(200)
  .default("")
  .transform((words) => words.trim());
const typed = z.object({ area_id: z.string().default(""), address: short, reason: short, until_on: short });

/** `/console/doors`: the doors that nobody goes to alone, for supervisors and admins; workers say it in the chat. */
export function doorPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);

  app.get("/", (c) => show(parts, c, null, null));

  app.post("/", async (c) => {
    const form = await readForm(c, typed);
    // As a note would have it, so that the draft of a visit there finds it.
    const today = chinaDate(parts.clock.now());
    const address = readNote(form.address, today).persons.find((person) => person.address)?.address?.value;
    return submit(parts, c, {
      async work(session) {
        const { area_id, reason, until_on } = form;
        if (!address || !z.uuid().safeParse(area_id).success) throw new Refusal("door_unknown");
        await flagDoor(session, { area_id, address, reason, until_on: until_on || null });
      },
      to: `${PATH}?done=flagged`,
      again: (why) => show(parts, c, form, why),
    });
  });

  app.post("/:id/lift", async (c) => {
    await asStaff(parts, c.get("staff"), (session) => liftDoorFlag(session, idOf(c)));
    return c.redirect(`${PATH}?done=lifted`, 303);
  });
  return app;
}

async function show(
  parts: AppParts,
  c: Context<StaffEnv>,
  form: DoorForm | null,
  why: string | null,
): Promise<Response> {
  const staff = c.get("staff");
  const until_on = addDays(chinaDate(parts.clock.now()), HOLDS_DAYS);
  const seen = await asStaff(parts, staff, async (session) => ({
    flags: await doorFlags(session),
    grids: (await listAreas(session)).filter((area) => area.level === "grid"),
  }));
  const body = doorsBody({ ...seen, form: form ?? { area_id: "", address: "", reason: "", until_on }, why });
  const frame = { staff, title: texts.doors.title, section: "staff", notice: doneHere(c) } as const;
  return c.html(consolePage(frame, body), why === null ? 200 : 422);
}
