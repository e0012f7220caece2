/** More messages than can be worked off: they wait, and webhooks and crises do not. */
import { setTimeout as pause } from "node:timers/promises";
import { crisisCards } from "../../../bot/texts/crisis-cards.ts";
import { percentile } from "../../percentile.ts";
import type { Chat } from "../faults/story.ts";
import type { Bound } from "./bounds.ts";
import { openLoadHouse } from "./house.ts";
import { residentMegabytes } from "./processor.ts";
import type { Talk } from "./talk.ts";

const CHATS = 200;
const AT_ONCE = 16;
const WARM_UP_MS = 15_000;
const TIMES_CAPACITY = 2.5;
const OVERLOAD_MS = 60_000;
const CRISIS_EVERY_MS = 1_000;
const LOOK_EVERY_MS = 5;
/** A card that has not come by then has not come. */
const PATIENCE_MS = 20_000;

export async function measureOverload(
  cluster_url: string,
  say: (line: string) => void,
): Promise<{ bounds: Bound[]; metrics: Record<string, number> }> {
  const house = await openLoadHouse(cluster_url, { visits: 1_000, chats: CHATS, say });
  try {
    const { pid } = (await house.start()).process;
    await house.talk.flatOut(AT_ONCE, { ms: WARM_UP_MS / 2 });
    const { answered, seconds } = await house.talk.flatOut(AT_ONCE, { ms: WARM_UP_MS });
    const capacity = answered.length / seconds;
    const resident = [residentMegabytes(pid!)];
    const left = [await house.left()];
    const looking = setInterval(() => resident.push(residentMegabytes(pid!)), 1_000);
    const { posted, cards } = await overload(house.talk, capacity * TIMES_CAPACITY);
    clearInterval(looking);
    left.push(await house.left());
    say(`${posted.length} posted, ${left[1]} wait`);
    await pause(WARM_UP_MS);
    left.push(await house.left());
    const first_third = Math.max(...resident.slice(0, Math.ceil(resident.length / 3)));
    const metrics = {
      "overload: capacity, messages a second": capacity,
      "overload: posted a second": (posted.length * 1000) / OVERLOAD_MS,
      "overload: not ended before": left[0]!,
      "overload: not ended at its end": left[1]!,
      "overload: not ended 15 s later": left[2]!,
      "overload: webhook p50_ms": percentile(posted, 0.5),
      "overload: webhook p99_ms": percentile(posted, 0.99),
      "overload: webhook max_ms": Math.max(...posted),
      "overload: webhooks refused": house.talk.refused(),
      "overload: crises": cards.length,
      "overload: crisis card p50_ms": percentile(cards, 0.5),
      "overload: crisis card p99_ms": percentile(cards, 0.99),
      "overload: crisis card max_ms": Math.max(...cards),
      "overload: resident MB at the start": resident[0]!,
      "overload: resident MB at most in the first third": first_third,
      "overload: resident MB at the end": resident.at(-1)!,
    };
    const bounds: Bound[] = [
      { what: "overload: webhook p99, ms", reached: percentile(posted, 0.99), asked: 100, is: "at most" },
      { what: "overload: webhooks refused", reached: house.talk.refused(), asked: 0, is: "at most" },
      { what: "overload: slowest crisis card, ms", reached: Math.max(...cards), asked: 2_000, is: "at most" },
      {
        what: "overload: memory at the end of that of the first third",
        reached: resident.at(-1)! / first_third,
        ...{ asked: 1.25, is: "at most" },
      },
    ];
    return { bounds, metrics };
  } finally {
    await house.close();
  }
}

/** @returns milliseconds until each webhook was answered, and until each crisis card was in its chat */
async function overload(talk: Talk, per_second: number): Promise<{ posted: number[]; cards: number[] }> {
  const [posted, cards] = [[] as number[], [] as number[]];
  const under_way: Promise<void>[] = [];
  const began = performance.now();
  const crises = (async () => {
    for (let n = 0; performance.now() - began < OVERLOAD_MS; n++) {
      under_way.push(crisis(talk, talk.chats[(n * 7) % talk.chats.length]!, n).then((ms) => void cards.push(ms)));
      await pause(CRISIS_EVERY_MS);
    }
  })();
  for (let n = 0; performance.now() - began < OVERLOAD_MS; n++) {
    await pause(Math.max(0, began + (n * 1000) / per_second - performance.now()));
    under_way.push(talk.post(talk.chats[n % talk.chats.length]!, everyday(n)).then((ms) => void posted.push(ms)));
  }
  await crises;
  await Promise.all(under_way);
  return { posted, cards };
}

/** Questions, and notes that are saved. */
function everyday(n: number): string {
  const round = Math.floor(n / CHATS);
  if (round % 3 === 0) return `低保怎么申请 第${Math.floor(n / 100)}组第${n % 100}问`;
  return round % 3 === 1 ? `今天去了${n}栋1单元${(n % 9) + 1}01王奶奶家 药快没了 下周三再去` : "保存";
}

/** Milliseconds from a crisis until its card is in the chat. */
async function crisis(talk: Talk, chat: Chat, n: number): Promise<number> {
  const cards = (): number =>
    talk.arrivals.of(chat.id).filter(({ content }) => content.includes(crisisCards.nobody_told)).length;
  const before = cards();
  const sent = performance.now();
  const kept = talk.post(chat, `${n + 1}栋${(n % 8) + 1}01煤气爆炸了`);
  while (cards() === before && performance.now() - sent < PATIENCE_MS) await pause(LOOK_EVERY_MS);
  const took_ms = performance.now() - sent;
  await kept;
  return took_ms;
}
