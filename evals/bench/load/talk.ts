/** Chats that go through their stories as people do: the next message when the answer to the last one has come. */
import { setTimeout as pause } from "node:timers/promises";
import type { FakeLine } from "../../../bot/channels/line/fake-line.ts";
import type { FakeTelegram } from "../../../bot/channels/telegram/fake-telegram.ts";
import { type Arrivals, arrivalsOf } from "../faults/arrivals.ts";
import { startMessengers } from "../faults/messengers.ts";
import { seeded } from "../faults/random.ts";
import { BUTTONS, type Chat, type Message, type MessageKind } from "../faults/story.ts";

export interface Stretch {
  seconds: number;
  /** From sending a message until its first answer is there, in milliseconds. */
  answered: { kind: MessageKind; took_ms: number }[];
}

export interface Talk {
  /** So many messages under way all the time, each from another chat, for so long or for so many messages. */
  flatOut(chats: number, until: { ms: number } | { messages: number }): Promise<Stretch>;
  /** So many messages a second, at times of chance, each from a chat that waits for nothing. */
  atRate(per_second: number, ms: number): Promise<Stretch>;
  /** Sends words and waits for no answer. @returns how long until they were acknowledged, in milliseconds */
  post(chat: Chat, words: string): Promise<number>;
  chats: Chat[];
  arrivals: Arrivals;
  /** Webhooks that were not answered with 2xx. */
  refused(): number;
}

const LOOK_EVERY_MS = 5;
/** A referral that was sent brings one or two replies, the second right behind the first. */
const SECOND_REPLY_MS = 300;

type Step = { message: Message; press: string | null };

const stepsOf = ({ units }: Chat): Step[] =>
  units.flatMap(({ messages, press }) => [
    ...messages.map((message) => ({ message, press: null })),
    ...(press ? [{ message: press.message, press: BUTTONS[messages[0]!.kind]! }] : []),
  ]);

export function startTalk(options: { chats: Chat[]; line: FakeLine; telegram: FakeTelegram; urls: string[] }): Talk {
  const { chats, line, telegram, urls } = options;
  const random = seeded(2);
  const messengers = startMessengers({ line, urls, random, twice: 0, specs: null });
  const arrivals = arrivalsOf(telegram, line);
  const stories = new Map(chats.map((chat) => [chat, stepsOf(chat).values()]));
  /** Chats that wait for nothing; whoever waited longest says the next thing. */
  const free = [...chats];
  let posted = 1_000_000;

  /** The next message of a chat, until its answer is there. */
  async function step(chat: Chat): Promise<Stretch["answered"][number]> {
    const { message, press } = stories.get(chat)!.next().value!;
    const button = press === null ? "" : arrivals.buttons(chat.id, press).at(-1)!;
    const before = arrivals.of(chat.id).length;
    const sent = performance.now();
    await messengers.send(chat, [message], button);
    while (arrivals.of(chat.id).length === before) await pause(LOOK_EVERY_MS);
    const took_ms = performance.now() - sent;
    if (message.kind === "send") await pause(SECOND_REPLY_MS);
    return { kind: message.kind, took_ms };
  }

  return {
    chats,
    arrivals,
    refused: () => messengers.counted.refused + messengers.counted.unanswered,
    async flatOut(count, until) {
      const [began, answered] = [performance.now(), [] as Stretch["answered"]];
      let begun = 0;
      const more = (): boolean => ("ms" in until ? performance.now() - began < until.ms : begun++ < until.messages);
      const talking = async (): Promise<void> => {
        while (more()) {
          const chat = free.shift()!;
          answered.push(await step(chat));
          free.push(chat);
        }
      };
      await Promise.all(Array.from({ length: count }, talking));
      return { seconds: (performance.now() - began) / 1000, answered };
    },
    async atRate(per_second, ms) {
      const [began, answered] = [performance.now(), [] as Stretch["answered"]];
      const talking: Promise<void>[] = [];
      for (let due = began; due < began + ms; due += (-Math.log(1 - random.next()) * 1000) / per_second) {
        await pause(Math.max(0, due - performance.now()));
        const chat = free.shift();
        if (!chat) throw new Error("every chat waits: more messages than are answered");
        const late_ms = performance.now() - due;
        talking.push(
          step(chat).then((one) => {
            answered.push({ ...one, took_ms: one.took_ms + late_ms });
            free.push(chat);
          }),
        );
      }
      await Promise.all(talking);
      return { seconds: (performance.now() - began) / 1000, answered };
    },
    async post(chat, words) {
      posted += 1;
      const message: Message = { number: posted, kind: "question", words, found_by: words };
      const sent = performance.now();
      await messengers.send(chat, [message]);
      return performance.now() - sent;
    },
  };
}
