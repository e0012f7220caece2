/** The shape of a made-up district, and where in it the nth row of each table stands: everything follows from n, so that tables fit together. */

/** How many there are of each. */
export interface Sizes {
  people: number;
  visits: number;
  referrals: number;
}

/** A place that does not exist; see the demo's 990101. */
export const SEEDED = { id: 990102, adcode: "990102", name: "灯河区" } as const;

export const STREETS = 10;
export const COMMUNITIES = 10;
export const GRIDS = 10;
/** Grids of the district, numbered from 0: the tens are the community, the hundreds the street. */
export const ALL_GRIDS = STREETS * COMMUNITIES * GRIDS;
export const ORGANIZATIONS = 30;
/** One grid worker a grid, three social workers an organization. */
export const STAFF = { supervisor: 10, admin: 2, social_worker: ORGANIZATIONS * 3, grid_worker: ALL_GRIDS } as const;

/** A number from 0 up to `n`, spread without order over the rows, always the same for one row. */
export const spread = (row: string, salt: number, n: number | string): string =>
  `(hashint8extended(${row}::bigint, ${salt}) & 1073741823) % (${n})`;

/** Like newId: sorts by time. */
const idAt = (at: string, salt: string): string =>
  `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${salt}), 1, 3) || '8' || substr(md5(${salt}), 4, 15))::uuid`;

/** Moments over the days before `$2`, the newest row last. */
const since = (days: number, row: string, all: number): string =>
  `($2::timestamptz - interval '${days} days' * (1 - (${row} + 1)::float8 / ${all}))`;

export const personAt = (row: string, { people }: Sizes): string => since(900, row, people);
export const personId = (row: string, sizes: Sizes): string => idAt(personAt(row, sizes), `'person' || (${row})`);
export const visitAt = (row: string, { visits }: Sizes): string => since(730, row, visits);
export const visitId = (row: string, sizes: Sizes): string => idAt(visitAt(row, sizes), `'visit' || (${row})`);
export const referralAt = (row: string, { referrals }: Sizes): string => since(400, row, referrals);
export const referralId = (row: string, sizes: Sizes): string => idAt(referralAt(row, sizes), `'referral' || (${row})`);

/** What does not come in the order of time: areas, organizations, staff, households. A uuid of version 8, as idFrom makes them. */
export const fixedId = (kind: string, row: string): string =>
  `overlay(overlay(md5('${kind}' || (${row})) placing '8' from 13) placing '8' from 17)::uuid`;

/** The grid in which a person lives. */
export const gridOf = (row: string): string => `((${row}) % ${ALL_GRIDS})`;

/** `R-7K3QD`: five letters of the same alphabet as newRef, each row another (25 bits, multiplied by an odd number). */
export function refOf(prefix: "P" | "V" | "R" | "C", row: string): string {
  const bits = `((${row})::bigint * 22695477 + 12345) & 33554431`;
  const letters = [20, 15, 10, 5, 0].map(
    (shift) => `substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (((${bits}) >> ${shift}) & 31)::int, 1)`,
  );
  return `'${prefix}-' || ${letters.join(" || ")}`;
}
