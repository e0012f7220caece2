import { openOrNull, type Sealer } from "../../platform/seal.ts";

/** Whom a row of another table is about, as lists name them. */
export interface NamedPerson {
  id: string;
  ref: string;
  name: string | null;
}

/** The columns of a person `p` who is joined to such a row; nulls where there is none for these eyes. */
export const JOINED_COLUMNS = "p.id as person_id, p.ref as person_ref, p.name_sealed";
export interface JoinedPerson {
  person_id: string | null;
  person_ref: string | null;
  name_sealed: string | null;
}

export async function namedPerson(
  sealer: Sealer,
  { person_id, person_ref, name_sealed }: JoinedPerson,
): Promise<NamedPerson | null> {
  if (person_id === null) return null;
  return { id: person_id, ref: person_ref!, name: await openOrNull(sealer, name_sealed, "people.name") };
}
