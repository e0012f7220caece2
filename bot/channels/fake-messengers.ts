import { type FakeLine, startFakeLine } from "./line/fake-line.ts";
import { signLine } from "./line/fake-line-webhooks.ts";
import { specsFolder } from "./specs-folder.ts";
import { type FakeTelegram, startFakeTelegram } from "./telegram/fake-telegram.ts";

/** For tests and benches: fakes of both messengers, and a service that is connected to them. */
export interface FakeMessengers {
  line: FakeLine;
  telegram: FakeTelegram;
  /** What connects the service to them: variables of its environment. */
  settings: Record<string, string>;
  close(): Promise<void>;
}

export const LINE_SECRET = "line-channel-secret-for-tests";
export const TELEGRAM_SECRET = "telegram-webhook-secret-for-tests";

/** @param specs what every request to them is checked against; null checks the essentials only, and costs less */
export async function startFakeMessengers(specs: string | null = specsFolder()): Promise<FakeMessengers> {
  const [line, telegram] = await Promise.all([
    startFakeLine({ specs }),
    startFakeTelegram({ specs, token: "12345:a-token-as-long-as-a-real-one" }),
  ]);
  return {
    line,
    telegram,
    settings: {
      PUBLIC_URL: "https://doorstep.example.org",
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_WEBHOOK_SECRET: TELEGRAM_SECRET,
      TELEGRAM_API_ROOT: telegram.api_root,
      LINE_CHANNEL_SECRET: LINE_SECRET,
      LINE_CHANNEL_ACCESS_TOKEN: line.access_token,
      LINE_API_ROOT: line.api_root,
      LINE_DATA_API_ROOT: line.data_api_root,
    },
    async close() {
      await Promise.all([line.close(), telegram.close()]);
    },
  };
}

/** The webhook with this body as that messenger would post it. */
export function signedRequest(
  messenger: "line" | "telegram",
  body: string,
  secret = messenger === "line" ? LINE_SECRET : TELEGRAM_SECRET,
): { method: "POST"; headers: Record<string, string>; body: string } {
  const proof: Record<string, string> =
    messenger === "line"
      ? { "x-line-signature": signLine(body, secret) }
      : { "x-telegram-bot-api-secret-token": secret };
  return { method: "POST", headers: { "content-type": "application/json", ...proof }, body };
}
