import * as z from "zod";
import type { Session } from "./session.ts";

export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** Until something is due. */
export const days = z.int().min(0).max(250);
export const priority = z.enum(["routine", "urgent", "asap", "stat"]);

/** What a district may set for itself, with what holds until it does. A value that makes no sense counts as not set. */
const settings = z.object({
  /** When people are left in peace, by the clock of China, and which priorities go through all the same. */
  quiet_hours: z
    .object({
      from: clockTime.default("21:00"),
      until: clockTime.default("07:30"),
      // What cannot wait never waits, whatever else a district leaves out.
      through: z
        .array(priority)
        .default(["urgent", "asap", "stat"])
        .transform((through) => [...new Set([...through, "stat" as const])]),
    })
    .prefault({})
    .catch({ from: "21:00", until: "07:30", through: ["urgent", "asap", "stat"] }),
  /** Days until a referral is due, by priority: cases/referrals/due.ts says which kind of days. */
  referral_days: z.partialRecord(priority, days).default({}).catch({}),
  /** Working days of the steps of a pathway: {"jingkang": {"assessment": 10}}. */
  pathway_days: z.record(z.string(), z.record(z.string(), days)).default({}).catch({}),
});
export type DistrictSettings = z.infer<typeof settings>;

/** What the district of this session has set. */
export async function districtSettings({ tx, scope }: Session): Promise<DistrictSettings> {
  const { rows } = await tx.query<{ settings: unknown }>("select settings from districts where id = $1", [
    scope.district_id,
  ]);
  const read = settings.safeParse(rows[0]?.settings ?? {});
  return read.success ? read.data : settings.parse({});
}
