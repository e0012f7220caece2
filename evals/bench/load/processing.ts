/** Messages worked off without a model: how many, how fast at half and at nearly full load, with two processes, and with a full history. */
import { percentile } from "../../percentile.ts";
import type { Bound } from "./bounds.ts";
import { type LoadHouse, openLoadHouse } from "./house.ts";
import { familySeconds, processorSeconds } from "./processor.ts";
import type { Stretch } from "./talk.ts";

const CHATS = 120;
/** Enough that all that a process works on at once (eight chats) always waits for it. */
const AT_ONCE = 16;
const WARM_UP_MS = 8_000;
const ROUND_MS = 8_000;
const GROWTH_ROUNDS = 3;
const AT_RATE_MS = 15_000;
const SHARES = [0.5, 0.9];
const STORED = { "1k": 1_000, "100k": 100_000, "1M": 1_000_000 };
const FLAT_ROUNDS = 7;
const FLAT_MS = 6_000;

const median = (values: number[]): number => percentile(values, 0.5);
const perSecond = ({ answered, seconds }: Stretch): number => answered.length / seconds;
const times = ({ answered }: Stretch): number[] => answered.map(({ took_ms }) => took_ms);

/** A stretch, and what it took of the processors: the service's processes and all of PostgreSQL. */
async function counted(house: LoadHouse, pids: number[], work: () => Promise<Stretch>) {
  const taken = (): number =>
    familySeconds(house.postmaster) + pids.reduce((sum, pid) => sum + processorSeconds(pid), 0);
  const before = taken();
  const stretch = await work();
  return { ...stretch, processor_s: taken() - before };
}

export async function measureProcessing(
  cluster_url: string,
  say: (line: string) => void,
): Promise<{ bounds: Bound[]; metrics: Record<string, number> }> {
  const metrics: Record<string, number> = {};
  const houses: Record<string, LoadHouse> = {};
  try {
    for (const [name, visits] of Object.entries(STORED))
      houses[name] = await openLoadHouse(cluster_url, { visits, chats: CHATS, say });
    await capacity(houses["100k"]!, metrics, say);
    const bound = await flat(houses, metrics, say);
    return { bounds: [bound], metrics };
  } finally {
    for (const house of Object.values(houses)) await house.close();
  }
}

async function capacity(house: LoadHouse, metrics: Record<string, number>, say: (line: string) => void): Promise<void> {
  const first = await house.start();
  const flatOut = (pids: number[]) =>
    counted(house, pids, () => house.talk.flatOut(AT_ONCE * pids.length, { ms: ROUND_MS }));
  await house.talk.flatOut(AT_ONCE, { ms: WARM_UP_MS });
  const [one, two] = [[] as Awaited<ReturnType<typeof flatOut>>[], [] as Awaited<ReturnType<typeof flatOut>>[]];
  for (let i = 0; i < GROWTH_ROUNDS; i++) {
    one.push(await flatOut([first.process.pid!]));
    const second = await house.start();
    await house.talk.flatOut(AT_ONCE * 2, { ms: WARM_UP_MS / 2 });
    two.push(await flatOut([first.process.pid!, second.process.pid!]));
    await house.stopOne();
    say(`one process ${perSecond(one[i]!).toFixed(1)}/s, two ${perSecond(two[i]!).toFixed(1)}/s`);
  }
  const full = median(one.map(perSecond));
  const cores = (rounds: typeof one) =>
    median(rounds.map(({ answered, processor_s }) => answered.length / processor_s));
  metrics["one process: messages a second"] = full;
  metrics["one process: messages a second and core"] = cores(one);
  metrics["two processes: messages a second"] = median(two.map(perSecond));
  metrics["two processes: messages a second and core"] = cores(two);
  metrics["two processes beside one"] = median(two.map((round, i) => perSecond(round) / perSecond(one[i]!)));
  for (const share of SHARES) {
    const stretch = await house.talk.atRate(full * share, AT_RATE_MS);
    metrics[`at ${share * 100} %: messages a second`] = perSecond(stretch);
    metrics[`at ${share * 100} %: answer p50_ms`] = percentile(times(stretch), 0.5);
    metrics[`at ${share * 100} %: answer p95_ms`] = percentile(times(stretch), 0.95);
    say(`at ${share * 100} % answered`);
  }
  await house.stopOne();
}

/** Processor seconds a message. Not the clock's: what else the machine does at that moment is no part of it. */
const cost = ({ answered, processor_s }: Awaited<ReturnType<typeof counted>>): number => processor_s / answered.length;

/** The same messages with more and more that is stored. */
async function flat(
  houses: Record<string, LoadHouse>,
  metrics: Record<string, number>,
  say: (line: string) => void,
): Promise<Bound> {
  const rounds = new Map<string, Awaited<ReturnType<typeof counted>>[]>(Object.keys(houses).map((name) => [name, []]));
  const pids = new Map<string, number>();
  for (const [name, house] of Object.entries(houses)) pids.set(name, (await house.start()).process.pid!);
  for (let i = -1; i < FLAT_ROUNDS; i++)
    for (const [name, house] of i % 2 === 0 ? Object.entries(houses) : Object.entries(houses).toReversed()) {
      const stretch = await counted(house, [pids.get(name)!], () => house.talk.flatOut(AT_ONCE, { ms: FLAT_MS }));
      if (i >= 0) rounds.get(name)!.push(stretch);
      say(`${name} stored visits: ${perSecond(stretch).toFixed(1)}/s`);
    }
  for (const [name, all] of rounds) {
    metrics[`${name} stored visits: messages a second`] = median(all.map(perSecond));
    metrics[`${name} stored visits: CPU ms a message`] = median(all.map(cost)) * 1000;
    const kinds = Map.groupBy(
      all.flatMap(({ answered }) => answered),
      ({ kind }) => kind,
    );
    for (const [kind, some] of kinds)
      metrics[`${name} stored visits: ${kind} p50_ms`] = median(some.map(({ took_ms }) => took_ms));
  }
  const [few, many] = [rounds.get("1k")!, rounds.get("1M")!];
  return {
    what: "processing: CPU time a message with 1M stored visits of that with 1k",
    reached: median(many.map((round, i) => cost(round) / cost(few[i]!))),
    ...{ asked: 1.25, is: "at most" },
  };
}
