import { type Context, Hono } from "hono";
import * as z from "zod";
import { crisisTexts } from "../../../bot/texts/crises.ts";
import { texts as said } from "../../../bot/texts/zh-hans.ts";
import { eventsSince } from "../../../cases/crises/events.ts";
import { handOverCandidates } from "../../../cases/crises/hand-over.ts";
import { openCrises } from "../../../cases/crises/list.ts";
import { CRISIS_STATES } from "../../../cases/crises/moves.ts";
import { readCrisis } from "../../../cases/crises/read.ts";
import type { Told } from "../../../cases/crises/told.ts";
import type { Refusal } from "../../../cases/refusal.ts";
import { asService, type StaffSession } from "../../../cases/session.ts";
import { staffNames, staffWithRole } from "../../../cases/staff/staff.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { idOf, readForm, WORDS_LIMIT } from "../read-form.ts";
import { refusalIn } from "../refused.ts";
import { texts as shell } from "../texts.ts";
import { ACTS, type Act, type Done } from "./acts.ts";
import { crisisBody, crisisTitle, type SeenCrisis } from "./crisis-page.ts";
import { crisisPage, PATH } from "./frame.ts";
import { texts } from "./texts.ts";

const CANDIDATES = 20;
const STATUS: Partial<Record<Refusal["code"], 403 | 409>> = {
  not_yours_to_move: 403,
  supervisors_only: 403,
  professionals_only: 403,
  changed_meanwhile: 409,
  move_not_allowed: 409,
  crisis_closed: 409,
};
const state = z.enum(CRISIS_STATES);

/** `/console/crises/:id`: one crisis, and what whoever handles it does about it. */
export function oneCrisis(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/:id", (c) => show(parts, c));
  for (const [verb, act] of Object.entries(ACTS)) app.post(`/:id/${verb}`, (c) => attempt(parts, c, act));
  return app;
}

/** Does it in one transaction and leads back; a refusal shows the page as it is now, with what was typed. */
async function attempt(parts: AppParts, c: Context<StaffEnv>, act: Act): Promise<Response> {
  const id = idOf(c);
  const typed = z.looseObject({ words: z.string().default("") });
  const { words } = await readForm(c, typed);
  if (words.length > WORDS_LIMIT) {
    return show(parts, c, { why: shell.referral.too_long(WORDS_LIMIT), words }, 422);
  }
  const form = await readForm(c, act.form);
  try {
    const done: Done = await asStaff(parts, c.get("staff"), (session) =>
      act.work({ parts, session, staff: c.get("staff"), id }, form),
    );
    return c.redirect(`${PATH}/${id}?done=${done}`, 303);
  } catch (error) {
    const refused = refusalIn(error);
    const now = refused.code === "changed_meanwhile" ? state.safeParse(refused.detail.status) : null;
    const why = said.refusals[refused.code] + (now?.success ? texts.now_it_is(crisisTexts.states[now.data]) : "");
    return show(parts, c, { why, words }, STATUS[refused.code] ?? 422);
  }
}

async function show(
  parts: AppParts,
  c: Context<StaffEnv>,
  refused: SeenCrisis["refused"] = null,
  code: 200 | 403 | 409 | 422 = 200,
): Promise<Response> {
  const reader = c.get("staff");
  const seen = await asStaff(parts, reader, async (session): Promise<SeenCrisis> => {
    const { cursor } = await eventsSince(session, null);
    const id = idOf(c);
    const crisis = await readCrisis(session, id);
    return {
      ...{ crisis, reader, refused, now: session.now },
      open: await openCrises(session),
      live: { since: cursor, how: parts.live ? "stream" : "poll" },
      candidates: crisis.closed_at === null ? await handOverCandidates(session, id, CANDIDATES) : [],
      professionals: crisis.contacts.length > 0 ? await professionalsIn(session) : [],
    };
  });
  return c.html(crisisPage(c, { title: crisisTitle(seen.crisis), part: "crises" }, crisisBody(seen)), code);
}

/** Social workers first, then supervisors. */
async function professionalsIn(session: StaffSession): Promise<Told[]> {
  return asService(session, async (service) => {
    const ids = [
      ...(await staffWithRole(service, ["social_worker"])),
      ...(await staffWithRole(service, ["supervisor"])),
    ];
    const names = await staffNames(service, ids);
    return ids.map((staff_id) => ({ staff_id, name: names.get(staff_id)! }));
  });
}
