/**
 * Where people stand in the tables, by which column a row is found again and when it was made (null: it is counted with its visit). All
 * of it moves when two files become one; a visit that tells of both stays with both.
 */
export const MOVED = [
  {
    table: "visit_people",
    row: "visit_id",
    once: true,
    made: "(select v.created_at from visits v where v.district_id = t.district_id and v.id = t.visit_id)",
  },
  { table: "observations", row: "id", once: false, made: null },
  { table: "needs", row: "id", once: false, made: null },
  { table: "referrals", row: "id", once: false, made: "t.created_at" },
  { table: "follow_ups", row: "id", once: false, made: "t.created_at" },
  { table: "crises", row: "id", once: false, made: "t.created_at" },
  { table: "person_conditions", row: "id", once: false, made: "t.created_at" },
  { table: "person_names", row: "id", once: false, made: "t.at" },
  { table: "person_stages", row: "id", once: false, made: "t.at" },
  { table: "person_benefits", row: "id", once: false, made: "t.at" },
  { table: "person_support", row: "id", once: false, made: "t.at" },
] as const;
