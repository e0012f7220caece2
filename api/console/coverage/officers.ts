import type { MiddlewareHandler } from "hono/types";
import type { StaffEnv } from "../../session/who.ts";
import { keepsStaff } from "../layout.ts";
import { troublePage } from "../trouble.ts";

/** Sites, targets, the map and the meeting are kept by supervisors and admins. */
export const officersOnly: MiddlewareHandler<StaffEnv> = async (c, next) => {
  if (!keepsStaff(c.get("staff"))) return troublePage(c, 403, "forbidden");
  await next();
};
