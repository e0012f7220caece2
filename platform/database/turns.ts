/**
 * Turns on the one connection of PGlite: a transaction holds the turn until it ends. An urgent caller (a webhook that must
 * be answered) goes before those who wait, never before the one who runs.
 */
export class Turns {
  #busy = false;
  readonly #urgent: (() => void)[] = [];
  readonly #waiting: (() => void)[] = [];

  async take<T>(work: () => Promise<T>, urgent = false): Promise<T> {
    if (this.#busy) await new Promise<void>((go) => (urgent ? this.#urgent : this.#waiting).push(go));
    this.#busy = true;
    try {
      return await work();
    } finally {
      const next = this.#urgent.shift() ?? this.#waiting.shift();
      if (next) next();
      else this.#busy = false;
    }
  }
}
