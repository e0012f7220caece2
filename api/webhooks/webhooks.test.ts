import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { signedRequest } from "../../bot/channels/fake-messengers.ts";
import { drain } from "../../bot/run.ts";
import { DatabaseError } from "../../platform/database/port.ts";
import { setScope, systemScope } from "../../platform/scope.ts";
import { type Connected, connect } from "./connected.ts";

const USER = `U${"a".repeat(32)}`;
const source = { type: "user" as const, userId: USER };

let c: Connected;
beforeAll(async () => {
  c = await connect();
});
afterAll(async () => {
  expect(c.line.violations).toEqual([]);
  expect(c.telegram.violations).toEqual([]);
  await c.close();
});
beforeEach(async () => {
  await c.settled();
  c.line.sent.length = 0;
  c.telegram.sent.length = 0;
});

const inboxRows = async (): Promise<number> => {
  const { rows } = await c.parts.database.query<{ n: number }>("select count(*) as n from inbox");
  return rows[0]!.n;
};

/** LINE text of what was sent, whatever message type carried it. */
const lineText = (): string => JSON.stringify(c.line.sent);
const telegramText = (): string => c.telegram.sent.map((message) => message.text).join("\n");

async function say(text: string): Promise<void> {
  const response = await c.fromTelegram(c.updates.message({ text }));
  expect(response.status).toBe(200);
  await c.settled();
}

describe("what is not from the messenger", () => {
  test("a wrong or missing secret or signature is 401 with an id, and nothing is stored", async () => {
    const before = await inboxRows();
    const update = c.updates.message({ text: "低保怎么申请" });
    const body = c.webhooks.body(c.webhooks.text("低保怎么申请", { source }));
    for (const response of [
      await c.fromTelegram(update, "wrong"),
      await c.fromTelegram(update, ""),
      await c.fromLine(body, "another-channel-secret"),
      await c.app.request("/webhooks/line", { method: "POST", body: JSON.stringify(body) }),
      await c.app.request("/webhooks/telegram", { method: "POST", body: JSON.stringify(update) }),
    ]) {
      expect(response.status).toBe(401);
      const problem = (await response.json()) as Record<string, unknown>;
      expect(problem).toMatchObject({ status: 401, id: expect.stringMatching(/^[0-9a-f-]{36}$/) });
      expect(JSON.stringify(problem)).not.toContain("at ");
    }
    expect(await inboxRows()).toBe(before);
  });

  test("a body signed for another text is refused", async () => {
    const signed = signedRequest("line", JSON.stringify(c.webhooks.body(c.webhooks.text("一", { source }))));
    const response = await c.app.request("/webhooks/line", { ...signed, body: signed.body.replace("一", "二") });
    expect(response.status).toBe(401);
  });

  test("malformed JSON is 400, an unknown kind is 200 and ignored, a body of 2 MB is 413", async () => {
    const before = await inboxRows();
    const post = (body: string) => c.app.request("/webhooks/telegram", signedRequest("telegram", body));
    expect((await post("{")).status).toBe(400);
    expect((await post(JSON.stringify({ update_id: 9, brand_new_kind: {} }))).status).toBe(200);
    expect((await post(JSON.stringify({ pad: "x".repeat(2_000_000) }))).status).toBe(413);
    expect((await c.fromLine({ destination: "U", events: [] })).status).toBe(200);
    expect((await c.fromLine({ events: "none" })).status).toBe(400);
    expect(await inboxRows()).toBe(before);
  });
});

describe("an unknown sender", () => {
  test("gets the enrolment prompt and nothing else, whatever is asked", async () => {
    await say("低保怎么申请");
    expect(c.telegram.sent).toHaveLength(1);
    expect(telegramText()).toContain("邀请码");
    expect(telegramText()).not.toContain("低保");
  });

  test("in a crisis gets the card with public numbers and the prompt", async () => {
    await say("她说药攒够了 今晚就走 已经写了遗书");
    expect(telegramText()).toMatch(/110|120|12356/);
    expect(telegramText()).toContain("邀请码");
    const { rows } = await c.parts.database.transaction(async (tx) => {
      await tx.query("select set_config('app.district', '440606', true), set_config('app.role', 'system', true)");
      return tx.query("select id from crises");
    });
    expect(rows).toEqual([]);
  });

  test("with a wrong code is told so", async () => {
    await say("ABCDE12345");
    expect(telegramText()).toContain("邀请码不对");
  });
});

describe("a grid worker on Telegram", () => {
  beforeAll(async () => {
    await say(`/start ${c.codes.grid_worker}`);
    expect(telegramText()).toContain("认得您了");
  });

  test("the code works once", async () => {
    await c.fromTelegram(c.updates.message({ text: c.codes.grid_worker }, { chat_id: 77, user_id: 77 }));
    await c.settled();
    expect(telegramText()).toContain("邀请码不对");
  });

  test("tells a visit, saves it with one tap; a second tap does nothing twice", async () => {
    await say("今天去了三网格五栋二单元四零一王秀兰王奶奶家 七十八了一个人住 降压药快没了 下周三再去");
    expect(c.telegram.sent).toHaveLength(1);
    // Abroad only the surname is shown.
    expect(telegramText()).toContain("王某");
    expect(telegramText()).not.toContain("王秀兰");
    const keyboard = c.telegram.sent[0]!.reply_markup as {
      inline_keyboard: { text: string; callback_data: string }[][];
    };
    const save = keyboard.inline_keyboard.flat().find((button) => button.text === "保存")!;
    for (let i = 0; i < 2; i++) {
      await c.fromTelegram(c.updates.press(save.callback_data));
      await c.settled();
    }
    expect(c.telegram.sent[1]!.text).toMatch(/已保存 V-/);
    expect(c.telegram.sent[2]!.text).toContain("没有重复");
    const visits = await c.parts.database.transaction(async (tx) => {
      await tx.query("select set_config('app.district', '440606', true), set_config('app.role', 'system', true)");
      return (await tx.query("select ref from visits")).rows;
    });
    expect(visits).toHaveLength(1);
  });

  test("the same update delivered three times is answered once", async () => {
    const update = c.updates.message({ text: "谢谢" });
    await Promise.all([c.fromTelegram(update), c.fromTelegram(update), c.fromTelegram(update)]);
    await c.settled();
    expect(c.telegram.sent).toHaveLength(1);
  });

  test.each([
    ["5,000 characters", { text: "很长".repeat(2_500) }, /5000 个字/],
    ["blank", { text: "   " }, /没看到文字/],
    ["emoji only", { text: "😀😀👍" }, /./],
    [
      "a sticker",
      {
        sticker: {
          file_id: "s",
          file_unique_id: "s",
          type: "regular",
          width: 1,
          height: 1,
          is_animated: false,
          is_video: false,
        },
      },
      /表情/,
    ],
    ["a file", { document: { file_id: "d", file_unique_id: "d" } }, /文件/],
    ["a voice message", { voice: { file_id: "v", file_unique_id: "v", duration: 3 } }, /语音/],
  ])("%s gets a fitting reply", async (_, fields, fitting) => {
    await c.fromTelegram(c.updates.message(fields));
    await c.settled();
    expect(c.telegram.sent).toHaveLength(1);
    expect(telegramText()).toMatch(fitting);
  });

  test("an edited message changes its open draft; after that an older button is stale", async () => {
    const first = c.updates.message({ text: "今天去了三网格6栋301李桂珍阿姨家 六十五岁 摔了一跤" });
    await c.fromTelegram(first);
    await c.settled();
    const oldSave = JSON.stringify(c.telegram.sent[0]!.reply_markup).match(/visit\.save:[^"]+/)![0];
    const { message_id } = (first as unknown as { message: { message_id: number } }).message;
    await c.fromTelegram(c.updates.edited({ message_id, text: "今天去了三网格7栋301李桂珍阿姨家 六十五岁 摔了一跤" }));
    await c.settled();
    expect(c.telegram.sent[1]!.text).toContain("7栋301");
    await c.fromTelegram(c.updates.press(oldSave));
    await c.settled();
    expect(c.telegram.sent[2]!.text).toMatch(/处理过|最新/);
  });

  test("in a group nothing is stored and the answer is 请私聊", async () => {
    const before = await inboxRows();
    await c.fromTelegram(
      c.updates.message({ text: "三网格王秀兰今天没吃药" }, { chat_id: -100123, chat_type: "supergroup" }),
    );
    await c.settled();
    await new Promise((later) => setTimeout(later, 200));
    expect(telegramText()).toContain("请私聊");
    expect(await inboxRows()).toBe(before);
  });

  test("a red message: the card first, then who was told; the supervisor is told once enrolled", async () => {
    await c.fromTelegram(c.updates.message({ text: `/start ${c.codes.supervisor}` }, { chat_id: 88, user_id: 88 }));
    await c.settled();
    c.telegram.sent.length = 0;
    await say("老李拿着菜刀把门反锁了 说谁进来砍谁");
    const mine = c.telegram.sent.filter((message) => message.chat_id === 42).map((message) => message.text);
    expect(mine[0]).toContain("110");
    expect(mine[1]).toContain("已通知 周");
    const told = c.telegram.sent.find((message) => message.chat_id === 88)!;
    expect(told.text).toContain("紧急");
    const ack = JSON.stringify(told.reply_markup).match(/crisis\.ack:[^"]+/)![0];
    await c.fromTelegram(c.updates.press(ack, { chat_id: 88, user_id: 88 }));
    await c.settled();
    expect(c.telegram.sent.filter((message) => message.chat_id === 42).at(-1)!.text).toContain("已收到");
  });
});

describe("with the database down", () => {
  test("a red message still gets the card, which says that nobody has been told, and the channel is asked to deliver again", async () => {
    const { database } = c.parts;
    const { transaction, query } = database;
    const gone = () => Promise.reject(new DatabaseError("the database is gone", "57P01", null));
    Object.assign(database, { transaction: gone, query: gone });
    const red = c.updates.message({ text: "老李拿着菜刀把门反锁了 说谁进来砍谁" });
    const down = await c.fromTelegram(red);
    expect(down.status).toBe(503);
    expect(await down.json()).toMatchObject({ code: "database_unreachable" });
    expect(telegramText()).toContain("110");
    expect(telegramText()).toContain("还没有通知");
    const ordinary = await c.fromTelegram(c.updates.message({ text: "谢谢" }));
    expect(ordinary.status).toBe(503);
    expect(c.telegram.sent).toHaveLength(1);

    Object.assign(database, { transaction, query });
    c.telegram.sent.length = 0;
    expect((await c.fromTelegram(red)).status).toBe(200);
    await c.settled();
    expect(telegramText()).toContain("已通知");
  });
});

test("a queue that fails does not hold up what the clock of crises has due", async () => {
  await c.stopBot();
  const told = await c.parts.database.transaction(async (tx) => {
    await setScope(tx, systemScope(440606));
    return tx.query("update crises set climbs_at = '2020-01-01' where climbs_at is not null returning id");
  });
  expect(told.rows).not.toEqual([]);
  const queue = { ...c.parts.queue, fetch: () => Promise.reject(new Error("queue down")) };
  await expect(drain({ ...c.parts, queue })).rejects.toThrow("queue down");
  expect(telegramText()).toMatch(/C-\w{5}/);
  await c.startBot();
});

test("a stranger's sentence of ten letters is no invite code", async () => {
  for (const text of ["I want to die", "hello world"]) {
    await c.fromTelegram(c.updates.message({ text }, { chat_id: 99, user_id: 99 }));
    await c.settled();
  }
  const said = c.telegram.sent.filter(({ chat_id }) => chat_id === 99).map(({ text }) => text);
  expect(said.length).toBeGreaterThanOrEqual(2);
  expect(said.join("\n")).not.toContain("邀请码不对");
});

describe("words about the writer's own distress", () => {
  test("are answered and not kept: the whole database and the log are searched for them", async () => {
    const words = "天天被骂 我昨晚站在阳台上 想跳下去就清净了";
    await say(words);
    expect(telegramText()).toContain("12356");
    expect(telegramText()).toContain("不存档");
    await say("我真的好累 撑不下去的感觉又来了");
    const traces = ["跳下去", "清净了", "撑不下去"];
    const { sealer, database } = c.parts;
    const opened = await database.transaction(async (tx) => {
      await tx.query("select set_config('app.district', '440606', true), set_config('app.role', 'system', true)");
      const { rows: columns } = await tx.query<{ place: string; name: string }>(
        `select format('%I.%I', table_schema, table_name) as place, quote_ident(column_name) as name
         from information_schema.columns
         where table_schema in ('public', 'boss') and data_type in ('text', 'jsonb', 'character varying')
           and has_table_privilege(format('%I.%I', table_schema, table_name), 'select')`,
      );
      const found: string[] = [];
      for (const { place, name } of columns) {
        const { rows } = await tx.query<{ value: string }>(
          `select ${name}::text as value from ${place} where ${name} is not null`,
        );
        found.push(...rows.map((row) => row.value));
      }
      return found;
    });
    const places = [
      "crises.words",
      "questions.words",
      "visits.note",
      "chats.state",
      "drafts.body",
      "inbox.body",
      "outbox.body",
    ];
    for (const value of opened) {
      for (const place of value.startsWith("s1.") ? places : []) {
        const plain = await sealer.open(value, place).catch(() => "");
        for (const trace of traces) expect(plain).not.toContain(trace);
      }
      for (const trace of traces) expect(value).not.toContain(trace);
    }
    expect(opened.length).toBeGreaterThan(100);
    for (const line of c.logged) for (const trace of traces) expect(line).not.toContain(trace);
  });
});

describe("a social worker on LINE", () => {
  test("enrols by typing the code, asks, and unsends a note: its draft is gone", async () => {
    const token = () => c.line.issueReplyToken(USER);
    await c.fromLine(c.webhooks.body(c.webhooks.text(c.codes.social_worker, { source, replyToken: token() })));
    await c.settled();
    expect(lineText()).toContain("认得您了");
    expect(c.line.sent[0]!.via).toBe("reply");

    const note = c.webhooks.text("今天去了三网格8栋202赵淑芬家 七十一岁 药快没了", { source, replyToken: token() });
    await c.fromLine(c.webhooks.body(note));
    await c.settled();
    expect(lineText()).toContain("8栋202");
    const { id } = (note as unknown as { message: { id: string } }).message;
    await c.fromLine(c.webhooks.body(c.webhooks.unsend(id, { source })));
    await c.settled();
    expect(lineText()).toContain("草稿已删掉");
    const { rows } = await c.parts.database.query("select id from drafts where state = 'open'");
    expect(rows).toEqual([]);
  });

  test("one webhook with several events keeps their order", async () => {
    await c.fromLine(
      c.webhooks.body(
        c.webhooks.text("谢谢", { source, replyToken: c.line.issueReplyToken(USER) }),
        c.webhooks.text("帮助", { source, replyToken: c.line.issueReplyToken(USER) }),
      ),
    );
    await c.settled();
    expect(c.line.sent).toHaveLength(2);
    expect(JSON.stringify(c.line.sent[0])).toContain("随时叫我");
    expect(JSON.stringify(c.line.sent[1])).toContain("记走访");
  });
});
