import { subjectWords } from "../retrieve/idle-words.ts";
import { foldText } from "../terms.ts";

/** Two questions are about one thing from this share of common words on (Dice coefficient over pairs of characters). */
export const ALIKE_FROM = 0.5;

/** What a question is about: its pairs of neighbouring characters and whole words, without words that only ask. */
function aboutOf(words: string): Set<string> {
  const subject = subjectWords(foldText(words));
  const long = subject.filter((word) => Array.from(word).length > 1);
  return new Set(long.length > 0 ? long : subject);
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return a.size + b.size === 0 ? 1 : (2 * common) / (a.size + b.size);
}

/**
 * Groups questions that ask about the same. Each one, in the order given, joins the group with the question most like it, if
 * they are alike enough, else it begins a group of its own: the same questions in the same order make the same groups.
 */
export function groupAlike<Q extends { words: string }>(questions: readonly Q[]): Q[][] {
  const groups: { questions: Q[]; about: Set<string>[] }[] = [];
  for (const question of questions) {
    const about = aboutOf(question.words);
    let best: (typeof groups)[number] | null = null;
    let best_share = ALIKE_FROM;
    for (const group of groups) {
      const share = Math.max(...group.about.map((other) => alike(about, other)));
      if (share > best_share || (best === null && share === best_share)) {
        best = group;
        best_share = share;
      }
    }
    if (best) {
      best.questions.push(question);
      best.about.push(about);
    } else groups.push({ questions: [question], about: [about] });
  }
  return groups.map((group) => group.questions);
}
