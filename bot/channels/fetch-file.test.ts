/** Files through both messengers' clients, over real HTTP, and what strict doubles refuse. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startFakeServer } from "./fake-server.ts";
import { download, type FetchedFile } from "./fetch-file.ts";
import { type FakeLine, startFakeLine } from "./line/fake-line.ts";
import { lineChannel } from "./line/line.ts";
import { specsFolder } from "./specs-folder.ts";
import { type FakeTelegram, startFakeTelegram } from "./telegram/fake-telegram.ts";
import { telegramChannel } from "./telegram/telegram.ts";

const BYTES = Uint8Array.from({ length: 3_000 }, (_, i) => i % 251);
const fetched = { outcome: "fetched", bytes: BYTES };

let telegram: FakeTelegram;
let line: FakeLine;
beforeEach(async () => {
  telegram = await startFakeTelegram({ specs: specsFolder(), token: "12345:secret-token" });
  line = await startFakeLine({ specs: specsFolder() });
});
afterEach(async () => {
  await telegram.close();
  await line.close();
});

const fromTelegram = (file_id: string, most_bytes = 10_000, token = telegram.token): Promise<FetchedFile> =>
  telegramChannel({ token, api_root: `${telegram.api_root}/` }).fetchFile(file_id, most_bytes);
const fromLine = (id: string, most_bytes = 10_000, access_token = line.access_token): Promise<FetchedFile> =>
  lineChannel({ ...line, access_token }).fetchFile(id, most_bytes);

describe("Telegram", () => {
  test("gives a file by its id, byte for byte", async () => {
    telegram.hold("AgAC", BYTES);
    expect(await fromTelegram("AgAC")).toEqual(fetched);
    expect(telegram.violations).toEqual([]);
  });

  test("a file that is too large is not read, whoever says so", async () => {
    telegram.hold("AgAC", BYTES);
    expect(await fromTelegram("AgAC", 2_999)).toEqual({ outcome: "too_large" });
    telegram.hold("huge", new Uint8Array(20 * 1024 * 1024 + 1));
    expect(await fromTelegram("huge", Number.MAX_SAFE_INTEGER)).toEqual({ outcome: "too_large" });
  });

  test("what it does not have is gone; what stumbles is tried again", async () => {
    expect(await fromTelegram("never")).toEqual({ outcome: "gone", why: "400" });
    telegram.hold("AgAC", BYTES);
    telegram.fail({ times: 1, status: 429, on: "getFile" });
    telegram.fail({ times: 1, status: 500, on: "AgAC" });
    telegram.fail({ times: 1, status: "reset", on: "AgAC" });
    expect(await fromTelegram("AgAC")).toEqual(fetched);
  });

  test("the double refuses another's token, for the file too", async () => {
    telegram.hold("AgAC", BYTES);
    expect(await fromTelegram("AgAC", 10_000, "12345:another")).toMatchObject({ outcome: "gone", why: "401" });
    expect((await fetch(`${telegram.api_root}/file/bot1:x/files/AgAC`)).status).toBe(401);
    expect(telegram.violations).toHaveLength(2);
  });
});

describe("LINE", () => {
  test("gives a message's content from its data host, once it is ready", async () => {
    line.hold("401", BYTES, 1);
    expect(await fromLine("401")).toEqual(fetched);
    expect(line.violations).toEqual([]);
  });

  test("a file that is too large is not read; one that is gone is gone", async () => {
    line.hold("401", BYTES);
    expect(await fromLine("401", 2_999)).toEqual({ outcome: "too_large" });
    expect(await fromLine("402")).toEqual({ outcome: "gone", why: "404" });
  });

  test("the double refuses a wrong access token, and content on the other host", async () => {
    line.hold("401", BYTES);
    expect(await fromLine("401", 10_000, "another")).toEqual({ outcome: "gone", why: "401" });
    const elsewhere = await fetch(`${line.api_root}/v2/bot/message/401/content`, {
      headers: { authorization: `Bearer ${line.access_token}` },
    });
    expect(elsewhere.status).toBe(404);
    expect(line.violations).toHaveLength(2);
  });
});

test("a length that a server keeps to itself does not get past the limit", async () => {
  const server = await startFakeServer(async () => ({
    status: 200,
    headers: { "transfer-encoding": "chunked" },
    bytes: BYTES,
  }));
  const limits = { most_bytes: 2_999, signal: AbortSignal.timeout(5_000) };
  expect(await download(server.root, {}, limits)).toEqual({ outcome: "too_large" });
  expect(await download(server.root, {}, { ...limits, most_bytes: 3_000 })).toEqual(fetched);
  await server.close();
});
