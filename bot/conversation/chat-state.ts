import * as z from "zod";
import { readChatState, writeChatState } from "../../cases/drafts/chat-state.ts";
import type { StaffSession } from "../../cases/session.ts";
import { CORRECTION_KINDS } from "../../knowledge/directory/service.ts";
import { interview, stillRunning } from "../../knowledge/eligibility/interview.ts";
import { SITUATIONS } from "../crisis/situation.ts";
import { DEFAULT_LANGUAGE, LANGUAGES } from "../language/written-in.ts";
import { maskingState } from "../masking/placeholders.ts";

const chatState = z.object({
  /** How the writer wrote last, for what they press. */
  language: z.enum(LANGUAGES).default(DEFAULT_LANGUAGE),
  /** The last question, so that the next may leave its subject out (follow-up.ts). */
  asked: z
    .object({
      words: z.string(),
      at: z.iso.datetime(),
      shown: z.array(z.object({ document_id: z.string(), start: z.number() })).default([]),
    })
    .nullable()
    .default(null),
  /** A message that could be several things, until a button says which. */
  unclear: z.object({ text: z.string(), message_id: z.string() }).nullable().default(null),
  /** What only the model suspects to be a danger, until the writer says whether it is (ask-danger.ts). */
  doubted: z
    .object({
      text: z.string(),
      message_id: z.string().nullable(),
      situation: z.enum(SITUATIONS),
      at: z.iso.datetime(),
      said_yes: z.boolean().default(false),
    })
    .nullable()
    .default(null),
  /** The last service search, for 再看几个 and for a place that is shared afterwards. */
  services: z
    .object({
      words: z.string(),
      offset: z.number(),
      /** What was shown of it, for 「这个电话打不通」. */
      shown: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
      shown_at: z.iso.datetime().nullable().default(null),
    })
    .nullable()
    .default(null),
  /** The next words say what is wrong with this service. */
  correcting_service: z
    .object({ id: z.string(), name: z.string(), kind: z.enum(CORRECTION_KINDS).nullable(), asked_at: z.string() })
    .nullable()
    .default(null),
  /** What was said of a service, until a button says of which. */
  report: z
    .object({ kind: z.enum(CORRECTION_KINDS), words: z.string() })
    .nullable()
    .default(null),
  /** The next words are a correction of the open draft. */
  correcting: z.boolean().default(false),
  /** A correction of the open draft that can mean several things, until a button or an answer says which. */
  correction: z
    .object({
      draft_id: z.string(),
      words: z.string(),
      options: z.array(z.object({ text: z.string(), person: z.int().nullable() })),
    })
    .nullable()
    .default(null),
  /** 他能办啥: what was said of somebody who is not named in it, for half an hour. */
  eligibility: interview.nullable().default(null).catch(null),
  /** What stands for whom in what models are given of this conversation. */
  masking: maskingState.nullable().default(null),
  /** Whom a crisis may be handed to, in the order of the buttons. */
  handing_over: z
    .object({ crisis_id: z.string(), staff_ids: z.array(z.string()) })
    .nullable()
    .default(null),
  /** The writer spoke of their own distress: until then nothing they say of themself is kept (docs/rules.md 7). */
  private_until: z.iso.datetime().nullable().default(null),
});

export type ChatState = z.infer<typeof chatState>;

export async function recall(session: StaffSession): Promise<ChatState> {
  const stored = await readChatState(session);
  const state = chatState.parse(stored === null ? {} : JSON.parse(stored));
  return { ...state, eligibility: stillRunning(state.eligibility, session.now) };
}

export async function remember(session: StaffSession, state: ChatState, changes: Partial<ChatState>): Promise<void> {
  await writeChatState(session, JSON.stringify({ ...state, ...changes }));
}
