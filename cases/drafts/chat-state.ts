import type { StaffSession } from "../session.ts";

const PLACE = "chats.state";

/** What the conversation remembers of this person between two messages, as JSON text; null when nothing. */
export async function readChatState({ tx, scope, sealer }: StaffSession): Promise<string | null> {
  const { rows } = await tx.query<{ state_sealed: string }>(
    "select state_sealed from chats where district_id = $1 and staff_id = $2",
    [scope.district_id, scope.staff_id],
  );
  return rows[0] ? sealer.open(rows[0].state_sealed, PLACE) : null;
}

/** Replaces it. */
export async function writeChatState({ tx, scope, sealer, now }: StaffSession, state: string): Promise<void> {
  await tx.query(
    `insert into chats (district_id, staff_id, state_sealed, updated_at) values ($1, $2, $3, $4)
     on conflict (district_id, staff_id) do update set state_sealed = excluded.state_sealed, updated_at = excluded.updated_at`,
    [scope.district_id, scope.staff_id, await sealer.seal(state, PLACE), now],
  );
}
