import { type Context, Hono } from "hono";
import * as z from "zod";
import { tellOfMove, tellOfReview } from "../../bot/conversation/moved.ts";
import { refusalWords } from "../../bot/texts/refusal-words.ts";
import { advanceReferral, WITHOUT_RESIDENT } from "../../cases/referrals/advance.ts";
import type { ReferralStatus } from "../../cases/referrals/moves.ts";
import { type ReferralDetail, readReferral } from "../../cases/referrals/read.ts";
import { reviewReferral } from "../../cases/referrals/review.ts";
import { Refusal } from "../../cases/refusal.ts";
import type { StaffSession } from "../../cases/session.ts";
import { staffPhones } from "../../cases/staff/phone.ts";
import { type Staff, staffNames } from "../../cases/staff/staff.ts";
import { findServices } from "../../knowledge/directory/search.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { consolePage, doneNotice, keepsStaff } from "./layout.ts";
import { idOf, readForm, WORDS_LIMIT, wordsField } from "./read-form.ts";
import type { LifeForm, Refused } from "./referral-forms.ts";
import type { Elsewhere } from "./referral-life-page.ts";
import { life } from "./referral-life-texts.ts";
import { referralBody } from "./referral-page.ts";
import { refusalIn } from "./refused.ts";
import { texts } from "./texts.ts";

const status = z.enum(Object.keys(texts.status) as ReferralStatus[]);
const moveForm = z.object({
  to: status,
  /** What the page said when the form was filled in. */
  from: status,
  words: wordsField,
  resident_confirmed: z.literal("yes").optional(),
  without_resident: z.enum(WITHOUT_RESIDENT).or(z.literal("")).optional(),
  until: z.iso.date().or(z.literal("")).optional(),
});
const reviewForm = z.object({
  verdict: z.enum(["approved", "returned"]),
  words: wordsField,
  /** The referral as the page showed it. */
  version: z.coerce.number().int(),
});

/** How many other places are offered. */
const ELSEWHERE = 12;

const REFUSED: Partial<Record<Refusal["code"], 403 | 409>> = {
  not_yours_to_move: 403,
  supervisor_needed: 403,
  changed_meanwhile: 409,
  already_there: 409,
  already_claimed: 409,
  already_resent: 409,
  pathway_begun: 409,
  step_not_next: 409,
  move_not_allowed: 409,
};

/** `/console/referrals/:id`: one referral, its moves and its review. */
export function referralPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/:id", (c) => show(parts, c));

  app.post("/:id/move", async (c) => {
    const id = idOf(c);
    const { to, from, words, resident_confirmed, without_resident, until } = await readForm(c, moveForm);
    const confirmed = resident_confirmed === "yes";
    return attempt(parts, c, { form: to, words, confirmed }, async () => {
      await asStaff(parts, c.get("staff"), async (session) => {
        const moved = await advanceReferral(session, id, {
          to,
          reason: words,
          resident_confirmed: confirmed,
          without_resident: without_resident || undefined,
          until: until || undefined,
        });
        // Allowed from where it stands now, but not what the reader had before their eyes when they pressed.
        if (moved.from !== from) throw new Refusal("changed_meanwhile", { status: moved.from });
        await tellOfMove(parts, session, moved);
      });
      return { done: "moved" };
    });
  });

  app.post("/:id/review", async (c) => {
    const id = idOf(c);
    const { verdict, words, version } = await readForm(c, reviewForm);
    return attempt(parts, c, { form: verdict, words, confirmed: false }, async () => {
      await asStaff(parts, c.get("staff"), async (session) =>
        tellOfReview(parts, session, await reviewReferral(session, id, { verdict, words, version })),
      );
      return { done: verdict };
    });
  });
  return app;
}

/**
 * Does it and leads back to the page, or to that of another referral; a refusal shows the page as it is now, with what was typed.
 * @param work says which notice the page shows
 */
export async function attempt(
  parts: AppParts,
  c: Context<StaffEnv>,
  typed: Omit<Refused, "why">,
  work: () => Promise<{ done: keyof typeof texts.done | LifeForm; id?: string }>,
): Promise<Response> {
  if (typed.words.length > WORDS_LIMIT) {
    return show(parts, c, { ...typed, why: texts.referral.too_long(WORDS_LIMIT) }, 422);
  }
  try {
    const { done, id = idOf(c) } = await work();
    return c.redirect(`/console/referrals/${id}?done=${done}`, 303);
  } catch (error) {
    const refused = refusalIn(error);
    const now = refused.detail.at ? null : status.safeParse(refused.detail.status);
    const why = refusalWords(refused) + (now?.success ? texts.referral.now_it_is(texts.status[now.data]) : "");
    return show(parts, c, { ...typed, why }, REFUSED[refused.code] ?? 422);
  }
}

async function show(
  parts: AppParts,
  c: Context<StaffEnv>,
  refused: Refused | null = null,
  code: 200 | 403 | 409 | 422 = 200,
): Promise<Response> {
  const staff = c.get("staff");
  const { referral, ...beside } = await asStaff(parts, staff, async (session) => {
    const read = await readReferral(session, idOf(c));
    const done = [...read.events.map((event) => event.by_staff), ...read.life.steps.map((step) => step.done_by)];
    const people = [read.raised_by, read.owner_id, ...done].filter((person) => person !== null);
    const { may } = read.life;
    return {
      referral: read,
      names: await staffNames(session, people),
      phone: may.make_link ? ((await staffPhones(session, [staff.id])).get(staff.id) ?? null) : null,
      elsewhere: may.resend ? await elsewhereFor(session, staff, read) : [],
    };
  });
  const asked = c.req.query("done");
  const notice = refused ? null : doneNotice({ ...texts.done, ...life.done }, asked);
  return c.html(
    consolePage(
      { staff, title: `${texts.log.title} ${referral.ref}`, section: "referrals", notice },
      referralBody(staff, referral, { ...beside, refused, leads: keepsStaff(staff) }),
    ),
    code,
  );
}

/** Where else it could go: what the directory finds by its words, apart from where it was. */
async function elsewhereFor(session: StaffSession, staff: Staff, referral: ReferralDetail): Promise<Elsewhere[]> {
  const found = await findServices(session.tx, {
    words: referral.reason,
    area: staff.adcode,
    at: session.now,
    limit: ELSEWHERE,
  });
  return found.filter(({ name }) => name !== referral.service_name);
}
