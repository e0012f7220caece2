import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { openOrNull, sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import { asService, type Session, type StaffSession } from "../session.ts";
import { staffNames, staffWithRole } from "../staff/staff.ts";
import { recordEvent } from "./events.ts";
import { partiesTo, readHead } from "./party.ts";
import { type Told, tell } from "./told.ts";

/** After an attempt, in hours: 24 h, 3 d, 7 d, 14 d, 30 d, 90 d. */
export const CONTACT_HOURS = [24, 72, 168, 336, 720, 2160] as const;

/** What is due, taken and not done is missed so long after somebody was told. */
export const MISSED_AFTER_MS = 24 * 3_600_000;

export const CONTACT_OUTCOMES = ["safe", "at_risk", "in_care", "refused", "not_reached"] as const;
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];

export interface CrisisContact {
  id: string;
  after_hours: number;
  due_at: string;
  state: "proposed" | "taken" | "done" | "missed" | "dropped";
  owner_id: string | null;
  done_at: string | null;
  outcome: ContactOutcome | null;
  note: string | null;
}

/** Who was asked for the contacts after an attempt. */
export interface ProposedContacts {
  id: string;
  ref: string;
  /** The professionals of the area, who see the crisis from then on. */
  told: Told[];
  /** Where there is none: the supervisors besides the one who acts. */
  to_choose: Told[];
}

/**
 * After an attempt: contacts at the six times are proposed to the social workers of that area; where there is none the
 * supervisors choose (`giveContacts`). Nobody owns them before their tap. Done twice, it changes nothing.
 * @param how `rule`: the words said so; `person`: somebody at work on it marks 有过自杀行为
 * @throws Refusal `not_found`, `not_yours_to_move`, also of the writer's own distress: nobody sees that beyond whom they asked for
 */
export async function proposeContacts(
  session: StaffSession,
  crisis_id: string,
  how: { by: "rule" | "person" } = { by: "person" },
): Promise<ProposedContacts> {
  const { tx, scope, now } = session;
  const crisis = await readHead(session, crisis_id, true);
  if (crisis.wordless) throw new Refusal("not_yours_to_move");
  if (how.by === "person" && partiesTo(session, crisis).length === 0) throw new Refusal("not_yours_to_move");
  await tx.query("update crises set attempted = true where district_id = $1 and id = $2", [
    scope.district_id,
    crisis_id,
  ]);
  let made = 0;
  for (const hours of CONTACT_HOURS) {
    const { affected } = await tx.query(
      `insert into crisis_contacts (district_id, id, crisis_id, after_hours, due_at, remind_at) values ($1, $2, $3, $4, $5, $5)
       on conflict (district_id, crisis_id, after_hours) do nothing`,
      [scope.district_id, newId(now), crisis_id, hours, new Date(now.getTime() + hours * 3_600_000)],
    );
    made += affected;
  }
  const { ref } = crisis;
  if (made === 0) return { id: crisis_id, ref, told: [], to_choose: [] };
  await recordEvent(session, crisis_id, { kind: "contacts_proposed", detail: { contacts: made, by: how.by } });
  await audit(session, { action: "crisis.contacts_proposed", entity: "crisis", entity_id: crisis_id });
  return asService(session, async (service) => {
    const asked = await professionalsOf(service, crisis.area_id);
    // Who acts sees it; the others from now on, also those who were told of the crisis before.
    await tell(
      session,
      crisis_id,
      asked.filter((id) => id !== session.scope.staff_id),
      null,
    );
    const supervisors = asked.length > 0 ? [] : await staffWithRole(service, ["supervisor"]);
    const choosing = supervisors.filter((id) => id !== session.scope.staff_id);
    const names = await staffNames(service, [...asked, ...choosing]);
    const named = (staff_id: string): Told => ({ staff_id, name: names.get(staff_id)! });
    return { id: crisis_id, ref, told: asked.map(named), to_choose: choosing.map(named) };
  });
}

/** Social workers in whose areas it lies. */
async function professionalsOf({ tx, scope }: Session, area_id: string | null): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `with recursive up as (
       select id, parent_id from areas where district_id = $1 and id = $2
       union all select a.id, a.parent_id from up join areas a on a.district_id = $1 and a.id = up.parent_id
     )
     select distinct s.id from staff s join staff_areas sa on sa.district_id = s.district_id and sa.staff_id = s.id
       join up on up.id = sa.area_id
     where s.district_id = $1 and s.active and s.role = 'social_worker' order by s.id`,
    [scope.district_id, area_id],
  );
  return rows.map((row) => row.id);
}

/**
 * A supervisor chooses who is asked: they are told and see the crisis; their tap makes the contacts theirs.
 * @throws Refusal `not_found`, `supervisors_only`, `professionals_only` when it is neither a social worker nor a supervisor,
 *   `not_yours_to_move` of the writer's own distress
 */
export async function giveContacts(
  session: StaffSession,
  crisis_id: string,
  staff_id: string,
): Promise<{ id: string; ref: string }> {
  const { tx, scope } = session;
  const { ref, wordless } = await readHead(session, crisis_id);
  assertLeads(session);
  if (wordless) throw new Refusal("not_yours_to_move");
  const { rows } = await tx.query<{ role: string }>(
    "select role from staff where district_id = $1 and id = $2 and active",
    [scope.district_id, staff_id],
  );
  if (rows[0]?.role !== "social_worker" && rows[0]?.role !== "supervisor") throw new Refusal("professionals_only");
  await tell(session, crisis_id, [staff_id], null);
  await recordEvent(session, crisis_id, { kind: "noted", to_staff_id: staff_id, detail: { what: "contacts_given" } });
  await audit(session, {
    action: "crisis.contacts_given",
    entity: "crisis",
    entity_id: crisis_id,
    detail: { staff_id },
  });
  return { id: crisis_id, ref };
}

/**
 * 我来跟进: the contacts that nobody has are this person's from now on.
 * @returns how many; 0 when somebody was faster
 * @throws Refusal `not_found`, `professionals_only`
 */
export async function takeContacts(
  session: StaffSession,
  crisis_id: string,
): Promise<{ ref: string; taken: number; reported_by: string | null; owner_id: string | null }> {
  const { tx, scope, now } = session;
  const { ref, reported_by, owner_id } = await readHead(session, crisis_id);
  if (scope.role !== "social_worker" && scope.role !== "supervisor") throw new Refusal("professionals_only");
  const { affected } = await tx.query(
    `update crisis_contacts set state = 'taken', owner_id = $3, remind_at = case when due_at > $4 then due_at else $5 end
     where district_id = $1 and crisis_id = $2 and state = 'proposed'`,
    [scope.district_id, crisis_id, scope.staff_id, now, new Date(now.getTime() + MISSED_AFTER_MS)],
  );
  if (affected > 0) {
    await recordEvent(session, crisis_id, { kind: "contact_taken", detail: { contacts: affected } });
    await audit(session, { action: "crisis.contacts_taken", entity: "crisis", entity_id: crisis_id });
  }
  return { ref, taken: affected, reported_by, owner_id };
}

/** A contact that is over, and who has to hear of it. */
export interface EndedContact {
  crisis_id: string;
  ref: string;
  after_hours: number;
  /** Who has the crisis, and the supervisors, besides the one who acts, when they are still at risk; else nobody. */
  to_tell: string[];
}

/**
 * A contact is done, with what came of it, by its owner or a supervisor; late is better than never.
 * @throws Refusal `not_found` (also for one that is done), `not_yours_to_move`
 */
export async function doneContact(
  session: StaffSession,
  contact_id: string,
  done: { outcome: ContactOutcome; note?: string | null | undefined },
): Promise<EndedContact> {
  const { tx, scope, sealer, now } = session;
  const { crisis_id, after_hours } = await heldContact(session, contact_id);
  const note = cutIdNumbers(done.note ?? "").trim() || null;
  await tx.query(
    `update crisis_contacts set state = 'done', done_at = $3, outcome = $4, note_sealed = $5, remind_at = null
     where district_id = $1 and id = $2`,
    [scope.district_id, contact_id, now, done.outcome, await sealOrNull(sealer, note, "crisis_contacts.note")],
  );
  const detail = { after_hours, outcome: done.outcome };
  await recordEvent(session, crisis_id, { kind: "contact_done", detail });
  await audit(session, { action: "crisis.contact_done", entity: "crisis", entity_id: crisis_id, detail });
  const { ref, owner_id } = await readHead(session, crisis_id);
  const to_tell = done.outcome === "at_risk" ? await leadersOf(session, owner_id) : [];
  return { crisis_id, ref, after_hours, to_tell: to_tell.filter((id) => id !== scope.staff_id) };
}

/**
 * A contact that somebody took and that is not done, held until the end of the transaction.
 * @throws Refusal `not_found`, `not_yours_to_move` for others than its owner and a supervisor
 */
export async function heldContact(
  session: StaffSession,
  contact_id: string,
): Promise<{ crisis_id: string; after_hours: number }> {
  const { rows } = await session.tx.query<{ crisis_id: string; after_hours: number; owner_id: string | null }>(
    `select crisis_id, after_hours, owner_id from crisis_contacts
     where district_id = $1 and id = $2 and state in ('taken', 'missed') for update`,
    [session.scope.district_id, contact_id],
  );
  if (!rows[0]) throw new Refusal("not_found");
  if (partiesTo(session, rows[0]).length === 0) throw new Refusal("not_yours_to_move");
  return rows[0];
}

/** Who has a crisis, if anybody, and the supervisors. */
export async function leadersOf(session: Session, owner_id: string | null): Promise<string[]> {
  const supervisors = await asService(session, (service) => staffWithRole(service, ["supervisor"]));
  return [...new Set([...(owner_id ? [owner_id] : []), ...supervisors])];
}

/** The contacts of one crisis, the next one first. */
export async function contactsOf({ tx, scope, sealer }: Session, crisis_id: string): Promise<CrisisContact[]> {
  const { rows } = await tx.query<Omit<CrisisContact, "note"> & { note_sealed: string | null }>(
    `select id, after_hours, due_at::text as due_at, state, owner_id, done_at::text as done_at, outcome, note_sealed
     from crisis_contacts where district_id = $1 and crisis_id = $2 order by due_at`,
    [scope.district_id, crisis_id],
  );
  return Promise.all(
    rows.map(async ({ note_sealed, ...row }) => ({
      ...row,
      note: await openOrNull(sealer, note_sealed, "crisis_contacts.note"),
    })),
  );
}
