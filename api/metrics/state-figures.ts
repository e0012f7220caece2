import { Gauge, Registry } from "prom-client";
import type { State } from "./state.ts";

const QUANTILES = [0.5, 0.95, 1];

/** What was read from the database as gauges, made anew for each scrape: an old figure would look like one of now. */
export function stateFigures(state: State | null): Registry {
  const registry = new Registry();
  const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]): Gauge<Label> =>
    new Gauge({ name: `doorstep_${name}`, help, labelNames, registers: [registry] });
  gauge("database_up", "1 when the database answered this scrape").set(state ? 1 : 0);
  if (!state) return registry;
  const { queue, outbox, crises } = state;
  gauge("clock_ahead_seconds", "The database's clock less this process's").set(state.clock_ahead_seconds);

  const jobs = gauge("queue_jobs", "Jobs by state", "state");
  jobs.set({ state: "waiting" }, queue.waiting);
  jobs.set({ state: "active" }, queue.active);
  gauge("queue_oldest_seconds", "Age of the oldest message that is not worked off").set(queue.oldest_seconds);

  const open = gauge("outbox_open", "Replies that are due and not delivered", "channel");
  const oldest = gauge("outbox_oldest_seconds", "Age of the oldest of them", "channel");
  for (const { channel, open: replies, oldest_seconds } of outbox) {
    open.set({ channel }, replies);
    oldest.set({ channel }, oldest_seconds);
  }

  const waiting = gauge(
    "crises_waiting",
    "Crises nobody has taken: being told along the list, or its end reached",
    "list",
  );
  waiting.set({ list: "climbing" }, crises.climbing);
  waiting.set({ list: "ended" }, crises.unanswered);
  gauge("crises_waiting_oldest_seconds", "Age of the oldest of them").set(crises.oldest_seconds);
  gauge("crises_taken_day", "Crises somebody took in the last 24 hours").set(crises.acknowledged_seconds.length);
  const after = gauge("crises_taken_after_seconds", "From the report to 收到, of those", "quantile");
  const sorted = crises.acknowledged_seconds.toSorted((a, b) => a - b);
  if (sorted.length > 0)
    for (const quantile of QUANTILES) after.set({ quantile }, sorted[Math.ceil(quantile * sorted.length) - 1]!);
  return registry;
}
