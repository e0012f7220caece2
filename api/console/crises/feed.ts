import { CRISIS_WAKE, eventsSince } from "../../../cases/crises/events.ts";
import { inSession } from "../../../cases/session.ts";
import { type Loop, startLoop } from "../../../platform/loop.ts";
import { systemScope } from "../../../platform/scope.ts";
import type { AppParts } from "../../parts.ts";

/** Looked at this often without being woken, should a NOTIFY be lost. */
const IDLE_MS = 15_000;

interface District {
  listeners: Set<() => void>;
  cursor: string | null;
}

/** Tells everybody who waits in this process that something happened to a crisis of their district; not what. */
export interface CrisisFeed {
  /** @returns stops listening */
  listen(district_id: number, onChange: () => void): () => void;
}

/**
 * One look at the event sequence for all who listen in a district, when the database says that an event was written. Nothing
 * runs while nobody listens.
 */
export function openCrisisFeed(parts: Pick<AppParts, "database" | "sealer" | "clock" | "log">): CrisisFeed {
  const districts = new Map<number, District>();
  let running: { loop: Loop; unlisten: Promise<() => Promise<void>> } | null = null;

  async function look(): Promise<boolean> {
    for (const [district_id, district] of districts) {
      const at = { ...parts, now: parts.clock.now() };
      const known = district.cursor;
      const { events, cursor } = await inSession(at, systemScope(district_id), (session) =>
        eventsSince(session, known),
      );
      district.cursor = cursor;
      // What happened before the first look is not in it: whoever listens looks once for themself.
      if (known === null || events.length > 0) for (const onChange of district.listeners) onChange();
    }
    return false;
  }

  function start(): void {
    const loop = startLoop("crisis feed", IDLE_MS, parts.log, look);
    const unlisten = parts.database.listen(CRISIS_WAKE, loop.wake).catch((err: unknown) => {
      parts.log.warn({ err }, "crisis feed is not woken, it looks every 15 s");
      return async () => {};
    });
    running = { loop, unlisten };
  }

  async function stop(): Promise<void> {
    const ending = running;
    running = null;
    await ending?.loop.stop();
    await (await ending?.unlisten)?.();
  }

  return {
    listen(district_id, onChange) {
      const district = districts.get(district_id) ?? { listeners: new Set(), cursor: null };
      districts.set(district_id, district);
      district.listeners.add(onChange);
      if (running) running.loop.wake();
      else start();
      return () => {
        district.listeners.delete(onChange);
        if (district.listeners.size === 0) districts.delete(district_id);
        if (districts.size === 0) {
          stop().catch((err: unknown) => parts.log.warn({ err }, "crisis feed did not end cleanly"));
        }
      };
    },
  };
}
