/** More characters than the words of rules and models are written with. */
const ALPHABET = 1 << 13;

/**
 * Words → their numbers, found in a text without cutting it into strings: a trie in flat arrays. A word is numbered by its place
 * in the list; the list has no word twice and no empty one.
 */
export class Trie {
  /** UTF-16 unit → its number in the alphabet; 0 for one that no word holds. */
  private readonly letters = new Uint16Array(65_536);
  private readonly keys: Int32Array;
  private readonly nodes: Int32Array;
  /** Node → the word that ends there, or -1. */
  private readonly word: Int32Array;
  private readonly mask: number;

  constructor(words: readonly string[]) {
    const characters = words.reduce((sum, { length }) => sum + length, 0);
    const slots = 2 ** Math.ceil(Math.log2(2 * characters + 2));
    this.keys = new Int32Array(slots).fill(-1);
    this.nodes = new Int32Array(slots);
    this.word = new Int32Array(characters + 1).fill(-1);
    this.mask = slots - 1;
    let letters = 0;
    let nodes = 0;
    for (const [number, word] of words.entries()) {
      let node = 0;
      for (let i = 0; i < word.length; i++) {
        const unit = word.charCodeAt(i);
        if (this.letters[unit] === 0) this.letters[unit] = ++letters;
        if (letters >= ALPHABET) throw new Error(`more than ${ALPHABET} different characters`);
        const slot = this.slot(node * ALPHABET + this.letters[unit]!);
        if (this.keys[slot] === -1) {
          this.keys[slot] = node * ALPHABET + this.letters[unit]!;
          this.nodes[slot] = ++nodes;
        }
        node = this.nodes[slot]!;
      }
      this.word[node] = number;
    }
  }

  /** Tells the number and the place of every word in the text, in the order of the places. */
  walk(text: string, tell: (word: number, start: number) => void): void {
    for (let start = 0; start < text.length; start++) {
      let node = 0;
      for (let i = start; i < text.length; i++) {
        const letter = this.letters[text.charCodeAt(i)]!;
        if (letter === 0) break;
        const slot = this.slot(node * ALPHABET + letter);
        if (this.keys[slot] === -1) break;
        node = this.nodes[slot]!;
        if (this.word[node]! >= 0) tell(this.word[node]!, start);
      }
    }
  }

  private slot(key: number): number {
    let at = (Math.imul(key, 0x9e3779b1) >>> 7) & this.mask;
    while (this.keys[at] !== -1 && this.keys[at] !== key) at = (at + 1) & this.mask;
    return at;
  }
}
