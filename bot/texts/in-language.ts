import { AsyncLocalStorage } from "node:async_hooks";
import { traditionalNow } from "../language/traditional.ts";
import { DEFAULT_LANGUAGE, type Language } from "../language/written-in.ts";

/**
 * Who is spoken to decides the language, and nothing between the message and its texts has to know of it: the catalogues are read
 * under `speaking`. A chat speaks Simplified to whoever reads Traditional, and the finished reply is converted, because it quotes
 * (bot/language/reply-in.ts); a page speaks Traditional, because names and documents stand between its texts (api/language.ts).
 */
const spoken = new AsyncLocalStorage<Language>();

/** Does `work` with every text in this language. For `zh-Hant` the dictionary must have been loaded. */
export function speaking<T>(language: Language, work: () => T): T {
  return spoken.run(language, work);
}

/** What is written for somebody else than the one who is spoken to, or kept: in the language that everybody here reads. */
export function forOthers<T>(work: () => T): T {
  return spoken.run(DEFAULT_LANGUAGE, work);
}

/** The language that is spoken, for what is no catalogue: an attribute of a page. */
export function spokenLanguage(): Language {
  return spoken.getStore() ?? DEFAULT_LANGUAGE;
}

/** A catalogue's shape: the same keys and functions, with words of any language. */
export type Wording<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof T]: Wording<T[Key]> };

/**
 * The catalogue in the language that is spoken: English or Traditional where `speaking` says so, else as it is written here.
 * Whoever takes a part of it while a module loads keeps that part in Simplified for good.
 */
export function inLanguages<T extends object>(chinese: T, english: Wording<T>): T {
  let traditional: T | null = null;
  const inTraditional = (): T => {
    // Catalogues that stand in this one are read as they are written, not converted twice.
    traditional ??= spoken.run(DEFAULT_LANGUAGE, () => converted(chinese));
    return traditional;
  };
  const catalogueIn = (language: Language | undefined): object => {
    if (language === "en") return english;
    return language === "zh-Hant" ? inTraditional() : chinese;
  };
  return new Proxy(chinese, { get: (_, key) => Reflect.get(catalogueIn(spoken.getStore()), key) });
}

/** The same keys and functions in Traditional characters; what a function is given (a name, a reference) stays as it was. */
function converted<T>(value: T): T {
  if (typeof value === "string") return traditionalNow(value, []) as T;
  if (typeof value === "function") {
    const saying = value as unknown as (...given: unknown[]) => string;
    return ((...given: unknown[]) => traditionalNow(saying(...given), given.flatMap(wordsIn))) as T;
  }
  if (Array.isArray(value)) return value.map(converted) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, converted(inner)])) as T;
}

const wordsIn = (given: unknown): string[] =>
  typeof given === "string" ? [given] : Array.isArray(given) ? given.flatMap(wordsIn) : [];
