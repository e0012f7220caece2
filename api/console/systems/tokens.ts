import { Hono } from "hono";
import * as z from "zod";
import { refusalWords } from "../../../bot/texts/refusal-words.ts";
import { Refusal } from "../../../cases/refusal.ts";
import { type MachineSees, makeMachineToken, revokeMachineToken } from "../../../cases/staff/machine.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { consolePage } from "../layout.ts";
import { idOf, readForm } from "../read-form.ts";
import { PATH, secretBody } from "./endpoints-page.ts";
import { systemsShown } from "./shown.ts";
import { texts } from "./texts.ts";

const form = z.object({
  name: z.string().max(200).default(""),
  /** `supervisor`, `social_worker:` with the organization, or `grid_worker:` with the grid. */
  sees: z.string().max(100).default(""),
  mode: z.enum(["reads", "writes"]).default("reads"),
  days: z.coerce.number().default(0),
});

/** `/console/systems/tokens`: what is posted there. The token stands in the answer to the POST and nowhere else. */
export function tokenPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", (c) => c.redirect(PATH, 303));

  app.post("/", async (c) => {
    const staff = c.get("staff");
    const given = await readForm(c, form);
    const frame = { staff, title: texts.title, section: "systems" } as const;
    try {
      const made = await asStaff(parts, staff, (session) =>
        makeMachineToken(session, {
          name: given.name,
          sees: readSees(given.sees),
          writes: given.mode === "writes",
          days: given.days,
        }),
      );
      const { made: title, once } = texts.machines;
      return c.html(consolePage(frame, secretBody({ title, of: made.name, secret: made.token, once })));
    } catch (error) {
      if (!(error instanceof Refusal) || !error.code.startsWith("machine_")) throw error;
      const refused = { ...given, words: refusalWords(error) };
      return c.html(consolePage(frame, await systemsShown(parts, staff, { refused_token: refused })), 422);
    }
  });

  app.post("/:id/revoke", async (c) => {
    await asStaff(parts, c.get("staff"), (session) => revokeMachineToken(session, idOf(c)));
    return c.redirect(`${PATH}?done=revoked`, 303);
  });
  return app;
}

/** @throws Refusal `machine_sees` for what is none of the choices */
function readSees(chosen: string): MachineSees {
  const [role, id = ""] = chosen.split(":");
  if (chosen === "supervisor") return { role: "supervisor" };
  if (!z.uuid().safeParse(id).success) throw new Refusal("machine_sees");
  if (role === "grid_worker") return { role, area_ids: [id] };
  if (role === "social_worker") return { role, organization_id: id };
  throw new Refusal("machine_sees");
}
