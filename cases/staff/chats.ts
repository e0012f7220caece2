import { asService, type Session } from "../session.ts";

export interface StaffChat {
  staff_id: string;
  channel: "telegram" | "line" | "web";
  chat_id: string;
}

/** Where these members of staff are reached: their bound accounts, and the web chat, which everybody has. */
export async function chatsOf(session: Session, staff_ids: string[]): Promise<StaffChat[]> {
  const bound = await asService(session, ({ tx, scope }) =>
    tx.query<{ staff_id: string; channel: "telegram" | "line"; chat_sealed: string }>(
      `select staff_id, channel, chat_sealed from channel_accounts
       where district_id = $1 and staff_id = any ($2::uuid[]) and unbound_at is null and channel <> 'web'`,
      [scope.district_id, staff_ids],
    ),
  );
  const abroad = await Promise.all(
    bound.rows.map(async ({ staff_id, channel, chat_sealed }) => ({
      staff_id,
      channel,
      chat_id: await session.sealer.open(chat_sealed, "channel_accounts.chat"),
    })),
  );
  return [
    ...abroad,
    ...[...new Set(staff_ids)].map((staff_id) => ({ staff_id, channel: "web" as const, chat_id: staff_id })),
  ];
}
