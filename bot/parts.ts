import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database/port.ts";
import type { Log } from "../platform/log.ts";
import type { Models } from "../platform/model/models.ts";
import type { Queue } from "../platform/queue/queue.ts";
import type { Sealer } from "../platform/seal.ts";
import type { Channel } from "./channels/channel.ts";

/** What the conversation stands on; made once per process (or per request on Workers). */
export interface BotParts {
  database: Database;
  queue: Queue;
  sealer: Sealer;
  clock: Clock;
  log: Log;
  /** Everything works without. */
  models?: Models;
  /** The messengers that are connected. */
  channels: { telegram?: Channel; line?: Channel };
  /** Where the console is reached from outside; null on loopback. */
  public_url: string | null;
}
