/** For tests only: the list of a district, and crises on it. */
import { type Member, minutesAfter, type SeededDistrict, type StaffName } from "../fixture.ts";
import type { StaffSession } from "../session.ts";
import { setStaffPhone } from "../staff/phone.ts";
import { acknowledgeCrisis } from "./acknowledge.ts";
import { advanceCrisis } from "./advance.ts";
import { noteCrisis, recordCall } from "./call.ts";
import { contactsOf, doneContact, proposeContacts, takeContacts } from "./contacts.ts";
import { handOverCrisis } from "./hand-over.ts";
import { putRosterEntry, type RosterDraft } from "./keep-roster.ts";
import { type CrisisReport, type RecordedCrisis, recordCrisis } from "./record.ts";
import { recordReport } from "./report.ts";

/** A red one on a roof, told by the worker of grid one; `changes` says what is different. */
export function crisisReport(changes: Partial<CrisisReport> = {}): CrisisReport {
  return {
    inbox_id: crypto.randomUUID(),
    level: "red",
    kind: "suicide",
    rules: ["suicide.at_height"],
    words: "他站在楼顶上不肯下来",
    ...changes,
  };
}

export async function recordIn(
  district: SeededDistrict,
  changes: Partial<CrisisReport> = {},
  who: StaffName = "worker",
  minute = 0,
): Promise<RecordedCrisis> {
  const recorded = await district.session(
    district.staff[who],
    (session) => recordCrisis(session, crisisReport(changes)),
    minutesAfter(minute),
  );
  return recorded!;
}

/** Always on duty for every kind in the whole district, first; `changes` says what is different. */
export function rosterDraft(
  district: SeededDistrict,
  staff: StaffName,
  changes: Partial<RosterDraft> = {},
): RosterDraft {
  return {
    area_id: null,
    kinds: null,
    place: 1,
    staff_id: district.staff[staff].id,
    stand_in_id: null,
    away_from: null,
    away_until: null,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    duty_from: null,
    duty_until: null,
    active: true,
    ...changes,
  };
}

export function putOn(district: SeededDistrict, staff: StaffName, changes: Partial<RosterDraft> = {}): Promise<string> {
  return district.session(district.staff.supervisor, (session) =>
    putRosterEntry(session, rosterDraft(district, staff, changes)),
  );
}

/**
 * One crisis from the first word to its end, with every row that it can have.
 * @returns what was said in it, and must stand nowhere in plain text
 */
export async function playCrisis(
  district: SeededDistrict,
  as: <T>(who: Member, work: (session: StaffSession) => Promise<T>) => Promise<T>,
): Promise<string[]> {
  const { worker, colleague, social, supervisor } = district.staff;
  await putOn(district, "colleague", { area_id: district.areas.grid_one });
  await as(worker, (session) => setStaffPhone(session, worker.id, "13877665544"));
  const report = crisisReport({ kind: "child", words: "赵小宝身上都是烟头烫的" });
  const { id } = (await as(worker, (session) => recordCrisis(session, report)))!;
  await as(worker, (session) => recordCall(session, id, "110"));
  await as(colleague, (session) => acknowledgeCrisis(session, id));
  await as(colleague, (session) => recordReport(session, id, { duty: "minor", recipient: "河口派出所钱警官" }));
  await as(colleague, (session) => handOverCrisis(session, id, social.id, "社工更懂孩子"));
  await as(social, (session) => acknowledgeCrisis(session, id));
  await as(social, (session) => noteCrisis(session, id, "孩子先住姑姑家"));
  await as(social, (session) => proposeContacts(session, id));
  await as(social, (session) => takeContacts(session, id));
  const [contact] = await as(social, (session) => contactsOf(session, id));
  await as(social, (session) => doneContact(session, contact!.id, { outcome: "safe", note: "肯开口讲话了" }));
  await as(social, (session) => advanceCrisis(session, id, { to: "linking" }));
  const end = { to: "closed", outcome: "with_police", reason: "继父被带走了" } as const;
  await as(supervisor, (session) => advanceCrisis(session, id, end));
  return ["赵小宝", "烟头烫", "钱警官", "社工更懂孩子", "姑姑家", "肯开口讲话了", "继父被带走了", "13877665544"];
}
