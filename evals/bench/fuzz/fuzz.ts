/** `npm run bench -- fuzz [--seed N --messages INPUTS]`: everything that strangers send, changed at random. */
import fc from "fast-check";
import type { EvalResult } from "../../result.ts";
import { TARGETS, type Target } from "./targets.ts";

const INPUTS = 100_000;
/** What takes longer has hung, on any machine. */
const HUNG_MS = 20_000;

export interface Fuzzed {
  inputs: number;
  worst_ms: number;
  /** What went wrong, with the seed and the input that show it again; null when nothing did. */
  fault: string | null;
}

/** Feeds one reader with `inputs` inputs; the same ones for the same seed. */
export async function fuzz({ name, input, read }: Target, inputs: number, seed: number): Promise<Fuzzed> {
  let worst_ms = 0;
  let done = 0;
  const property = fc.asyncProperty(input, async (one) => {
    const began = performance.now();
    await read(one as never);
    const took = performance.now() - began;
    worst_ms = Math.max(worst_ms, took);
    done += 1;
    if (took > HUNG_MS) throw new Error(`took ${Math.round(took)} ms`);
  });
  const found = await fc.check(property, { numRuns: inputs, seed, endOnFailure: true });
  if (!found.failed) return { inputs: done, worst_ms, fault: null };
  const why = found.errorInstance instanceof Error ? found.errorInstance.stack : String(found.errorInstance);
  return { inputs: done, worst_ms, fault: `${name}: ${why}\n${fc.defaultReportMessage(found)}` };
}

export async function benchFuzz(options: {
  seed?: string | undefined;
  messages?: string | undefined;
}): Promise<EvalResult> {
  const seed = Number(options.seed ?? Date.now() % 2 ** 31);
  const wanted = Number(options.messages ?? INPUTS);
  const metrics: Record<string, number> = { seed, inputs: 0, faults: 0 };
  for (const target of TARGETS) {
    const { inputs, worst_ms, fault } = await fuzz(target, Math.ceil((target.share * wanted) / INPUTS), seed);
    metrics.inputs! += inputs;
    metrics[`${target.name}_inputs`] = inputs;
    metrics[`${target.name}_worst_ms`] = worst_ms;
    if (fault === null) continue;
    metrics.faults! += 1;
    console.error(fault.slice(0, 2_000));
  }
  return { suite: "fuzz", data: "changed samples of every format, and arbitrary ones", metrics };
}
