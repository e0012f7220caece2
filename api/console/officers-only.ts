import type { MiddlewareHandler } from "hono/types";
import type { StaffEnv } from "../session/who.ts";
import { keepsStaff } from "./layout.ts";
import { troublePage } from "./trouble.ts";

/** What only supervisors and admins do or see; anybody else is told so. */
export const officersOnly: MiddlewareHandler<StaffEnv> = async (c, next) => {
  if (!keepsStaff(c.get("staff"))) return troublePage(c, 403, "forbidden");
  await next();
};
