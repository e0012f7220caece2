import { JOINED_COLUMNS, type JoinedPerson, type NamedPerson, namedPerson } from "../people/named.ts";
import type { Session } from "../session.ts";
import type { Priority } from "./due.ts";
import type { ReferralStatus } from "./moves.ts";

/** A referral as other systems follow it: where it stands, without the words. */
export interface ChangedReferral {
  id: string;
  ref: string;
  status: ReferralStatus;
  priority: Priority;
  service_name: string;
  organization: string | null;
  owner_id: string | null;
  raised_by: string;
  due_on: string | null;
  held_until: string | null;
  chained_from: string | null;
  person: NamedPerson | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface ChangedFilter {
  ids?: readonly string[] | undefined;
  statuses?: readonly ReferralStatus[] | undefined;
  /** From this moment on, and before that one. */
  from?: Date | undefined;
  before?: Date | undefined;
  /** What changed first comes first: whoever goes on from the last page misses nothing. False: the newest first. */
  ascending: boolean;
  /** After this row in that order. */
  after?: { at: Date; id: string } | undefined;
  limit: number;
}

/** The referrals these eyes may see, by when they changed last; a page, and whether there is more. */
export async function changedReferrals(
  { tx, scope, sealer }: Session,
  filter: ChangedFilter,
): Promise<{ rows: ChangedReferral[]; more: boolean }> {
  const [further, order] = filter.ascending ? [">", "asc"] : ["<", "desc"];
  const { rows } = await tx.query<Omit<ChangedReferral, "person"> & JoinedPerson>(
    `select r.id, r.ref, r.status, r.priority, r.service_name, o.name as organization, r.owner_id, r.raised_by,
       r.due_on::text as due_on, r.held_until::text as held_until, r.chained_from, r.version, r.created_at, r.updated_at,
       ${JOINED_COLUMNS}
     from (
       select * from referrals
       where district_id = $1
         and ($2::uuid[] is null or id = any ($2))
         and ($3::text[] is null or status = any ($3))
         and ($4::timestamptz is null or updated_at >= $4)
         and ($5::timestamptz is null or updated_at < $5)
         and ($6::timestamptz is null or (updated_at, id) ${further} ($6, $7::uuid))
       order by updated_at ${order}, id ${order} limit $8
     ) r
     left join organizations o on o.district_id = r.district_id and o.id = r.organization_id
     left join people p on p.district_id = r.district_id and p.id = r.person_id
     order by r.updated_at ${order}, r.id ${order}`,
    [
      ...[scope.district_id, filter.ids ?? null, filter.statuses ?? null, filter.from ?? null, filter.before ?? null],
      ...[filter.after?.at ?? null, filter.after?.id ?? null, filter.limit + 1],
    ],
  );
  const shown = await Promise.all(
    rows.slice(0, filter.limit).map(async ({ person_id, person_ref, name_sealed, ...row }) => ({
      ...row,
      person: await namedPerson(sealer, { person_id, person_ref, name_sealed }),
    })),
  );
  return { rows: shown, more: rows.length > filter.limit };
}
