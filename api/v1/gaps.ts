import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { leads } from "../../cases/leads.ts";
import { Refusal } from "../../cases/refusal.ts";
import { askersOf, closedGaps, openGaps, wordingsOf } from "../../knowledge/gaps/list.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { ok, refusal, routes } from "./routes.ts";

const MOST_CLOSED = 200;

const gaps = createRoute({
  method: "get",
  path: "/gaps",
  summary: "Questions without a good answer, grouped, those that most people asked first; for supervisors and admins",
  request: { query: z.object({ state: z.enum(["open", "closed"]).default("open") }) },
  responses: {
    ...ok(
      z.object({
        gaps: z.array(
          z.object({
            id: z.uuid(),
            state: z.enum(["open", "answered", "not_ours"]),
            words: z.array(z.string()),
            questions: z.int(),
            askers: z.int(),
            disputed: z.int(),
            last_asked: z.iso.datetime(),
            documents: z.array(z.string()),
          }),
        ),
      }),
      "Groups of questions; who asked is counted, never named",
    ),
    403: refusal("Not for you"),
  },
});

export function gapRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  app.openapi(gaps, async (c) => {
    const staff = c.get("staff");
    if (!leads(staff)) throw new Refusal("not_yours_to_move");
    const { state } = c.req.valid("query");
    const rows = await asStaff(parts, staff, ({ tx, sealer, scope }) =>
      state === "open"
        ? openGaps(tx, sealer, scope.district_id)
        : closedGaps(tx, sealer, scope.district_id, MOST_CLOSED),
    );
    const shown = rows.map((gap) => ({
      id: gap.id,
      state: gap.closed?.state ?? ("open" as const),
      words: wordingsOf(gap),
      questions: gap.questions.length,
      askers: askersOf(gap).length,
      disputed: gap.questions.filter((question) => question.verdict === "disputed").length,
      last_asked: new Date(gap.questions.at(-1)!.asked_at).toISOString(),
      documents: gap.closed?.document_ids ?? [],
    }));
    return c.json({ gaps: shown }, 200);
  });
  return app;
}
