import { readNote } from "../bot/understand/note.ts";
import { scheduleRules } from "../cases/follow-ups/schedule.ts";
import { inSession } from "../cases/session.ts";
import { saveVisit } from "../cases/visits/save.ts";
import { addDays, chinaDate } from "../platform/clock.ts";
import { DEMO_DISTRICT, demoStaffId } from "./demo.ts";
import type { AppParts } from "./parts.ts";

const DAY_MS = 86_400_000;

/** What the demo grid worker told in the weeks before: so many days ago, with the day of the next visit as so many days from today. */
const TOLD: [days_ago: number, next_in_days: number | null, note: string][] = [
  [34, null, "入户看望韦素珍，十二网格3栋1单元502，82岁，独居，身体还行，答应帮她问助餐点"],
  [12, null, "跟精防医生一起入户看仇德旺，十二网格5栋2单元1102，精神分裂，医生说病情不稳定"],
  [6, 0, "入户看望鲁根生，十二网格3栋1单元301，74岁，降压药还剩八天的量，约好%再来"],
  [5, -1, "入户看望蓝秋月，十二网格5栋2单元603，答应带残疾证申请表，约好%再来"],
  [4, 0, "入户看望褚有福，十二网格5栋2单元603，腿脚不好，约好%再来"],
  [1, null, "去看韦素珍，十二网格3栋1单元502，敲门没人应"],
];

/** 3月5日, as it is written in a note. */
const inWords = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

/** Puts a few residents of the demo district there, once, so that 今天 has somebody to see: told as notes, read by the same rules. */
export async function seedDemoResidents({ database, sealer, clock }: AppParts): Promise<void> {
  const now = clock.now();
  const admin = { district_id: DEMO_DISTRICT, staff_id: null, role: "admin" as const };
  const first = await inSession({ database, sealer, now }, admin, ({ tx }) =>
    tx.query(
      `update districts set settings = settings || '{"demo_residents": true}'
       where id = $1 and not settings ? 'demo_residents' and not exists (select from visits where district_id = $1)`,
      [DEMO_DISTRICT],
    ),
  );
  if (first.affected === 0) return;
  const worker = {
    district_id: DEMO_DISTRICT,
    staff_id: await demoStaffId("grid_worker"),
    role: "grid_worker" as const,
  };
  const today = chinaDate(now);
  for (const [days_ago, next_in_days, words] of TOLD) {
    const told = new Date(now.getTime() - days_ago * DAY_MS);
    const note = words.replace("%", next_in_days === null ? "" : inWords(addDays(today, next_in_days)));
    const draft = readNote(note, chinaDate(told));
    await inSession({ database, sealer, now: told }, worker, (session) => saveVisit(session, draft));
  }
  await inSession({ database, sealer, now }, worker, (session) => scheduleRules(session, null));
}
