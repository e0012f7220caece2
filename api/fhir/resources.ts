import type { ChangedReferral } from "../../cases/referrals/changed.ts";
import type { ReferralStatus } from "../../cases/referrals/moves.ts";
import type { ReferralDetail } from "../../cases/referrals/read.ts";

/** What names things of ours in a resource (FHIR `uri`). */
export const SYSTEM = {
  referral: "urn:doorstep:referral",
  person: "urn:doorstep:person",
  staff: "urn:doorstep:staff",
  output: "urn:doorstep:task-output",
  held_until: "urn:doorstep:held-until",
} as const;

/** FHIR's own: the value is not there, and why. */
const ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
/** A resource of a list leaves out the words; read by its id it has them. */
const SUBSETTED = { system: "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", code: "SUBSETTED" };

/** RequestStatus of the order, by how far the work has come. */
const ORDER: Record<ReferralStatus, string> = {
  draft: "draft",
  requested: "active",
  received: "active",
  accepted: "active",
  "in-progress": "active",
  "on-hold": "on-hold",
  completed: "completed",
  rejected: "revoked",
  cancelled: "revoked",
  failed: "revoked",
  "entered-in-error": "entered-in-error",
};

/** The statuses of a referral that are one status of a ServiceRequest. */
export function statusesOfOrder(order: string): ReferralStatus[] {
  return (Object.keys(ORDER) as ReferralStatus[]).filter((status) => ORDER[status] === order);
}
export const ORDER_STATUSES = [...new Set(Object.values(ORDER))];

/** What only whoever reads one referral gets; the read is written down. */
type Words = Pick<ReferralDetail, "reason" | "background" | "outcome" | "resident_confirmed" | "events">;

export type Resource = { resourceType: string; id: string } & Record<string, unknown>;

const meta = ({ version, updated_at }: ChangedReferral, words: Words | null) => ({
  versionId: String(version),
  lastUpdated: updated_at.toISOString(),
  ...(words ? {} : { tag: [SUBSETTED] }),
});
const identifier = ({ ref }: ChangedReferral) => [{ system: SYSTEM.referral, value: ref }];
const staff = (id: string) => ({ type: "Practitioner", identifier: { system: SYSTEM.staff, value: id } });

/** The resident: by the reference of their file, and by name for whoever may see the file. */
function subject({ person }: ChangedReferral): Record<string, unknown> {
  if (!person) return { extension: [{ url: ABSENT, valueCode: "unknown" }] };
  return {
    type: "Patient",
    identifier: { system: SYSTEM.person, value: person.ref },
    ...(person.name === null ? {} : { display: person.name }),
  };
}

/** The order as ServiceRequest R4: what is asked for, for whom, of whom, by when. */
export function serviceRequest(referral: ChangedReferral, words: Words | null): Resource {
  const { id, status, priority, service_name, organization, raised_by, due_on, chained_from, created_at } = referral;
  return {
    resourceType: "ServiceRequest",
    id,
    meta: meta(referral, words),
    identifier: identifier(referral),
    ...(chained_from ? { replaces: [{ reference: `ServiceRequest/${chained_from}` }] } : {}),
    status: ORDER[status],
    intent: "order",
    priority,
    code: { text: service_name },
    subject: subject(referral),
    ...(due_on ? { occurrencePeriod: { end: due_on } } : {}),
    authoredOn: created_at.toISOString(),
    requester: staff(raised_by),
    ...(organization ? { performer: [{ type: "Organization", display: organization }] } : {}),
    ...(words ? { reasonCode: [{ text: words.reason }] } : {}),
    ...(words?.background ? { note: [{ text: words.background }] } : {}),
  };
}

/** The work on it as Task R4: where it stands, who has it, and what came of it. */
export function task(referral: ChangedReferral, words: Words | null): Resource {
  const { id, status, priority, service_name, organization, owner_id, raised_by, due_on, held_until } = referral;
  const why = words?.events.findLast(({ kind, to_status }) => kind === "move" && to_status === status)?.words;
  const output = words ? outputs(words) : [];
  return {
    resourceType: "Task",
    id,
    meta: meta(referral, words),
    ...(status === "on-hold" && held_until ? { extension: [{ url: SYSTEM.held_until, valueDate: held_until }] } : {}),
    identifier: identifier(referral),
    basedOn: [{ reference: `ServiceRequest/${id}` }],
    status,
    ...(why && status !== "completed" ? { statusReason: { text: why } } : {}),
    intent: "order",
    priority,
    code: {
      coding: [{ system: "http://hl7.org/fhir/CodeSystem/task-code", code: "fulfill" }],
      text: service_name,
    },
    focus: { reference: `ServiceRequest/${id}` },
    for: subject(referral),
    authoredOn: referral.created_at.toISOString(),
    lastModified: referral.updated_at.toISOString(),
    requester: staff(raised_by),
    ...(owner_id
      ? { owner: staff(owner_id) }
      : organization
        ? { owner: { type: "Organization", display: organization } }
        : {}),
    ...(due_on ? { restriction: { period: { end: due_on } } } : {}),
    ...(output.length > 0 ? { output } : {}),
  };
}

const coded = (code: string) => ({ coding: [{ system: SYSTEM.output, code }] });

function outputs({ outcome, resident_confirmed }: Words): object[] {
  return [
    ...(outcome ? [{ type: coded("outcome"), valueString: outcome }] : []),
    ...(resident_confirmed === null ? [] : [{ type: coded("resident-confirmed"), valueBoolean: resident_confirmed }]),
  ];
}
