import { Hono } from "hono";
import { reply } from "../../bot/conversation/turn.ts";
import { forOthers } from "../../bot/texts/in-language.ts";
import { texts as said } from "../../bot/texts/zh-hans.ts";
import { notify } from "../../bot/work.ts";
import { acknowledgeCrisis } from "../../cases/crises/acknowledge.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { idOf } from "./read-form.ts";

/** `POST /console/crises/:id/acknowledge`: 收到. The reporter hears of it, as when it is tapped in a chat. */
export function crisisPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.post("/:id/acknowledge", async (c) => {
    const staff = c.get("staff");
    const { first } = await asStaff(parts, staff, async (session) => {
      const taken = await acknowledgeCrisis(session, idOf(c));
      if (taken.first && taken.reported_by) {
        const words = forOthers(() => said.crisis.acknowledged(staff.name, taken.ref));
        await notify(parts, session, [taken.reported_by], reply("crisis", words), []);
      }
      return taken;
    });
    return c.redirect(`/console?done=${first ? "acknowledged" : "taken"}`, 303);
  });
  return app;
}
