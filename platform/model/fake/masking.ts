import { type Masking, Unmaskable } from "../masking.ts";

/**
 * For tests of the port: hides these words and nothing else, and refuses a text that holds `guarded`. What is personal is for the
 * masking of the bot to know, and for its tests.
 */
export function masked(words: readonly string[], guarded?: string): Masking {
  const placeholder = (place: number): string => `⟦X${place}_7F3A⟧`;
  const restore = (text: string): string =>
    words.reduce((restored, word, place) => restored.replaceAll(placeholder(place), word), text);
  return {
    mask(text, use) {
      if (guarded !== undefined && text.includes(guarded)) throw new Unmaskable("phone");
      return words.reduce(
        (hidden, word, place) => hidden.replaceAll(word, use === "embedding" ? "某人" : placeholder(place)),
        text,
      );
    },
    restore,
    restoring() {
      let held = "";
      return {
        push(chunk) {
          held += chunk;
          const open = held.lastIndexOf("⟦");
          const whole = open >= 0 && !held.includes("⟧", open) ? open : held.length;
          const given = restore(held.slice(0, whole));
          held = held.slice(whole);
          return given;
        },
        end: () => restore(held),
      };
    },
    allow: () => {},
  };
}
