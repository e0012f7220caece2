import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { refusalWords } from "../bot/texts/refusal-words.ts";
import { Refusal, type RefusalCode } from "../cases/refusal.ts";
import { isUnreachable, isUnusable } from "../platform/database/port.ts";
import type { Log } from "../platform/log.ts";

/** RFC 9457. `code` is stable, `id` finds the log line; never a stack or a database message. */
export interface Problem {
  type: "about:blank";
  title: string;
  status: number;
  code: string;
  id: string;
  detail?: string;
  errors?: { field: string; message: string }[];
}

/** The answer to a refusal; 422 where nothing else is said. */
export const REFUSED: Partial<Record<RefusalCode, ContentfulStatusCode>> = {
  not_found: 404,
  not_yours_to_move: 403,
  changed_meanwhile: 409,
  move_not_allowed: 409,
  already_there: 409,
  already_claimed: 409,
  already_resent: 409,
  already_merged: 409,
  already_unmerged: 409,
  already_erased: 409,
  erase_held: 409,
  merged_further: 409,
  stage_same: 409,
  benefit_same: 409,
  pathway_begun: 409,
  step_not_next: 409,
  answered_before: 409,
  supervisor_needed: 403,
  supervisors_only: 403,
  admins_only: 403,
  professionals_only: 403,
  crisis_closed: 409,
  draft_stale: 409,
  draft_closed: 409,
  follow_up_closed: 409,
  amend_not_yours: 403,
  amend_too_late: 403,
  snooze_past_rule: 403,
};

export function problem(
  c: Context,
  status: ContentfulStatusCode,
  code: string,
  more: { title?: string; detail?: string; errors?: Problem["errors"]; extra?: object } = {},
): Response {
  const body: Problem & object = {
    type: "about:blank",
    title: more.title ?? TITLES[status] ?? "Error",
    status,
    code,
    id: c.get("requestId") as string,
    ...(more.detail === undefined ? {} : { detail: more.detail }),
    ...(more.errors === undefined ? {} : { errors: more.errors }),
    ...more.extra,
  };
  return c.json(body, status, { "content-type": "application/problem+json; charset=utf-8" });
}

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Not acceptable as it is",
  429: "Too many requests",
  500: "Something went wrong here",
  503: "Not available right now",
};

/** Turns whatever was thrown into a problem; what is not expected is logged under the id that the answer carries. */
export function onError(log: Log): (error: Error, c: Context) => Response {
  return (error, c) => {
    if (error instanceof Refusal) {
      // `status` is the answer's own: what stands in the case table has another name here.
      const { status: current_status, ...known } = error.detail;
      return problem(c, REFUSED[error.code] ?? 422, error.code, {
        detail: refusalWords(error),
        extra: { ...known, ...(current_status === undefined ? {} : { current_status }) },
      });
    }
    if (error instanceof HTTPException) return problem(c, error.status, `http_${error.status}`);
    const id = c.get("requestId") as string;
    if (isUnusable(error)) {
      log.warn({ err: error, id, method: c.req.method, route: c.req.routePath }, "value refused by the database");
      return problem(c, 400, "bad_value", {
        detail: "A value is none: a NUL in a text, or a day or number that does not exist.",
      });
    }
    log.error({ err: error, id, method: c.req.method, route: c.req.routePath }, "request failed");
    if (isUnreachable(error)) return problem(c, 503, "database_unreachable");
    return problem(c, 500, "internal");
  };
}
