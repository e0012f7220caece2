import { type Context, Hono } from "hono";
import { contextStorage } from "hono/context-storage";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import * as z from "zod";
import { tellOfMove } from "../../bot/conversation/moved.ts";
import { tellOfOutcome } from "../../bot/conversation/referral-moved.ts";
import { refusalWords } from "../../bot/texts/refusal-words.ts";
import { countHit } from "../../cases/count-hits.ts";
import { ANSWERS, type AnswerKind, answerByLink } from "../../cases/referrals/receiver/answer.ts";
import { findLink, isWithdrawn, type OpenLink } from "../../cases/referrals/receiver/link.ts";
import { showToReceiver } from "../../cases/referrals/receiver/shown.ts";
import { Refusal } from "../../cases/refusal.ts";
import type { Session } from "../../cases/session.ts";
import { inPageLanguage } from "../language.ts";
import type { Html } from "../page.ts";
import type { AppParts } from "../parts.ts";
import { clientAddress } from "./client-address.ts";
import { answerPage, coverPage, NAME_LIMIT, note, type Refused, WORDS_LIMIT } from "./page.ts";
import { texts } from "./texts.ts";

const typed = z
  .string()
  .default("")
  .transform((words) => words.replace(/\r\n?/g, "\n").trim());
const posted = z.object({
  do: z.enum(["open", ...ANSWERS]),
  named: typed,
  words: typed,
  resident_confirmed: z.literal("yes").optional(),
});

/**
 * `/r/:token`: the receiver's answer without an account. Opening it shows a button, because messengers open links to preview them; the
 * referral itself comes only in answers to a POST and stays in no cache, history or index. No cookie speaks for anybody here, so the
 * token alone is what counts: wrong, spent and expired look the same.
 */
export function receiver(parts: AppParts): Hono {
  const app = new Hono();
  app.onError((error, c) => {
    parts.log.error({ err: error, id: c.get("requestId" as never), route: "/r/:token" }, "receiver page failed");
    return say(c, note(texts.wrong_title, texts.wrong), 503);
  });
  app.use("*", contextStorage(), inPageLanguage(parts.public_url?.startsWith("https:") ?? false));
  app.use("/:token", async (c, next) => {
    c.header("cache-control", "no-store");
    c.header("x-robots-tag", "noindex, nofollow");
    const { database, sealer } = parts;
    const now = parts.clock.now();
    // The address first: who asks too often leaves no row for each token that they make up.
    const allowed =
      (await countHit(database, sealer, { of: "address", value: clientAddress(c) }, now)) &&
      (await countHit(database, sealer, { of: "token", value: c.req.param("token") }, now));
    if (!allowed) return say(c, note(texts.busy_title, texts.busy), 429);
    await next();
  });

  app.get("/:token", async (c) => {
    const found = await byToken(parts, c, async () => true);
    return found ? say(c, coverPage()) : gone(parts, c);
  });

  app.post("/:token", async (c) => {
    const read = posted.safeParse(await c.req.parseBody());
    if (!read.success) return gone(parts, c);
    const { do: what, named, words, resident_confirmed } = read.data;
    if (what === "open") return show(parts, c, null);
    const confirmed = resident_confirmed === "yes";
    const refused = (why: string): Refused => ({ why, named, words, resident_confirmed: confirmed });
    if (named === "") return show(parts, c, refused(texts.named_missing), 422);
    if (words.length > WORDS_LIMIT) return show(parts, c, refused(texts.too_long(WORDS_LIMIT)), 422);
    if (named.length > NAME_LIMIT) return show(parts, c, refused(texts.too_long(NAME_LIMIT)), 422);
    try {
      const done = await byToken(parts, c, (session, link) =>
        answer(parts, session, link, { kind: what, named, words, resident_confirmed: confirmed }),
      );
      if (!done) return gone(parts, c);
      const ended = done === "completed" ? "completed" : what;
      return say(c, note(texts.thanks_title, texts.thanks[ended]));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return show(parts, c, refused(refusalWords(error)), 409);
    }
  });
  return app;
}

/** The answer and what everybody concerned is told of it, in one transaction. @returns the status it has now */
async function answer(
  parts: AppParts,
  session: Session,
  link: OpenLink,
  given: { kind: AnswerKind; named: string; words: string; resident_confirmed: boolean },
): Promise<string> {
  const moved = await answerByLink(session, link, given);
  const only_told = given.kind === "outcome" && moved.to !== "completed";
  await (only_told ? tellOfOutcome(parts, session, moved) : tellOfMove(parts, session, moved));
  return moved.to;
}

/** Runs `work` in a transaction in which the token leads somewhere; null when it does not. */
function byToken<T>(
  parts: AppParts,
  c: Context,
  work: (session: Session, link: OpenLink) => Promise<T>,
): Promise<T | null> {
  return parts.database.transaction(async (tx) => {
    const token = c.req.param("token") ?? "";
    const found = await findLink(tx, parts.sealer, token, parts.clock.now());
    return found ? work(found.session, found.link) : null;
  });
}

async function show(parts: AppParts, c: Context, refused: Refused | null, status: ContentfulStatusCode = 200) {
  const view = await byToken(parts, c, showToReceiver);
  return view ? say(c, answerPage(view, refused), status) : gone(parts, c);
}

/** It leads nowhere, and nobody learns why, but that the resident does not want it any more. */
async function gone(parts: AppParts, c: Context): Promise<Response> {
  const token = c.req.param("token") ?? "";
  const withdrawn = await parts.database.transaction((tx) => isWithdrawn(tx, parts.sealer, token, parts.clock.now()));
  if (withdrawn) return say(c, note(texts.withdrawn_title, texts.withdrawn), 410);
  return say(c, note(texts.gone_title, texts.gone), 404);
}

function say(c: Context, page: Html, status: ContentfulStatusCode = 200): Response | Promise<Response> {
  return c.html(page, status);
}
