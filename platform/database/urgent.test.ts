/** On PostgreSQL: work that holds every connection keeps no webhook waiting. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPostgres, type FreshPostgres, POSTGRES_URL } from "./fresh.ts";
import type { Database } from "./port.ts";
import { openPostgres } from "./postgres.ts";

if (!POSTGRES_URL) console.log("left out: urgent statements on PostgreSQL (no PostgreSQL)");

describe.skipIf(!POSTGRES_URL)("what is urgent", () => {
  let made: FreshPostgres;
  let database: Database;
  beforeAll(async () => {
    made = await createPostgres();
    database = openPostgres(made.service_url, { connections: 1 });
  });
  afterAll(async () => {
    await database.close();
    await made.drop();
  });

  test("is done while work holds every connection, and other work waits for one", async () => {
    const order: string[] = [];
    const holds = Promise.withResolvers<void>();
    const work = database.transaction(async () => {
      await holds.promise;
      order.push("work");
    });
    const waiting = database.query("select 1").then(() => order.push("waiting"));
    await database.query("select 1", [], { urgent: true });
    await database.transaction((tx) => tx.query("select 1"), { urgent: true });
    order.push("urgent");
    holds.resolve();
    await Promise.all([work, waiting]);
    expect(order).toEqual(["urgent", "work", "waiting"]);
  });
});
