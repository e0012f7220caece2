import type { Context, MiddlewareHandler } from "hono";
import { firstCard, verdictOfContent } from "../../bot/first-card.ts";
import type { Content } from "../../bot/incoming.ts";
import type { AppParts } from "../parts.ts";
import { problem } from "../problem.ts";
import { holdsToken, type StaffEnv } from "../session/who.ts";

/** Nobody in a crisis waits longer for the card, in milliseconds, whatever the database does. */
const CARD_AT_LAST_MS = 2_800;

/**
 * Before anything that asks the database, also who is there: a red message gets its card when the rest fails or hangs. The signature
 * of the token is enough for that; what is on the card is public. The page sends the message again, so that it is kept in the end.
 */
export function cardFirst(parts: AppParts): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    if (c.req.method !== "POST" || !(await holdsToken(c, parts))) return next();
    const content = contentOf(await c.req.json().catch(() => null));
    if (content === null || verdictOfContent(content).level !== "red") return next();
    const instead = async (): Promise<Response> =>
      problem(c, 503, "not_kept", { extra: { replies: [await firstCard(content, { alone: true })] } });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"late">((done) => {
      timer = setTimeout(() => done("late"), CARD_AT_LAST_MS);
    });
    const rest = next().then(
      () => "answered" as const,
      (err: unknown) => {
        parts.log.error({ err }, "message not kept");
        return "failed" as const;
      },
    );
    const came = await Promise.race([rest, late]);
    clearTimeout(timer);
    if (came === "answered" && (c.res.status < 500 || (await holdsReplies(c)))) return;
    const card = await instead();
    if (c.finalized) c.res = card;
    return card;
  };
}

function contentOf(body: unknown): Content | null {
  if (typeof body !== "object" || body === null) return null;
  if ("text" in body && typeof body.text === "string") return { type: "text", text: body.text, message_id: "" };
  return "action" in body && typeof body.action === "string" ? { type: "action", id: body.action } : null;
}

async function holdsReplies(c: Context): Promise<boolean> {
  const body: unknown = await c.res
    .clone()
    .json()
    .catch(() => null);
  return (
    typeof body === "object" &&
    body !== null &&
    "replies" in body &&
    Array.isArray(body.replies) &&
    body.replies.length > 0
  );
}
