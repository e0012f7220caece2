/**
 * What the service says of its own work while it does it. Nobody who works knows who listens: Prometheus and OpenTelemetry do on
 * Node, when they are asked for (api/metrics, api/traces). They are told codes of small sets, durations and the message's id; never
 * a word, a name, a chat or a district.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { channel } from "node:diagnostics_channel";

/**
 * `receive` from a verified message until it is kept, `screen` within it; `queue` from then until it is taken up; `work` until its
 * effects are committed, with each `model` call; `send` one attempt at one reply; `reply` from the message's arrival until the reply
 * was delivered; `webhook_out` one attempt to tell another system.
 */
export type StepName = "receive" | "screen" | "queue" | "work" | "model" | "send" | "reply" | "webhook_out";

export interface Step {
  name: StepName;
  /** The inbox row that it is done for; null while that has no id, and for what no message asked for. */
  message_id: string | null;
  /** Codes of small sets: channel, model, outcome. */
  facts: Record<string, string>;
  /** The step that it is a part of, in this process. */
  within: Step | null;
  /** Unix time. */
  began_ms: number;
  took_ms: number;
}

/** Gets each step when it has ended; parts before their whole. */
export const stepsDone = channel("doorstep.step");
/** Gets `CircuitState` when an endpoint is left alone, and when it is asked again. */
export const circuitsChanged = channel("doorstep.circuit");
/** Gets `FailedLoop`. */
export const loopsFailed = channel("doorstep.loop");

export interface CircuitState {
  model: string;
  open: boolean;
}

/** A round of background work that threw; it goes on with the next. */
export interface FailedLoop {
  loop: string;
}

interface About {
  message_id?: string | null;
  facts?: Record<string, string>;
}

const current = new AsyncLocalStorage<Step>();

const now_ms = (): number => performance.timeOrigin + performance.now();

function begin(name: StepName, { message_id, facts }: About): Step {
  const within = current.getStore() ?? null;
  const of = message_id ?? within?.message_id ?? null;
  return { name, message_id: of, facts: { ...facts }, within, began_ms: now_ms(), took_ms: 0 };
}

function end(step: Step): void {
  step.took_ms = now_ms() - step.began_ms;
  stepsDone.publish(step);
}

/**
 * Does a step of the work and says how long it took. What it throws goes on to the caller, and the outcome is `failed`.
 * @param work may put into the step what turns out meanwhile: whose message it is, with which outcome
 */
export async function watched<T>(name: StepName, about: About, work: (step: Step) => Promise<T>): Promise<T> {
  const step = begin(name, about);
  try {
    return await current.run(step, () => work(step));
  } catch (error) {
    step.facts.outcome = "failed";
    throw error;
  } finally {
    end(step);
  }
}

/** The same for work that waits for nothing. */
export function watchedNow<T>(name: StepName, about: About, work: () => T): T {
  const step = begin(name, about);
  try {
    return work();
  } finally {
    end(step);
  }
}

/** Says that something has lasted until now. */
export function lasted(name: StepName, about: About, took_ms: number): void {
  const step = begin(name, about);
  stepsDone.publish({ ...step, began_ms: step.began_ms - took_ms, took_ms });
}
