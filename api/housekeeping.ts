import { bringBackHeld } from "../bot/conversation/referral-moved.ts";
import { sealAudit } from "../cases/audit/chain.ts";
import { sweepHits } from "../cases/count-hits.ts";
import { scheduleRules } from "../cases/follow-ups/schedule.ts";
import { sweepPictures } from "../cases/pictures/sweep.ts";
import { inSession } from "../cases/session.ts";
import { sweepDeliveries } from "../cases/webhooks/deliveries.ts";
import { sweepUploads } from "../knowledge/documents/uploads.ts";
import { embedMissing } from "../knowledge/ingest/embed.ts";
import { learnDistrict } from "../knowledge/learn/learn.ts";
import { startLoop } from "../platform/loop.ts";
import { sweepKept } from "../platform/retention/sweep.ts";
import { districtIds, scoped, systemScope } from "../platform/scope.ts";
import { sweepTransport } from "../platform/transport/outbox.ts";
import type { AppParts } from "./parts.ts";

/** District 0 holds what is everybody's. */
const SHARED = 0;
const EMBED_EVERY_MS = 60_000;
const SEAL_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 60_000;
const BRING_BACK_EVERY_MS = 60_000;
const ANALYZE_EVERY_MS = 10 * 60_000;
const LEARN_EVERY_MS = 60 * 60_000;
const SCHEDULE_EVERY_MS = 60 * 60_000;

/** Chains the audit rows of every district. @returns how many rows were chained */
export async function sealAllDistricts(parts: AppParts): Promise<number> {
  let rows = 0;
  for (const district_id of await districtIds(parts.database)) {
    rows += await inSession({ ...parts, now: parts.clock.now() }, systemScope(district_id), sealAudit);
  }
  return rows;
}

/** Referrals whose pause is over come back, and whoever is concerned is told. */
export async function bringBack(parts: AppParts): Promise<void> {
  for (const district_id of await districtIds(parts.database)) await bringBackHeld(parts, district_id);
}

/** Dates by rules for whoever came in by a list, or whom no visit has given one since a rule was changed. */
export async function scheduleAllDistricts(parts: AppParts): Promise<void> {
  for (const district_id of await districtIds(parts.database))
    await inSession({ ...parts, now: parts.clock.now() }, systemScope(district_id), (s) => scheduleRules(s, null));
}

/** Erases what nobody needs any more. */
export async function sweep(parts: AppParts): Promise<void> {
  await sweepTransport(parts.database, parts.clock.now());
  await sweepHits(parts.database, parts.clock.now());
  await sweepKept(parts.database, parts.sealer, parts.clock.now());
  for (const district_id of await districtIds(parts.database)) {
    await scoped(parts.database, systemScope(district_id), (tx) => sweepUploads(tx, parts.clock.now()));
    await inSession({ ...parts, now: parts.clock.now() }, systemScope(district_id), sweepPictures);
    await inSession({ ...parts, now: parts.clock.now() }, systemScope(district_id), sweepDeliveries);
  }
}

/** Embeds what came in since, from the console or by a command that was stopped; nothing without an embedding model. */
export async function embedAllDistricts({ database, models }: AppParts, isStopped = () => false): Promise<void> {
  if (!models?.documents) return;
  for (const district_id of [SHARED, ...(await districtIds(database))])
    await embedMissing(database, models.documents, { district_id, isStopped });
}

/** Learns from what people confirmed since the last time. */
export async function learnAllDistricts({ database, sealer, clock }: AppParts): Promise<void> {
  for (const district_id of await districtIds(database))
    await scoped(database, systemScope(district_id), (tx) => learnDistrict(tx, sealer, district_id, clock.now()));
}

/** The background work of a Node process. */
export function keepHouse(parts: AppParts, analyze: () => Promise<void>): { stop(): Promise<void> } {
  const seal = startLoop("audit seal", SEAL_EVERY_MS, parts.log, async () => (await sealAllDistricts(parts)) > 0);
  const sweeper = startLoop("sweep", SWEEP_EVERY_MS, parts.log, async () => {
    await sweep(parts);
    return false;
  });
  const returner = startLoop("held referrals", BRING_BACK_EVERY_MS, parts.log, async () => {
    await bringBack(parts);
    return false;
  });
  const analyzer = startLoop("analyze", ANALYZE_EVERY_MS, parts.log, async () => {
    await analyze();
    return false;
  });
  const learner = startLoop("learn", LEARN_EVERY_MS, parts.log, async () => {
    await learnAllDistricts(parts);
    return false;
  });
  const scheduler = startLoop("rule dates", SCHEDULE_EVERY_MS, parts.log, async () => {
    await scheduleAllDistricts(parts);
    return false;
  });
  let stopped = false;
  const embedder = startLoop("embed", EMBED_EVERY_MS, parts.log, async () => {
    await embedAllDistricts(parts, () => stopped);
    return false;
  });
  return {
    async stop() {
      stopped = true;
      await Promise.all([
        embedder.stop(),
        learner.stop(),
        scheduler.stop(),
        seal.stop(),
        sweeper.stop(),
        returner.stop(),
        analyzer.stop(),
      ]);
    },
  };
}
