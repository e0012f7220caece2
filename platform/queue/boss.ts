import { type Db, PgBoss } from "pg-boss";
import { currentTransaction, type Database } from "../database/port.ts";

const SCHEMA = "boss";
export const QUEUE = "inbox";

/** The boss's SQL joins the transaction the code is in, if any; otherwise it runs by itself. */
function bossDatabase(database: Database): Db {
  return {
    async executeSql(text, values) {
      const tx = currentTransaction.getStore();
      if (tx) return tx.query(text, values ?? []);
      return values?.length ? database.query(text, values) : { rows: await database.execute(text) };
    },
  };
}

/** A job whose process gives no sign for so long is another's: the shortest that pg-boss knows. */
const HEARTBEAT_SECONDS = 10;
/** So often a process at work gives one. */
export const HEARTBEAT_EVERY_MS = 3_000;
/** And no handler takes longer than this, signs or not: fetching a recording and two models come to half of it. */
const EXPIRY_SECONDS = 120;

/**
 * Makes or updates the queue's schema and its one queue. Runs as the owner, together with the migrations.
 * `key_strict_fifo`: one job of a chat at a time, in order, a failed one first.
 */
export async function installQueue(owner: Database, backend: "postgres" | "pglite"): Promise<void> {
  const boss = new PgBoss({ db: bossDatabase(owner), schema: SCHEMA, backend, supervise: false, schedule: false });
  boss.on("error", () => {});
  await boss.start();
  const times = { expireInSeconds: EXPIRY_SECONDS, heartbeatSeconds: HEARTBEAT_SECONDS };
  await boss.createQueue(QUEUE, {
    policy: "key_strict_fifo",
    retryLimit: 1000,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 30,
    ...times,
    deleteAfterSeconds: 7 * 86_400,
    retentionSeconds: 365 * 86_400,
  });
  // One that an earlier build made keeps its own times otherwise.
  await boss.updateQueue(QUEUE, times);
  // The same statement, to be called from within another one (keep_arrival); made anew with every pg-boss.
  const { sql } = await sendStatement(boss, crypto.randomUUID(), "any");
  await owner.execute(
    `create or replace function ${SCHEMA}.send_inbox(text) returns setof uuid language plpgsql as $send$ begin return query ${sql}; end $send$`,
  );
  await boss.stop({ graceful: false });
  await owner.query(`grant usage on schema ${SCHEMA} to doorstep_service`);
  await owner.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to doorstep_service`);
  await owner.query(`grant execute on all functions in schema ${SCHEMA} to doorstep_service`);
}

/** What `send` would run to make the job of an inbox row: pg-boss's own statement, and its one parameter. Runs nothing. */
export async function sendStatement(
  boss: PgBoss,
  inbox_id: string,
  chat_key: string,
): Promise<{ sql: string; job: string }> {
  const said = { sql: "", job: "" };
  const db: Db = {
    async executeSql(sql, values) {
      Object.assign(said, { sql, job: values![0] });
      return { rows: [{ id: inbox_id }] };
    },
  };
  await boss.send(QUEUE, { inbox_id }, { id: inbox_id, singletonKey: chat_key, db });
  return said;
}

/** A boss for the service's role. `supervise` arms its timers (Node); Workers call `supervise()` from cron instead. */
export function openBoss(
  database: Database,
  options: { backend: "postgres" | "pglite"; supervise: boolean; onError: (error: Error) => void },
): PgBoss {
  const boss = new PgBoss({
    db: bossDatabase(database),
    schema: SCHEMA,
    backend: options.backend,
    migrate: false,
    schedule: false,
    supervise: options.supervise,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    // Needs to own the indexes; the service owns nothing.
    reindex: false,
    monitorVacuum: false,
  });
  boss.on("error", options.onError);
  return boss;
}
