/**
 * The least that a durable webhook can be: Hono, the messengers' verification, one INSERT and one pg-boss send in one transaction.
 * It does not seal, keep the order of a chat or know a repeated delivery, and it screens for crises only to show what that costs.
 */
import { Hono } from "hono";
import { Pool } from "pg";
import { PgBoss } from "pg-boss";
import { LINE_SECRET, TELEGRAM_SECRET } from "../../../bot/channels/fake-messengers.ts";
import { verifyLineSignature } from "../../../bot/channels/line/verify.ts";
import { screen } from "../../../bot/crisis/screen.ts";
import { newId } from "../../../platform/id.ts";
import { QUEUE } from "../../../platform/queue/boss.ts";
import { sameSignature } from "../../../platform/seal.ts";

const INSERT = `insert into inbox (id, channel, event_id, chat_key, body_sealed, received_at) values ($1, $2, $3, $4, $5, $6)`;

interface Arrived {
  channel: "telegram" | "line";
  event_id: string;
  chat_id: string;
}

/**
 * @param with_job false: the INSERT alone, without a transaction around it
 * @param screens runs the crisis screen on the words first
 */
export async function bareApp(
  database_url: string,
  { with_job, screens }: { with_job: boolean; screens: boolean },
): Promise<Hono> {
  const pool = new Pool({ connectionString: database_url, max: 10 });
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values) },
    ...{ schema: "boss", migrate: false, schedule: false, supervise: false },
  });
  // Learns its queues, so that `send` asks for nothing outside the transaction.
  await boss.start();

  async function keep({ channel, event_id, chat_id }: Arrived, body: string): Promise<void> {
    const id = newId();
    const row = [id, channel, event_id, chat_id, body, new Date()];
    if (!with_job) return void (await pool.query(INSERT, row));
    const client = await pool.connect();
    try {
      await client.query("begin");
      await client.query(INSERT, row);
      const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) };
      await boss.send(QUEUE, { inbox_id: id }, { id, singletonKey: chat_id, db });
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      throw error;
    } finally {
      client.release();
    }
  }

  const app = new Hono();
  app.get("/readyz", (c) => c.body(null, 200));
  app.post("/webhooks/telegram", async (c) => {
    if (!sameSignature(c.req.header("x-telegram-bot-api-secret-token") ?? "", TELEGRAM_SECRET))
      return c.body(null, 401);
    const body = await c.req.text();
    const { update_id, message } = JSON.parse(body);
    if (screens) screen(message.text);
    await keep({ channel: "telegram", event_id: String(update_id), chat_id: String(message.chat.id) }, body);
    return c.body(null, 200);
  });
  app.post("/webhooks/line", async (c) => {
    const raw = new Uint8Array(await c.req.arrayBuffer());
    if (!(await verifyLineSignature(raw, c.req.header("x-line-signature") ?? null, LINE_SECRET)))
      return c.body(null, 401);
    const body = new TextDecoder().decode(raw);
    const [event] = JSON.parse(body).events;
    if (screens) screen(event.message.text);
    await keep({ channel: "line", event_id: event.webhookEventId, chat_id: event.source.userId }, body);
    return c.body(null, 200);
  });
  return app;
}
