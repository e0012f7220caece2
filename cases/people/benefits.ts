import { chinaDate } from "../../platform/clock.ts";
import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { currentFile } from "./current.ts";

/** 申请了, 在领, 没批, 停了. */
export const BENEFIT_STATES = ["applied", "receiving", "refused", "ended"] as const;
export type BenefitState = (typeof BENEFIT_STATES)[number];
/** Characters of a benefit's name. */
export const BENEFIT_NAME_LIMIT = 40;

export interface BenefitEntry {
  id: string;
  /** As the office that pays it calls it: 低保. */
  benefit: string;
  state: BenefitState;
  /** A day. */
  since: string;
  /** Who said so and on what ground. */
  words: string;
  by_staff: string;
  at: string;
}

/**
 * Writes down what becomes of a benefit since a day, and who said so; what was entered before stays. It repeats what an office or a
 * paper said: nobody here grants anything, and what a person might get is worked out anew each time.
 * @throws Refusal `not_found`, `benefit_unnamed` (no name, or one that is too long), `reason_needed`, `stage_in_future`,
 *   `benefit_same` (the file says so already)
 */
export async function noteBenefit(
  session: StaffSession,
  person_id: string,
  entry: { benefit: string; state: BenefitState; since: string; words: string },
): Promise<void> {
  const { tx, scope, sealer, now } = session;
  const id = await currentFile(session, person_id);
  const benefit = cutIdNumbers(entry.benefit.normalize("NFKC")).trim();
  const words = cutIdNumbers(entry.words).trim();
  if (!benefit || benefit.length > BENEFIT_NAME_LIMIT) throw new Refusal("benefit_unnamed");
  if (!words) throw new Refusal("reason_needed");
  if (entry.since > chinaDate(now)) throw new Refusal("stage_in_future");
  const latest = (await benefitsOf(session, id)).find((one) => one.benefit === benefit);
  if (latest?.state === entry.state && latest.since <= entry.since) throw new Refusal("benefit_same");
  await tx.query(
    `insert into person_benefits (district_id, id, person_id, benefit, state, since, words_sealed, by_staff, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      scope.district_id,
      newId(now),
      id,
      benefit,
      entry.state,
      entry.since,
      await sealer.seal(words, "person_benefits.words"),
      scope.staff_id,
      now,
    ],
  );
  const detail = { state: entry.state };
  await audit(session, { action: "person.benefit_noted", entity: "person", entity_id: id, detail });
}

/** Names of what somebody gets, as the latest entry of each says. @param entries of one person, the latest first */
export const receivedOf = (entries: readonly BenefitEntry[]): string[] =>
  [...Map.groupBy(entries, ({ benefit }) => benefit).values()]
    .filter(([latest]) => latest!.state === "receiving")
    .map(([latest]) => latest!.benefit);

/** What is known of somebody's benefits, the latest first: of several entries of one name the first is how it stands. */
export async function benefitsOf({ tx, scope, sealer }: Session, person_id: string): Promise<BenefitEntry[]> {
  const { rows } = await tx.query<Omit<BenefitEntry, "words"> & { words_sealed: string }>(
    `select id, benefit, state, since::text as since, words_sealed, by_staff, at::text as at from person_benefits
     where district_id = $1 and person_id = $2 order by since desc, seq desc`,
    [scope.district_id, person_id],
  );
  return Promise.all(
    rows.map(async ({ words_sealed, ...row }) => ({
      ...row,
      words: await sealer.open(words_sealed, "person_benefits.words"),
    })),
  );
}
