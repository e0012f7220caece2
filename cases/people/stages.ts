import { chinaDate } from "../../platform/clock.ts";
import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import { currentFile } from "./current.ts";

/** 筛查, 诊断, 治疗, 社区随访, 康复. */
export const STAGES = ["screening", "diagnosis", "treatment", "community_follow_up", "rehabilitation"] as const;
export type Stage = (typeof STAGES)[number];

export interface StageEntry {
  id: string;
  stage: Stage;
  /** A day. */
  since: string;
  /** Who said so and on what ground. */
  words: string;
  by_staff: string;
  at: string;
}

/**
 * Writes down that somebody is at a stage since a day, and who said so; the file shows the latest by that day. Nothing is overwritten:
 * what was entered before stays in the timeline. Nobody here makes a diagnosis: a stage repeats what a physician or a letter said.
 * @throws Refusal `not_found`, `reason_needed`, `stage_in_future`, `stage_same` (the file stands there already)
 */
export async function setStage(
  session: StaffSession,
  person_id: string,
  entry: { stage: Stage; since: string; words: string },
): Promise<void> {
  const { tx, scope, sealer, now } = session;
  const id = await currentFile(session, person_id);
  const words = cutIdNumbers(entry.words).trim();
  if (!words) throw new Refusal("reason_needed");
  if (entry.since > chinaDate(now)) throw new Refusal("stage_in_future");
  const [latest] = await stagesOf(session, id);
  if (latest?.stage === entry.stage && latest.since <= entry.since) throw new Refusal("stage_same");
  await tx.query(
    `insert into person_stages (district_id, id, person_id, stage, since, words_sealed, by_staff, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      scope.district_id,
      newId(now),
      id,
      entry.stage,
      entry.since,
      await sealer.seal(words, "person_stages.words"),
      scope.staff_id,
      now,
    ],
  );
  await stageNow(session, id);
  await audit(session, { action: "person.staged", entity: "person", entity_id: id, detail: { stage: entry.stage } });
}

/** The stages somebody went through, the latest first. */
export async function stagesOf({ tx, scope, sealer }: Session, person_id: string): Promise<StageEntry[]> {
  const { rows } = await tx.query<Omit<StageEntry, "words"> & { words_sealed: string }>(
    `select id, stage, since::text as since, words_sealed, by_staff, at::text as at from person_stages
     where district_id = $1 and person_id = $2 order by since desc, seq desc`,
    [scope.district_id, person_id],
  );
  return Promise.all(
    rows.map(async ({ words_sealed, ...row }) => ({
      ...row,
      words: await sealer.open(words_sealed, "person_stages.words"),
    })),
  );
}

/** Brings the stage on the file in line with its timeline; without one it stays as it is. */
export async function stageNow({ tx, scope }: Session, person_id: string): Promise<void> {
  await tx.query(
    `update people p set stage = s.stage from (
       select stage from person_stages where district_id = $1 and person_id = $2 order by since desc, seq desc limit 1) s
     where p.district_id = $1 and p.id = $2 and p.stage is distinct from s.stage`,
    [scope.district_id, person_id],
  );
}
