import * as z from "zod";
import { readChatState, writeChatState } from "../../cases/drafts/chat-state.ts";
import type { StaffSession } from "../../cases/session.ts";
import { CORRECTION_KINDS } from "../../knowledge/directory/service.ts";

const chatState = z.object({
  /** A message that could be several things, until a button says which. */
  unclear: z.object({ text: z.string(), message_id: z.string() }).nullable().default(null),
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
  /** The writer spoke of their own distress: until then nothing they say of themself is kept (docs/rules.md 7). */
  private_until: z.iso.datetime().nullable().default(null),
});

export type ChatState = z.infer<typeof chatState>;

export async function recall(session: StaffSession): Promise<ChatState> {
  const stored = await readChatState(session);
  return chatState.parse(stored === null ? {} : JSON.parse(stored));
}

export async function remember(session: StaffSession, state: ChatState, changes: Partial<ChatState>): Promise<void> {
  await writeChatState(session, JSON.stringify({ ...state, ...changes }));
}
