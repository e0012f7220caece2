import type { Span } from "../../cases/visits/draft.ts";
import type { Clause } from "./clauses.ts";

const NEGATED_BEFORE =
  /(?:没有?|不是|不会|未|并非|从不|从没|没再|不再|再没|没人|别|不要|否认|预防|避免|无|有没有|没提要?|没说要?|没想过?|没有过|唔系|冇|没听见|没听说|没发现|不)(?:再|去|被|人|什么|啥|过|怎么|真的|真|想|要|说|提|有|也|都|他|她|的){0,2}$/;
const FEARED_BEFORE = /(?:怕|防(?![盗护火晒水疫汛寒])|免得|以免|担心)[^\s]{0,5}$/;
const NEGATED_AFTER =
  /^[^\s]{0,6}(?:那?倒(?:没有|没|不是|不至于)|没有的事|是误会|是假的|没这回事|的念头|的话我没|过没有$)/;

const compiled = new WeakMap<RegExp, RegExp>();

/** The same pattern for all its matches; compiled once, as there are hundreds of patterns and one call for each clause. */
function everywhere(pattern: RegExp): RegExp {
  const known = compiled.get(pattern) ?? new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`);
  compiled.set(pattern, known);
  return known;
}

/**
 * Where a clause asserts something: the first match that is neither denied (没打人, 不想活那倒没有) nor only feared (怕摔).
 * `fearCounts` keeps the feared ones. Offsets are those of the note.
 */
export function assertedIn(clause: Clause, when: RegExp, not?: RegExp, fearCounts = false): Span | null {
  if (not?.test(clause.text)) return null;
  if (!when.test(clause.text)) return null;
  for (const match of clause.text.matchAll(everywhere(when))) {
    if (match[0] === "") continue;
    const before = clause.text.slice(Math.max(0, match.index - 7), match.index);
    const after = clause.text.slice(match.index + match[0].length);
    // A pattern that is itself a negation (没吃药) is not denied by what stands before it.
    if (!/^[没不未别冇唔]/.test(match[0]) && NEGATED_BEFORE.test(before)) continue;
    if (NEGATED_AFTER.test(after) || (!fearCounts && FEARED_BEFORE.test(before))) continue;
    return { start: clause.start + match.index, end: clause.start + match.index + match[0].length };
  }
  return null;
}
