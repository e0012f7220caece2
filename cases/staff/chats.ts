import { asService, type Session } from "../session.ts";

export interface StaffChat {
  staff_id: string;
  channel: "telegram" | "line" | "web";
  chat_id: string;
  /** The name of the session's district, where the same person works in others, too: what is said there has to say where it is from. */
  district?: string;
}

/** Where these members of staff are reached: their bound accounts, and the web chat, which everybody has. */
export async function chatsOf(session: Session, staff_ids: string[]): Promise<StaffChat[]> {
  const bound = await asService(session, ({ tx, scope }) =>
    tx.query<{ staff_id: string; channel: "telegram" | "line"; chat_sealed: string; district: string | null }>(
      `with bound as (select id, staff_id, channel, chat_sealed from channel_accounts
         where district_id = $1 and staff_id = any ($2::uuid[]) and unbound_at is null and channel <> 'web')
       select staff_id, channel, chat_sealed,
         (select d.name from districts d where d.id = $1 and bound.id in
           (select own_id from entry_elsewhere(array(select id from bound)))) as district
       from bound`,
      [scope.district_id, staff_ids],
    ),
  );
  const abroad = await Promise.all(
    bound.rows.map(async ({ staff_id, channel, chat_sealed, district }) => ({
      staff_id,
      channel,
      chat_id: await session.sealer.open(chat_sealed, "channel_accounts.chat"),
      ...(district === null ? {} : { district }),
    })),
  );
  return [
    ...abroad,
    ...[...new Set(staff_ids)].map((staff_id) => {
      const district = bound.rows.find((one) => one.staff_id === staff_id && one.district !== null)?.district;
      return { staff_id, channel: "web" as const, chat_id: staff_id, ...(district ? { district } : {}) };
    }),
  ];
}
