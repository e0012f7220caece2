/** A message that the rules cannot tell, with the real SDK, a scripted endpoint over HTTP and a real database behind the tools. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NOW, type SeededDistrict, seedDistrict, testSealer } from "../../cases/fixture.ts";
import { findStaff } from "../../cases/staff/staff.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { createLog } from "../../platform/log.ts";
import { openBudget } from "../../platform/model/budget.ts";
import type { Chat } from "../../platform/model/chat.ts";
import { type FakeEndpoint, startFakeEndpoint } from "../../platform/model/fake/endpoint.ts";
import { FAULTS, type Scripted } from "../../platform/model/fake/script.ts";
import { openLangChainTools } from "../../platform/model/langchain-tools.ts";
import { openChat } from "../../platform/model/open-chat.ts";
import { runTools } from "../../platform/model/run-tools.ts";
import type { RunTools } from "../../platform/model/tools.ts";
import { openMasking } from "../masking/masking.ts";
import type { Proposal } from "./proposal.ts";
import { readNoteWithModel } from "./read-note.ts";
import { sortMessage } from "./sort-message.ts";

const WORDS = "老张头 那个饭的事";
/** So that a model that never answers ends a test soon. */
const SHORT_MS = 2_500;
let database: Database;
let district: SeededDistrict;
let endpoint: FakeEndpoint;
let logged: string[];
let openTools: () => Promise<RunTools>;

beforeAll(async () => {
  database = await freshPglite();
  district = await seedDistrict(database, await testSealer(), 1);
});
afterAll(() => database.close());
beforeEach(async () => {
  logged = [];
  endpoint = await startFakeEndpoint({ api_key: "key", model: "m" });
});
afterEach(() => endpoint.close());

const log = () => createLog("info", (line) => logged.push(line));

/** @param message_ms how long a model may take for a message */
function chat(message_ms = 20_000): Chat {
  const budget = openBudget({ database: null, tokens_a_day: 1_000_000, log: log() });
  const port = openChat(
    { base_url: endpoint.base_url, api_key: "key", model: "m" },
    { log: log(), budget, openTools, message_ms },
  );
  return port.forMessage(openMasking({ known_names: [], known_addresses: [], previous: null }), { district_id: 1 });
}

async function sort(words = WORDS, has_open_draft = false, message_ms?: number): Promise<Proposal | null> {
  const { worker } = district.staff;
  const staff = await district.session(worker, (session) => findStaff(session, worker.id));
  return sortMessage(chat(message_ms), {
    words,
    staff: staff!,
    has_open_draft,
    read: (work) => district.session(worker, work, NOW),
  });
}

/** One call, then nothing more to say. */
const calls = (...tool_calls: { name: string; arguments: object | string }[]) => {
  endpoint.script = (_, turn): Scripted => (turn === 0 ? { tool_calls } : { content: "好了。" });
};

describe.each([
  ["LangChain", openLangChainTools],
  ["what Workers have", async () => runTools],
])("a message that the rules cannot tell, with %s", (_, tools) => {
  beforeEach(() => {
    openTools = tools;
  });

  test("what a tool was asked for is the way, and the model's words are nobody's", async () => {
    calls({ name: "find_services", arguments: { words: "助餐" } });
    expect(await sort()).toEqual({ kind: "service" });
    expect(endpoint.refused).toEqual([]);
    expect(endpoint.chats).toHaveLength(2);
  });

  test("a draft ends it after one answer", async () => {
    calls({ name: "draft_referral", arguments: { need: { code: "01", urgency: "yellow", words: "饭的事" } } });
    expect(await sort()).toEqual({ kind: "referral", need: { code: "01", urgency: "yellow" } });
    expect(endpoint.chats).toHaveLength(1);
  });

  test("a draft goes before what was looked up; drafts of two kinds are no decision", async () => {
    const note = { name: "draft_visit", arguments: { observations: [] } };
    calls({ name: "list_due", arguments: {} }, note);
    expect(await sort()).toMatchObject({ kind: "note" });
    calls(note, { name: "draft_referral", arguments: { need: null } });
    expect(await sort()).toBeNull();
  });

  test("words that the message does not hold change nothing", async () => {
    calls({ name: "draft_correction", arguments: { from: "五栋", to: "九栋" } });
    expect(await sort(WORDS, true)).toBeNull();
    expect(await sort("不对 九栋", true)).toBeNull();
    calls({ name: "draft_correction", arguments: { from: "五栋", to: "九栋" } });
    endpoint.chats.length = 0;
    expect(await sort("不对 九栋", true)).toEqual({ kind: "correction", from: "五栋", to: "九栋" });
  });

  test("a model that never ends is asked four times at most", async () => {
    endpoint.script = () => ({ tool_calls: [{ name: "list_due", arguments: {} }] });
    expect(await sort()).toEqual({ kind: "today" });
    expect(endpoint.chats).toHaveLength(4);
  });

  test("only tools that read or draft, none that the reader's rows would not allow, between marks of this request", async () => {
    calls({ name: "list_due", arguments: {} });
    await sort();
    const names = endpoint.chats[0]!.tools!.map((tool) => tool.function.name);
    expect(names.every((name) => /^(?:search|find|list|referral_status|draft)/.test(name))).toBe(true);
    const [system, user] = endpoint.chats[0]!.messages;
    const mark = /<<([a-z]+)>>/.exec(String(user!.content))![1]!;
    expect(system!.content).toContain(`<<${mark}>>`);
  });

  test.each(Object.entries(FAULTS))("%s: nothing is proposed", async (__, scripted) => {
    endpoint.script = (___, turn) => (turn > 0 && scripted.tool_calls ? { content: "" } : scripted);
    const proposal = await sort(WORDS, false, SHORT_MS);
    expect(proposal?.kind ?? null).toBeNull();
  });

  test.each(Object.entries(FAULTS))("a note and %s: nothing is read", async (__, scripted) => {
    endpoint.script = () => scripted;
    expect(await readNoteWithModel(chat(SHORT_MS), "今天去看了王大爷", log())).toBeNull();
    expect(logged.length).toBeLessThanOrEqual(2);
    expect(logged.join()).not.toContain("王大爷");
  });
});
