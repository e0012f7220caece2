import { Hono } from "hono";
import * as z from "zod";
import { tellOfChanges } from "../../../bot/conversation/several-changed.ts";
import { priority as urgency } from "../../../cases/district-settings.ts";
import { type Change, changeReferrals, type Ticked } from "../../../cases/referrals/change-several.ts";
import { Refusal } from "../../../cases/refusal.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { readForm, ticked } from "../read-form.ts";
import { whyRefused } from "../refused.ts";
import { filters } from "./filters.ts";
import { showLog } from "./show-log.ts";

/** A ticked row: its id and the version that the page showed. */
const row = z
  .string()
  .regex(/^[0-9a-f-]{36}:\d{1,9}$/)
  .transform((written): Ticked => {
    const [id, version] = written.split(":") as [string, string];
    return { id: z.uuid().parse(id), version: Number(version) };
  });

const form = z.object({
  ticked: ticked(row),
  do: z.enum(["owner", "due", "priority"]),
  owner: z.uuid().or(z.literal("")).default(""),
  due: z.iso.date().or(z.literal("")).default(""),
  priority: urgency.or(z.literal("")).default(""),
  query: z.string().max(2000).default(""),
});

/** What is to be set; null when it was not chosen. */
function changeOf({ do: what, owner, due, priority }: z.infer<typeof form>): Change | null {
  if (what === "owner") return owner ? { owner_id: owner } : null;
  if (what === "due") return due ? { due_on: due } : null;
  return priority ? { priority } : null;
}

/** `POST /console/referrals/change`: one thing for every ticked referral; the answer says of each that was not changed why not. */
export function changeRoutes(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.post("/change", officersOnly, async (c) => {
    const typed = await readForm(c, form, { all: true });
    const chosen = filters.parse(Object.fromEntries(new URLSearchParams(typed.query)));
    const change = changeOf(typed);
    try {
      if (change === null) throw new Refusal("nothing_chosen");
      const changed = await asStaff(parts, c.get("staff"), async (session) => {
        const done = await changeReferrals(session, typed.ticked, change);
        await tellOfChanges(parts, session, change, done);
        return done;
      });
      return showLog(parts, c, chosen, { changed });
    } catch (error) {
      return showLog(parts, c, chosen, { why: whyRefused(error) });
    }
  });
  return app;
}
