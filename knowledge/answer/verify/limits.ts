import { withPlainNumbers } from "./figures.ts";

/** From there upwards, or up to there. */
type Limit = "at_least" | "at_most" | "below" | null;

const NUMBER =
  /(?<before>至少|最少|不少于|不低于|不小于|超过|大于|高于|多于|年满|满|不超过|不高于|不多于|不大于|最多|至多|最迟|最晚|不满|未满|不足|低于|小于|少于|最长|最高|最低)?(?:为|是|在|了|于)?\s*(?<number>\d+(?:\.\d+)?%?)\s*(?:个)?(?:工作日|自然日|小时|分钟|周岁|年|月|日|天|周|岁|元|倍|次|级|人|名|户|公里|平方米|%)?\s*(?:的)?(?<after>及以上|以上|及以下|以下|之内|以内|内|之前|前)?/gu;

function limitOf(before: string | undefined, after: string | undefined): Limit {
  if (before) {
    if (/不满|未满|不足|低于|小于|少于/.test(before) && !/^不(?:少|低|小)于/.test(before)) return "below";
    if (/不超过|不高于|不多于|不大于|最多|至多|最迟|最晚|最长|最高/.test(before)) return "at_most";
    return "at_least";
  }
  if (!after) return null;
  if (after.includes("上")) return "at_least";
  return after.includes("下") ? "below" : "at_most";
}

function limits(text: string): Map<string, Set<Limit>> {
  const found = new Map<string, Set<Limit>>();
  for (const { groups } of withPlainNumbers(text).matchAll(NUMBER)) {
    const { before, number, after } = groups as { before?: string; number: string; after?: string };
    found.set(number, (found.get(number) ?? new Set()).add(limitOf(before, after)));
  }
  return found;
}

/**
 * Whether a figure of the statement is limited another way than in its source: 60岁以上 for 60岁以下, 至少4次 for 4次, 600元 for 600元以下.
 * A limit of time or amount that is only left out (24小时 for 24小时内) changes nothing.
 */
export function changesLimit(statement: string, source: string): boolean {
  const there = limits(source);
  for (const [number, said] of limits(statement)) {
    const held = there.get(number);
    if (!held) continue;
    for (const limit of said) {
      if (held.has(limit)) continue;
      if (limit === null) {
        if ([...held].every((other) => other === "below")) return true;
      } else if (!(limit === "at_most" && held.has("below")) && !(limit === "below" && held.has("at_most")))
        return true;
    }
  }
  return false;
}
