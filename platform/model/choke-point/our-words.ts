/** Prompts as they stand in the code: they hold nothing of anybody, and a model needs every word of them. */
const OURS = new Set<string>();

/** Declares a prompt, or a part of one, that is written in the code; call it where the text is defined, with no word of a message in it. */
export function ourWords(words: string): string {
  OURS.add(words);
  return words;
}

/** Masks what stands around the declared prompts in a system message; a text without any is masked whole. */
export function maskAroundOurs(text: string, mask: (words: string) => string): string {
  for (const ours of OURS) {
    const at = text.indexOf(ours);
    if (at < 0) continue;
    const around = (words: string): string => (words.trim() === "" ? words : maskAroundOurs(words, mask));
    return around(text.slice(0, at)) + ours + around(text.slice(at + ours.length));
  }
  return mask(text);
}
