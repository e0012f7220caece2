import { newId } from "../../platform/id.ts";
import { cutIdNumbers } from "../../platform/id-numbers.ts";
import { openOrNull, sealOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import { asService, type Session, type StaffSession } from "../session.ts";
import { recordEvent } from "./events.ts";
import { partiesTo, readHead } from "./party.ts";
import { type Told, tell } from "./told.ts";

/** After an attempt, in hours: 24 h, 3 d, 7 d, 14 d, 30 d, 90 d. */
export const CONTACT_HOURS = [24, 72, 168, 336, 720, 2160] as const;

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

/**
 * After an attempt: contacts at the six times are proposed to the social workers of that area; where there is none the
 * supervisors choose (`giveContacts`). Nobody owns them before their tap. Done twice, it changes nothing.
 * @param how `rule`: the words said so; `person`: somebody at work on it marks 有过自杀行为
 * @returns who was told that they are asked
 * @throws Refusal `not_found`, `not_yours_to_move`
 */
export async function proposeContacts(
  session: StaffSession,
  crisis_id: string,
  how: { by: "rule" | "person" } = { by: "person" },
): Promise<{ id: string; ref: string; told: Told[] }> {
  const { tx, scope, now } = session;
  const crisis = await readHead(session, crisis_id, true);
  if (how.by === "person" && partiesTo(session, crisis).length === 0) throw new Refusal("not_yours_to_move");
  await tx.query("update crises set attempted = true where district_id = $1 and id = $2", [
    scope.district_id,
    crisis_id,
  ]);
  let made = 0;
  for (const hours of CONTACT_HOURS) {
    const { affected } = await tx.query(
      `insert into crisis_contacts (district_id, id, crisis_id, after_hours, due_at) values ($1, $2, $3, $4, $5)
       on conflict (district_id, crisis_id, after_hours) do nothing`,
      [scope.district_id, newId(now), crisis_id, hours, new Date(now.getTime() + hours * 3_600_000)],
    );
    made += affected;
  }
  if (made === 0) return { id: crisis_id, ref: crisis.ref, told: [] };
  await recordEvent(session, crisis_id, { kind: "contacts_proposed", detail: { contacts: made, by: how.by } });
  await audit(session, { action: "crisis.contacts_proposed", entity: "crisis", entity_id: crisis_id });
  const ids = await asService(session, (service) => professionalsOf(service, crisis.area_id));
  const asked = ids.filter((id) => id !== scope.staff_id);
  return { id: crisis_id, ref: crisis.ref, told: await tell(session, crisis_id, asked, null) };
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
 * @throws Refusal `not_found`, `supervisors_only`, `professionals_only` when it is neither a social worker nor a supervisor
 */
export async function giveContacts(
  session: StaffSession,
  crisis_id: string,
  staff_id: string,
): Promise<{ id: string; ref: string }> {
  const { tx, scope } = session;
  const { ref } = await readHead(session, crisis_id);
  if (scope.role !== "supervisor" && scope.role !== "admin") throw new Refusal("supervisors_only");
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
  const { tx, scope } = session;
  const { ref, reported_by, owner_id } = await readHead(session, crisis_id);
  if (scope.role !== "social_worker" && scope.role !== "supervisor") throw new Refusal("professionals_only");
  const { affected } = await tx.query(
    `update crisis_contacts set state = 'taken', owner_id = $3
     where district_id = $1 and crisis_id = $2 and state = 'proposed'`,
    [scope.district_id, crisis_id, scope.staff_id],
  );
  if (affected > 0) {
    await recordEvent(session, crisis_id, { kind: "contact_taken", detail: { contacts: affected } });
    await audit(session, { action: "crisis.contacts_taken", entity: "crisis", entity_id: crisis_id });
  }
  return { ref, taken: affected, reported_by, owner_id };
}

/**
 * A contact is done, with what came of it, by its owner or a supervisor.
 * @throws Refusal `not_found` (also for one that is done), `not_yours_to_move`
 */
export async function doneContact(
  session: StaffSession,
  contact_id: string,
  done: { outcome: ContactOutcome; note?: string | null | undefined },
): Promise<{ crisis_id: string; after_hours: number }> {
  const { tx, scope, sealer, now } = session;
  const { rows } = await tx.query<{ crisis_id: string; after_hours: number; owner_id: string | null }>(
    `select crisis_id, after_hours, owner_id from crisis_contacts
     where district_id = $1 and id = $2 and state = 'taken' for update`,
    [scope.district_id, contact_id],
  );
  const contact = rows[0];
  if (!contact) throw new Refusal("not_found");
  if (partiesTo(session, contact).length === 0) throw new Refusal("not_yours_to_move");
  const note = cutIdNumbers(done.note ?? "").trim() || null;
  await tx.query(
    `update crisis_contacts set state = 'done', done_at = $3, outcome = $4, note_sealed = $5
     where district_id = $1 and id = $2`,
    [scope.district_id, contact_id, now, done.outcome, await sealOrNull(sealer, note, "crisis_contacts.note")],
  );
  const { crisis_id, after_hours } = contact;
  const detail = { after_hours, outcome: done.outcome };
  await recordEvent(session, crisis_id, { kind: "contact_done", detail });
  await audit(session, { action: "crisis.contact_done", entity: "crisis", entity_id: crisis_id, detail });
  return { crisis_id, after_hours };
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
