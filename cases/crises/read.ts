import { openOrNull } from "../../platform/seal.ts";
import { audit } from "../audit/append.ts";
import { Refusal } from "../refusal.ts";
import { asService, type StaffSession } from "../session.ts";
import { chatsOf, type StaffChat } from "../staff/chats.ts";
import { staffPhones } from "../staff/phone.ts";
import { staffNames } from "../staff/staff.ts";
import { areaName } from "./climb.ts";
import { type CrisisContact, contactsOf } from "./contacts.ts";
import { type CrisisEvent, timelineOf } from "./events.ts";
import { noticesOf, type OpenCrisis } from "./list.ts";
import { type CrisisMove, type CrisisOutcome, type CrisisParty, type CrisisState, crisisMovesFrom } from "./moves.ts";
import { partiesTo } from "./party.ts";
import { type CrisisReportDuty, reportsOf } from "./report.ts";

export interface CrisisDetail {
  id: string;
  ref: string;
  level: "red" | "orange";
  /** Null when the writer spoke of themself: of that nobody learns more than the wish for a call. */
  kind: string | null;
  state: CrisisState;
  outcome: CrisisOutcome | null;
  rules: string[];
  words: string | null;
  attempted: boolean;
  area: { id: string; name: string } | null;
  person: { id: string; ref: string; name: string | null; address: string | null; phone: string | null } | null;
  /** How the reporter is reached: their phone, when it is on file, and the chats they have. */
  reporter: { id: string; name: string; phone: string | null; channels: StaffChat["channel"][] } | null;
  owner: { id: string; name: string } | null;
  /** Who was asked to take it over and has not tapped. */
  handed_to: { id: string; name: string } | null;
  climbs_at: string | null;
  list_ended_at: string | null;
  acknowledged_at: string | null;
  created_at: string;
  closed_at: string | null;
  /** With the names of who did it and to whom. */
  events: (CrisisEvent & { words: string | null; by: string | null; to: string | null })[];
  notices: OpenCrisis["notices"];
  reports: CrisisReportDuty[];
  contacts: (CrisisContact & { owner: string | null })[];
  /** What the reader is to it, and may do next. */
  parties: CrisisParty[];
  moves: Pick<CrisisMove, "to" | "needs">[];
}

interface Row {
  id: string;
  ref: string;
  level: "red" | "orange";
  kind: string;
  state: CrisisState;
  outcome: CrisisOutcome | null;
  rules: string[];
  words_sealed: string | null;
  attempted: boolean;
  area_id: string | null;
  person_id: string | null;
  reported_by: string | null;
  owner_id: string | null;
  handed_to: string | null;
  climbs_at: string | null;
  list_ended_at: string | null;
  acknowledged_at: string | null;
  created_at: string;
  closed_at: string | null;
}

/**
 * One crisis with everything that whoever handles it needs. The read is written down.
 * @throws Refusal `not_found` when there is none or it is not for this reader
 */
export async function readCrisis(session: StaffSession, id: string): Promise<CrisisDetail> {
  const { tx, scope, sealer } = session;
  const { rows } = await tx.query<Row>(
    `select id, ref, level, kind, state, outcome, rules, words_sealed, attempted, area_id, person_id, reported_by, owner_id,
       handed_to, climbs_at::text as climbs_at, list_ended_at::text as list_ended_at,
       acknowledged_at::text as acknowledged_at, created_at::text as created_at, closed_at::text as closed_at
     from crises where district_id = $1 and id = $2`,
    [scope.district_id, id],
  );
  const row = rows[0];
  if (!row) throw new Refusal("not_found");
  await audit(session, { action: "crisis.read", entity: "crisis", entity_id: id });
  const { words_sealed, area_id, person_id, reported_by, owner_id, handed_to, ...plain } = row;
  const wordless = words_sealed === null;
  const events = await timelineOf(session, id);
  const contacts = await contactsOf(session, id);
  const area = await areaName(session, area_id);
  const parties = partiesTo(session, row);
  const shown = {
    ...plain,
    kind: wordless ? null : row.kind,
    // Which rules spoke would say what was said.
    rules: wordless ? [] : row.rules,
    words: await openOrNull(sealer, words_sealed, "crises.words"),
    area: area_id && area ? { id: area_id, name: area } : null,
    reports: await reportsOf(session, id),
    parties,
    moves: crisisMovesFrom(row.state, parties).map(({ to, needs }) => ({ to, needs })),
  };
  // Whoever sees a crisis may know whose it is and who else is at work on it.
  return asService(session, async (service) => {
    const ids = [reported_by, owner_id, handed_to, ...contacts.map((contact) => contact.owner_id)];
    const acting = events.flatMap((event) => [event.staff_id, event.to_staff_id]);
    const names = await staffNames(
      service,
      [...ids, ...acting].filter((staff_id) => staff_id !== null),
    );
    const named = (staff_id: string | null) => (staff_id ? { id: staff_id, name: names.get(staff_id)! } : null);
    const nameOf = (staff_id: string | null) => named(staff_id)?.name ?? null;
    const chats = reported_by ? await chatsOf(service, [reported_by]) : [];
    const phones = await staffPhones(service, reported_by ? [reported_by] : []);
    const reporter = named(reported_by);
    return {
      ...shown,
      reporter: reporter && {
        ...reporter,
        phone: phones.get(reporter.id) ?? null,
        channels: chats.map((chat) => chat.channel),
      },
      owner: named(owner_id),
      handed_to: named(handed_to),
      person: await personOf(service, person_id),
      notices: (await noticesOf(service, [id])).get(id) ?? [],
      events: events.map((event) => ({ ...event, by: nameOf(event.staff_id), to: nameOf(event.to_staff_id) })),
      contacts: contacts.map((contact) => ({ ...contact, owner: nameOf(contact.owner_id) })),
    };
  });
}

async function personOf(
  { tx, scope, sealer }: Pick<StaffSession, "tx" | "sealer"> & { scope: { district_id: number } },
  person_id: string | null,
): Promise<CrisisDetail["person"]> {
  if (person_id === null) return null;
  const { rows } = await tx.query<{
    id: string;
    ref: string;
    name_sealed: string | null;
    address_sealed: string | null;
    phone_sealed: string | null;
  }>(
    `select p.id, p.ref, p.name_sealed, p.phone_sealed, h.address_sealed from people p
     left join households h on h.district_id = p.district_id and h.id = p.household_id
     where p.district_id = $1 and p.id = $2`,
    [scope.district_id, person_id],
  );
  const { id, ref, name_sealed, address_sealed, phone_sealed } = rows[0]!;
  return {
    id,
    ref,
    name: await openOrNull(sealer, name_sealed, "people.name"),
    address: await openOrNull(sealer, address_sealed, "households.address"),
    phone: await openOrNull(sealer, phone_sealed, "people.phone"),
  };
}
