import type { Context } from "hono";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { consolePage, keepsStaff } from "../layout.ts";
import { texts } from "../texts.ts";
import type { Filters } from "./filters.ts";
import { type LogSays, logBody } from "./log-page.ts";
import { readLog } from "./read-log.ts";

/**
 * The page with what was chosen.
 * @param said what several changes at once came to, or why something was refused
 */
export async function showLog(
  parts: AppParts,
  c: Context<StaffEnv>,
  chosen: Filters,
  said: Omit<LogSays, "excel"> = {},
): Promise<Response> {
  const staff = c.get("staff");
  const log = await asStaff(parts, staff, (session) => readLog(session, chosen, keepsStaff(staff)));
  const frame = { staff, title: texts.log.title, section: "referrals", top: true, list: true } as const;
  const excel = parts.forms !== undefined;
  return c.html(consolePage(frame, logBody(staff, chosen, log, { ...said, excel })), said.why ? 422 : 200);
}
