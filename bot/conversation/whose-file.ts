import type { StoredDraft } from "../../cases/drafts/drafts.ts";
import type { Candidate, Told } from "../../cases/people/identify.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { VisitDraft } from "../../cases/visits/draft.ts";
import { firstUnclear } from "../../cases/visits/whose.ts";
import { actionId } from "../action-id.ts";
import type { Action } from "../reply.ts";
import { forOthers } from "../texts/in-language.ts";
import { peopleTexts } from "../texts/people.ts";

/** The question whose file it is, for the card, with the buttons that answer it. */
export interface FileQuestion {
  text: string;
  actions: Action[];
  /** Full names in it. */
  names: string[];
}

/** What a button of the question says: which of the shown, or none. */
const SAME = ["same_a", "same_b", "same_c"];
const OTHER = "other";

/**
 * Asks of a draft whether a name is that of somebody who has a file.
 * @param verb what the buttons do: `visit.save` saves with the answer, another only answers
 */
export function fileQuestion(
  verb: "visit.save" | "refer.who",
  stored: StoredDraft,
  told: Pick<Told, "name" | "address">,
  candidates: Candidate[],
): FileQuestion {
  const { name } = told;
  const held = (candidate: Candidate): string => heldIn(candidate, told.address !== null);
  const words = verb === "visit.save" ? peopleTexts.saving : peopleTexts.answering;
  const button = (word: string, label: string): Action => ({
    id: actionId(verb, stored.id, stored.version, word),
    label,
  });
  const one = candidates.length === 1 ? candidates[0]! : null;
  const text = one
    ? peopleTexts.ask_one(name, held(one))
    : peopleTexts.ask_several(name, candidates.map((each) => `· ${held(each)}`).join("\n"));
  const same = candidates.map((each, i) =>
    button(SAME[i]!, one ? words[each.sex ?? "unknown"] : words.same_as(each.ref)),
  );
  return { text, actions: [...same, button(OTHER, words.other)], names: candidates.map((each) => each.name) };
}

/** The building of an address. */
const BUILDING = /^.*?\d+\s*(?:栋|幢|座|号楼)/;

/** 王秀蓝 女 78岁 5栋2单元401(P-7K3QD). A door is shown only beside one that was told: a name alone fetches nobody's door. */
function heldIn({ name, sex, age, address, ref }: Candidate, door: boolean): string {
  const where = door ? address : (BUILDING.exec(address ?? "")?.[0] ?? null);
  const parts = [name, sex, age && peopleTexts.aged(age.from, age.to), where].filter((part) => part !== null);
  return `${parts.join(" ")}(${ref})`;
}

/** Whom a button of the question means: one of the shown, nobody of them, or null for a word that is none of its buttons. */
export function answerOf(
  word: string,
  candidates: Candidate[],
): { same: string } | { other_than: string[]; reason: string } | null {
  const chosen = candidates[SAME.indexOf(word)];
  if (chosen) return { same: chosen.id };
  if (word !== OTHER) return null;
  return { other_than: candidates.map(({ id }) => id), reason: forOthers(() => peopleTexts.other_reason) };
}

/** Asks about the first person of the note who may be somebody with a file and may be somebody else; null when nobody may. */
export async function askWhoseFile(
  session: StaffSession,
  stored: StoredDraft,
  draft: VisitDraft,
): Promise<FileQuestion | null> {
  const unclear = await firstUnclear(session, draft);
  return unclear && fileQuestion("visit.save", stored, unclear.told, unclear.candidates);
}

/**
 * The draft with what a button of the question said.
 * @returns null when nothing is asked any more, or the word is none of ours: the card is shown as it is now
 */
export async function answerWhoseFile(
  session: StaffSession,
  draft: VisitDraft,
  word: string,
): Promise<VisitDraft | null> {
  const unclear = await firstUnclear(session, draft);
  const answer = unclear && answerOf(word, unclear.candidates);
  return answer && { ...draft, files: [...(draft.files ?? []), { name: unclear.told.name, ...answer }] };
}
