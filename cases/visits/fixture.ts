/** For tests only: visit drafts as the conversation would make them. */
import { type NeedDraft, type Observation, type VisitDraft, visitDraft } from "./draft.ts";

/** What was understood of a note, told by the words in it; a value that is not its words is written [words, value]. */
export interface Understood {
  persons?: { name?: string; sex?: "男" | "女"; age?: [string, number, number]; grid?: string; address?: string }[];
  met?: VisitDraft["met"][number]["value"][];
  form?: [string, NonNullable<VisitDraft["form"]>["value"]];
  visited_on?: [string, string];
  agreed_on?: [string, string];
  consent?: [string, "yes" | "no"];
  needs?: { words: string; code: NeedDraft["code"]; urgency?: NeedDraft["urgency"]; person?: number }[];
  seen?: { words: string; kind: Observation["kind"]; teller?: string; person?: number }[];
  flags?: [string, VisitDraft["flags"][number]["value"]][];
}

/** A draft of `note` in which every value points at its words. @throws when words do not stand in the note */
export function draftOf(note: string, understood: Understood = {}): VisitDraft {
  const span = (words: string) => {
    const start = note.indexOf(words);
    if (start < 0) throw new Error(`${words} does not stand in ${note}`);
    return { start, end: start + words.length };
  };
  const said = <T>(words: string, value: T) => ({ value, words, span: span(words) });
  const pair = <T>(stated: [string, T] | undefined) => (stated ? said(...stated) : null);
  return visitDraft.parse({
    note,
    visited_on: pair(understood.visited_on),
    form: pair(understood.form),
    met: (understood.met ?? []).map((value) => said(note, value)),
    persons: (understood.persons ?? []).map(({ name, sex, age, grid, address }) => ({
      name: name ? said(name, name) : null,
      sex: sex ? said(sex, sex) : null,
      age: age ? said(age[0], { from: age[1], to: age[2] }) : null,
      grid: grid ? said(grid, grid) : null,
      address: address ? said(address, address) : null,
    })),
    observations: (understood.seen ?? []).map(({ words, kind, teller, person }) => ({
      kind,
      words,
      span: span(words),
      basis: teller ? "told" : "seen",
      teller: teller ?? null,
      person: person ?? null,
    })),
    needs: (understood.needs ?? []).map(({ words, code, urgency, person }) => ({
      code,
      words,
      span: span(words),
      urgency: urgency ?? "green",
      person: person ?? null,
    })),
    flags: (understood.flags ?? []).map(pair),
    agreed_on: understood.agreed_on ? { ...said(...understood.agreed_on), lunar: false } : null,
    consent: pair(understood.consent),
  });
}
