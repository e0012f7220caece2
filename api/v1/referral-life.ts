import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  tellOfClaim,
  tellOfDenial,
  tellOfOutcome,
  tellOfResending,
  tellOfResident,
  tellOfStep,
} from "../../bot/conversation/referral-moved.ts";
import { targetOf } from "../../bot/conversation/referral-target.ts";
import { claimReferral } from "../../cases/referrals/claim.ts";
import { confirmDenial } from "../../cases/referrals/denial.ts";
import { reportOutcome, residentSays } from "../../cases/referrals/outcome.ts";
import { PATHWAY_NAMES } from "../../cases/referrals/pathway/pathways.ts";
import { beginPathway, completeStep } from "../../cases/referrals/pathway/steps.ts";
import { readReferral } from "../../cases/referrals/read.ts";
import { makeReceiverLink } from "../../cases/referrals/receiver/link.ts";
import { resendReferral } from "../../cases/referrals/resend.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { referralSchema } from "./referral-schema.ts";
import { ok, refused, routes, taking } from "./routes.ts";
import { words } from "./schemas.ts";

/** One thing that is done to a referral; the answer is the referral as it is then. */
function act<Body extends z.ZodObject>(path: string, summary: string, body: Body) {
  return createRoute({
    method: "post",
    path: `/referrals/{id}/${path}`,
    summary,
    request: taking(body),
    responses: { ...ok(referralSchema, "Done"), ...refused },
  });
}

const claim = act("claim", "Take care of a referral of one's own organization", z.object({}));
const denial = act(
  "denial",
  "A supervisor confirms that it was rightly refused",
  z.object({ words: words.optional() }),
);
const outcome = act("outcome", "The receiver says what came of it, the resident is not asked yet", z.object({ words }));
const resident = act(
  "resident",
  "What the resident says to the receiver's outcome",
  z.object({ solved: z.boolean(), words: words.optional() }),
);
const pathway = act("pathway", "Put it on a pathway with steps", z.object({ pathway: z.enum(PATHWAY_NAMES) }));
const step = act(
  "steps",
  "The next step of its pathway is done",
  z.object({ step: z.string().max(40), words: words.optional() }),
);
const resend = act(
  "resend",
  "Send on what was refused or failed, as a new referral chained to it",
  z.object({ service_id: z.uuid(), consent: z.boolean(), due_on: z.iso.date().optional() }),
);
const link = createRoute({
  method: "post",
  path: "/referrals/{id}/link",
  summary: "A new link by which the receiver answers without an account; the one before ends",
  request: taking(z.object({ share_address: z.boolean().default(false), phone: z.string().max(30).optional() })),
  responses: {
    ...ok(z.object({ path: z.string(), url: z.string().nullable(), expires_at: z.string() }), "The link, shown once"),
    ...refused,
  },
});

export function referralLifeRoutes(parts: AppParts): OpenAPIHono<StaffEnv> {
  const app = routes();
  /** Does it and reads the referral as it is then. */
  const done = async (staff: StaffEnv["Variables"]["staff"], id: string, work: (s: StaffSession) => Promise<unknown>) =>
    asStaff(parts, staff, async (session) => {
      await work(session);
      return readReferral(session, id);
    });
  app.openapi(claim, async (c) => {
    const { id } = c.req.valid("param");
    const work = async (session: StaffSession) => {
      const claimed = await claimReferral(session, id);
      if (claimed) await tellOfClaim(parts, session, claimed);
    };
    return c.json(await done(c.get("staff"), id, work), 200);
  });
  app.openapi(denial, async (c) => {
    const { id } = c.req.valid("param");
    const work = async (session: StaffSession) =>
      tellOfDenial(parts, session, await confirmDenial(session, id, c.req.valid("json").words));
    return c.json(await done(c.get("staff"), id, work), 200);
  });
  app.openapi(outcome, async (c) => {
    const { id } = c.req.valid("param");
    const work = async (session: StaffSession) =>
      tellOfOutcome(parts, session, await reportOutcome(session, id, c.req.valid("json").words));
    return c.json(await done(c.get("staff"), id, work), 200);
  });
  app.openapi(resident, async (c) => {
    const { id } = c.req.valid("param");
    const work = async (session: StaffSession) =>
      tellOfResident(parts, session, await residentSays(session, id, c.req.valid("json")));
    return c.json(await done(c.get("staff"), id, work), 200);
  });
  app.openapi(pathway, async (c) => {
    const { id } = c.req.valid("param");
    const work = (session: StaffSession) => beginPathway(session, id, c.req.valid("json").pathway);
    return c.json(await done(c.get("staff"), id, work), 200);
  });
  app.openapi(step, async (c) => {
    const { id } = c.req.valid("param");
    const { step, words } = c.req.valid("json");
    const work = async (session: StaffSession) =>
      tellOfStep(parts, session, await completeStep(session, id, step, words), step);
    return c.json(await done(c.get("staff"), id, work), 200);
  });
  app.openapi(resend, async (c) => {
    const { id } = c.req.valid("param");
    const { service_id, consent, due_on } = c.req.valid("json");
    const next = await asStaff(parts, c.get("staff"), async (session) => {
      const resent = await resendReferral(session, id, {
        service: await targetOf(session, service_id),
        consent,
        due_on,
      });
      await tellOfResending(parts, session, resent);
      return readReferral(session, resent.id);
    });
    return c.json(next, 200);
  });
  app.openapi(link, async (c) => {
    const { share_address, phone } = c.req.valid("json");
    const made = await asStaff(parts, c.get("staff"), (session) =>
      makeReceiverLink(session, c.req.valid("param").id, { share_address, phone: phone ?? null }),
    );
    const path = `/r/${made.token}`;
    const url = parts.public_url === null ? null : parts.public_url + path;
    return c.json({ path, url, expires_at: made.expires_at.toISOString() }, 200);
  });
  return app;
}
