import { hotlinesFor } from "../../knowledge/hotlines/for-crisis.ts";
import { EMERGENCY_NUMBERS, type Hotline, isLocal, MOST_NUMBERS } from "../../knowledge/hotlines/hotline.ts";
import { nationalCard } from "../crisis/card.ts";
import { crisisCards } from "../texts/crisis-cards.ts";
import type { Turn, TurnResult } from "./turn.ts";

/** What a line in parentheses says is said by its date: 24小时，免费（2022年公布）. */
const ASIDE = /（[^）]*）/g;

/** Hours, day and doubt of an entry, as the table has them: nobody relies on a night line that has closed. */
function facts({ hours, as_of, verified }: Hotline): string {
  return [
    hours?.replace(ASIDE, "") ?? crisisCards.hours_unknown,
    as_of && crisisCards.as_of(as_of),
    verified ? null : crisisCards.unverified,
  ]
    .filter(Boolean)
    .join(",");
}

/**
 * The crisis replies with the lines of the worker's own region, from the curated table alone: under the card when it goes out now,
 * else under what follows it. The card's numbers and these are four at most; a number that the card has is told with its hours here.
 * Of the writer's own distress and of a doubt nothing is added.
 */
export async function withRegionLines(turn: Turn, result: TurnResult): Promise<TurnResult> {
  const { verdict, session, staff } = turn;
  if (verdict.self) return result;
  const card = nationalCard(verdict);
  const lines: string[] = [];
  const numbers = new Set(card.numbers);
  for (const line of (await hotlinesFor(session.tx, { kind: verdict.kind ?? "", region: staff.adcode })).filter(
    isLocal,
  )) {
    if (EMERGENCY_NUMBERS.includes(line.number)) continue;
    if (numbers.has(line.number)) {
      lines.push(crisisCards.local_hours(line.number, line.region_name, facts(line)));
    } else if (numbers.size < MOST_NUMBERS) {
      numbers.add(line.number);
      lines.push(crisisCards.local(line.number, line.name.replace(ASIDE, ""), facts(line)));
    }
  }
  if (lines.length === 0) return result;
  const on_card = result.replies.findIndex((reply) => reply.text.startsWith(card.text));
  const at = on_card >= 0 ? on_card : result.replies.findLastIndex((reply) => reply.crisis !== null);
  const replies = result.replies.map((reply, i) =>
    i === at ? { ...reply, text: [reply.text, ...lines].join("\n") } : reply,
  );
  return { ...result, replies };
}
