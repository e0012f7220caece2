import { type Context, readingsOf } from "./context.ts";
import type { Normalised } from "./normalise.ts";
import { SIGN_SHEETS } from "./signs/index.ts";
import type { SignSheet } from "./signs/sheet.ts";
import type { CrisisKind, CrisisLevel } from "./verdict.ts";
import { pattern } from "./vocabulary.ts";

/** Signs further apart than this in the normalised message are not one event. */
const PASSAGE = 30;

export interface Weighed {
  id: string;
  level: CrisisLevel;
  kind: CrisisKind;
  points: number;
  /** Where the heaviest sign stands in the normalised text. */
  start: number;
  end: number;
}

interface Sign {
  points: number;
  words: RegExp;
}

const SHEETS = SIGN_SHEETS.map((sheet) => ({
  sheet,
  needs: (sheet.needs ?? []).map(pattern),
  calm: pattern(sheet.calm),
  signs: Object.values(sheet.signs)
    .map(([points, words]): Sign => ({ points, words: pattern(words) }))
    .sort((a, b) => b.points - a.points),
}));

/** Adds up the signs of every kind. Returns the kinds that reach their level, one entry each. */
export function weigh(message: Normalised, context: Context): Weighed[] {
  // A question of policy or a joke is answered as such; the rules alone decide whether it is an emergency all the same.
  if (context.asked || context.joke || context.drill || context.notice) return [];
  const reached: Weighed[] = [];
  for (const { sheet, needs, calm, signs } of SHEETS) {
    let points = 0;
    let first: { start: number; end: number } | null = null;
    for (const sign of signs) {
      const place = told(sign.words, message.text, context, sheet.kind, first);
      if (place === null) continue;
      first ??= place;
      points += sign.points;
    }
    if (first === null || points < sheet.orange) continue;
    const place = first.start;
    if (!needs.every((words) => words.test(around(message.text, place, words)))) continue;
    points -= 2 * new Set(around(message.text, first.start, calm).match(calm) ?? []).size;
    const level = levelOf(sheet, points);
    if (level !== null) reached.push({ id: `${sheet.kind}.signs`, level, kind: sheet.kind, points, ...first });
  }
  return reached;
}

function levelOf(sheet: SignSheet, points: number): CrisisLevel | null {
  if (points >= sheet.red) return "red";
  return points >= sheet.orange ? "orange" : null;
}

function around(text: string, middle: number, words: RegExp): string {
  words.lastIndex = 0;
  return text.slice(Math.max(0, middle - PASSAGE), middle + PASSAGE);
}

/** The first place where the words tell of a danger now, near the heaviest sign; null for none. */
function told(
  words: RegExp,
  text: string,
  context: Context,
  kind: CrisisKind,
  near: { start: number } | null,
): { start: number; end: number } | null {
  words.lastIndex = 0;
  for (let tries = 0; tries < 6; tries++) {
    const match = words.exec(text);
    if (match === null) return null;
    const place = { start: match.index, end: match.index + match[0].length };
    if (match[0] === "") words.lastIndex += 1;
    if (near !== null && Math.abs(near.start - place.start) > PASSAGE) continue;
    if (readingsOf(context, place.start, place.end, kind).size === 0) return place;
  }
  return null;
}
