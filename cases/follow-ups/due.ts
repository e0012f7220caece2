import type { NamedPerson } from "../people/named.ts";
import type { StaffSession } from "../session.ts";
import { dueToday } from "./today.ts";

export interface DueFollowUp {
  id: string;
  due_on: string;
  basis: "agreed" | "rule";
  /** `agreed`, or the condition of the rule. */
  why: string;
  source: string | null;
  person: NamedPerson | null;
  address: string | null;
  area: string | null;
}

/** What this member of staff should see today or should have seen before, one by one, the oldest first. */
export async function dueFollowUps(session: StaffSession, limit: number): Promise<DueFollowUp[]> {
  const due = (await dueToday(session, "mine", {}, limit)).flatMap(({ address, area, people }) =>
    people.flatMap(({ person, dates }) =>
      dates.map(({ id, due_on, basis, why, source }) => ({ id, due_on, basis, why, source, person, address, area })),
    ),
  );
  return due.toSorted((a, b) => a.due_on.localeCompare(b.due_on) || a.id.localeCompare(b.id));
}
