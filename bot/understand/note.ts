import type { Span, VisitDraft } from "../../cases/visits/draft.ts";
import { readConditions } from "./conditions.ts";
import { readConsent } from "./consent.ts";
import { readDates } from "./dates.ts";
import { inStandardWords } from "./dialect.ts";
import { readFlags } from "./flags.ts";
import { fold } from "./fold.ts";
import { withoutIdioms } from "./idioms.ts";
import { findSupply } from "./medicine-supply.ts";
import { readForm, readMet } from "./met.ts";
import { readNeeds } from "./needs.ts";
import { readObservations } from "./observations.ts";
import { readPeople } from "./people.ts";

/**
 * Reads one note into a draft, by rules alone. `ref_date` is the China calendar day it was written (ISO). Every value quotes the
 * words it came from at their place in the note; what was not said is null or absent.
 */
export function readNote(text: string, ref_date: string): VisitDraft {
  const folded = withoutIdioms(inStandardWords(fold(text)));
  const people = readPeople(folded, text, Number(ref_date.slice(0, 4)));
  const flags = readFlags(folded, people);
  const dates = readDates(text, ref_date, { clauses: people.clauses });
  const quote = <T>(value: T, span: Span) => ({ value, words: text.slice(span.start, span.end), span });
  const next = dates.filter((d) => d.role === "next").sort((a, b) => a.value.localeCompare(b.value))[0];
  const visit = dates.filter((d) => d.role === "visit").sort((a, b) => b.value.localeCompare(a.value))[0];
  const supply = findSupply(folded, people.clauses, visit?.value ?? ref_date);
  const conditions = readConditions(folded, text, people);
  const whose = supply && (people.personAt(supply.span.start) ?? (people.persons.length === 1 ? 0 : null));
  return {
    note: text,
    visited_on: visit ? quote(visit.value, visit.span) : null,
    form: readForm(folded, text),
    met: readMet(folded, text, people, flags),
    persons: people.persons,
    observations: readObservations(text, people),
    needs: readNeeds(folded, text, people, flags, next?.span ?? null),
    flags: flags.map(({ flag, span }) => quote(flag, span)),
    agreed_on: next ? { ...quote(next.value, next.span), lunar: next.lunar } : null,
    ...readConsent(folded, text, people),
    ...(supply ? { medicine_until: { ...quote(supply.value, supply.span), person: whose } } : {}),
    ...(conditions.length > 0 ? { conditions } : {}),
  };
}
