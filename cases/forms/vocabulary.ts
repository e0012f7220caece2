import { type FormWords, referralData } from "./fields.ts";
import { fillFromVisit } from "./fill.ts";
import type { FormData, FormKind } from "./kinds.ts";
import type { FormPerson, FormReferral, VisitRecord } from "./record.ts";

/** The placeholders that a form knows: `fields` alone, `lists` with the placeholders of their rows. */
export interface Vocabulary {
  fields: string[];
  lists: Record<string, string[]>;
}

const words: FormWords = {
  flags: {},
  urgency: { red: "", orange: "", yellow: "", green: "" },
  priority: { routine: "", urgent: "", asap: "", stat: "" },
  status: {},
};
const printed = { by: "", on: "", masked: false };
const areas = { district: "", street: null, community: null, grid: null };

const person: FormPerson = {
  ...{ id: "", ref: "", name: null, sex: null, age_from: null, age_to: null, phone: null, address: null, tags: [] },
};
const referral: FormReferral = {
  ...{ id: "", ref: "", created_on: "", person_id: null, service_name: "", organization: null, status: "" },
  ...{ priority: "routine", due_on: null, reason: "", background: null, consent: "yes", legal_ground: null },
  ...{ outcome: null, resident_confirmed: null, raised_by: "" },
};
const visit: VisitRecord = {
  ...{ id: "", ref: "", visited_on: "", form: null, met: [], note: "", consent: null, flags: [], staff_id: "" },
  ...{ worker: "", areas, address: null, people: [person], agreed_on: null, referrals: [referral] },
  observations: [{ person_id: null, kind: "other", words: "", basis: "seen", teller: null }],
  needs: [{ id: "", code: "15", words: "", urgency: "green", person_id: null }],
};

/** Read off a form that is filled with nothing, so that it cannot differ from what forms are filled with. */
export function vocabularyOf(form: FormKind): Vocabulary {
  const data: FormData =
    form === "referral"
      ? referralData({ ...referral, raiser: "", areas, person }, words, printed)
      : fillFromVisit(form, visit, person, words, printed);
  const lists = Object.entries(data.lists).map(([name, rows]) => [name, Object.keys(rows[0] ?? {})] as const);
  return { fields: Object.keys(data.fields), lists: Object.fromEntries(lists) };
}
