import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import * as z from "zod";
import { withdrawn } from "../../../bot/conversation/withdraw-consent.ts";
import { sendNotices } from "../../../bot/send-notices.ts";
import { refusalWords } from "../../../bot/texts/refusal-words.ts";
import { listAreas } from "../../../cases/areas/areas.ts";
import { closeNeed, NEED_RESULTS } from "../../../cases/needs/close.ts";
import { BENEFIT_STATES, noteBenefit } from "../../../cases/people/benefits.ts";
import { readFile } from "../../../cases/people/file.ts";
import { byRef } from "../../../cases/people/find.ts";
import { listPeople, searchPeople } from "../../../cases/people/list.ts";
import { mergePeople } from "../../../cases/people/merge.ts";
import { readPerson } from "../../../cases/people/read.ts";
import { STAGES, setStage } from "../../../cases/people/stages.ts";
import { addSupport, endSupport, SUPPORT_ROLES } from "../../../cases/people/support.ts";
import { unmergePeople } from "../../../cases/people/unmerge.ts";
import { Refusal } from "../../../cases/refusal.ts";
import type { StaffSession } from "../../../cases/session.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { consolePage, doneNotice } from "../layout.ts";
import { officersOnly } from "../officers-only.ts";
import { idOf, readForm, wordsField } from "../read-form.ts";
import { whyRefused } from "../refused.ts";
import { submit } from "../submit.ts";
import { type Filled, mergeBody } from "./act-forms.ts";
import { fileBody } from "./file-page.ts";
import { foundBody, listBody, PATH } from "./list-page.ts";
import { partedBody } from "./parted-page.ts";
import { personDataPages } from "./person-data.ts";
import { texts } from "./texts.ts";

const PAGE = 50;
const filters = z.object({
  grid: z.uuid().optional().catch(undefined),
  stage: z.enum(STAGES).optional().catch(undefined),
  gap: z.enum(SUPPORT_ROLES).optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
});
const searchForm = z.object({
  name: z.string().trim().min(1).max(40),
  grid: z.union([z.literal("").transform(() => null), z.uuid()]).default(null),
});
const stageFields = z.object({ stage: z.enum(STAGES), since: z.iso.date(), words: wordsField });
const benefitFields = z.object({
  benefit: z.string().max(60).default(""),
  state: z.enum(BENEFIT_STATES),
  since: z.iso.date(),
  words: wordsField,
});
const supportFields = z.object({
  role: z.enum(SUPPORT_ROLES),
  name: z.string().max(60).default(""),
  phone: z.string().max(30).default(""),
});
const needFields = z.object({ need_id: z.uuid(), result: z.enum(NEED_RESULTS), words: wordsField });
const endFields = z.object({ support_id: z.uuid() });
const mergeFields = z.object({ other: z.uuid(), words: wordsField });
const unmergeFields = z.object({ merge_id: z.uuid(), words: wordsField });

/** `/console/people`: the files, found by name or filter, each with what can be done to it; names of people stand in no address. */
export function peoplePages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", async (c) => {
    const staff = c.get("staff");
    const { cursor, grid: area_id, stage, gap } = filters.parse(c.req.query());
    const chosen = { area_id, stage, gap };
    const page = await asStaff(parts, staff, async (session) => ({
      ...(await listPeople(session, { ...chosen, cursor, limit: PAGE })),
      areas: await listAreas(session),
    }));
    const frame = { staff, title: texts.title, section: "people", top: true, list: true } as const;
    return c.html(consolePage(frame, listBody(staff, { ...page, cursor, chosen })));
  });
  app.post("/search", async (c) => {
    const staff = c.get("staff");
    const { name, grid } = await readForm(c, searchForm);
    const found = await asStaff(parts, staff, (session) => searchPeople(session, { name, area_id: grid }));
    const frame = { staff, title: texts.found.title, section: "people" } as const;
    return c.html(consolePage(frame, foundBody(found, grid !== null)));
  });
  app.get("/:id", (c) => showFile(parts, c, idOf(c), null));
  app.route("/", personDataPages(parts));

  app.post("/:id/stage", async (c) => {
    const fields = await readForm(c, stageFields);
    return act(parts, c, "stage", fields, (session, id) => setStage(session, id, fields));
  });
  app.post("/:id/benefit", async (c) => {
    const fields = await readForm(c, benefitFields);
    return act(parts, c, "benefit", fields, (session, id) => noteBenefit(session, id, fields));
  });
  app.post("/:id/support", async (c) => {
    const fields = await readForm(c, supportFields);
    const who = { ...fields, phone: fields.phone || null };
    return act(parts, c, "support", fields, (session, id) => addSupport(session, id, who));
  });
  app.post("/:id/support/end", async (c) => {
    const { support_id } = await readForm(c, endFields);
    await asStaff(parts, c.get("staff"), (session) => endSupport(session, idOf(c), support_id));
    return c.redirect(`${PATH}/${idOf(c)}?done=ended`, 303);
  });

  app.post("/:id/need", async (c) => {
    const { need_id, ...end } = await readForm(c, needFields);
    return act(parts, c, "need", { need_id, ...end }, (session) => closeNeed(session, need_id, end));
  });
  app.post("/:id/withdraw", officersOnly, (c) =>
    act(parts, c, "withdraw", {}, async (session, id) => {
      const { notices } = await withdrawn(session, id);
      await sendNotices(parts, session, notices);
    }),
  );

  app.use("/:id/merge", officersOnly);
  app.get("/:id/merge", async (c) => {
    const staff = c.get("staff");
    const other = z.string().max(12).catch("").parse(c.req.query("other"));
    const other_id = await asStaff(parts, staff, (session) => byRef(session, other));
    return showMerge(parts, c, other_id, null);
  });
  app.post("/:id/merge", async (c) => {
    const { other, words } = await readForm(c, mergeFields);
    const kept_id = idOf(c);
    return submit(parts, c, {
      work: (session) => mergePeople(session, { kept_id, merged_id: other, reason: words }),
      to: `${PATH}/${kept_id}?done=merged`,
      again: (why) => showMerge(parts, c, other, { why, words }),
    });
  });
  app.post("/:id/unmerge", officersOnly, async (c) => {
    const fields = await readForm(c, unmergeFields);
    const { merge_id, words: reason } = fields;
    try {
      const parted = await asStaff(parts, c.get("staff"), (session) =>
        unmergePeople(session, { kept_id: idOf(c), merge_id, reason }),
      );
      const frame = { staff: c.get("staff"), title: texts.parted.title, section: "people" } as const;
      return c.html(consolePage(frame, partedBody(parted)));
    } catch (error) {
      return showFile(parts, c, idOf(c), { form: "unmerge", why: whyRefused(error), fields });
    }
  });
  return app;
}

/** Does it and leads back to the file; refused, the file is shown with the form as it was filled in. */
async function act(
  parts: AppParts,
  c: Context<StaffEnv>,
  form: "stage" | "benefit" | "support" | "need" | "withdraw",
  fields: Record<string, string>,
  work: (session: StaffSession, id: string) => Promise<unknown>,
): Promise<Response> {
  const id = idOf(c);
  return submit(parts, c, {
    work: (session) => work(session, id),
    to: `${PATH}/${id}?done=${form}`,
    again: (why) => showFile(parts, c, id, { form, why, fields }),
  });
}

/** The file; of one that was merged, the address of the file that was kept, with a word. */
async function showFile(parts: AppParts, c: Context<StaffEnv>, id: string, filled: Filled | null): Promise<Response> {
  const staff = c.get("staff");
  const now = parts.clock.now();
  const file = await asStaff(parts, staff, (session) => readFile(session, id), now);
  const title = `${texts.title} ${file.ref}`;
  const notice = doneNotice(texts.done, c.req.query("done"));
  // A number that is no other file's is found nowhere; what was filled in wrongly can be mended.
  const status: ContentfulStatusCode = filled === null ? 200 : filled.form === "merge" ? 404 : 422;
  const body = fileBody(staff, file, { today: chinaDate(now), now, filled });
  return c.html(consolePage({ staff, title, section: "people", notice }, body), status);
}

async function showMerge(
  parts: AppParts,
  c: Context<StaffEnv>,
  other_id: string | null,
  refused: { why: string; words: string } | null,
): Promise<Response> {
  const staff = c.get("staff");
  const read = await asStaff(parts, staff, async (session) => ({
    kept: await readPerson(session, idOf(c)),
    merged: other_id === null ? null : await readPerson(session, other_id),
  }));
  const frame = { staff, title: texts.merge.title, section: "people" } as const;
  const { kept, merged } = read;
  if (merged === null || merged.id === kept.id) {
    const why = merged === null ? texts.merge.no_such : refusalWords(new Refusal("merge_with_oneself"));
    return showFile(parts, c, kept.id, { form: "merge", why, fields: {} });
  }
  return c.html(consolePage(frame, mergeBody(kept, merged, refused)), refused ? 422 : 200);
}
