import { type Context, Hono } from "hono";
import * as z from "zod";
import { reply } from "../../../bot/conversation/turn.ts";
import { forOthers } from "../../../bot/texts/in-language.ts";
import { texts as said } from "../../../bot/texts/zh-hans.ts";
import { notify } from "../../../bot/work.ts";
import { audit } from "../../../cases/audit/append.ts";
import { Refusal } from "../../../cases/refusal.ts";
import type { StaffSession } from "../../../cases/session.ts";
import { staffNames, staffWithRole } from "../../../cases/staff/staff.ts";
import { decide, listApprovals, OwnProposal, proposeHotline } from "../../../knowledge/approvals/approvals.ts";
import { hotlineNow, proposedHotline } from "../../../knowledge/approvals/hotline.ts";
import { ChangedMeanwhile } from "../../../knowledge/documents/conflict.ts";
import { loadHotlines } from "../../../knowledge/hotlines/hotline.ts";
import { ancestors, isWithin, loadRegions } from "../../../knowledge/regions/regions.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { BadForm, idOf, readForm, WORDS_LIMIT, wordsField } from "../read-form.ts";
import { knowledgePage, officerOf, PATH } from "./frame.ts";
import { FIELDS, type HotlineField, hotlinesBody, proposalBody, type Typed } from "./hotlines-page.ts";
import { placesAround } from "./places.ts";
import { texts } from "./texts.ts";

const decision = z.object({ verdict: z.enum(["approved", "rejected"]), words: wordsField });
const AT = `${PATH}/hotlines`;

/** `/console/knowledge/hotlines`: the numbers that answers may give, and the two people behind every change. */
export function hotlinePages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);
  app.get("/", (c) => show(parts, c, null));
  app.get("/propose", (c) => propose(parts, c, null, {}));
  app.post("/propose", async (c) => {
    const fields = await c.req.parseBody();
    const typed = Object.fromEntries(
      FIELDS.map((field) => [field, typeof fields[field] === "string" ? fields[field] : ""]),
    ) as Typed;
    const read = proposedHotline.safeParse(typed);
    const wrong: Partial<Typed> = {};
    for (const issue of read.error?.issues ?? []) wrong[issue.path[0] as HotlineField] ??= issue.message;
    if (!read.success) return propose(parts, c, typed, wrong);
    await asStaff(parts, c.get("staff"), async (session) => {
      // A place of somebody else is theirs to say.
      const around = ancestors(await loadRegions(session.tx), c.get("staff").adcode);
      if (!around.includes(read.data.region)) throw new BadForm();
      const id = await proposeHotline(session.tx, officerOf(session), read.data);
      await audit(session, { action: "hotline.proposed", entity: "approval", entity_id: id });
      const others = (await deciders(session)).filter((other) => other !== session.scope.staff_id);
      const words = forOthers(() => said.hotline_change.proposed(c.get("staff").name, read.data.number));
      await notify(parts, session, others, reply("status", words), [c.get("staff").name]);
    });
    return c.redirect(`${AT}?done=proposed`, 303);
  });
  app.post("/:id/decide", async (c) => {
    const { verdict, words } = await readForm(c, decision);
    const id = idOf(c);
    if (words.length > WORDS_LIMIT || (verdict === "rejected" && words === "")) {
      return show(parts, c, { id, why: texts.hotlines.reason_needed, words }, 422);
    }
    try {
      await asStaff(parts, c.get("staff"), async (session) => {
        const decision = { state: verdict, reason: words || null };
        const { proposed, proposed_by } = await decide(session.tx, officerOf(session), id, decision);
        const text = forOthers(() => said.hotline_change[verdict](proposed.number, words));
        await notify(parts, session, [proposed_by], reply("status", text), []);
        await audit(session, { action: `hotline.${verdict}`, entity: "approval", entity_id: id });
      });
    } catch (error) {
      if (error instanceof OwnProposal) throw new Refusal("not_yours_to_move");
      if (error instanceof ChangedMeanwhile) return show(parts, c, { id, why: texts.hotlines.changed, words }, 409);
      throw error;
    }
    return c.redirect(`${AT}?done=${verdict}`, 303);
  });
  return app;
}

const deciders = (session: StaffSession): Promise<string[]> => staffWithRole(session, ["supervisor", "admin"]);

async function show(
  parts: AppParts,
  c: Context<StaffEnv>,
  refused: { id: string; why: string; words: string } | null,
  code: 200 | 409 | 422 = 200,
): Promise<Response> {
  const staff = c.get("staff");
  const seen = await asStaff(parts, staff, async (session) => {
    const { tx, scope } = session;
    const approvals = await listApprovals(tx, scope.district_id);
    const regions = await loadRegions(tx);
    const ids = approvals.flatMap(({ proposed_by, decided_by }) => [proposed_by, decided_by ?? proposed_by]);
    const own = ancestors(regions, staff.adcode);
    const lines = await loadHotlines(tx);
    return {
      approvals,
      regions,
      names: await staffNames(session, ids),
      others: (await deciders(session)).filter((id) => id !== staff.id).length,
      lines: lines.filter((line) => own.includes(line.region) || isWithin(regions, line.region, staff.adcode)),
      changeable: own,
    };
  });
  const body = hotlinesBody({ ...seen, me: staff.id, refused });
  return c.html(knowledgePage(c, { title: texts.parts.hotlines, part: "hotlines", top: true }, body), code);
}

/** @param typed what stood in the form; null: the line in the address as it is now, or nothing */
async function propose(
  parts: AppParts,
  c: Context<StaffEnv>,
  typed: Typed | null,
  wrong: Partial<Typed>,
): Promise<Response> {
  const staff = c.get("staff");
  const { number = "", region = staff.adcode } = c.req.query();
  const seen = await asStaff(parts, staff, async (session) => {
    const { tx } = session;
    const regions = await loadRegions(tx);
    const now = number === "" ? null : await hotlineNow(tx, number, region);
    const others = await deciders(session);
    return { regions, now, alone: others.every((id) => id === staff.id) };
  });
  const { now } = seen;
  const empty = Object.fromEntries(FIELDS.map((field) => [field, ""])) as Typed;
  const filled: Typed = now
    ? { ...empty, ...Object.fromEntries(FIELDS.map((field) => [field, (now as Partial<Typed>)[field] ?? ""])) }
    : { ...empty, region };
  const body = proposalBody({
    ...seen,
    places: placesAround(seen.regions, staff.adcode),
    typed: typed ?? filled,
    wrong,
  });
  const page = knowledgePage(c, { title: texts.hotlines.propose, part: "hotlines" }, body);
  return c.html(page, Object.keys(wrong).length > 0 ? 422 : 200);
}
