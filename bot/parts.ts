import type { StaffSession } from "../cases/session.ts";
import type { Clock } from "../platform/clock.ts";
import type { Database } from "../platform/database/port.ts";
import type { Log } from "../platform/log.ts";
import type { Masking } from "../platform/model/masking.ts";
import type { Models } from "../platform/model/models.ts";
import type { Queue } from "../platform/queue/queue.ts";
import type { Sealer } from "../platform/seal.ts";
import type { Channel } from "./channels/channel.ts";
import type { Live } from "./live.ts";
import type { MaskingState } from "./masking/placeholders.ts";

/** What the conversation stands on; made once per process (or per request on Workers). */
export interface BotParts {
  database: Database;
  queue: Queue;
  sealer: Sealer;
  clock: Clock;
  log: Log;
  /** Everything works without. */
  models?: Models;
  /**
   * Opens the masking of a message, in its writer's transaction; without it no words go to a chat model. `previous` is what the
   * conversation has masked so far, and `state` what it will have after this message.
   */
  masking?: (
    session: StaffSession,
    words: string,
    previous: MaskingState | null,
  ) => Promise<Masking & { state?: MaskingState }>;
  /** Sentences of answers that are still being written; missing where nobody can wait for them. */
  live?: Live;
  /** The messengers that are connected. */
  channels: { telegram?: Channel; line?: Channel };
  /** Where the console is reached from outside; null on loopback. */
  public_url: string | null;
}
