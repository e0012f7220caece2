import { fold } from "../understand/fold.ts";
import { findMentions } from "../understand/mentions.ts";
import { findPlaces } from "../understand/places.ts";
import { type ChatState, recall, remember } from "./chat-state.ts";
import { lookForServices } from "./services.ts";
import type { Turn, TurnResult } from "./turn.ts";

/** What the worker did for somebody: the only 我 of a note. */
const I_DID =
  /我(?:们)?(?:刚|今天|昨天|上午|下午|已经|又|也)*(?:去|到|上门|走访|看望?|敲|打电话|联系|问|帮|给|送|提醒|陪|约|跟|和|扶)/g;
const SAYS_SO = /^\s*(?:记|補?记录?|記錄?)(?:一下|个|個)?走[访訪]/;

/** Whether what the writer says of themself is not kept at this moment: they spoke of their own distress (docs/rules.md 7). */
export function isPrivate(state: ChatState, now: Date): boolean {
  return state.private_until !== null && new Date(state.private_until) > now;
}

/**
 * Whether a message in those hours is plainly about somebody else's door, so that it is taken as work: it says so at its beginning, or
 * it names a person, or somebody's kin behind a door, and 我 only as who did something there. In doubt it is the writer's own and not kept.
 */
export function isWork(text: string): boolean {
  if (SAYS_SO.test(text)) return true;
  if (text.replace(I_DID, "").includes("我")) return false;
  const folded = fold(text);
  const people = findMentions(folded);
  // A grid is where the writer works: it tells of nobody.
  const doors = findPlaces(folded).filter(({ kind }) => kind !== "grid");
  return people.some(({ name }) => name !== null) || (people.length > 0 && doors.length > 0);
}

/** The search for a place in the hours in which nothing is kept: 再看几个 does not know it any more. */
export async function lookWithoutTrace(turn: Turn, text: string): Promise<TurnResult> {
  const { services } = await recall(turn.session);
  const found = await lookForServices(turn, text);
  await remember(turn.session, await recall(turn.session), { services });
  return found;
}
