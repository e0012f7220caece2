import type { Context } from "hono";
import type { StaffSession } from "../../cases/session.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { whyRefused } from "./refused.ts";

/**
 * Does what a form asks, for whoever sent it, and leads on.
 * @param form `to`: where to, with `?done=…` for what is said there; `again`: the page with the form as it was typed, and why it was refused
 */
export async function submit(
  parts: AppParts,
  c: Context<StaffEnv>,
  form: { work: (session: StaffSession) => Promise<unknown>; to: string; again: (why: string) => Promise<Response> },
): Promise<Response> {
  try {
    await asStaff(parts, c.get("staff"), form.work);
  } catch (error) {
    return form.again(whyRefused(error));
  }
  return c.redirect(form.to, 303);
}
