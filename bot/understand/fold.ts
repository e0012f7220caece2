import { simplified as toSimplified } from "../../platform/simplified.ts";

/**
 * The text the rules read: simplified characters, half-width digits and letters, lower case kept. Same length as the original
 * in UTF-16 units, so that every offset found here holds there.
 */
export function fold(text: string): string {
  const half = text.replace(/[\uFF01-\uFF5E\u3000]/g, (c) =>
    c === "\u3000" ? " " : String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );
  const whole = toSimplified(half);
  if (whole.length === text.length) return whole;
  return [...half]
    .map((c) => {
      const simple = toSimplified(c);
      return simple.length === c.length ? simple : c;
    })
    .join("");
}
