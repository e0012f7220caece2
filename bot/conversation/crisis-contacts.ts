import { dueContacts } from "../../cases/crises/due-contacts.ts";
import { crisisTexts } from "../texts/crises.ts";
import { texts } from "../texts/zh-hans.ts";
import type { Turn } from "./turn.ts";

/** Contacts after an attempt that are due for this person, one line each; they come before every other promise. */
export async function contactLines(turn: Turn, limit: number): Promise<{ lines: string[]; names: string[] }> {
  const due = await dueContacts(turn.session, limit);
  const lines = due.map(({ person, area, ref, after_hours }) =>
    [person?.name ?? texts.today.unnamed, area, crisisTexts.contact_due(ref, crisisTexts.after(after_hours))]
      .filter((part) => part !== null)
      .join(" "),
  );
  return { lines, names: due.flatMap(({ person }) => person?.name ?? []) };
}
