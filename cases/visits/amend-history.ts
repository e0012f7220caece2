import { openOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import type { NamedPerson } from "../people/named.ts";
import type { StaffSession } from "../session.ts";
import { staffNames } from "../staff/staff.ts";
import { whyNotAmend } from "./amend.ts";
import { toldOfVisit } from "./amend-told.ts";
import { type VisitDraft, visitDraft } from "./draft.ts";
import { peopleOfVisit } from "./needs.ts";

/** What a visit said before it was amended. */
export interface VisitVersion {
  version: number;
  told: VisitDraft;
  /** Why it was amended; null where its author gave no reason. */
  reason: string | null;
  by: string;
  at: string;
}

export interface VisitWithHistory {
  id: string;
  ref: string;
  staff_id: string;
  went: string;
  visited_on: string;
  area: string | null;
  created_at: Date;
  version: number;
  told: VisitDraft;
  people: NamedPerson[];
  needs: { id: string; words: string; urgency: string; closed: boolean }[];
  /** The newest first. */
  before: VisitVersion[];
  /** As whom the reader may amend it; null: not. */
  may_amend: "author" | "lead" | null;
}

/** One visit with what it says and what it said before. The read is written down. @throws Refusal `not_found` */
export async function visitWithHistory(session: StaffSession, id: string): Promise<VisitWithHistory> {
  const { tx, scope, sealer } = session;
  const { told, ...visit } = await toldOfVisit(session, id);
  const at = [scope.district_id, id];
  const { rows: versions } = await tx.query<{
    version: number;
    told_sealed: string;
    reason_sealed: string | null;
    amended_by: string;
    at: string;
  }>(
    `select version, told_sealed, reason_sealed, amended_by, amended_at::text as at from visit_versions
     where district_id = $1 and visit_id = $2 order by version desc`,
    at,
  );
  const { rows: needs } = await tx.query<{ id: string; words_sealed: string; urgency: string; closed: boolean }>(
    `select id, words_sealed, urgency, closed_at is not null as closed from needs
     where district_id = $1 and visit_id = $2 order by ordinal`,
    at,
  );
  const { rows: areas } = await tx.query<{ name: string }>(
    "select name from areas where district_id = $1 and id = $2",
    [scope.district_id, visit.area_id],
  );
  const names = await staffNames(session, [visit.staff_id, ...versions.map(({ amended_by }) => amended_by)]);
  await audit(session, { action: "visit.read", entity: "visit", entity_id: id });
  const own = visit.staff_id === scope.staff_id;
  return {
    ...{ id, ref: visit.ref, staff_id: visit.staff_id, visited_on: visit.visited_on, created_at: visit.created_at },
    ...{ version: visit.version, told, went: names.get(visit.staff_id) ?? "", area: areas[0]?.name ?? null },
    people: await peopleOfVisit(session, id),
    needs: await Promise.all(
      needs.map(async ({ words_sealed, ...need }) => ({
        ...need,
        words: await sealer.open(words_sealed, "needs.words"),
      })),
    ),
    before: await Promise.all(
      versions.map(async ({ told_sealed, reason_sealed, amended_by, ...version }) => ({
        ...version,
        told: visitDraft.parse(JSON.parse(await sealer.open(told_sealed, "visit_versions.told"))),
        reason: await openOrNull(sealer, reason_sealed, "visit_versions.reason"),
        by: names.get(amended_by) ?? "",
      })),
    ),
    may_amend: whyNotAmend(session, visit) === null ? (own ? "author" : "lead") : null,
  };
}
