import { botApiChecks } from "./fake-telegram-checks.ts";

/** Updates as Telegram posts them, checked against the published description of `Update` where the specs folder is there. */

export interface SampleSource {
  chat_id?: number;
  user_id?: number;
  chat_type?: "private" | "group" | "supergroup" | "channel";
}

const WRITTEN_AT = 1_790_000_000;

/** Each call makes one update with the next id; it throws when real Telegram could not have sent it. */
export function sampleUpdates(specs: string | null, first_id = 100) {
  const checks = botApiChecks(specs);
  let update_id = first_id;
  let message_id = 0;

  function checked<U extends object>(kind: U) {
    const update = { update_id: update_id++, ...kind };
    const problems = checks.value("Update", update);
    if (problems.length > 0) throw new Error(`no such update: ${problems.join("; ")}`);
    return update;
  }

  function written(fields: Record<string, unknown>, source: SampleSource) {
    const { chat_id = 42, user_id = 42, chat_type = "private" } = source;
    const from = chat_type === "channel" ? {} : { from: { id: user_id, is_bot: false, first_name: "小周" } };
    return { message_id: ++message_id, date: WRITTEN_AT, chat: { id: chat_id, type: chat_type }, ...from, ...fields };
  }

  return {
    /** `fields` beside sender and chat, e.g. `{text}`, `{location}`, `{sticker}`. */
    message: (fields: Record<string, unknown>, source: SampleSource = {}) =>
      checked({ message: written(fields, source) }),
    edited: (fields: Record<string, unknown>, source: SampleSource = {}) =>
      checked({ edited_message: written({ edit_date: WRITTEN_AT + 60, ...fields }, source) }),
    channelPost: (fields: Record<string, unknown>) =>
      checked({ channel_post: written(fields, { chat_id: -1007, chat_type: "channel" }) }),
    /** A press on one of the bot's own buttons. */
    press: (data: string, source: SampleSource = {}) => {
      const { chat_id = 42, user_id = 42, chat_type = "private" } = source;
      const bot = { id: 12345, is_bot: true, first_name: "家门口" };
      return checked({
        callback_query: {
          id: `query-${update_id}`,
          from: { id: user_id, is_bot: false, first_name: "小周" },
          chat_instance: "1",
          data,
          message: {
            message_id: 900,
            date: WRITTEN_AT,
            chat: { id: chat_id, type: chat_type },
            from: bot,
            text: "请选",
          },
        },
      });
    },
    /** Any other kind, e.g. `{my_chat_member: …}`. */
    other: (kind: Record<string, unknown>) => checked(kind),
  };
}
