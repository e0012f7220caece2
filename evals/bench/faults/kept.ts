/** What the database holds at the end, read as the service reads it. */
import type { Database } from "../../../platform/database/port.ts";
import { setScope, systemScope } from "../../../platform/scope.ts";
import type { Sealer } from "../../../platform/seal.ts";
import { DISTRICT } from "./district.ts";
import { outboxContents } from "./outbox-contents.ts";
import type { Messenger } from "./story.ts";

/** What the effects of the messages are found by, once for each row. */
export interface Effects {
  questions: string[];
  visits: string[];
  referrals: string[];
  crises: string[];
}

export interface InboxKept {
  id: string;
  channel: Messenger;
  event_id: string;
  state: "open" | "done" | "poison";
  /** Its job's attempts beyond the first; null when the queue has forgotten the job. */
  retries: number | null;
}

export interface ReplyKept {
  id: string;
  inbox_id: string | null;
  chat_id: string;
  channel: Messenger;
  state: "open" | "sent" | "gone";
  kind: string;
  /** What the reader must have got, one for each message that it goes out as. */
  contents: string[];
}

export interface Kept {
  effects: Effects;
  inbox: InboxKept[];
  /** In the order in which they were put there; those of the web wait for a page and are not sent. */
  replies: ReplyKept[];
  /** Jobs that are not ended, by state. */
  jobs: Record<string, number>;
}

export async function readKept(database: Database, sealer: Sealer): Promise<Kept> {
  const effects = await database.transaction(async (tx): Promise<Effects> => {
    await setScope(tx, systemScope(DISTRICT));
    const opened = async (sql: string, place: string): Promise<string[]> => {
      const { rows } = await tx.query<{ sealed: string }>(sql);
      return Promise.all(rows.map(({ sealed }) => sealer.open(sealed, place)));
    };
    return {
      questions: await opened("select words_sealed as sealed from questions", "questions.words"),
      visits: await opened("select note_sealed as sealed from visits where undone_at is null", "visits.note"),
      referrals: await opened(
        "select p.name_sealed as sealed from referrals r join people p on p.district_id = r.district_id and p.id = r.person_id",
        "people.name",
      ),
      crises: await opened("select words_sealed as sealed from crises", "crises.words"),
    };
  });
  const inbox = await database.query<InboxKept>(
    `select i.id, i.channel, i.event_id, i.state, j.retry_count as retries
     from inbox i left join boss.job j on j.id = i.id order by i.seq`,
  );
  const replies = await database.query<Omit<ReplyKept, "contents" | "kind" | "chat_id"> & { body_sealed: string }>(
    `select o.id, o.inbox_id, o.channel, o.state, b.body_sealed
     from outbox o join bench_replies b on b.outbox_id = o.id where o.channel <> 'web' order by o.seq`,
  );
  const jobs = await database.query<{ state: string; n: number }>(
    "select state, count(*) as n from boss.job where state <> 'completed' group by state",
  );
  return {
    effects,
    inbox: inbox.rows,
    replies: await Promise.all(
      replies.rows.map(async ({ body_sealed, ...row }) => ({
        ...row,
        ...outboxContents(row.channel, await sealer.open(body_sealed, "outbox.body")),
      })),
    ),
    jobs: Object.fromEntries(jobs.rows.map(({ state, n }) => [state, n])),
  };
}

/** How many messages, jobs and replies are not ended. */
export async function whatIsLeft(database: Database): Promise<number> {
  const { rows } = await database.query<{ n: number }>(
    `select (select count(*) from inbox where state = 'open') + (select count(*) from outbox where state = 'open' and channel <> 'web')
       + (select count(*) from boss.job where state <> 'completed') as n`,
  );
  return rows[0]!.n;
}

/** How many connections wait for NOTIFY: three of each process, however often they were lost. */
export async function listeningConnections(database: Database): Promise<number> {
  const { rows } = await database.query<{ n: number }>(
    "select count(*) as n from pg_stat_activity where application_name = 'doorstep listen'",
  );
  return rows[0]!.n;
}
