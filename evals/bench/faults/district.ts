/** The district of the bench: one grid worker a chat, each with a grid of their own, and those who are told of crises and referrals. */
import { applySetup } from "../../../api/setup/apply.ts";
import { enrol } from "../../../cases/staff/enrol.ts";
import { loadDemoDirectory } from "../../../knowledge/pack/load.ts";
import type { Database } from "../../../platform/database/port.ts";
import type { Sealer } from "../../../platform/seal.ts";
import type { Chat } from "./story.ts";

/** A place that does not exist: the demo directory is of it. */
export const DISTRICT = 990101;
/** Of the demo directory; referrals for the poor go there. */
const RECEIVER = "示范社会工作服务站";
const SUPERVISORS = 2;

/** Who hears of what others do, and writes nothing. */
export const LISTENERS: Pick<Chat, "messenger" | "id">[] = [
  { messenger: "telegram", id: "6900001" },
  { messenger: "line", id: `U${"e".repeat(32)}` },
  { messenger: "telegram", id: "6900002" },
];

export async function settle(database: Database, sealer: Sealer, chats: Chat[]): Promise<void> {
  const now = new Date();
  const grids = chats.map(({ number }): [string, string, string] => ["示范街道", "示范社区", `第${number + 1}网格`]);
  const workers = chats.map(({ number }, i) => ({
    name: `李${number + 1}`,
    role: "grid_worker" as const,
    organization: null,
    grids: [grids[i]!],
  }));
  const listeners = LISTENERS.map((_, i) =>
    i < SUPERVISORS
      ? { name: `周${i + 1}`, role: "supervisor" as const, organization: null, grids: [] }
      : { name: `何${i + 1}`, role: "social_worker" as const, organization: RECEIVER, grids: [] },
  );
  const staff = [...workers, ...listeners];
  const place = { adcode: String(DISTRICT), name: "示范区" };
  const parts = { database, sealer, now };
  await applySetup(parts, place, { areas: [], staff: [] });
  // Before the staff: its organizations are theirs.
  await loadDemoDirectory(database, DISTRICT);
  const invited = await applySetup(parts, place, { areas: grids, staff });
  for (const [i, { messenger, id }] of [...chats, ...LISTENERS].entries()) {
    const code = invited.find(({ name }) => name === staff[i]!.name)!.code;
    const account = { channel: messenger, chat_id: id, sender_id: id };
    await database.transaction((tx) => enrol(tx, sealer, account, code, now));
  }
}
