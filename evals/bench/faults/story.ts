/** What the people of the bench write: units that belong together, each message with the effect that it must have exactly once. */
import { texts } from "../../../bot/texts/zh-hans.ts";
import type { Random } from "./random.ts";

export type Messenger = "telegram" | "line";

/** What a message must come to: the kind of its reply, and what stands in the case table afterwards. */
export type MessageKind = "question" | "note" | "save" | "refer" | "send" | "crisis";

export interface Message {
  /** Names it in what is printed. */
  number: number;
  kind: MessageKind;
  /** Null for a press of a button that is not known before its card has come. */
  words: string | null;
  /** What its effect is found by in the database: the words that are kept of it, or the name of the person. */
  found_by: string;
}

/**
 * Messages that are sent without looking at what comes back, in this order or, in a burst, all at once; then, where `press` says so,
 * the button of that name on the card that the first of them brought.
 */
export interface Unit {
  /** At once, so that their order is the messenger's; else each after the one before it was acknowledged. */
  at_once: boolean;
  messages: Message[];
  press: Press | null;
}

export interface Press {
  /** The button's label. */
  on: string;
  message: Message;
}

export interface Chat {
  messenger: Messenger;
  /** From 0, over both messengers. */
  number: number;
  /** As the messenger names it. */
  id: string;
  units: Unit[];
}

const QUESTIONS = ["低保怎么申请", "两项补贴能不能一起拿", "残疾人证怎么办", "临时救助怎么申请", "高龄津贴怎么领"];
/** No two of one of these sound alike, and nobody is called by the same two characters turned round: a name that is like one on file is asked about. */
const SURNAMES = [..."王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗高梁宋郑谢韩唐冯董段曹袁邓沈彭吕蔡蒋魏"];
const FIRST = [..."秀桂玉凤淑美建志永德文海春金月红庆"];
const SECOND = [..."兰芳梅英珍琴华波强福明军龙萍云霞生"];
/** The button that stands on the card of such a message, and on no other. */
export const BUTTONS: Partial<Record<MessageKind, string>> = {
  note: texts.actions.save,
  refer: texts.actions.send_with_consent,
};

/** Somebody of whose name there is no other, up to 10,982. */
function nameOf(n: number): string {
  const family = SURNAMES[n % SURNAMES.length]!;
  const given = Math.floor(n / SURNAMES.length);
  return `${family}${FIRST[given % FIRST.length]}${SECOND[Math.floor(given / FIRST.length) % SECOND.length]}`;
}

/** The messenger's own ids: LINE's are U and 32 hexadecimal digits, Telegram's a number. */
function chatId(messenger: Messenger, n: number): string {
  return messenger === "line" ? `U${n.toString(16).padStart(32, "0")}` : String(7_000_000 + n);
}

/** How often each kind of unit is told. */
export type Mix = Record<"visit" | "referral" | "burst" | "question" | "crisis", number>;

const MIX: Mix = { visit: 35, referral: 15, burst: 15, question: 20, crisis: 15 };

/** `messages` of them, dealt to `chats` chats, half of these on each messenger. */
export function tell(
  random: Random,
  { messages, chats, mix = MIX }: { messages: number; chats: number; mix?: Mix },
): Chat[] {
  let made = 0;
  const make = (kind: MessageKind, words: string | null, found_by: string): Message => ({
    number: ++made,
    kind,
    words,
    found_by,
  });

  const question = (): Message => {
    const n = made + 1;
    // Questions are kept without long numbers: these are short ones.
    const words = `${random.pick(QUESTIONS)} 第${Math.floor(n / 100)}组第${n % 100}问`;
    return make("question", words, words);
  };
  const crisis = (): Message => {
    // Words that tell of nothing but the danger: else they would leave a draft behind.
    const words = `${made + 1}栋${random.whole(101, 909)}煤气爆炸了`;
    return make("crisis", words, words);
  };
  const visit = (): Unit => {
    const name = nameOf(made + 1);
    const words = `今天去了${made + 1}栋${random.whole(1, 4)}单元${random.whole(101, 909)}${name}家 药快没了 下周三再去`;
    const note = make("note", words, words);
    return random.chance(0.5)
      ? { at_once: false, messages: [note, make("save", "保存", words)], press: null }
      : { at_once: false, messages: [note], press: { on: BUTTONS.note!, message: make("save", null, words) } };
  };
  const referral = (): Unit => {
    const name = nameOf(made + 1);
    const asked = make("refer", `转介${name}申请低保`, name);
    return { at_once: false, messages: [asked], press: { on: BUTTONS.refer!, message: make("send", null, name) } };
  };
  const burst = (): Unit => ({
    at_once: true,
    messages: Array.from({ length: random.whole(2, 4) }, question),
    press: null,
  });
  const alone = (message: Message): Unit => ({ at_once: false, messages: [message], press: null });
  const next = (): Unit => {
    switch (random.weighted(mix)) {
      case "visit":
        return visit();
      case "referral":
        return referral();
      case "burst":
        return burst();
      case "question":
        return alone(question());
      case "crisis":
        return alone(crisis());
    }
  };

  const told: Chat[] = Array.from({ length: chats }, (_, number) => {
    const messenger = number % 2 === 0 ? "line" : "telegram";
    return { messenger, number, id: chatId(messenger, number), units: [] };
  });
  for (let at = 0; made < messages; at++) told[at % chats]!.units.push(next());
  return told;
}

/** All messages of a unit in the order in which they are sent. */
export const messagesOf = (unit: Unit): Message[] => [...unit.messages, ...(unit.press ? [unit.press.message] : [])];
