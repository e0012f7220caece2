import { knownNames } from "../../cases/people/known-names.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { VisitDraft } from "../../cases/visits/draft.ts";

/** 转介给周敏, 交给李主任: whoever stands behind it takes it on, and is not whom it is about. */
const GIVEN_TO = /(?:转介?|交|报|推荐|介绍)(?:到|给|至)\s*$/u;
/** 转介, 帮我转介一下: the order itself says nothing of what is needed. */
const ORDER = /^(?:请|帮我?|麻烦|给我|我要|要|想)*转介(?:一下)?(?![给到至])[：:，,\s]*/u;

/** Whom a told referral is about: who has a file under a name that stands in the words, else whom the words name as a person. */
export async function namedIn(
  session: StaffSession,
  text: string,
  { persons }: Pick<VisitDraft, "persons">,
): Promise<string | null> {
  const isReceiver = (at: number): boolean => GIVEN_TO.test(text.slice(0, at));
  const known = (await knownNames(session, [text], { of: "residents" }))
    .map((name) => ({ name, at: text.indexOf(name) }))
    .filter(({ at }) => at >= 0 && !isReceiver(at))
    .toSorted((one, other) => one.at - other.at || other.name.length - one.name.length);
  if (known[0]) return known[0].name;
  return persons.flatMap(({ name }) => (name && !isReceiver(name.span.start) ? [name.value] : []))[0] ?? null;
}

/** Why, as it was said: without 转介 at its head and the name that stands beside it on the form; all of it when nothing else is left. */
export function reasonIn(text: string, name: string | null): string {
  const told = text.trim().replace(ORDER, "");
  if (told === text.trim()) return told;
  const behind = name !== null && told.startsWith(name) ? told.slice(name.length) : told;
  // 王奶奶家的孩子 is about the child.
  const rest = /^[家的和跟与、]/u.test(behind) ? told : behind.replace(/^[：:，,。\s]+/u, "");
  return [...rest].length > 1 ? rest : text.trim();
}
