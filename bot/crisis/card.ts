import { crisisCards } from "../texts/crisis-cards.ts";
import { type Situation, situationOf } from "./situation.ts";
import { isUnsure, type Verdict } from "./verdict.ts";

/**
 * The card that is compiled in: it goes out with model and database down, so it names national numbers only, and it never says
 * that anybody was called.
 */
export interface Card {
  /** Short lines for a phone held in one hand, in the language that is spoken. */
  text: string;
  /** At most four, each once in the text, in the order in which they are to be dialled. */
  numbers: string[];
}

/**
 * The card of a verdict that is not `none`. First what to do now, with the numbers, then what to say and what not to do; of the
 * writer's own distress a person's words and no business; of what only the model suspects one direct question.
 */
export function nationalCard(verdict: Verdict): Card {
  const level = verdict.level === "red" ? "red" : "orange";
  const { kind, self } = verdict;
  if (self && (kind === "suicide" || kind === "dv")) return cardOf(crisisCards.self[kind][level]);
  if (isUnsure(verdict)) return cardOf(crisisCards.unsure);
  const situation = situationOf(verdict);
  const { say, never, words, not } = crisisCards;
  return cardOf(
    [firstLines(situation, level), say + words[situation], never + not[situation], laterLine(situation)]
      .filter((part) => part !== "")
      .join("\n"),
  );
}

function firstLines(situation: Situation, level: "red" | "orange"): string {
  if (level === "red") return crisisCards.red[situation];
  return crisisCards.orange[situation === "at_height" || situation === "poisoned" ? "suicide" : situation];
}

function laterLine(situation: Situation): string {
  return situation === "suicide" || situation === "dv" ? crisisCards.later[situation] : "";
}

/** The numbers that a card names, in their order: 110, 12356. A date or an amount is none, and there are none on cards. */
function cardOf(text: string): Card {
  return { text, numbers: text.match(/(?<!\d)1(?:1[09]|2[02]|2\d{3})(?!\d)/g) ?? [] };
}
