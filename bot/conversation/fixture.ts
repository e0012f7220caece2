import { afterAll, beforeAll, beforeEach } from "vitest";
import { NOW, type SeededDistrict, seedDistrict, testSealer } from "../../cases/fixture.ts";
import { findStaff } from "../../cases/staff/staff.ts";
import { freshPglite } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { screen } from "../crisis/screen.ts";
import type { Incoming } from "../incoming.ts";
import { converse } from "./converse.ts";
import type { TurnResult } from "./turn.ts";

/** A worker's chat over the real conversation, database and crisis screen; `minutes` after the morning of the fixture. */
export function chatOf(district: SeededDistrict, worker = district.staff.worker) {
  const send = (content: Incoming["content"], minutes = 0): Promise<TurnResult> =>
    district.session(
      worker,
      async (session) =>
        converse({
          session,
          staff: (await findStaff(session, worker.id))!,
          incoming: {
            channel: "web",
            event_id: newId(),
            chat_id: worker.id,
            sender_id: worker.id,
            at: null,
            content,
          } as never,
          inbox_id: newId(),
          verdict: content.type === "text" ? screen(content.text) : screen(""),
          card_attempted: false,
          console_url: null,
        }),
      new Date(NOW.getTime() + minutes * 60_000),
    );
  return {
    say: (text: string, minutes?: number) => send({ type: "text", text, message_id: newId() }, minutes),
    press: (result: TurnResult, label: string, minutes?: number) => {
      const action = result.replies.flatMap((reply) => reply.actions).find((one) => one.label === label);
      if (!action) throw new Error(`no button ${label}`);
      return send({ type: "action", id: action.id }, minutes);
    },
  };
}

/** For each test of the suite that calls it: a district of its own, and its worker's chat. */
export function freshChat(): { readonly district: SeededDistrict; readonly chat: ReturnType<typeof chatOf> } {
  let database: Database;
  let number = 0;
  const fresh = {} as { district: SeededDistrict; chat: ReturnType<typeof chatOf> };
  beforeAll(async () => {
    database = await freshPglite();
  });
  beforeEach(async () => {
    fresh.district = await seedDistrict(database, await testSealer(), ++number);
    fresh.chat = chatOf(fresh.district);
  });
  afterAll(() => database.close());
  return fresh;
}

/** All that a turn said. */
export const wordsOf = ({ replies }: TurnResult): string => replies.map(({ text }) => text).join("\n");
