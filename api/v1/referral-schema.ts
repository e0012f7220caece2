import { z } from "@hono/zod-openapi";
import { priority } from "../../cases/district-settings.ts";
import { WITHOUT_RESIDENT } from "../../cases/referrals/advance.ts";
import { referralStatus } from "./schemas.ts";

const linked = z.object({ id: z.uuid(), ref: z.string() }).nullable();

const event = z.object({
  kind: z
    .string()
    .openapi({ description: "move, review, claim, denial, resent, outcome, resident, link, pathway, step" }),
  from_status: z.string().nullable(),
  to_status: z.string().nullable(),
  by_staff: z.uuid().nullable(),
  by_receiver: z.string().nullable().openapi({ description: "Who answered by a link, as they named themself" }),
  words: z.string().nullable(),
  at: z.string(),
});

const life = z.object({
  held_until: z.string().nullable(),
  pause: z.object({ first: z.string(), unsaid: z.string() }),
  closed_without: z.enum(WITHOUT_RESIDENT).nullable(),
  denial: z.enum(["open", "confirmed", "resent"]).nullable(),
  claimed_at: z.string().nullable(),
  came_from: linked,
  sent_on: linked,
  pathway: z.string().nullable(),
  steps: z.array(z.looseObject({ step: z.string(), due_on: z.string().nullable(), done_at: z.string().nullable() })),
  link: z.object({ made_at: z.string(), expires_at: z.string() }).nullable(),
  receiver_has_account: z.boolean(),
  may: z.looseObject({ claim: z.boolean(), step: z.string().nullable() }),
});

/** One referral as whoever may see it reads it: with its words, its history and what the reader may do next. */
export const referralSchema = z
  .looseObject({
    id: z.uuid(),
    ref: z.string(),
    status: referralStatus,
    priority: z.enum(priority.options),
    person: z.looseObject({ id: z.uuid(), ref: z.string(), name: z.string().nullable() }).nullable(),
    visit_id: z.uuid().nullable(),
    area: z.string().nullable(),
    reason: z.string(),
    background: z.string().nullable(),
    consent: z.string(),
    legal_ground: z.string().nullable(),
    service_name: z.string(),
    organization: z.string().nullable(),
    owner_id: z.uuid().nullable(),
    raised_by: z.uuid(),
    due_on: z.string().nullable(),
    overdue: z.boolean(),
    review: z.enum(["approved", "returned"]).nullable(),
    review_words: z.string().nullable(),
    outcome: z.string().nullable(),
    resident_confirmed: z.boolean().nullable(),
    version: z.int(),
    created_at: z.string(),
    events: z.array(event),
    moves: z.array(z.object({ to: referralStatus, needs: z.enum(["nothing", "reason", "outcome"]) })),
    life,
  })
  .openapi("Referral");
