import { matchArea } from "../areas/areas.ts";
import { areaOfFiles } from "../people/area-of-files.ts";
import { type Candidate, identify, type Told } from "../people/identify.ts";
import type { StaffSession } from "../session.ts";
import { findStaff } from "../staff/staff.ts";
import type { PersonDraft, VisitDraft } from "./draft.ts";

/**
 * The grid the note names, if the worker has it; when it names none the worker's only grid, or that of the file which the writer said is
 * theirs; else unknown.
 */
export async function gridOf(session: StaffSession, draft: VisitDraft): Promise<string | null> {
  const staff = await findStaff(session, session.scope.staff_id);
  const grids = staff?.areas ?? [];
  const said = draft.persons.find((person) => person.grid)?.grid?.value;
  if (said) return matchArea(grids, said)?.id ?? null;
  if (grids.length === 1) return grids[0]!.id;
  return areaOfFiles(
    session,
    (draft.files ?? []).flatMap((file) => ("same" in file ? [file.same] : [])),
  );
}

/** The grid said of this person, if the worker has it; without one the visit's. */
export async function gridOfPerson(
  session: StaffSession,
  person: PersonDraft,
  of_visit: string | null,
): Promise<string | null> {
  if (!person.grid) return of_visit;
  const staff = await findStaff(session, session.scope.staff_id);
  return matchArea(staff?.areas ?? [], person.grid.value)?.id ?? null;
}

/** Where this person lives: who lives where the note does not say lives with the others only when all of these live in one place. */
export function homeOf(draft: VisitDraft, person: PersonDraft): string | null {
  const addresses = new Set(draft.persons.flatMap((one) => (one.address ? [one.address.value] : [])));
  return person.address?.value ?? (addresses.size === 1 ? [...addresses][0]! : null);
}

/** What of somebody in a note tells them apart; null of somebody without a name. */
export function toldOf(draft: VisitDraft, person: PersonDraft): Told | null {
  if (!person.name) return null;
  const { name, sex, age } = person;
  return { name: name.value, sex: sex?.value ?? null, age: age?.value ?? null, address: homeOf(draft, person) };
}

/** The first of the note of whom only the writer can tell whose file is theirs, and has not yet; null when there is nobody. */
export async function firstUnclear(
  session: StaffSession,
  draft: VisitDraft,
): Promise<{ told: Told; candidates: Candidate[] } | null> {
  const of_visit = await gridOf(session, draft);
  for (const person of draft.persons) {
    const told = toldOf(draft, person);
    if (!told || draft.files?.some(({ name }) => name === told.name)) continue;
    const whose = await identify(session, told, await gridOfPerson(session, person, of_visit));
    if (whose.is === "unclear") return { told, candidates: whose.candidates };
  }
  return null;
}
