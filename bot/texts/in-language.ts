import { AsyncLocalStorage } from "node:async_hooks";
import type { Language } from "../language/written-in.ts";

/**
 * Who is spoken to decides the language, and nothing between the message and its texts has to know of it: the catalogues are read
 * under `speaking`. Traditional Chinese is made from Simplified when the reply is ready (bot/language/reply-in.ts).
 */
const spoken = new AsyncLocalStorage<Language>();

/** Does `work` with every text in this language. */
export function speaking<T>(language: Language, work: () => T): T {
  return spoken.run(language, work);
}

/** A catalogue's shape: the same keys and functions, with words of any language. */
export type Wording<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof T]: Wording<T[Key]> };

/** The catalogue in the language that is spoken: English where `speaking` says so, else as it is written here. */
export function inLanguages<T extends object>(chinese: T, english: Wording<T>): T {
  return new Proxy(chinese, {
    get: (_, key) => Reflect.get(spoken.getStore() === "en" ? english : chinese, key),
  });
}
