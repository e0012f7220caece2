import type { Session } from "../../cases/session.ts";
import { asService } from "../../cases/session.ts";
import { findStaff } from "../../cases/staff/staff.ts";
import type { BotParts } from "../parts.ts";
import { notifyCalmly } from "../quiet-hours.ts";
import { forOthers } from "../texts/in-language.ts";
import { workingLife } from "../texts/working-life.ts";
import { reply } from "./turn.ts";

type Telling = Pick<BotParts, "sealer" | "clock">;

export interface ToldCover {
  area: string;
  from_staff: string;
  to_staff: string;
  /** ISO days; until null: for good. */
  from_on: string;
  until_on: string | null;
  /** Unsaved drafts that went along. */
  drafts: number;
}

/** Both are told who looks after the grid, and until when. */
export async function tellOfCover(parts: Telling, session: Session, cover: ToldCover): Promise<void> {
  const { area, from_on, until_on, drafts } = cover;
  await tellBoth(parts, session, cover, (t, from, to) =>
    until_on === null
      ? { to: t.to_for_good(area, from), from: t.from_for_good(area, to), drafts }
      : { to: t.to(area, from, from_on, until_on), from: t.from(area, to, from_on, until_on), drafts },
  );
}

/** Both are told that it has ended before its day. */
export function tellOfEnd(
  parts: Telling,
  session: Session,
  ended: Pick<ToldCover, "area" | "from_staff" | "to_staff">,
): Promise<void> {
  return tellBoth(parts, session, ended, (t, _, to) => ({
    to: t.ended_to(ended.area),
    from: t.ended_from(ended.area, to),
    drafts: 0,
  }));
}

async function tellBoth(
  parts: Telling,
  session: Session,
  { from_staff, to_staff }: Pick<ToldCover, "from_staff" | "to_staff">,
  words: (t: typeof workingLife.cover, from: string, to: string) => { to: string; from: string; drafts: number },
): Promise<void> {
  const [from, to] = await asService(session, (service) =>
    Promise.all([findStaff(service, from_staff), findStaff(service, to_staff)]),
  );
  const said = forOthers(() => {
    const t = workingLife.cover;
    const told = words(t, from?.name ?? "", to?.name ?? "");
    return told.drafts > 0 ? { ...told, to: `${told.to}${t.drafts(told.drafts)}` } : told;
  });
  await notifyCalmly(parts, session, [to_staff], reply("status", said.to), { priority: "routine" });
  if (from) await notifyCalmly(parts, session, [from_staff], reply("status", said.from), { priority: "routine" });
}
