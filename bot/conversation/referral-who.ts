import * as z from "zod";
import type { StoredDraft } from "../../cases/drafts/drafts.ts";
import { createPerson } from "../../cases/people/create.ts";
import { currentFile, keepSpelling } from "../../cases/people/current.ts";
import { type Candidate, identify, type Told, type Whose } from "../../cases/people/identify.ts";
import type { StaffSession } from "../../cases/session.ts";
import { findStaff } from "../../cases/staff/staff.ts";
import { answerOf, type FileQuestion, fileQuestion } from "./whose-file.ts";

/** Whom a referral is about: a file, a name that was said, or a name that is nobody's of those who were shown. */
export const referralPerson = z.object({
  id: z.string().nullable(),
  name: z.string().nullable(),
  other_than: z.array(z.uuid()).optional(),
  reason: z.string().optional(),
});
type ReferralPerson = z.infer<typeof referralPerson>;

interface Body {
  person: ReferralPerson | null;
  area_id: string | null;
}

async function whoseFile(session: StaffSession, { person, area_id }: Body): Promise<Whose | null> {
  if (!person?.name || person.id || person.other_than) return null;
  const told = { name: person.name, sex: null, age: null, address: null };
  const whose = await identify(session, told, area_id);
  return area_id === null && whose.is === "new" ? inTheirGrids(session, told) : whose;
}

/** Whoever keeps several grids says the name alone: a file of a near name in any of them is asked about. */
async function inTheirGrids(session: StaffSession, told: Told): Promise<Whose> {
  const { areas = [] } = (await findStaff(session, session.scope.staff_id)) ?? {};
  const candidates: Candidate[] = [];
  for (const { id } of areas) {
    const whose = await identify(session, told, id);
    if (whose.is === "known") return whose;
    candidates.push(...unclearOf(whose));
  }
  return candidates.length > 0 ? { is: "unclear", candidates: candidates.slice(0, MOST_SHOWN) } : { is: "new" };
}

/** As many as buttons fit under a card. */
const MOST_SHOWN = 3;

const unclearOf = (whose: Whose | null): Candidate[] => (whose?.is === "unclear" ? whose.candidates : []);

/** The question whose file it is, when somebody was only named and may have one; null when nothing is to be asked. */
export async function askReferralWho(
  session: StaffSession,
  stored: StoredDraft,
  body: Body,
): Promise<FileQuestion | null> {
  const candidates = unclearOf(await whoseFile(session, body));
  return candidates.length > 0
    ? fileQuestion("refer.who", stored, { name: body.person!.name!, address: null }, candidates)
    : null;
}

/** The person with what a button of the question said; null when nothing is asked any more, or the word is none of ours. */
export async function answerReferralWho(
  session: StaffSession,
  body: Body,
  word: string,
): Promise<ReferralPerson | null> {
  const answer = answerOf(word, unclearOf(await whoseFile(session, body)));
  if (!answer || !body.person) return null;
  return "same" in answer ? { ...body.person, id: answer.same } : { ...body.person, ...answer };
}

/** The person's file; a person who was only named gets one now, because the confirmed referral is about them. */
export async function subjectOf(session: StaffSession, body: Body): Promise<string | null> {
  const { person, area_id } = body;
  if (!person) return null;
  if (person.id) {
    const id = await currentFile(session, person.id);
    if (person.name) await keepSpelling(session, id, person.name);
    return id;
  }
  const whose = await whoseFile(session, body);
  if (whose?.is === "known") return currentFile(session, whose.id);
  const past = { ids: person.other_than ?? unclearOf(whose).map(({ id }) => id), reason: person.reason ?? null };
  const nothing = { sex: null, age: null, area_id, household_id: null };
  return (await createPerson(session, { name: person.name!, ...nothing }, past)).id;
}
