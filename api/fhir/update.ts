import * as z from "zod";
import { type Advance, WITHOUT_RESIDENT } from "../../cases/referrals/advance.ts";
import { REFERRAL_STATUSES } from "../../cases/referrals/moves.ts";
import { SYSTEM } from "./resources.ts";

const LONGEST = 2_000;

/**
 * What of a Task can be changed: its status, with why (`statusReason.text`), what came of it and whether the resident says so (`output`),
 * and until when it waits (an extension). The rest is read-only and passed over.
 */
export const taskUpdate = z.object({
  resourceType: z.literal("Task"),
  id: z.uuid(),
  status: z.enum(REFERRAL_STATUSES),
  statusReason: z.object({ text: z.string().max(LONGEST).optional() }).optional(),
  extension: z.array(z.object({ url: z.string(), valueDate: z.iso.date().optional() })).optional(),
  output: z
    .array(
      z.object({
        type: z.object({
          coding: z.array(z.object({ system: z.string().optional(), code: z.string().optional() })).optional(),
        }),
        valueString: z.string().max(LONGEST).optional(),
        valueBoolean: z.boolean().optional(),
        valueCode: z.enum(WITHOUT_RESIDENT).optional(),
      }),
    )
    .optional(),
});
export type TaskUpdate = z.infer<typeof taskUpdate>;

/** The move that an updated Task asks for. */
export function advanceOf({ status, statusReason, extension, output }: TaskUpdate): Advance {
  const given = (code: string) =>
    output?.find(({ type }) => type.coding?.some((coding) => coding.system === SYSTEM.output && coding.code === code));
  return {
    to: status,
    reason: status === "completed" ? given("outcome")?.valueString : statusReason?.text,
    resident_confirmed: given("resident-confirmed")?.valueBoolean,
    without_resident: given("without-resident")?.valueCode,
    until: extension?.find(({ url }) => url === SYSTEM.held_until)?.valueDate,
  };
}

/** The version that `If-Match` names: `W/"3"`. Null for anything else. */
export function versionIn(header: string | undefined): number | null {
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(header?.trim() ?? "");
  return match ? Number(match[1]) : null;
}
