import fc from "fast-check";
import { sampleWebhooks } from "../../../bot/channels/line/fake-line-webhooks.ts";
import { MalformedWebhook, parseLineWebhook } from "../../../bot/channels/line/parse.ts";
import { specsFolder } from "../../../bot/channels/specs-folder.ts";
import { sampleUpdates } from "../../../bot/channels/telegram/fake-telegram-updates.ts";
import { parseTelegramUpdate } from "../../../bot/channels/telegram/parse.ts";
import { screen } from "../../../bot/crisis/screen.ts";
import type { Incoming } from "../../../bot/incoming.ts";
import { readList } from "../../../knowledge/directory/list/read-list.ts";
import { readDocument } from "../../../knowledge/ingest/read-document.ts";
import { SAMPLE_REGIONS } from "../../../knowledge/ingest/sample-document.ts";
import { Unreadable } from "../../../knowledge/ingest/unreadable.ts";
import { FILES } from "./files.ts";
import { anyJson, nearly } from "./mutate.ts";

/** One reader of what strangers send, and what it is fed. */
export interface Target {
  name: string;
  /** Of 100,000 inputs. */
  share: number;
  input: fc.Arbitrary<unknown>;
  /** @throws for anything but a refusal that the reader promises, and for a result that is none */
  read(input: never): unknown;
}

const updates = sampleUpdates(specsFolder());
const webhooks = sampleWebhooks(specsFolder());
const photo = [{ file_id: "p", file_unique_id: "p", width: 10, height: 10 }];
const UPDATES: readonly object[] = [
  updates.message({ text: "今天去了王秀兰家" }),
  updates.message({ photo, caption: "门口" }),
  updates.message({ voice: { file_id: "v", file_unique_id: "v", duration: 3 } }),
  updates.message({ location: { latitude: 22.8, longitude: 113.2 } }),
  updates.edited({ text: "改一下" }),
  updates.press("visit.save:0193b2a0-1c5e-7a01-8f00-000000000001:2"),
  updates.channelPost({ text: "通知" }),
];
const EVENTS: readonly { destination: string; events: object[] }[] = [
  webhooks.body(webhooks.text("今天去了王秀兰家")),
  webhooks.body(webhooks.message({ type: "location", title: "家", address: "a", latitude: 22.8, longitude: 113.2 })),
  webhooks.body(webhooks.sticker("加油"), webhooks.postback("today"), webhooks.unsend("500"), webhooks.follow()),
];

/** What the conversation counts on in whatever a channel hands on. */
function assertIncoming(incoming: Incoming): void {
  const { event_id, chat_id, at, content } = incoming;
  if (Number.isNaN(Date.parse(at)) || new Date(at).toISOString() !== at) throw new Error(`no moment: ${at}`);
  if (event_id === "" || event_id.length > 64 || event_id.includes("\u0000")) throw new Error("no id of an event");
  if (typeof chat_id !== "string" || typeof content.type !== "string") throw new Error("no message");
  if ("text" in content) screen(content.text);
}

const regions = new Map(SAMPLE_REGIONS.map((region) => [region.adcode, region]));
const given = { region: null, today: "2026-11-21", regions };

async function readFile(bytes: Uint8Array, ending: string): Promise<void> {
  try {
    const { document, chunks } = await readDocument(bytes, `文件.${ending}`, given);
    for (const { span_start, span_end } of chunks as { span_start?: number; span_end?: number }[])
      if ((span_end ?? 0) > document.original.length || (span_start ?? 0) < 0)
        throw new Error("a clause outside of its text");
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  if (!["csv", "xlsx"].includes(ending)) return;
  await readList(bytes, `名单.${ending}`).catch((error: unknown) => {
    if (!(error instanceof Unreadable)) throw error;
  });
}

const PIECES =
  "我 他 她 不想活了 想死 跳楼 楼顶 药 攒够了 刀 砍 打 孩子 煤气 着火 救命 没有 不是 别 昨天 新闻 说 「 」 ， 。 \n kill myself suicide 死 ４ 亖 si 👵🏻 \u200b \u202e \u0301 \ud800 𠮷 \u0000 1 ".split(
    " ",
  );
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((words) => words.join("")),
  fc.tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 400 })).map(([word, n]) => word.repeat(n)),
);

function readWords(text: string): void {
  const { level, rules } = screen(text);
  if (!["none", "orange", "red"].includes(level)) throw new Error(`no level: ${level}`);
  for (const { start, end, words } of rules)
    if (text.slice(start, end) !== words) throw new Error(`a rule read words that are not there: ${words}`);
}

const SHARES: Record<string, number> = {
  html: 4_000,
  md: 4_000,
  txt: 4_000,
  csv: 4_000,
  docx: 2_000,
  xlsx: 1_000,
  pdf: 1_000,
};

export const TARGETS: readonly Target[] = [
  {
    name: "telegram",
    share: 30_000,
    input: fc.oneof({ weight: 4, arbitrary: nearly(UPDATES) }, { weight: 1, arbitrary: anyJson }),
    read(json: unknown) {
      const incoming = parseTelegramUpdate(json);
      if (incoming) assertIncoming(incoming);
    },
  },
  {
    name: "line",
    share: 30_000,
    input: fc.oneof({ weight: 4, arbitrary: nearly(EVENTS) }, { weight: 1, arbitrary: anyJson }),
    read(json: unknown) {
      try {
        for (const incoming of parseLineWebhook(json)) assertIncoming(incoming);
      } catch (error) {
        if (!(error instanceof MalformedWebhook)) throw error;
      }
    },
  },
  { name: "screen", share: 20_000, input: anyText, read: readWords },
  ...Object.entries(FILES).map(
    ([ending, input]): Target => ({
      name: ending,
      share: SHARES[ending]!,
      input,
      read: (bytes: Uint8Array) => readFile(bytes, ending),
    }),
  ),
];
