import { type Context, Hono } from "hono";
import * as z from "zod";
import {
  tellOfClaim,
  tellOfDenial,
  tellOfOutcome,
  tellOfResending,
  tellOfResident,
  tellOfStep,
} from "../../bot/conversation/referral-moved.ts";
import { targetOf } from "../../bot/conversation/referral-target.ts";
import { withdrawn } from "../../bot/conversation/withdraw-consent.ts";
import { sendNotices } from "../../bot/send-notices.ts";
import { claimReferral } from "../../cases/referrals/claim.ts";
import { confirmDenial } from "../../cases/referrals/denial.ts";
import { reportOutcome, residentSays } from "../../cases/referrals/outcome.ts";
import { PATHWAY_NAMES } from "../../cases/referrals/pathway/pathways.ts";
import { beginPathway, completeStep } from "../../cases/referrals/pathway/steps.ts";
import { readReferral } from "../../cases/referrals/read.ts";
import { makeReceiverLink } from "../../cases/referrals/receiver/link.ts";
import { resendReferral } from "../../cases/referrals/resend.ts";
import { Refusal } from "../../cases/refusal.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { consolePage } from "./layout.ts";
import { officersOnly } from "./officers-only.ts";
import { idOf, readForm, wordsField } from "./read-form.ts";
import { attempt } from "./referral.ts";
import type { LifeForm } from "./referral-forms.ts";
import { linkMade } from "./referral-life-page.ts";
import { life } from "./referral-life-texts.ts";

const tick = z.literal("yes").optional();
const onlyWords = z.object({ words: wordsField });
const phoneField = z
  .string()
  .trim()
  .max(30)
  .regex(/^[\d\s+()-]*$/)
  .default("");

/** `POST /console/referrals/:id/…`: what is done to a referral beside its moves and its review. */
export function referralLifePages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  /** Does it as whoever is signed in and leads to the page of the referral, or of the one that it returns. */
  const act = (
    c: Context<StaffEnv>,
    form: LifeForm,
    words: string,
    work: (session: StaffSession, id: string) => Promise<string | undefined>,
  ): Promise<Response> =>
    attempt(parts, c, { form, words, confirmed: false }, async () => {
      const next = await asStaff(parts, c.get("staff"), (session) => work(session, idOf(c)));
      return { done: form, ...(next ? { id: next } : {}) };
    });

  app.post("/:id/claim", (c) =>
    act(c, "claim", "", async (session, id) => {
      const claimed = await claimReferral(session, id);
      if (claimed) await tellOfClaim(parts, session, claimed);
      return undefined;
    }),
  );
  app.post("/:id/denial", async (c) => {
    const { words } = await readForm(c, onlyWords);
    return act(c, "denial", words, async (session, id) => {
      await tellOfDenial(parts, session, await confirmDenial(session, id, words));
      return undefined;
    });
  });
  app.post("/:id/outcome", async (c) => {
    const { words } = await readForm(c, onlyWords);
    return act(c, "outcome", words, async (session, id) => {
      await tellOfOutcome(parts, session, await reportOutcome(session, id, words));
      return undefined;
    });
  });
  app.post("/:id/resident", async (c) => {
    const { solved, words } = await readForm(c, z.object({ solved: z.enum(["yes", "no"]), words: wordsField }));
    return act(c, "resident", words, async (session, id) => {
      const said = await residentSays(session, id, { solved: solved === "yes", words });
      await tellOfResident(parts, session, said);
      return undefined;
    });
  });
  app.post("/:id/pathway", async (c) => {
    const { pathway } = await readForm(c, z.object({ pathway: z.enum(PATHWAY_NAMES) }));
    return act(c, "pathway", "", async (session, id) => {
      await beginPathway(session, id, pathway);
      return undefined;
    });
  });
  app.post("/:id/step", async (c) => {
    const { step, words } = await readForm(c, z.object({ step: z.string().max(40), words: wordsField }));
    return act(c, "step", words, async (session, id) => {
      await tellOfStep(parts, session, await completeStep(session, id, step, words), step);
      return undefined;
    });
  });
  app.post("/:id/resend", async (c) => {
    const { service_id, consent } = await readForm(c, z.object({ service_id: z.uuid(), consent: tick }));
    return act(c, "resend", "", async (session, id) => {
      const service = await targetOf(session, service_id);
      const resent = await resendReferral(session, id, { service, consent: consent === "yes" });
      await tellOfResending(parts, session, resent);
      return resent.id;
    });
  });
  app.post("/:id/withdraw", officersOnly, (c) =>
    act(c, "withdraw", "", async (session, id) => {
      const { person } = await readReferral(session, id);
      if (!person) throw new Refusal("not_found");
      const { notices } = await withdrawn(session, person.id);
      await sendNotices(parts, session, notices);
      return undefined;
    }),
  );
  // The link stands in the answer to the POST and nowhere else: a reload makes a new one, the address shows none.
  app.post("/:id/link", async (c) => {
    const { phone, share_address } = await readForm(c, z.object({ phone: phoneField, share_address: tick }));
    let url = "";
    const done = await attempt(parts, c, { form: "link", words: "", confirmed: false }, async () => {
      const made = await asStaff(parts, c.get("staff"), (session) =>
        makeReceiverLink(session, idOf(c), { share_address: share_address === "yes", phone: phone || null }),
      );
      url = `${parts.public_url ?? new URL(c.req.url).origin}/r/${made.token}`;
      return { done: "link" };
    });
    if (url === "") return done;
    const frame = { staff: c.get("staff"), title: life.link.made, section: "referrals" } as const;
    return c.html(consolePage(frame, linkMade(idOf(c), url)));
  });
  return app;
}
