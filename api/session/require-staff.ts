import type { Context, MiddlewareHandler } from "hono";
import type { AppParts } from "../parts.ts";
import { problem } from "../problem.ts";
import { type Barred, barredFor, machineAsks, noteUse, WHY_NOT } from "./machine.ts";
import { type StaffEnv, whoAsks } from "./who.ts";

/** How an interface says that somebody is not let in. */
export type Refuse = (c: Context, status: 401 | 403 | 409, code: "not_signed_in" | "other_staff" | Barred) => Response;

/** For the interfaces that systems use: people who are signed in, and systems by their token, within what it allows. */
export function requireCaller(parts: AppParts, refuse: Refuse): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    const staff = await whoAsks(c, parts);
    if (staff) {
      // The chat page says as whom it was opened: another login in the same browser must not speak through it.
      const meant = c.req.header("doorstep-staff");
      if (meant && meant !== staff.id) return refuse(c, 409, "other_staff");
      c.set("staff", staff);
      return next();
    }
    const machine = await machineAsks(c, parts);
    if (!machine) return refuse(c, 401, "not_signed_in");
    const barred = barredFor(c, machine);
    if (barred) return refuse(c, 403, barred);
    c.set("staff", machine);
    await next();
    await noteUse(c, parts, machine);
  };
}

/** The same for JSON routes: what is refused is a problem. */
export function requireStaff(parts: AppParts): MiddlewareHandler<StaffEnv> {
  return requireCaller(parts, (c, status, code) =>
    problem(c, status, code, status === 403 ? { detail: WHY_NOT[code] } : {}),
  );
}
