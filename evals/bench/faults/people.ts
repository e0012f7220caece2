/** The people of the bench: each chat sends its units one after the other, and presses buttons when their card has come. */
import { setTimeout as pause } from "node:timers/promises";
import type { Arrivals } from "./arrivals.ts";
import type { Messengers } from "./messengers.ts";
import type { Random } from "./random.ts";
import { BUTTONS, type Chat, messagesOf, type Press, type Unit } from "./story.ts";

const LOOK_EVERY_MS = 100;

/** Lets so many messages through as were released; the rest waits, first come first served. */
export interface Gate {
  release(messages: number): void;
  /** From now on everything passes. */
  open(): void;
  /** From now on nothing does. */
  end(): void;
  /** @returns whether they may be sent: false when the gate was ended */
  pass(messages: number): Promise<boolean>;
}

export function closedGate(): Gate {
  let free = 0;
  let ended = false;
  const waiting: { messages: number; go: (may: boolean) => void }[] = [];
  const letIn = (): void => {
    while (waiting[0] && (ended || free > 0)) {
      const first = waiting.shift()!;
      free -= first.messages;
      first.go(!ended);
    }
  };
  return {
    release(messages) {
      free += messages;
      letIn();
    },
    open() {
      free = Number.POSITIVE_INFINITY;
      letIn();
    },
    end() {
      ended = true;
      letIn();
    },
    pass: (messages) =>
      new Promise((go) => {
        waiting.push({ messages, go });
        letIn();
      }),
  };
}

/**
 * Everything that one chat says.
 * @throws when `signal` aborts, naming the message that it was at
 */
export async function talk(
  chat: Chat,
  world: { messengers: Messengers; arrivals: Arrivals; gate: Gate; random: Random; signal: AbortSignal },
): Promise<void> {
  const { messengers, arrivals, gate, random, signal } = world;
  /** How many cards with this button have been asked for. */
  const asked = new Map<string, number>();

  async function cardOf(unit: Unit, { on }: Press): Promise<string> {
    for (;;) {
      // A card that is delivered twice carries the same button: the nth button is that of the nth card.
      const data = arrivals.buttons(chat.id, on)[asked.get(on)! - 1];
      if (data !== undefined) return data;
      if (signal.aborted) throw new Error(`message ${unit.messages[0]!.number}: no card with ${on} has come`);
      await pause(LOOK_EVERY_MS);
    }
  }

  for (const unit of chat.units) {
    if (!(await gate.pass(messagesOf(unit).length))) return;
    await pause(random.whole(0, 400));
    for (const message of unit.messages) {
      const on = BUTTONS[message.kind];
      if (on) asked.set(on, (asked.get(on) ?? 0) + 1);
    }
    if (unit.at_once) await messengers.send(chat, unit.messages);
    else for (const message of unit.messages) await messengers.send(chat, [message]);
    if (unit.press) await messengers.send(chat, [unit.press.message], await cardOf(unit, unit.press));
  }
}
