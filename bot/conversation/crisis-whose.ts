import { knownNames } from "../../cases/people/known-names.ts";
import type { Verdict } from "../crisis/verdict.ts";
import type { Turn } from "./turn.ts";

/** The writer names themself. */
const FIRST_PERSON = /[我俺咱偶]|本人|自己/;

/**
 * The verdict, with what the records know and the screen cannot: 王秀兰站在楼顶上 says nothing of who that is, and is taken for
 * the writer. A resident of the case table who is named where no 我 stands is who it is about, and people must be told; a colleague
 * who is named says nothing of that.
 */
export async function whoseCrisis({ verdict, session, staff }: Turn, text: string): Promise<Verdict> {
  if (!verdict.self || FIRST_PERSON.test(text)) return verdict;
  const names = await knownNames(session, [text], { of: "residents" });
  return names.some((name) => name !== staff.name) ? { ...verdict, self: false } : verdict;
}
