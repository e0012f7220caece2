import { crisisMinutes } from "../../../cases/crises/minutes.ts";
import { rosterFor } from "../../../cases/crises/roster.ts";
import type { Told } from "../../../cases/crises/told.ts";
import type { StaffSession } from "../../../cases/session.ts";

export interface DrillQuestion {
  area_id: string | null;
  kind: string;
  level: "red" | "orange";
  start: Date;
  /** How often nobody tapped in time. */
  waits: number;
  /** Who taps 收到 then; null: nobody yet. */
  tapped: string | null;
}

export interface DrillStep {
  at: Date;
  what: "told" | "silent" | "tapped" | "ended";
  people: Told[];
}

export interface DrillRun {
  minutes: number;
  steps: DrillStep[];
  /** Whose turn it is; empty once somebody tapped or the list has ended. */
  turn: Told[];
}

/**
 * What the real list would do with time passing as it is said: at each turn it is asked anew by that moment's clock, as the climb
 * does, and everybody is told once. It reads and writes nothing down.
 */
export async function runDrill(session: StaffSession, question: DrillQuestion): Promise<DrillRun> {
  const { area_id, kind, level, start, tapped } = question;
  const minutes = (await crisisMinutes(session))[level];
  const told = new Map<string, Told>();
  const steps: DrillStep[] = [];
  const nextAt = async (at: Date): Promise<Told[]> => {
    const places = await rosterFor(session, { area_id, kind, at });
    const turns = places.map(({ people }) => people.filter((person) => !told.has(person.staff_id)));
    return turns.find((people) => people.length > 0) ?? [];
  };
  let turn = await nextAt(start);
  for (let waited = 0; ; waited++) {
    const at = new Date(start.getTime() + waited * minutes * 60_000);
    if (waited > 0) steps.push({ at, what: "silent", people: [...turn] });
    if (waited > 0) turn = await nextAt(at);
    if (turn.length === 0) {
      steps.push({ at, what: "ended", people: [] });
      break;
    }
    for (const person of turn) told.set(person.staff_id, person);
    steps.push({ at, what: "told", people: turn });
    if (waited >= question.waits) break;
  }
  const who = tapped === null ? undefined : told.get(tapped);
  if (who) {
    const at = new Date(steps.at(-1)!.at.getTime() + 60_000);
    return { minutes, steps: [...steps, { at, what: "tapped", people: [who] }], turn: [] };
  }
  return { minutes, steps, turn: steps.at(-1)?.what === "ended" ? [] : turn };
}
