/**
 * Traces over OTLP, for Node's entry only: one of each message, from the webhook until its replies were delivered, whichever
 * processes had a hand in it. The message's id is the trace's, so that nothing has to be carried through the queue and an
 * `inbox_id` in a log leads to its trace. Codes and durations only.
 */
import { type Context, ROOT_CONTEXT, type SpanContext, SpanStatusCode, TraceFlags, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import {
  BatchSpanProcessor,
  type IdGenerator,
  TracerProvider,
  type TracerProviderOptions,
} from "@opentelemetry/sdk-trace";
import type { Log } from "../../platform/log.ts";
import { type Step, stepsDone } from "../../platform/watch/steps.ts";

/** Whose spans they are. The kit has a maker for it in a package of its own, which is more than one name needs. */
const RESOURCE: NonNullable<TracerProviderOptions["resource"]> = {
  attributes: { "service.name": "doorstep" },
  merge: (other) => other ?? RESOURCE,
  getRawAttributes: () => [["service.name", "doorstep"]],
};

export interface Traces {
  /** Sends what waits and ends. */
  close(): Promise<void>;
}

/** @param endpoint the collector's address, without a slash at its end; `/v1/traces` is put behind it */
export function openTraces(endpoint: string, log: Log): Traces {
  const ids = messageIds();
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new TracerProvider({
    idGenerator: ids,
    resource: RESOURCE,
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer("doorstep");
  /** Parts end before their whole, which knows whose message it was: they wait for it. */
  const parts = new WeakMap<Step, Step[]>();

  const tell = (step: Step, context: Context): void => {
    const { name, facts, began_ms, took_ms } = step;
    const span = tracer.startSpan(name, { startTime: began_ms, attributes: facts }, context);
    if (facts.outcome === "failed") span.setStatus({ code: SpanStatusCode.ERROR });
    for (const part of parts.get(step) ?? []) tell(part, trace.setSpan(context, span));
    span.end(began_ms + took_ms);
  };
  const onStep = (message: unknown): void => {
    const step = message as Step;
    if (step.within) {
      const known = parts.get(step.within) ?? [];
      parts.set(step.within, known.concat(step));
      return;
    }
    try {
      const root = step.message_id === null ? null : rootOf(step.message_id);
      const begins = step.name === "receive" && step.facts.outcome === "kept";
      if (root && begins) ids.next(root);
      tell(step, root && !begins ? trace.setSpanContext(ROOT_CONTEXT, root) : ROOT_CONTEXT);
    } catch (err) {
      log.warn({ err }, "step not traced");
    }
  };
  stepsDone.subscribe(onStep);
  return {
    async close() {
      stepsDone.unsubscribe(onStep);
      await provider.shutdown().catch((err: unknown) => log.warn({ err }, "last traces not sent"));
    },
  };
}

/** The first span of a message: its trace is the message's id, and its own id the last half of it, which is random. */
function rootOf(message_id: string): SpanContext {
  const traceId = message_id.replaceAll("-", "");
  return { traceId, spanId: traceId.slice(16), traceFlags: TraceFlags.SAMPLED, isRemote: true };
}

/** Random ids, unless the next span is to be a message's first. */
function messageIds(): IdGenerator & { next(root: SpanContext): void } {
  let trace_id: string | null = null;
  let span_id: string | null = null;
  const random = (bytes: number): string => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString("hex");
  return {
    next(root) {
      ({ traceId: trace_id, spanId: span_id } = root);
    },
    generateTraceId() {
      const id = trace_id ?? random(16);
      trace_id = null;
      return id;
    },
    generateSpanId() {
      const id = span_id ?? random(8);
      span_id = null;
      return id;
    },
  };
}
