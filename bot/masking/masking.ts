import { type Masking, Unmaskable } from "../../platform/model/masking.ts";
import { fold } from "../understand/fold.ts";
import { findAccounts } from "./accounts.ts";
import { findAddresses } from "./addresses.ts";
import { findFullNames, findGivenAlone } from "./full-names.ts";
import { findKnown } from "./known.ts";
import { findLatinNames } from "./latin-names.ts";
import { leftNumber } from "./leftover.ts";
import { findNumbers } from "./numbers.ts";
import { continued, type MaskingState, placeholdersOf } from "./placeholders.ts";
import { findPlates } from "./plates.ts";
import { type Found, isFree } from "./span.ts";
import { findTitled } from "./titled-names.ts";
import { findTransliterated } from "./transliterated-names.ts";
import { wordsOf } from "./words.ts";

export interface MaskingParts {
  /** Names and addresses of the case table that may occur in this message; masked wherever they do. */
  known_names: readonly string[];
  known_addresses: readonly string[];
  /** What the conversation has masked so far, so that 王秀兰 keeps her placeholder; null at its beginning. */
  previous: MaskingState | null;
}

/** Masked text is masked again until nothing more is found; texts settle in the second round, attacks in a few. */
const MOST_ROUNDS = 5;
/** Stands for a placeholder while a text is read: of no script, so that no word or name goes across it. */
const STOP = "\ue000";

/** The masking of one message. `state` is what the next message of the conversation goes on with. */
export function openMasking({
  known_names,
  known_addresses,
  previous,
}: MaskingParts): Masking & { state: MaskingState } {
  const state = continued(previous);
  const placeholders = placeholdersOf(state);
  // Somebody whose file is called 黄阿婆 is masked as such people are: the family name goes, 阿婆 stays.
  const names = new Set(known_names.filter((name) => findTitled(fold(name)).every(({ end }) => end === name.length)));
  const addresses = new Set(known_addresses);
  const allowed = new Set<string>();
  for (const { kind, words } of state.words) if (kind === "person" && words.length > 1) names.add(words);

  /** One round: what is ours stays, what only looks so is masked like anything else. */
  const round = (text: string): string => {
    const standing = placeholders.find(text);
    let read = "";
    let at = 0;
    const kept = standing.filter((placeholder) => placeholder.is_ours);
    for (const { start, end } of kept) {
      read += text.slice(at, start) + STOP.repeat(end - start);
      at = end;
    }
    read += text.slice(at);
    const found: Found[] = standing
      .filter((p) => !p.is_ours)
      .map(({ start, end }) => ({ start, end, kind: "literal" }));
    for (const one of findPersonal(fold(read), { names, addresses, allowed }))
      if (isFree(found, one.start, one.end) && isFree(kept.map(asFound), one.start, one.end)) found.push(one);
    found.sort((a, b) => a.start - b.start);
    let masked = "";
    at = 0;
    for (const { start, end, kind } of found) {
      const words = text.slice(start, end);
      if (kind === "person" && words.length > 1) names.add(fold(words));
      masked += text.slice(at, start) + placeholders.issue(kind, words);
      at = end;
    }
    return masked + text.slice(at);
  };

  return {
    state,
    mask(text, use) {
      let masked = text;
      for (let i = 0; i < MOST_ROUNDS; i++) {
        const again = round(masked);
        if (again === masked) break;
        masked = again;
      }
      const left = leftNumber(withoutOurs(masked), allowed);
      if (left !== null) throw new Unmaskable(`a ${left} would still be readable`);
      return use === "embedding" ? placeholders.fixed(masked) : masked;
    },
    restore: placeholders.restore,
    restoring: placeholders.restoring,
    allow(numbers) {
      for (const number of numbers) {
        const digits = number.normalize("NFKC").replace(/[^0-9]/g, "");
        if (digits !== "") allowed.add(digits);
      }
    },
  };

  function withoutOurs(masked: string): string {
    let rest = "";
    let at = 0;
    for (const { start, end, is_ours } of placeholders.find(masked)) {
      if (!is_ours) continue;
      rest += `${masked.slice(at, start)}人`;
      at = end;
    }
    return rest + masked.slice(at);
  }
}

function asFound({ start, end }: { start: number; end: number }): Found {
  return { start, end, kind: "literal" };
}

function asPerson({ start, end }: { start: number; end: number }): Found {
  return { start, end, kind: "person" };
}

/** A name this sure ends an address that stands before it. */
const SURE = 4;

/** Everything personal in a folded text; what is found first stands, in the order of how certain it is. */
function findPersonal(
  text: string,
  known: { names: ReadonlySet<string>; addresses: ReadonlySet<string>; allowed: ReadonlySet<string> },
): Found[] {
  const words = wordsOf(text);
  const found: Found[] = [];
  const add = (more: readonly Found[]) => {
    for (const one of more) if (isFree(found, one.start, one.end)) found.push(one);
  };
  const full = findFullNames(text, words);
  const known_people = findKnown(text, known.names, "person");
  const people = [...known_people, ...findTransliterated(text, words), ...full.map(asPerson)];
  add(findAccounts(text));
  add(findPlates(text));
  add(findNumbers(text, known.allowed));
  add(findKnown(text, known.addresses, "address"));
  add(
    findAddresses(text, {
      names: [...known_people, ...full.filter(({ score }) => score >= SURE).map(asPerson)],
      words,
    }),
  );
  add(people);
  add(findGivenAlone(text, words, people));
  add(findTitled(text));
  add(findLatinNames(text));
  return found;
}
