import type { LineChannel } from "../bot/channels/line/line.ts";
import type { TelegramChannel } from "../bot/channels/telegram/telegram.ts";
import type { BotParts } from "../bot/parts.ts";
import type { FormMaker } from "../cases/forms/maker.ts";
import type { ListReader } from "../knowledge/directory/list/list.ts";
import type { DocumentReader } from "../knowledge/documents/reader.ts";
import type { Config } from "../platform/config.ts";
import type { Charts } from "./console/coverage/charts.ts";
import type { WritePack } from "./console/dispatch/pack.ts";
import type { Metrics } from "./metrics/page.ts";

/** Everything the app object is made of; the same on Node and on Workers. */
export interface AppParts extends BotParts {
  config: Config;
  channels: { telegram?: TelegramChannel; line?: LineChannel };
  /** Keeps work alive past the response: `waitUntil` on Workers, nothing special on Node. */
  later: (work: Promise<unknown>) => void;
  /** On Workers: works off what this request brought, after the response. */
  afterAccept?: () => Promise<void>;
  /** Reads uploaded files; missing on Workers, where the packages for it do not run. */
  reader?: DocumentReader;
  /** Tells other systems what they want to know (webhooks); missing on Workers, where a Node process on the same database does. */
  sends_webhooks?: true;
  /** Draws charts and maps; missing on Workers, where the tables stand alone. */
  charts?: Charts;
  /** Writes the pack of a meeting as a Word file, likewise. */
  write_pack?: WritePack;
  /** Reads lists of services, likewise. */
  list_reader?: ListReader;
  /** What `/metrics` shows, likewise; only with METRICS_TOKEN. */
  metrics?: Metrics;
  /** Makes Word and Excel files, likewise. */
  forms?: FormMaker;
}
