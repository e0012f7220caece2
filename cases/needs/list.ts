import { openOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { JOINED_COLUMNS, type JoinedPerson, type NamedPerson, namedPerson } from "../people/named.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import type { NeedResult } from "./close.ts";

export interface NeedRow {
  id: string;
  visit_id: string;
  code: string;
  urgency: "red" | "orange" | "yellow" | "green";
  words: string;
  area: string | null;
  person: NamedPerson | null;
  created_at: string;
  closed_at: string | null;
  result: NeedResult | null;
}

export interface NeedFilter {
  state?: "open" | "closed" | undefined;
  person_id?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

type Sealed = Omit<NeedRow, "words" | "person"> & JoinedPerson & { words_sealed: string };

const COLUMNS = `n.id, n.visit_id, n.code, n.urgency, n.words_sealed, a.name as area, n.created_at::text as created_at,
  n.closed_at::text as closed_at, n.result, ${JOINED_COLUMNS}`;
const FROM = `needs n join visits v on v.district_id = n.district_id and v.id = n.visit_id and v.undone_at is null
  left join areas a on a.district_id = v.district_id and a.id = v.area_id
  left join people p on p.district_id = n.district_id and p.id = n.person_id`;

/** The needs of visits that these eyes may see, newest first, a page at a time. What was undone with its visit is not there. */
export async function listNeeds(
  session: Session,
  filter: NeedFilter,
): Promise<{ rows: NeedRow[]; next: string | null }> {
  const { tx, scope } = session;
  const after = filter.cursor ? decodeCursor(filter.cursor) : null;
  const { rows } = await tx.query<Sealed>(
    `select ${COLUMNS} from ${FROM}
     where n.district_id = $1
       and ($2::text is null or (n.closed_at is null) = ($2 = 'open'))
       and ($3::uuid is null or n.person_id = $3)
       and ($4::timestamptz is null or (n.created_at, n.id) < ($4, $5::uuid))
     order by n.created_at desc, n.id desc limit $6`,
    [
      ...[scope.district_id, filter.state ?? null, filter.person_id ?? null],
      ...[after?.at ?? null, after?.id ?? null, filter.limit + 1],
    ],
  );
  const shown = await Promise.all(rows.slice(0, filter.limit).map((row) => opened(session, row)));
  return { rows: shown, next: rows.length > filter.limit ? encodeCursor(shown.at(-1)!) : null };
}

export interface NeedDetail extends NeedRow {
  /** What came of it. */
  outcome: string | null;
  version: number;
  events: {
    kind: "closed" | "reopened";
    result: NeedResult | null;
    by_way: "visit" | "referral" | "hand";
    visit_id: string | null;
    referral_id: string | null;
    staff_id: string | null;
    words: string | null;
    at: string;
  }[];
}

/** One need with how it ended and was opened again. The read is written down. @throws Refusal `not_found` */
export async function readNeed(session: StaffSession, id: string): Promise<NeedDetail> {
  const { tx, scope, sealer } = session;
  const { rows } = await tx.query<Sealed & { outcome_sealed: string | null; version: number }>(
    `select ${COLUMNS}, n.outcome_sealed, n.version from ${FROM} where n.district_id = $1 and n.id = $2`,
    [scope.district_id, id],
  );
  if (!rows[0]) throw new Refusal("not_found");
  await audit(session, { action: "need.read", entity: "need", entity_id: id });
  const { outcome_sealed, version, ...row } = rows[0];
  const { rows: events } = await tx.query<
    Omit<NeedDetail["events"][number], "words"> & { words_sealed: string | null }
  >(
    `select kind, result, by_way, visit_id, referral_id, staff_id, words_sealed, at::text as at from need_events
     where district_id = $1 and need_id = $2 order by seq`,
    [scope.district_id, id],
  );
  return {
    ...(await opened(session, row)),
    outcome: await openOrNull(sealer, outcome_sealed, "needs.outcome"),
    version,
    events: await Promise.all(
      events.map(async ({ words_sealed, ...event }) => ({
        ...event,
        words: await openOrNull(sealer, words_sealed, "need_events.words"),
      })),
    ),
  };
}

async function opened({ sealer }: Session, row: Sealed): Promise<NeedRow> {
  const { words_sealed, person_id, person_ref, name_sealed, ...need } = row;
  return {
    ...need,
    words: await sealer.open(words_sealed, "needs.words"),
    person: await namedPerson(sealer, { person_id, person_ref, name_sealed }),
  };
}
