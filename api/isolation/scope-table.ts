/**
 * Who sees and writes what, as the house promises it: "grid workers see their grids, social workers what is referred to their
 * organization, supervisors the district", everybody what they wrote themselves, nobody another district. Written from those
 * sentences and from the reasons in docs/decisions.md; the policies are held against it, never the other way round. A table that
 * is missing here fails the test.
 */

export const ROLES = ["grid_worker", "social_worker", "supervisor", "admin", "system"] as const;
export type ScopedRole = (typeof ROLES)[number];

/**
 * How far a role reaches; the first that is true of a row lets it be seen.
 * - district: every row of the own district · shared: and the rows of district 0, which hold what everybody reads
 * - own: it is in the asker's name · grid: it stands in a grid that the asker looks after today
 * - party: it was given to the asker or to their organization · referred: somebody was referred to them
 * - resident: somebody whom they see lives there · told: a notice of it went to the asker
 * - worded: it holds words, so it is not the writer's own distress · whole: what it is a part of is seen
 */
export type Reach =
  | "district"
  | "shared"
  | "own"
  | "grid"
  | "party"
  | "referred"
  | "resident"
  | "told"
  | "worded"
  | "whole";
/** A role that is missing reaches nothing. */
export type Row = Partial<Record<ScopedRole, readonly Reach[]>>;

export interface TableScope {
  /** The columns that say in whose name a row is. */
  own?: readonly string[];
  /** The table and the column by which a row is part of a row there. */
  part_of?: readonly [table: string, column: string];
  /** A row that is put here leads to rows there, which its writer has to see. */
  leads_to?: readonly (readonly [table: string, column: string])[];
  read: Row;
  add: Row;
  change: Row;
  remove: Row;
}

const NOBODY: Row = {};
const row = (field: readonly Reach[], leads: readonly Reach[], system: readonly Reach[] = ["district"]): Row => ({
  ...{ grid_worker: field, social_worker: field, supervisor: leads, admin: leads, system },
});
const EVERYBODY = row(["district"], ["district"]);
const SHARED = row(["shared"], ["shared"], ["shared"]);
const KEEPERS = row([], ["district"]);
const ADMINS: Row = { admin: ["district"], system: ["district"] };
const SERVICE: Row = { system: ["district"] };
const OWN = row(["own"], ["own"], []);
const OWN_OR_KEEPERS = row(["own"], ["district"]);
const PART = row(["whole"], ["whole"], ["whole"]);

/** What was said and done: whoever sees it works on it, by the moves that the verbs allow; it is kept. */
const record = (read: Row, more: Partial<TableScope> = {}): TableScope => ({
  ...{ read, add: read, change: read, remove: NOBODY },
  ...more,
});
const part = (table: string, column: string, more: Partial<TableScope> = {}): TableScope =>
  record(PART, { part_of: [table, column], ...more });
/** What a district is made of: everybody knows it, `by` writes it. */
const list = (by: Row, more: Partial<TableScope> = {}): TableScope => ({
  ...{ read: EVERYBODY, add: by, change: by, remove: NOBODY },
  ...more,
});
const office = (more: Partial<TableScope> = {}): TableScope => record(KEEPERS, more);
const shared: TableScope = { read: SHARED, add: KEEPERS, change: KEEPERS, remove: KEEPERS };
const many = (names: string, scope: TableScope): Record<string, TableScope> =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, scope]));

const SEEN_VISITS: Row = { ...row(["own"], ["district"]), grid_worker: ["own", "grid"] };

export const SCOPE: Record<string, TableScope> = {
  // A visit, and what was noted at it.
  visits: record(SEEN_VISITS, { own: ["staff_id"] }),
  ...many("visit_people observations needs", part("visits", "visit_id", { remove: PART })),
  visit_versions: part("visits", "visit_id", { change: NOBODY }),
  need_events: part("needs", "need_id", { change: NOBODY }),
  // Its sender's alone until it hangs on a visit; only its sender hangs it, and only where they may write.
  visit_pictures: {
    ...{ own: ["staff_id"], part_of: ["visits", "visit_id"], leads_to: [["visits", "visit_id"]] },
    read: row(["own", "whole"], ["own", "whole"]),
    add: OWN,
    change: { ...OWN, system: ["district"] },
    remove: { ...OWN, system: ["district"] },
  },

  // A person, a household, and what stands in the file.
  people: record(
    { ...row([], ["district"]), grid_worker: ["own", "grid"], social_worker: ["own", "referred"] },
    { own: ["created_by"], leads_to: [["households", "household_id"]] },
  ),
  households: record(
    { ...row([], ["district"]), grid_worker: ["own", "grid"], social_worker: ["own", "resident"] },
    { own: ["created_by"] },
  ),
  ...many("person_names person_stages person_support person_conditions person_benefits", part("people", "person_id")),
  person_merges: { ...office(), part_of: ["people", "kept_id"], read: PART },
  person_merge_rows: office(),
  door_flags: record({ ...KEEPERS, grid_worker: ["grid"] }),

  // A referral goes to somebody; what its raiser does not see they cannot refer.
  referrals: record(
    { ...row([], ["district"]), grid_worker: ["own", "grid"], social_worker: ["own", "party"] },
    { own: ["raised_by"], leads_to: [["people", "person_id"]] },
  ),
  ...many("referral_events receiver_links referral_steps", part("referrals", "referral_id")),

  follow_ups: record({ ...row(["own"], ["district"]), grid_worker: ["own", "grid"] }, { own: ["owner_id"] }),
  follow_up_events: part("follow_ups", "follow_up_id", { change: NOBODY, remove: PART }),
  follow_up_rules: list(KEEPERS, { change: NOBODY }),
  dispatch_tasks: record(OWN_OR_KEEPERS, { own: ["owner_id"] }),

  // A crisis: whoever reported it, whoever was told, and those who lead, unless it is the writer's own distress.
  crises: record(row(["own", "told"], ["own", "told", "worded"]), { own: ["reported_by"] }),
  // Who was told is written in their own name by whoever takes it, having seen it, else by the service.
  crisis_notices: record(OWN_OR_KEEPERS, { own: ["staff_id"], leads_to: [["crises", "crisis_id"]] }),
  crisis_events: part("crises", "crisis_id", { change: NOBODY }),
  ...many("crisis_reports crisis_contacts", part("crises", "crisis_id")),
  crisis_roster: list(KEEPERS, { remove: KEEPERS }),

  // What is on its way, and what somebody keeps for themself.
  drafts: { own: ["staff_id"], ...record({ ...OWN, system: ["district"] }), remove: { ...OWN, system: ["district"] } },
  ...many("chats saved_filters", { ...record(OWN, { own: ["staff_id"] }), remove: OWN }),
  uploads: {
    ...office({ own: ["staff_id"] }),
    ...{ read: row([], ["own"]), add: row([], ["own"]), change: NOBODY, remove: row([], ["own"]) },
  },
  questions: { ...record(OWN_OR_KEEPERS, { own: ["staff_id"] }), remove: OWN_OR_KEEPERS },
  confirmations: record(OWN_OR_KEEPERS, { own: ["staff_id"] }),

  // What a district is made of.
  districts: list(KEEPERS, { add: EVERYBODY }),
  organizations: list(KEEPERS, { read: SHARED }),
  areas: list(ADMINS),
  staff: list(KEEPERS, { add: ADMINS }),
  staff_areas: list(ADMINS, { remove: ADMINS }),
  grid_covers: { ...list(KEEPERS), own: ["from_staff", "to_staff"], read: OWN_OR_KEEPERS },
  channel_accounts: record(OWN_OR_KEEPERS, { own: ["staff_id"] }),
  invites: office({ remove: KEEPERS }),
  sites: list(KEEPERS),
  site_areas: list(KEEPERS, { change: NOBODY, remove: KEEPERS }),
  targets: list(KEEPERS, { remove: KEEPERS }),
  area_profiles: list(KEEPERS),
  ...many("form_templates form_columns", list(KEEPERS)),
  model_usage: { ...office(), add: SERVICE, change: SERVICE },

  // Other systems.
  webhook_endpoints: { ...office(), add: { admin: ["district"] }, change: { admin: ["district"] } },
  webhook_deliveries: { ...office(), add: ADMINS, change: ADMINS, remove: SERVICE },
  machine_tokens: { ...office(), add: { admin: ["district"] }, change: ADMINS },

  // Everybody's acts are written down in their own name, those who lead read it, nobody changes it.
  audit_log: { ...office({ change: NOBODY }), own: ["staff_id"], add: { ...OWN, system: ["district"] } },
  audit_chain: { ...office({ change: NOBODY }), add: SERVICE },

  // Knowledge and directory: everybody reads the district's own and the shared ones; officers keep their own.
  regions: { read: SHARED, add: NOBODY, change: NOBODY, remove: NOBODY },
  ...many(
    "documents chunks term_frequencies index_generations synonyms hotlines associations chunk_embeddings",
    shared,
  ),
  ...many("services service_areas locations service_at_locations phones schedules required_documents", shared),
  ...many("programs addresses languages contacts funding accessibility cost_options organization_identifiers", shared),
  ...many("taxonomies taxonomy_terms attributes record_metadata meta_table_descriptions", shared),
  directory_corrections: { ...list(KEEPERS), own: ["reported_by"], add: OWN },
  knowledge_changes: list(KEEPERS, { change: NOBODY }),
  gaps: office(),
  // Nobody decides upon their own proposal.
  approvals: { ...office(), own: ["proposed_by"], add: row([], ["own"], []), change: row([], ["own"], []) },
};

/** Tables that belong to no district, and why nothing is to be hidden in them or how it is. */
export const OUTSIDE: Record<string, string> = {
  inbox:
    "an unknown sender has no district, of others its number stands there; bodies are sealed, chats are named by an HMAC",
  outbox: "likewise",
  receiver_hits: "HMACs of addresses and tokens, before a district is known",
  entry_keys: "no rights at all: exact match through functions",
  retired_audit_keys:
    "of the installation: sealed, read to check audit rows, and written by the owner of the schema alone",
  schema_migrations: "the numbers of migrations",
};
