/**
 * Where somebody stands in the tables: how the rows about them are found, and what becomes of those when their file is erased. The
 * test beside this walks the database and fails when a table that could hold a person is missing here. In the conditions `t` is the
 * table, $1 the district, $2 the ids of the file and of those that were merged into it.
 */
export interface PersonTable {
  rows: string;
  /** `words`: sealed words go · `row`: the row goes · `names`: stays, with the names taken out of it · `stays`: holds no words of theirs */
  erased: "words" | "row" | "names" | "stays";
}

const OF_PERSON = "t.person_id = any ($2::uuid[])";
const visits = "select v.visit_id from visit_people v where v.district_id = $1 and v.person_id = any ($2::uuid[])";
const OTHERS = `(select from visit_people o where o.district_id = $1 and o.visit_id = v.visit_id and o.person_id <> all ($2::uuid[]))`;
/** Visits at which nobody else was met or told of. */
const ALONE = `${visits} and not exists ${OTHERS}`;
const SHARED = `${visits} and exists ${OTHERS}`;
/** Told at a visit to several people, of another of them or of nobody in particular. */
const OF_ANOTHER = `t.visit_id in (${SHARED}) and (t.person_id is null or t.person_id <> all ($2::uuid[]))`;
const needs = "select n.id from needs n where n.district_id = $1 and n.person_id = any ($2::uuid[])";
const referrals = "select r.id from referrals r where r.district_id = $1 and r.person_id = any ($2::uuid[])";
const crises = "select c.id from crises c where c.district_id = $1 and c.person_id = any ($2::uuid[])";
const follow_ups = "select f.id from follow_ups f where f.district_id = $1 and f.person_id = any ($2::uuid[])";
/** Homes in which nobody else lives whose file is kept. */
const homes = `select p.household_id from people p where p.district_id = $1 and p.id = any ($2::uuid[]) and p.household_id is not null
  and not exists (select from people o where o.district_id = $1 and o.household_id = p.household_id and o.id <> all ($2::uuid[])
    and o.merged_into is null and o.erased_at is null)`;

/** In parts where one table holds rows of two kinds. */
export const PERSON_TABLES: readonly (PersonTable & { table: string })[] = [
  { table: "people", rows: "t.id = any ($2::uuid[])", erased: "words" },
  { table: "households", rows: `t.id in (${homes})`, erased: "words" },
  { table: "door_flags", rows: `t.household_id in (${homes})`, erased: "words" },
  { table: "person_names", rows: OF_PERSON, erased: "row" },
  { table: "person_stages", rows: OF_PERSON, erased: "words" },
  { table: "person_conditions", rows: OF_PERSON, erased: "words" },
  { table: "person_benefits", rows: OF_PERSON, erased: "words" },
  { table: "person_support", rows: OF_PERSON, erased: "words" },
  { table: "person_merges", rows: "(t.kept_id = any ($2::uuid[]) or t.merged_id = any ($2::uuid[]))", erased: "words" },
  { table: "visit_people", rows: OF_PERSON, erased: "stays" },
  { table: "visits", rows: `t.id in (${ALONE})`, erased: "words" },
  { table: "visits", rows: `t.id in (${SHARED})`, erased: "names" },
  { table: "visit_versions", rows: `t.visit_id in (${ALONE})`, erased: "words" },
  { table: "visit_versions", rows: `t.visit_id in (${SHARED})`, erased: "names" },
  { table: "visit_pictures", rows: `t.visit_id in (${ALONE})`, erased: "row" },
  { table: "observations", rows: `(${OF_PERSON} or t.visit_id in (${ALONE}))`, erased: "words" },
  { table: "observations", rows: OF_ANOTHER, erased: "names" },
  { table: "needs", rows: `(${OF_PERSON} or t.visit_id in (${ALONE}))`, erased: "words" },
  { table: "needs", rows: OF_ANOTHER, erased: "names" },
  { table: "need_events", rows: `t.need_id in (${needs})`, erased: "words" },
  { table: "referrals", rows: OF_PERSON, erased: "words" },
  { table: "referral_events", rows: `t.referral_id in (${referrals})`, erased: "words" },
  { table: "referral_steps", rows: `t.referral_id in (${referrals})`, erased: "words" },
  { table: "receiver_links", rows: `t.referral_id in (${referrals})`, erased: "words" },
  { table: "dispatch_tasks", rows: `t.referral_id in (${referrals})`, erased: "words" },
  { table: "follow_ups", rows: OF_PERSON, erased: "words" },
  { table: "follow_up_events", rows: `t.follow_up_id in (${follow_ups})`, erased: "words" },
  { table: "crises", rows: OF_PERSON, erased: "words" },
  { table: "crisis_events", rows: `t.crisis_id in (${crises})`, erased: "words" },
  { table: "crisis_contacts", rows: `t.crisis_id in (${crises})`, erased: "words" },
  { table: "crisis_reports", rows: `t.crisis_id in (${crises})`, erased: "stays" },
  { table: "crisis_notices", rows: `t.crisis_id in (${crises})`, erased: "stays" },
];

/** Fields in their rows that tell of somebody who received something, and by which a duty is shown to have been met. */
export const NOT_ERASABLE = ["referral_events.by_receiver", "crisis_reports.recipient", "receiver_links.phone"];

/** Tables with sealed words, or columns that lead to people, that are not about a resident, and why. */
export const NOT_OF_PEOPLE: Readonly<Record<string, string>> = {
  person_merge_rows: "ids of rows that moved",
  staff: "a colleague, not a resident",
  channel_accounts: "a colleague's account",
  drafts: "not saved yet: whichever names them is discarded",
  chats: "what a conversation remembers: goes with every erasure",
  inbox: "a message that waits: worked off within seconds, and then its body goes",
  outbox: "a notice that waits: whichever names them goes",
  uploads: "a document for the knowledge base, gone after an hour",
  questions: "masked before it is kept: names nobody",
  confirmations: "which clause answered a question",
  directory_corrections: "about a service",
  grid_covers: "who stands in for a colleague",
  follow_up_rules: "a rule of the district",
  webhook_endpoints: "a system's secret",
  retired_audit_keys: "what checks audit rows",
};
