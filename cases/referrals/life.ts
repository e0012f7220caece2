import { addDays } from "../../platform/clock.ts";
import { asService, type Session } from "../session.ts";
import { holdUntil } from "./advance.ts";
import { today } from "./move.ts";
import { CLOSED, type Party, type ReferralStatus } from "./moves.ts";
import { hasStaff } from "./parties.ts";
import { readSteps, type StepSeen } from "./pathway/steps.ts";
import { RESENT_FROM } from "./resend.ts";

interface Linked {
  id: string;
  ref: string;
}

/** What is special about where a referral stands, and what its reader may do beside the moves. */
export interface ReferralLife {
  /** On hold until this day (ISO date). */
  held_until: string | null;
  /** A pause from today ends on one of the days from `first` on, on `unsaid` when nobody names one (ISO dates). */
  pause: { first: string; unsaid: string };
  /** Completed although the resident could not say so. */
  closed_without: "died" | "moved" | "refuses" | null;
  /** Of a rejection: nobody has looked, a supervisor has confirmed it, it was sent on. */
  denial: "open" | "confirmed" | "resent" | null;
  claimed_at: string | null;
  came_from: Linked | null;
  sent_on: Linked | null;
  pathway: string | null;
  steps: StepSeen[];
  /** The receiver's link that is open. */
  link: { made_at: string; expires_at: string } | null;
  /** Whether anybody of the receiving organization works with the service; else only a link reaches them. */
  receiver_has_account: boolean;
  may: {
    claim: boolean;
    confirm_denial: boolean;
    resend: boolean;
    report_outcome: boolean;
    say_for_resident: boolean;
    make_link: boolean;
    begin_pathway: boolean;
    /** The step of the pathway that is next, when it is the reader's. */
    step: string | null;
    /** Complete without the resident. */
    close_without: boolean;
  };
}

/** The life of one referral as these parties to it see it. */
export async function readLife(
  session: Session,
  id: string,
  { status, parties }: { status: ReferralStatus; parties: readonly Party[] },
): Promise<ReferralLife> {
  const { tx, scope, now } = session;
  const { rows } = await tx.query(
    `select r.held_until::text as held_until, r.closed_without, r.denial, r.claimed_at::text as claimed_at, r.pathway,
       r.owner_id, r.organization_id, r.chained_from, r.outcome_sealed is not null as has_outcome,
       l.made_at::text as made_at, l.expires_at::text as expires_at
     from referrals r left join receiver_links l on l.district_id = r.district_id and l.referral_id = r.id
       and l.revoked_at is null and l.expires_at > $3
     where r.district_id = $1 and r.id = $2`,
    [scope.district_id, id, now],
  );
  const r = rows[0]!;
  const { came_from, sent_on } = await chainOf(session, id, r.chained_from);
  const steps = await readSteps(session, id, r.pathway);
  const next = steps.find((step) => step.done_at === null);
  const is = (...of: Party[]): boolean => of.some((party) => parties.includes(party));
  const open = !CLOSED.includes(status) && status !== "draft";
  const stepping = open || status === "completed";
  return {
    held_until: status === "on-hold" ? r.held_until : null,
    pause: { first: addDays(today(session), 1), unsaid: holdUntil(today(session)) },
    closed_without: r.closed_without,
    denial: r.denial ?? (status === "rejected" ? "open" : null),
    claimed_at: r.claimed_at,
    came_from,
    sent_on,
    pathway: r.pathway,
    steps,
    link: r.made_at ? { made_at: r.made_at, expires_at: r.expires_at } : null,
    receiver_has_account: r.organization_id !== null && (await hasStaff(session, r.organization_id)),
    may: {
      claim: open && is("receiver") && r.owner_id === null,
      confirm_denial: status === "rejected" && is("supervisor") && (r.denial ?? "open") === "open",
      resend: RESENT_FROM.some((from) => from === status) && sent_on === null && is("raiser", "supervisor"),
      report_outcome: status === "in-progress" && is("receiver", "supervisor"),
      say_for_resident: status === "in-progress" && r.has_outcome && parties.length > 0,
      make_link: open && is("raiser", "supervisor"),
      begin_pathway: open && r.pathway === null && parties.length > 0,
      step: next && stepping && is(next.by, "supervisor") ? next.step : null,
      close_without: status === "in-progress" && is("supervisor"),
    },
  };
}

/** Where it came from and where it went on: references only, which whoever sees one of them may see of the others. */
async function chainOf(
  session: Session,
  id: string,
  chained_from: string | null,
): Promise<Pick<ReferralLife, "came_from" | "sent_on">> {
  const { rows } = await asService(session, ({ tx, scope }) =>
    tx.query<Linked & { chained_from: string | null }>(
      `select id, ref, chained_from from referrals where district_id = $1 and (id = $3::uuid
         or (chained_from = $2 and status not in ('cancelled', 'entered-in-error')))`,
      [scope.district_id, id, chained_from],
    ),
  );
  const linked = (row: Linked | undefined): Linked | null => (row ? { id: row.id, ref: row.ref } : null);
  return {
    came_from: linked(rows.find((row) => row.id === chained_from)),
    sent_on: linked(rows.find((row) => row.chained_from === id)),
  };
}
