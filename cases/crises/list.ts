import { asService, type Session, type StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import type { CrisisOutcome, CrisisState } from "./moves.ts";

export interface CrisisRow {
  id: string;
  ref: string;
  level: "red" | "orange";
  /** Null when the writer spoke of themself: whoever is asked to call learns no more than that. */
  kind: string | null;
  state: CrisisState;
  outcome: CrisisOutcome | null;
  area: string | null;
  reported_by: string | null;
  /** Everybody who is told, in the order of telling. */
  told: string[];
  acknowledged_by: string | null;
  acknowledged_at: string | null;
  owner_id: string | null;
  created_at: string;
  closed_at: string | null;
}

const COLUMNS = `c.id, c.ref, c.level, case when c.words_sealed is null then null else c.kind end as kind, c.state, c.outcome,
  case when a.level = 'grid' and up.name is not null then up.name || a.name else a.name end as area,
  c.reported_by, c.acknowledged_by, c.acknowledged_at::text as acknowledged_at, c.owner_id,
  c.created_at::text as created_at, c.closed_at::text as closed_at`;
const PLACES = `left join areas a on a.district_id = c.district_id and a.id = c.area_id
  left join areas up on up.district_id = a.district_id and up.id = a.parent_id`;

/**
 * Crises these eyes may see, the open ones first, each newest first. No words: those stand in the one who handles it.
 * @param show `closed`: those alone; `open`: those alone
 */
export async function listCrises(
  { tx, scope }: Session,
  limit: number,
  show: "all" | "open" | "closed" = "all",
): Promise<CrisisRow[]> {
  const { rows } = await tx.query<CrisisRow>(
    `select ${COLUMNS},
       coalesce((select jsonb_agg(n.staff_id order by n.told_at, n.id) from crisis_notices n
         where n.district_id = c.district_id and n.crisis_id = c.id), '[]') as told
     from crises c ${PLACES}
     where c.district_id = $1 and ($3 = 'all' or (c.closed_at is null) = ($3 = 'open'))
     order by c.closed_at is not null, c.created_at desc, c.id desc limit $2`,
    [scope.district_id, limit, show],
  );
  return rows;
}

/** An open crisis as somebody sees it who has to act, or waits for somebody to act. */
export interface OpenCrisis extends Omit<CrisisRow, "told" | "outcome" | "closed_at"> {
  reporter: string | null;
  owner: string | null;
  /** Who was told, whose turn it was (null: by hand), and whether they tapped. */
  notices: { staff_id: string; name: string; place: number | null; told_at: string; tapped_at: string | null }[];
  /** The next on the list is told then; null: somebody has it, or nobody is left. */
  climbs_at: string | null;
  list_ended_at: string | null;
  /** Reports that the law demands and nobody has made. */
  reports_open: number;
}

/**
 * Open crises these eyes may see: those that nobody has first, red before orange, then the newest. Somebody's own distress is
 * not held up to them.
 */
export async function openCrises(session: StaffSession, limit = 50): Promise<OpenCrisis[]> {
  const { tx, scope } = session;
  const { rows } = await tx.query<Omit<OpenCrisis, "reporter" | "owner" | "notices">>(
    `select ${COLUMNS}, c.climbs_at::text as climbs_at, c.list_ended_at::text as list_ended_at,
       (select count(*)::int from crisis_reports r where r.district_id = c.district_id and r.crisis_id = c.id
         and r.reported_at is null) as reports_open
     from crises c ${PLACES}
     where c.district_id = $1 and c.closed_at is null and not (c.words_sealed is null and c.reported_by = $2)
     order by c.owner_id is not null, c.level = 'orange', c.created_at desc, c.id desc limit $3`,
    [scope.district_id, scope.staff_id, limit],
  );
  // Who else was told is hidden from those who see no district, and they are who waits for them.
  return asService(session, async (service) => {
    const notices = await noticesOf(
      service,
      rows.map((row) => row.id),
    );
    const people = rows.flatMap((row) => [row.reported_by, row.owner_id]).filter((id) => id !== null);
    const names = await staffNames(service, people);
    return rows.map((row) => ({
      ...row,
      reporter: row.reported_by ? names.get(row.reported_by)! : null,
      owner: row.owner_id ? names.get(row.owner_id)! : null,
      notices: notices.get(row.id) ?? [],
    }));
  });
}

/** Who was told of each of these crises, in the order of telling; read as the service, for crises that the asker sees. */
export async function noticesOf(service: Session, crisis_ids: string[]): Promise<Map<string, OpenCrisis["notices"]>> {
  const { rows } = await service.tx.query<Omit<OpenCrisis["notices"][number], "name"> & { crisis_id: string }>(
    `select crisis_id, staff_id, place, told_at::text as told_at, tapped_at::text as tapped_at from crisis_notices
     where district_id = $1 and crisis_id = any ($2::uuid[]) order by told_at, id`,
    [service.scope.district_id, crisis_ids],
  );
  const names = await staffNames(
    service,
    rows.map((row) => row.staff_id),
  );
  const by_crisis = new Map<string, OpenCrisis["notices"]>();
  for (const { crisis_id, ...notice } of rows) {
    const named = { ...notice, name: names.get(notice.staff_id)! };
    by_crisis.set(crisis_id, [...(by_crisis.get(crisis_id) ?? []), named]);
  }
  return by_crisis;
}
