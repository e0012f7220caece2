import { type Context, Hono } from "hono";
import * as z from "zod";
import { tellOfMove, tellOfReview } from "../../bot/conversation/moved.ts";
import { texts as said } from "../../bot/texts/zh-hans.ts";
import { advanceReferral } from "../../cases/referrals/advance.ts";
import type { ReferralStatus } from "../../cases/referrals/moves.ts";
import { readReferral } from "../../cases/referrals/read.ts";
import { reviewReferral } from "../../cases/referrals/review.ts";
import { Refusal } from "../../cases/refusal.ts";
import { staffNames } from "../../cases/staff/staff.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { consolePage, doneNotice } from "./layout.ts";
import { idOf, readForm, WORDS_LIMIT, wordsField } from "./read-form.ts";
import type { Refused } from "./referral-forms.ts";
import { referralBody } from "./referral-page.ts";
import { texts } from "./texts.ts";

const status = z.enum(Object.keys(texts.status) as ReferralStatus[]);
const moveForm = z.object({
  to: status,
  /** What the page said when the form was filled in. */
  from: status,
  words: wordsField,
  resident_confirmed: z.literal("yes").optional(),
});
const reviewForm = z.object({
  verdict: z.enum(["approved", "returned"]),
  words: wordsField,
  /** The referral as the page showed it. */
  version: z.coerce.number().int(),
});

const REFUSED: Partial<Record<Refusal["code"], 403 | 409>> = {
  not_yours_to_move: 403,
  changed_meanwhile: 409,
  move_not_allowed: 409,
};

/** `/console/referrals/:id`: one referral, its moves and its review. */
export function referralPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/:id", (c) => show(parts, c));

  app.post("/:id/move", async (c) => {
    const id = idOf(c);
    const { to, from, words, resident_confirmed } = await readForm(c, moveForm);
    const confirmed = resident_confirmed === "yes";
    return attempt(parts, c, { form: to, words, confirmed }, async () => {
      await asStaff(parts, c.get("staff"), async (session) => {
        const moved = await advanceReferral(session, id, { to, reason: words, resident_confirmed: confirmed });
        // Allowed from where it stands now, but not what the reader had before their eyes when they pressed.
        if (moved.from !== from) throw new Refusal("changed_meanwhile", { status: moved.from });
        await tellOfMove(parts, session, moved);
      });
      return "moved";
    });
  });

  app.post("/:id/review", async (c) => {
    const id = idOf(c);
    const { verdict, words, version } = await readForm(c, reviewForm);
    return attempt(parts, c, { form: verdict, words, confirmed: false }, async () => {
      await asStaff(parts, c.get("staff"), async (session) =>
        tellOfReview(parts, session, await reviewReferral(session, id, { verdict, words, version })),
      );
      return verdict;
    });
  });
  return app;
}

/** Does it and leads back to the page; a refusal shows the page as it is now, with what was typed. */
async function attempt(
  parts: AppParts,
  c: Context<StaffEnv>,
  typed: Omit<Refused, "why">,
  work: () => Promise<keyof typeof texts.done>,
): Promise<Response> {
  if (typed.words.length > WORDS_LIMIT) {
    return show(parts, c, { ...typed, why: texts.referral.too_long(WORDS_LIMIT) }, 422);
  }
  try {
    return c.redirect(`/console/referrals/${idOf(c)}?done=${await work()}`, 303);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === "not_found") throw error;
    const now = error.code === "changed_meanwhile" ? status.safeParse(error.detail.status) : null;
    const why = said.refusals[error.code] + (now?.success ? texts.referral.now_it_is(texts.status[now.data]) : "");
    return show(parts, c, { ...typed, why }, REFUSED[error.code] ?? 422);
  }
}

async function show(
  parts: AppParts,
  c: Context<StaffEnv>,
  refused: Refused | null = null,
  code: 200 | 403 | 409 | 422 = 200,
): Promise<Response> {
  const staff = c.get("staff");
  const { referral, names } = await asStaff(parts, staff, async (session) => {
    const read = await readReferral(session, idOf(c));
    const people = [read.raised_by, read.owner_id, ...read.events.map((event) => event.by_staff)];
    return {
      referral: read,
      names: await staffNames(
        session,
        people.filter((person) => person !== null),
      ),
    };
  });
  const notice = refused ? null : doneNotice(c.req.query("done"));
  return c.html(
    consolePage(
      { staff, title: `${texts.log.title} ${referral.ref}`, section: "referrals", notice },
      referralBody(staff, referral, names, refused),
    ),
    code,
  );
}
