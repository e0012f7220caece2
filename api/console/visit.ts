import { type Context, Hono } from "hono";
import * as z from "zod";
import { amendedDraft } from "../../bot/conversation/amend-text.ts";
import { LONGEST_TEXT } from "../../bot/conversation/converse.ts";
import { amendScreened } from "../../bot/conversation/crisis-amended.ts";
import { refusalWords } from "../../bot/texts/refusal-words.ts";
import { Refusal } from "../../cases/refusal.ts";
import { assertAmendable } from "../../cases/visits/amend.ts";
import { visitWithHistory } from "../../cases/visits/amend-history.ts";
import type { AppParts } from "../parts.ts";
import { REFUSED } from "../problem.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { consolePage, doneNotice } from "./layout.ts";
import { idOf, readForm, WORDS_LIMIT, wordsField } from "./read-form.ts";
import { refusalIn } from "./refused.ts";
import { texts } from "./texts.ts";
import { type Typed, visitBody } from "./visit-page.ts";
import { visitTexts } from "./visit-texts.ts";

const amendFields = z.object({
  note: wordsField,
  reason: wordsField,
  /** The visit as the page showed it. */
  version: z.coerce.number().int(),
  do: z.enum(["look", "again", "save"]).default("look"),
});

/** `/console/visits/:id`: one visit with its history; amending shows what it would be before anything is written. */
export function visitPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/:id", (c) => show(parts, c, null));
  app.post("/:id/amend", async (c) => {
    const id = idOf(c);
    const { do: what, ...fields } = await readForm(c, amendFields);
    const typed: Typed = { ...fields, why: null, draft: null };
    if (what === "again") return show(parts, c, typed);
    for (const [words, limit] of [
      [typed.note, LONGEST_TEXT],
      [typed.reason, WORDS_LIMIT],
    ] as const)
      if (words.length > limit) return show(parts, c, { ...typed, why: texts.referral.too_long(limit) }, 422);
    try {
      if (typed.note === "") throw new Refusal("amend_nothing");
      const amended = await asStaff(parts, c.get("staff"), async (session) => {
        const { draft, visit } = await amendedDraft(session, id, typed.note);
        if (what === "save")
          return {
            draft,
            done: await amendScreened(parts, { session, staff: c.get("staff") }, { ...typed, draft, visit }),
          };
        assertAmendable(session, visit, typed);
        if (draft === visit.told) throw new Refusal("amend_nothing");
        return { draft, done: null };
      });
      if (!amended.done) return show(parts, c, { ...typed, draft: amended.draft });
      const { crisis, stays } = amended.done;
      const done = crisis ? "crisis" : stays.length > 0 ? "stays" : "amended";
      return c.redirect(`/console/visits/${id}?done=${done}`, 303);
    } catch (error) {
      const refused = refusalIn(error);
      return show(parts, c, { ...typed, why: refusalWords(refused) }, REFUSED[refused.code] === 409 ? 409 : 422);
    }
  });
  return app;
}

async function show(
  parts: AppParts,
  c: Context<StaffEnv>,
  typed: Typed | null,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const staff = c.get("staff");
  const now = parts.clock.now();
  const visit = await asStaff(parts, staff, (session) => visitWithHistory(session, idOf(c)), now);
  const notice = doneNotice(visitTexts.done, c.req.query("done"));
  const frame = { staff, title: visitTexts.title(visit.ref), section: "visits", notice } as const;
  return c.html(consolePage(frame, visitBody(visit, typed)), status);
}
