import { Refusal } from "../cases/refusal.ts";
import type { Session, StaffSession } from "../cases/session.ts";
import type { Place } from "../cases/staff/accounts.ts";
import { chatsOf } from "../cases/staff/chats.ts";
import type { Queryable } from "../platform/database/port.ts";
import type { InboxJob } from "../platform/queue/queue.ts";
import { setScope } from "../platform/scope.ts";
import { endMessage, type InboxRow, nextOfChat } from "../platform/transport/inbox.ts";
import { putOutgoing } from "../platform/transport/outbox.ts";
import { lasted, watched } from "../platform/watch/steps.ts";
import { recall, remember } from "./conversation/chat-state.ts";
import { converse } from "./conversation/converse.ts";
import { crisisAlone } from "./conversation/crisis-first.ts";
import { say, type Turn, type TurnResult } from "./conversation/turn.ts";
import { whichDistrict } from "./conversation/which-district.ts";
import { isUnsure } from "./crisis/verdict.ts";
import { type OutboxBody, readInboxBody } from "./envelope.ts";
import { fetchMedia, type Media } from "./fetch-media.ts";
import { wordsOf } from "./first-card.ts";
import type { Incoming } from "./incoming.ts";
import { replyIn } from "./language/reply-in.ts";
import { DEFAULT_LANGUAGE, type Language, writtenIn } from "./language/written-in.ts";
import { type Ahead, lookAhead } from "./look-ahead.ts";
import { named, noticeOf } from "./name-district.ts";
import { withOwnLinks } from "./own-links.ts";
import type { BotParts } from "./parts.ts";
import { notifyCalmly } from "./quiet-hours.ts";
import { verdictOf } from "./receive.ts";
import type { Reply } from "./reply.ts";
import { codeIn, joinAnother, stranger } from "./stranger.ts";
import { speaking } from "./texts/in-language.ts";
import { texts } from "./texts/zh-hans.ts";
import { whoWrites } from "./who-writes.ts";

/** After so many failures in a row a message is poison: recorded, the chat told, and the queue free again. */
const POISON_AFTER_FAILURES = 3;
/** A message that meets the end of its process is not at fault; one that meets it so often ends it. */
const POISON_AFTER_TRIES = 10;

/**
 * Works off the lowest open message of the job's chat: conversation, effects, replies and the end of the job in one
 * transaction. Throws when anything in it failed; then nothing of it happened.
 */
export async function workOff(parts: BotParts, job: InboxJob): Promise<void> {
  const row = await nextOfChat(parts.database, parts.sealer, job.inbox_id);
  if (!row) {
    await parts.database.transaction(() => parts.queue.complete(job));
    return;
  }
  const about = { message_id: row.id, facts: { channel: row.channel } };
  if (job.retry_count === 0) lasted("queue", about, parts.clock.now().getTime() - row.received_at.getTime());
  await watched("work", about, async (step) => {
    step.facts.outcome = await workOffRow(parts, job, row);
  });
}

async function workOffRow(parts: BotParts, job: InboxJob, row: InboxRow): Promise<"done" | "poison"> {
  const { incoming: arrived, at, district = null } = readInboxBody(row.body);
  const accepted = row.accepted_district ?? district;
  const now = at === null ? parts.clock.now() : new Date(at);
  const poison = job.failures >= POISON_AFTER_FAILURES || job.retry_count >= POISON_AFTER_TRIES;
  const writer = (by: Incoming) => async (tx: Queryable) =>
    (await whoWrites(parts, tx, by, { accepted, now }))?.staff ?? null;
  const { incoming, media, card_out } = poison
    ? { incoming: arrived, media: null, card_out: false }
    : await fetchMedia(parts, { incoming: arrived, received_at: row.received_at }, writer(arrived));
  if (card_out) row.card_attempted = true;
  const ahead = poison
    ? null
    : await lookAhead(parts, incoming, now, writer(incoming), (sentence) => parts.live?.tell(row.id, sentence));
  await parts.database.transaction(async (tx) => {
    const message = { row, incoming, accepted, now, media, ahead };
    if (!poison) await sendOut(parts, tx, message, await answer(parts, tx, message, converse));
    else await giveUp(parts, tx, message);
    await endMessage(tx, row.id, poison ? "poison" : "done", parts.clock.now());
    await parts.queue.complete(job);
  });
  if (poison) parts.log.error({ inbox_id: row.id }, "message is poison");
  return poison ? "poison" : "done";
}

interface Message {
  row: InboxRow;
  incoming: Incoming;
  /** The district that it was accepted for. */
  accepted: number | null;
  now: Date;
}

/** With the file that came with it, and what models made of it beforehand. */
type Read = Message & { media: Media | null } & { ahead: Ahead | null };

type Answer = TurnResult & { session?: StaffSession; places?: Place[] };

/** @param work what is done with the turn of a member of staff */
async function answer(
  parts: BotParts,
  tx: Queryable,
  { row, incoming, accepted, now, media, ahead }: Read,
  work: (turn: Turn) => Promise<TurnResult>,
): Promise<Answer> {
  const writer = await whoWrites(parts, tx, incoming, { accepted, now });
  if (!writer) {
    const language = writtenIn(wordsOf(incoming.content)) ?? DEFAULT_LANGUAGE;
    return inTheirs(language, () => stranger(parts.sealer, tx, { incoming, now, card_out: row.card_attempted }));
  }
  const { staff, places } = writer;
  const scope = { district_id: staff.district_id, staff_id: staff.id, role: staff.role };
  const session: StaffSession = { tx, scope, sealer: parts.sealer, now };
  await setScope(tx, scope);
  const state = await recall(session);
  const language = writtenIn(wordsOf(incoming.content)) ?? state.language;
  if (ahead?.masked || language !== state.language)
    await remember(session, state, { language, masking: ahead?.masked ?? state.masking });
  const { public_url } = parts;
  const turn: Turn = {
    session,
    staff,
    incoming,
    inbox_id: row.id,
    verdict: verdictOf(incoming),
    card_attempted: row.card_attempted,
    media,
    log: parts.log,
    ...ahead,
    public_url,
    console_url: public_url === null ? null : (token) => `${public_url}/login/${token}`,
  };
  const code = codeIn(incoming);
  if (code !== undefined) {
    const joined = await inTheirs(language, () => joinAnother(parts.sealer, tx, { incoming, now, code }));
    if (joined) return joined;
    await setScope(tx, scope);
  }
  // A refusal undoes what the turn has written so far, and only that. A crisis is never refused: then it is tried again.
  await tx.query("savepoint turn");
  try {
    const result = await inTheirs(language, async () => (await whichDistrict(turn, places)) ?? work(turn));
    return { ...result, session, places };
  } catch (error) {
    if (!(error instanceof Refusal) || turn.verdict.level !== "none") throw error;
    await tx.query("rollback to savepoint turn");
    await setScope(tx, scope);
    return { ...(await inTheirs(language, async () => say("clarify", texts.refusals[error.code]))), session, places };
  }
}

/** A message that is poison: its crisis is told all the same, by itself; then the chat hears that the rest failed. */
async function giveUp(parts: BotParts, tx: Queryable, message: Read): Promise<void> {
  const failed = say("help", texts.poison);
  const verdict = verdictOf(message.incoming);
  if (verdict.level === "none" || verdict.self || isUnsure(verdict)) return sendOut(parts, tx, message, failed);
  await tx.query("savepoint poison");
  try {
    const told = await answer(parts, tx, message, crisisAlone);
    await sendOut(parts, tx, message, { ...told, replies: [...told.replies, ...failed.replies] });
  } catch (err) {
    await tx.query("rollback to savepoint poison");
    parts.log.error({ err, inbox_id: message.row.id }, "crisis of a poison message was told to nobody");
    await sendOut(parts, tx, message, failed);
  }
}

/** What `work` says, in this language and script. */
async function inTheirs<Said extends TurnResult | null>(language: Language, work: () => Promise<Said>): Promise<Said> {
  const result = await speaking(language === "zh-Hant" ? "zh-Hans" : language, work);
  if (result === null) return result;
  const replies = await Promise.all(result.replies.map((said) => replyIn(language, said, result.names ?? [])));
  return { ...result, replies };
}

/** Everything this turn says, to the writer and to whoever must know, goes out with the commit. */
async function sendOut(parts: BotParts, tx: Queryable, { row, incoming, now }: Message, result: Answer): Promise<void> {
  const put = { sealer: parts.sealer, now: parts.clock.now() };
  const names = result.names ?? [];
  for (const [i, said] of named(incoming, result).entries()) {
    const body: OutboxBody = {
      chat_id: incoming.chat_id,
      reply: withOwnLinks(said, parts.public_url),
      // A card that went out at the webhook has used LINE's token.
      reply_token: i === 0 && !row.card_attempted ? (incoming.reply_token ?? null) : null,
      answers: row.received_at.toISOString(),
      edits: i === 0 ? spentMessage(incoming) : null,
      names,
    };
    await putOutgoing(tx, put, {
      channel: row.channel,
      chat_id: incoming.chat_id,
      body: JSON.stringify(body),
      inbox_id: row.id,
    });
  }
  for (const notice of result.notices ?? []) {
    const session = { ...result.session!, now };
    await (notice.priority
      ? notifyCalmly(parts, session, notice.staff_ids, notice.reply, { priority: notice.priority, names })
      : notify(parts, session, notice.staff_ids, notice.reply, names));
  }
}

/** Buttons that act on a row are spent by a press; those of a menu stay. */
function spentMessage(incoming: Incoming): string | null {
  return incoming.content.type === "action" && incoming.content.id.includes(":")
    ? (incoming.pressed_message_id ?? null)
    : null;
}

/** Tells members of staff something that they did not ask for, on every chat they have. */
export async function notify(
  parts: Pick<BotParts, "sealer" | "clock"> & Partial<Pick<BotParts, "public_url">>,
  session: Session,
  staff_ids: string[],
  said: Reply,
  names: string[],
): Promise<void> {
  for (const chat of await chatsOf(session, staff_ids)) {
    const body: OutboxBody = {
      chat_id: chat.chat_id,
      reply: withOwnLinks(noticeOf(session, chat, said), parts.public_url ?? null),
      reply_token: null,
      answers: null,
      edits: null,
      names,
    };
    await putOutgoing(
      session.tx,
      { sealer: parts.sealer, now: parts.clock.now() },
      {
        channel: chat.channel,
        chat_id: chat.chat_id,
        body: JSON.stringify(body),
        inbox_id: null,
      },
    );
  }
}
