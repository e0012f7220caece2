import type { Card } from "../../knowledge/eligibility/card.ts";
import { fold } from "../understand/fold.ts";
import type { Told } from "./eligibility-known.ts";

/** How people call a card's benefit: 特困供养（五保） is 特困 and 五保. Shorter than this is no name. */
const LEAST_NAME = 2;

function namesOf({ benefit }: Card): string[] {
  return benefit.name
    .split(/[（）()、]/)
    .flatMap((name) => [name, name.replace(/(?:供养|补贴|待遇|保障)$/, "")])
    .filter((name) => name.length >= LEAST_NAME);
}

/** The card whose benefit a message names: 够不够特困. The longest name counts; null when it names none. */
export function namedCard(cards: readonly Card[], text: string): Card | null {
  const said = fold(text);
  const named = cards.flatMap((card) =>
    namesOf(card)
      .filter((name) => said.includes(name))
      .map((name) => ({ card, length: name.length })),
  );
  return named.sort((a, b) => b.length - a.length)[0]?.card ?? null;
}

/** 够不够低保 asks for it, and does not say that they have it. */
export function withoutWanted<T extends Told>(told: T, wanted: Card | null, text: string): T {
  const words = told.words.aid;
  if (!wanted || !told.known.aid || words === undefined) return told;
  const asks = /够|符合|算|是不是/.exec(fold(text));
  if (!asks || fold(text).indexOf(words) < asks.index) return told;
  const { aid: _, ...known } = told.known;
  return { ...told, known };
}
