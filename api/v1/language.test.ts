/** In which language and script the assistant answers, through the whole service. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Reply } from "../../bot/reply.ts";
import { type RunningApp, runApp } from "../running.ts";

let service: RunningApp;

const send = async (message: { text: string } | { action: string }): Promise<Reply> => {
  const { json } = await service.ask("grid_worker", "/api/v1/messages", message);
  return (json as { replies: Reply[] }).replies[0]!;
};

beforeAll(async () => {
  service = await runApp();
});
afterAll(() => service.close());

describe("the answer follows the writer", () => {
  test("Traditional gets Traditional, with the names and words of the note as they were written", async () => {
    const reply = await send({ text: "今天去了三網格5棟2單元401王云秀家,藥快沒了,下週三再去" });
    expect(reply.kind).toBe("visit_draft");
    expect(reply.text).toContain("我理解的是(還沒儲存)");
    expect(reply.text).toContain("王云秀 三網格 5棟2單元401");
    expect(reply.actions.map(({ label }) => label)).toEqual(["儲存", "修改", "放棄"]);
    const dropped = await send({ action: reply.actions[2]!.id });
    expect(dropped.text).toBe("好,沒存。");
  });

  test("a quote from a document stays to the letter", async () => {
    const reply = await send({ text: "殘疾人兩項補貼是二選一還是都能拿" });
    expect(reply.kind).toBe("answer");
    for (const { quote } of reply.citations) expect(reply.text).toContain(quote.split("\n")[0]!);
  });

  test("English gets English, and what is pressed after it too", async () => {
    const help = await send({ text: "help" });
    expect(help.text).toContain("log a visit");
    expect((await send({ action: "today" })).text).toBe("Nobody is due today.");
  });

  test("Simplified gets Simplified again", async () => {
    expect((await send({ text: "今天看谁" })).text).toBe("今天没有到期的回访。");
    expect((await send({ action: "help" })).text).toContain("直接说就行");
  });
});
