import type { FLAGS } from "../visits/draft.ts";

/** A person as forms name them; every value is null until somebody said it. */
export interface FormPerson {
  id: string;
  ref: string;
  name: string | null;
  sex: string | null;
  age_from: number | null;
  age_to: number | null;
  phone: string | null;
  address: string | null;
  tags: string[];
}

export interface FormReferral {
  id: string;
  ref: string;
  created_on: string;
  person_id: string | null;
  service_name: string;
  organization: string | null;
  status: string;
  priority: "routine" | "urgent" | "asap" | "stat";
  due_on: string | null;
  reason: string;
  background: string | null;
  consent: "yes" | "legal_ground";
  legal_ground: string | null;
  outcome: string | null;
  resident_confirmed: boolean | null;
  raised_by: string;
}

/** Everything of one visit that a form may show. */
export interface VisitRecord {
  id: string;
  ref: string;
  visited_on: string;
  form: string | null;
  met: string[];
  /** Verbatim. */
  note: string;
  consent: "yes" | "no" | null;
  flags: (typeof FLAGS)[number][];
  staff_id: string;
  worker: string;
  /** From the district down to the grid, as far as it is known. */
  areas: { district: string; street: string | null; community: string | null; grid: string | null };
  address: string | null;
  people: FormPerson[];
  observations: {
    person_id: string | null;
    kind: string;
    words: string;
    basis: "seen" | "told" | "guessed";
    teller: string | null;
  }[];
  needs: {
    id: string;
    code: string;
    words: string;
    urgency: "red" | "orange" | "yellow" | "green";
    person_id: string | null;
  }[];
  /** The next contact as it was agreed; null when none was. */
  agreed_on: string | null;
  referrals: FormReferral[];
}

/** A referral's letter: the referral, whom it is about, and who raised it from where. */
export interface ReferralRecord extends FormReferral {
  raiser: string;
  areas: VisitRecord["areas"];
  person: FormPerson | null;
}
