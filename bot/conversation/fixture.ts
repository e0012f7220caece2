import { NOW, type SeededDistrict } from "../../cases/fixture.ts";
import { findStaff } from "../../cases/staff/staff.ts";
import { newId } from "../../platform/id.ts";
import { screen } from "../crisis/screen.ts";
import type { Incoming } from "../incoming.ts";
import { converse } from "./converse.ts";
import type { TurnResult } from "./turn.ts";

/** A worker's chat over the real conversation, database and crisis screen; `minutes` after the morning of the fixture. */
export function chatOf(district: SeededDistrict) {
  const { worker } = district.staff;
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

/** All that a turn said. */
export const wordsOf = ({ replies }: TurnResult): string => replies.map(({ text }) => text).join("\n");
