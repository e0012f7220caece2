import { z } from "@hono/zod-openapi";
import { priority } from "../../cases/district-settings.ts";
import { REFERRAL_STATUSES } from "../../cases/referrals/moves.ts";
import { visitDraft } from "../../cases/visits/draft.ts";

/** The shapes of the JSON interface that several routes share, as OpenAPI shows them. */

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    id: z.string(),
    detail: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .openapi("Problem");

export const citationSchema = z
  .object({
    document_id: z.string(),
    title: z.string(),
    doc_no: z.string().nullable(),
    region: z.string(),
    effective_from: z.string().nullable(),
    quote: z.string(),
    version: z.int(),
    start: z.int(),
    end: z.int(),
  })
  .openapi("Citation");

const referralDraft = z.object({
  type: z.literal("referral"),
  person: z.string().nullable(),
  reason: z.string(),
  target_service_id: z.string().nullable(),
  target_name: z.string().nullable(),
  priority: z.enum(priority.options),
  consent: z.enum(["yes", "no", "legal_ground"]).nullable(),
  due: z.string().nullable(),
});

export const replySchema = z
  .object({
    kind: z.enum([
      "answer",
      "services",
      "visit_draft",
      "referral_draft",
      "saved",
      "tasks",
      "status",
      "crisis",
      "clarify",
      "not_found",
      "help",
      "enrol",
    ]),
    text: z.string(),
    actions: z.array(z.object({ id: z.string(), label: z.string() })),
    citations: z.array(citationSchema),
    draft: z.union([visitDraft.extend({ type: z.literal("visit") }), referralDraft]).nullable(),
    crisis: z.object({ level: z.enum(["red", "orange"]), kind: z.string() }).nullable(),
  })
  .openapi("Reply");

export const referralStatus = z.enum(REFERRAL_STATUSES);

/** Somebody with a file; `name` for whoever may read it. */
export const personSchema = z.object({ id: z.uuid(), ref: z.string(), name: z.string().nullable() });

export const words = z.string().max(2000);

/** One page of a list. */
export const paging = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
