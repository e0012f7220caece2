import { type Context, Hono } from "hono";
import { Refusal } from "../../../cases/refusal.ts";
import { staffNames } from "../../../cases/staff/staff.ts";
import { listChanges } from "../../../knowledge/documents/changes.ts";
import { type ClauseChange, diffClauses } from "../../../knowledge/documents/diff.ts";
import { clausesOf, findDocument, listVersions, type StoredDocument } from "../../../knowledge/documents/stored.ts";
import { Unreadable } from "../../../knowledge/ingest/unreadable.ts";
import { loadRegions } from "../../../knowledge/regions/regions.ts";
import { readStanding } from "../../../knowledge/retrieve/standing.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { keepsStaff } from "../layout.ts";
import { diffBody } from "./diff-page.ts";
import { documentBody } from "./document-page.ts";
import { knowledgePage, numberIn } from "./frame.ts";
import { texts } from "./texts.ts";

/** `/console/knowledge/:id`: one document, with the words that an answer cited marked; and what changed between versions. */
export function documentPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/:id", async (c) => {
    const staff = c.get("staff");
    const start = numberIn(c.req.query("start"));
    const end = numberIn(c.req.query("end"));
    const seen = await asStaff(parts, staff, async (session) => {
      const { tx } = session;
      const document = await wanted(c, tx, numberIn(c.req.query("version")));
      const changes = await listChanges(tx, document.district_id, document.id);
      const of = { ...document, document_id: document.id };
      const standing = document.current ? (await readStanding(tx, [of]))(of) : undefined;
      return {
        document,
        standing,
        changes,
        versions: await listVersions(tx, document.district_id, document.id),
        clauses: await clausesOf(tx, document),
        regions: await loadRegions(tx),
        names: await staffNames(
          session,
          changes.map((change) => change.staff_id),
        ),
      };
    });
    const body = documentBody({
      ...seen,
      today: chinaDate(parts.clock.now()),
      cited: start !== undefined && end !== undefined && end > start ? { start, end } : null,
      may_change: keepsStaff(staff) && seen.document.district_id === staff.district_id,
    });
    return c.html(knowledgePage(c, { title: seen.document.title, part: "documents" }, body));
  });

  app.get("/:id/compare", async (c) => {
    const [from, to] = [numberIn(c.req.query("from")), numberIn(c.req.query("to"))];
    if (from === undefined || to === undefined) throw new Refusal("not_found");
    const { before, after, changes } = await asStaff(parts, c.get("staff"), async ({ tx }) => {
      const [before, after] = [await wanted(c, tx, from), await wanted(c, tx, to)];
      return { before, after, changes: await compare(parts, before, after, await loadRegions(tx)) };
    });
    return c.html(knowledgePage(c, { title: after.title, part: "documents" }, diffBody(before, after, changes)));
  });
  return app;
}

/** The document in the address. @throws Refusal `not_found` */
async function wanted(
  c: Context<StaffEnv>,
  tx: Parameters<typeof findDocument>[0],
  version: number | undefined,
): Promise<StoredDocument> {
  const shared = c.req.query("shared") === "1";
  const found = await findDocument(tx, c.req.param("id") ?? "", { version, shared });
  if (!found) throw new Refusal("not_found");
  return found;
}

/** Old versions keep no clauses: both are cut again, so that one cut is compared with the same cut. In words: why not. */
async function compare(
  parts: AppParts,
  before: StoredDocument,
  after: StoredDocument,
  regions: Awaited<ReturnType<typeof loadRegions>>,
): Promise<ClauseChange[] | string> {
  const { reader } = parts;
  if (!reader) return texts.node_only;
  const today = chinaDate(parts.clock.now());
  try {
    const [old, now] = await Promise.all(
      [before, after].map(async ({ original, source, region }) => {
        const { chunks } = await reader.again(original, source, { region, today, regions });
        return chunks.map(({ path, start, end }) => ({ path, text: original.slice(start, end) }));
      }),
    );
    return diffClauses(old!, now!);
  } catch (error) {
    if (error instanceof Unreadable) return texts.diff.unreadable;
    throw error;
  }
}
