import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { refusalWords } from "../../bot/texts/refusal-words.ts";
import { Refusal } from "../../cases/refusal.ts";
import { isUnreachable, isUnusable } from "../../platform/database/port.ts";
import type { Log } from "../../platform/log.ts";
import { REFUSED } from "../problem.ts";

export const FHIR_JSON = "application/fhir+json; charset=utf-8";

/** IssueType of R4: why something was not done. */
export type IssueType =
  | "invalid"
  | "required"
  | "value"
  | "structure"
  | "login"
  | "forbidden"
  | "not-found"
  | "not-supported"
  | "conflict"
  | "business-rule"
  | "too-long"
  | "transient"
  | "exception";

/** An OperationOutcome as an answer: what is wrong and what to do, in words. `id` finds the log line. */
export function outcome(c: Context, status: ContentfulStatusCode, code: IssueType, words: string): Response {
  const body = {
    resourceType: "OperationOutcome",
    id: c.get("requestId") as string,
    issue: [{ severity: status >= 500 ? "fatal" : "error", code, diagnostics: words }],
  };
  return c.json(body, status, { "content-type": FHIR_JSON });
}

const ISSUE: Partial<Record<number, IssueType>> = { 403: "forbidden", 404: "not-found", 409: "conflict" };

/** Turns whatever was thrown into an OperationOutcome; never a stack or a database message. */
export function onFhirError(log: Log): (error: Error, c: Context) => Response {
  return (error, c) => {
    if (error instanceof Refusal) {
      const status = REFUSED[error.code] ?? 422;
      return outcome(c, status, ISSUE[status] ?? "business-rule", refusalWords(error));
    }
    if (error instanceof HTTPException)
      return outcome(c, error.status as ContentfulStatusCode, "invalid", error.message);
    const id = c.get("requestId") as string;
    if (isUnusable(error)) {
      log.warn({ err: error, id, method: c.req.method, route: c.req.routePath }, "value refused by the database");
      return outcome(c, 400, "invalid", "A value is none: a NUL in a text, or a day or number that does not exist.");
    }
    log.error({ err: error, id, method: c.req.method, route: c.req.routePath }, "request failed");
    if (isUnreachable(error)) return outcome(c, 503, "transient", "The database cannot be reached right now.");
    return outcome(c, 500, "exception", "Something went wrong here. The id finds it in the log.");
  };
}
