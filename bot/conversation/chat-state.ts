import * as z from "zod";
import { readChatState, writeChatState } from "../../cases/drafts/chat-state.ts";
import type { StaffSession } from "../../cases/session.ts";
import { CORRECTION_KINDS } from "../../knowledge/directory/service.ts";
import { interview, stillRunning } from "../../knowledge/eligibility/interview.ts";
import { SITUATIONS } from "../crisis/situation.ts";
import { DEFAULT_LANGUAGE, LANGUAGES } from "../language/written-in.ts";
import { maskingState } from "../masking/placeholders.ts";

/** So long a message that was asked about waits for its answer, in hours. */
const DOUBT_HOURS = 2;

/**
 * What this release cannot read (another one wrote it) is forgotten by itself, so that it never stands in the way of a message, nor of
 * the other fields.
 */
const orForgotten = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().default(null).catch(null);

const doubt = z.object({
  /** Of the message (first-card.ts). */
  key: z.string(),
  /** Null once the writer has said 有危险: people were told, and the words stand with the crisis. */
  text: z.string().nullable(),
  message_id: z.string().nullable(),
  situation: z.enum(SITUATIONS),
  at: z.iso.datetime(),
});

const chatState = z.object({
  /** How the writer wrote last, for what they press. */
  language: z.enum(LANGUAGES).default(DEFAULT_LANGUAGE).catch(DEFAULT_LANGUAGE),
  /** The last question, so that the next may leave its subject out (follow-up.ts). */
  asked: orForgotten(
    z.object({
      words: z.string(),
      at: z.iso.datetime(),
      shown: z.array(z.object({ document_id: z.string(), start: z.number() })).default([]),
    }),
  ),
  /** A message that could be several things, until a button says which. */
  unclear: orForgotten(z.object({ text: z.string(), message_id: z.string() })),
  /** What only the model suspects to be a danger, until the writer says whether it is (ask-danger.ts); the newest last. */
  doubts: z.array(doubt).default([]).catch([]),
  /** The last service search, for 再看几个 and for a place that is shared afterwards. */
  services: orForgotten(
    z.object({
      words: z.string(),
      offset: z.number(),
      /** What was shown of it, for 「这个电话打不通」. */
      shown: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
      shown_at: z.iso.datetime().nullable().default(null),
    }),
  ),
  /** The next words say what is wrong with this service. */
  correcting_service: orForgotten(
    z.object({ id: z.string(), name: z.string(), kind: z.enum(CORRECTION_KINDS).nullable(), asked_at: z.string() }),
  ),
  /** What was said of a service, until a button says of which. */
  report: orForgotten(z.object({ kind: z.enum(CORRECTION_KINDS), words: z.string() })),
  /** The next words are a correction of the open draft. */
  correcting: z.boolean().default(false).catch(false),
  /** A correction of the open draft that can mean several things, until a button or an answer says which. */
  correction: orForgotten(
    z.object({
      draft_id: z.string(),
      words: z.string(),
      options: z.array(z.object({ text: z.string(), person: z.int().nullable() })),
    }),
  ),
  /** 他能办啥: what was said of somebody who is not named in it, for half an hour. */
  eligibility: orForgotten(interview),
  /** What stands for whom in what models are given of this conversation. */
  masking: orForgotten(maskingState),
  /** Whom a crisis may be handed to, in the order of the buttons. */
  handing_over: orForgotten(z.object({ crisis_id: z.string(), staff_ids: z.array(z.string()) })),
  /** The writer spoke of their own distress: until then nothing they say of themself is kept (docs/rules.md 7). */
  private_until: orForgotten(z.iso.datetime()),
});

export type ChatState = z.infer<typeof chatState>;

/** What the conversation remembers of this person. A doubt that nobody answered is gone from the database with it. */
export async function recall(session: StaffSession): Promise<ChatState> {
  const stored = await readChatState(session);
  const state = chatState.parse(stored === null ? {} : JSON.parse(stored));
  const since = session.now.getTime() - DOUBT_HOURS * 3_600_000;
  const doubts = state.doubts.filter(({ at }) => Date.parse(at) > since);
  if (doubts.length < state.doubts.length) await remember(session, state, { doubts });
  return { ...state, doubts, eligibility: stillRunning(state.eligibility, session.now) };
}

export async function remember(session: StaffSession, state: ChatState, changes: Partial<ChatState>): Promise<void> {
  await writeChatState(session, JSON.stringify({ ...state, ...changes }));
}
