/** What has come in the chats, read from what the fake messengers took: whole messages, and the buttons that hang on them. */
import type { FakeLine } from "../../../bot/channels/line/fake-line.ts";
import type { FakeTelegram } from "../../../bot/channels/telegram/fake-telegram.ts";

export interface Arrived {
  /** Everything that the reader sees and can press, as one text: the same for the same reply. */
  content: string;
  /** `push` is LINE's way with a retry key; `reply` its way with the token of a message, which has none. */
  via: "telegram" | "reply" | "push";
}

interface Button {
  label: string;
  data: string;
}

export interface Arrivals {
  /** Everything so far in one chat, in order, doubled deliveries twice. */
  of(chat_id: string): readonly Arrived[];
  /** What the buttons of that label carry, each once, in the order in which they came. */
  buttons(chat_id: string, label: string): readonly string[];
}

/** Every button of a message, wherever it hangs: LINE has them in cards and beside the text, Telegram in a keyboard. */
function buttonsIn(value: unknown): Button[] {
  if (Array.isArray(value)) return value.flatMap(buttonsIn);
  if (typeof value !== "object" || value === null) return [];
  const { label, text, data, callback_data } = value as Record<string, unknown>;
  if (typeof data === "string") return [{ label: String(label), data }];
  if (typeof callback_data === "string") return [{ label: String(text), data: callback_data }];
  return Object.values(value).flatMap(buttonsIn);
}

export function arrivalsOf(telegram: FakeTelegram, line: FakeLine): Arrivals {
  const chats = new Map<string, { arrived: Arrived[]; buttons: Map<string, Set<string>> }>();
  let [told, pushed] = [0, 0];

  const chat = (id: string) => {
    const known = chats.get(id) ?? { arrived: [], buttons: new Map<string, Set<string>>() };
    chats.set(id, known);
    return known;
  };
  const add = (id: string, via: Arrived["via"], said: unknown): void => {
    const { arrived, buttons } = chat(id);
    arrived.push({ content: JSON.stringify(said), via });
    for (const { label, data } of buttonsIn(said)) {
      const seen = buttons.get(label) ?? new Set();
      buttons.set(label, seen.add(data));
    }
  };
  const read = (): void => {
    for (; told < telegram.sent.length; told++) {
      const { chat_id, text, reply_markup } = telegram.sent[told]!;
      add(String(chat_id), "telegram", { text, reply_markup });
    }
    for (; pushed < line.sent.length; pushed++) {
      const { chat_id, via, messages } = line.sent[pushed]!;
      add(chat_id, via, messages);
    }
  };

  return {
    of(chat_id) {
      read();
      return chat(chat_id).arrived;
    },
    buttons(chat_id, label) {
      read();
      return [...(chat(chat_id).buttons.get(label) ?? [])];
    },
  };
}
