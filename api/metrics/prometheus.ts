/** The figures of `/metrics`, with prom-client: for Node's entry only. What each says and when to worry: docs/metrics.md. */
import type { Channel } from "node:diagnostics_channel";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import {
  type CircuitState,
  circuitsChanged,
  type FailedLoop,
  loopsFailed,
  type Step,
  stepsDone,
} from "../../platform/watch/steps.ts";
import type { AppParts } from "../parts.ts";
import type { Metrics } from "./page.ts";
import { readState, type State } from "./state.ts";
import { stateFigures } from "./state-figures.ts";

/** Several who ask within this time get what was read once. */
const STATE_KEPT_MS = 5_000;
/** A scrape does not wait longer for the database; what is counted in the process is shown all the same. */
const STATE_WAIT_MS = 4_000;
/** In seconds: from the screen's half millisecond to a message that waited through an outage. */
const BUCKETS = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800];

/** Counts from now on what this process does, until closed. */
export function openMetrics(parts: Pick<AppParts, "database" | "queue" | "clock" | "log" | "config">): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const forgetters = [countSteps(registry), countCircuits(registry, parts.config), countLoops(registry)];
  let last: { read_at: number; state: Promise<State | null> } | null = null;
  const recent = (): Promise<State | null> => {
    if (last && performance.now() - last.read_at < STATE_KEPT_MS) return last.state;
    const reading = {
      read_at: Number.POSITIVE_INFINITY,
      state: readState(parts).catch((err: unknown) => {
        parts.log.warn({ err }, "metrics without the database");
        return null;
      }),
    };
    // Until it is read nobody asks again: a database that hangs is not asked by every scrape.
    void reading.state.then(() => {
      reading.read_at = performance.now();
    });
    last = reading;
    return reading.state;
  };
  return {
    content_type: registry.contentType,
    async text() {
      const state = await Promise.race([recent(), nothingAfter(STATE_WAIT_MS)]);
      return `${await registry.metrics()}\n${await stateFigures(state).metrics()}`;
    },
    close() {
      for (const forget of forgetters) forget();
      registry.clear();
    },
  };
}

function nothingAfter(ms: number): Promise<null> {
  return new Promise((done) => setTimeout(() => done(null), ms).unref());
}

function listen<T>(channel: Channel, take: (message: T) => void): () => void {
  const onMessage = (message: unknown): void => take(message as T);
  channel.subscribe(onMessage);
  return () => channel.unsubscribe(onMessage);
}

function countSteps(registry: Registry): () => void {
  const seconds = new Histogram({
    name: "doorstep_step_seconds",
    help: "How long each step of a message took in this process",
    labelNames: ["step", "channel", "model", "outcome"] as const,
    buckets: BUCKETS,
    registers: [registry],
  });
  return listen<Step>(stepsDone, ({ name, facts, took_ms }) => {
    const { channel = "", model = "", outcome = "" } = facts;
    seconds.observe({ step: name, channel, model, outcome }, Math.max(0, took_ms) / 1000);
  });
}

function countCircuits(registry: Registry, { model }: AppParts["config"]): () => void {
  const open = new Gauge({
    name: "doorstep_model_circuit_open",
    help: "1 while the endpoint is left alone after failures",
    labelNames: ["model"] as const,
    registers: [registry],
  });
  for (const kind of ["chat", "transcription", "embedding", "rerank"] as const)
    if (model[kind]) open.set({ model: kind }, 0);
  return listen<CircuitState>(circuitsChanged, (circuit) => open.set({ model: circuit.model }, circuit.open ? 1 : 0));
}

function countLoops(registry: Registry): () => void {
  const failures = new Counter({
    name: "doorstep_loop_failures_total",
    help: "Rounds of background work that failed; each is tried again",
    labelNames: ["loop"] as const,
    registers: [registry],
  });
  return listen<FailedLoop>(loopsFailed, ({ loop }) => failures.inc({ loop }));
}
