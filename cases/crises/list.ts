import type { Session } from "../session.ts";

export interface CrisisRow {
  id: string;
  ref: string;
  level: "red" | "orange";
  /** Null when the writer spoke of themself: whoever is asked to call learns no more than that. */
  kind: string | null;
  reported_by: string | null;
  told: string[];
  acknowledged_by: string | null;
  acknowledged_at: string | null;
  created_at: string;
}

/** Crises these eyes may see, newest first. No words: those stand in the one who handles it. */
export async function listCrises({ tx, scope }: Session, limit: number): Promise<CrisisRow[]> {
  const { rows } = await tx.query<CrisisRow>(
    `select c.id, c.ref, c.level, case when c.words_sealed is null then null else c.kind end as kind, c.reported_by, c.acknowledged_by, c.acknowledged_at::text as acknowledged_at,
       c.created_at::text as created_at,
       coalesce((select jsonb_agg(n.staff_id order by n.told_at) from crisis_notices n
         where n.district_id = c.district_id and n.crisis_id = c.id), '[]') as told
     from crises c where c.district_id = $1 order by c.created_at desc, c.id desc limit $2`,
    [scope.district_id, limit],
  );
  return rows;
}
