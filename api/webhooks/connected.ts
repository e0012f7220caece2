/**
 * For tests: the running service connected to strict fakes of Telegram and LINE over real HTTP, with one district, a grid
 * worker, a social worker and a supervisor who are invited and not yet enrolled.
 */
import { type FakeMessengers, signedRequest, startFakeMessengers } from "../../bot/channels/fake-messengers.ts";
import { sampleWebhooks } from "../../bot/channels/line/fake-line-webhooks.ts";
import { specsFolder } from "../../bot/channels/specs-folder.ts";
import { sampleUpdates } from "../../bot/channels/telegram/fake-telegram-updates.ts";
import type { Environment } from "../../platform/config.ts";
import type { Database } from "../../platform/database/port.ts";
import { type RunningApp, runApp } from "../running.ts";
import { applySetup } from "../setup/apply.ts";

export interface Connected extends RunningApp, Pick<FakeMessengers, "line" | "telegram"> {
  /** Invite codes by role. */
  codes: Record<"grid_worker" | "social_worker" | "supervisor", string>;
  updates: ReturnType<typeof sampleUpdates>;
  webhooks: ReturnType<typeof sampleWebhooks>;
  /** Posts an update as Telegram would. */
  fromTelegram(update: object, secret?: string): Promise<Response>;
  /** Posts a signed webhook as LINE would. */
  fromLine(body: object, secret?: string): Promise<Response>;
  /** Waits until nothing is left to work off or deliver. */
  settled(): Promise<void>;
}

export async function connect(
  options: { database?: Database; backend?: "pglite" | "postgres"; env?: Environment } = {},
): Promise<Connected> {
  const specs = specsFolder();
  const messengers = await startFakeMessengers(specs);
  const running = await runApp({ ...options, env: { ...messengers.settings, ...options.env } });
  const invited = await applySetup(
    { ...running.parts, now: new Date() },
    { adcode: "440606", name: "顺德区" },
    {
      areas: [["大良街道", "府前社区", "三网格"]],
      staff: [
        { name: "李芳", role: "grid_worker", organization: null, grids: [["大良街道", "府前社区", "三网格"]] },
        { name: "何敏", role: "social_worker", organization: "顺心社工站", grids: [] },
        { name: "周强", role: "supervisor", organization: null, grids: [] },
      ],
    },
  );
  const code = (role: string): string => invited.find((person) => person.role === role)!.code;
  const { database } = running.parts;
  return {
    ...running,
    line: messengers.line,
    telegram: messengers.telegram,
    codes: { grid_worker: code("grid_worker"), social_worker: code("social_worker"), supervisor: code("supervisor") },
    updates: sampleUpdates(specs),
    webhooks: sampleWebhooks(specs),
    fromTelegram: async (update, secret) =>
      running.app.request("/webhooks/telegram", signedRequest("telegram", JSON.stringify(update), secret)),
    fromLine: async (body, secret) =>
      running.app.request("/webhooks/line", signedRequest("line", JSON.stringify(body), secret)),
    async settled() {
      for (;;) {
        const { rows } = await database.query<{ n: number }>(
          `select (select count(*) from inbox where state = 'open')
             + (select count(*) from outbox where state = 'open' and channel <> 'web') as n`,
        );
        if (rows[0]!.n === 0) return;
        await new Promise((later) => setTimeout(later, 20));
      }
    },
    async close() {
      await running.close();
      await messengers.close();
    },
  };
}
