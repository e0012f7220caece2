import { Buffer } from "node:buffer";
import { type Context, Hono } from "hono";
import { audit } from "../../../cases/audit/append.ts";
import type { StaffSession } from "../../../cases/session.ts";
import { putConfirmed } from "../../../knowledge/documents/put.ts";
import type { DocumentReader } from "../../../knowledge/documents/reader.ts";
import { findTouched } from "../../../knowledge/documents/replaces.ts";
import { findDocument } from "../../../knowledge/documents/stored.ts";
import { endUpload, keepUpload, readUpload, type Upload } from "../../../knowledge/documents/uploads.ts";
import { findGap, wordingsOf } from "../../../knowledge/gaps/list.ts";
import type { UnderstoodDocument } from "../../../knowledge/ingest/read-document.ts";
import { rebuildIndex } from "../../../knowledge/ingest/rebuild.ts";
import type { Confirmed } from "../../../knowledge/ingest/understand.ts";
import { Unreadable } from "../../../knowledge/ingest/unreadable.ts";
import { loadRegions } from "../../../knowledge/regions/regions.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { BadForm, idOf } from "../read-form.ts";
import { type Corrections, correctionsOf, readCorrections } from "./corrections.ts";
import { knowledgePage, officerOf, PATH } from "./frame.ts";
import { placesAround } from "./places.ts";
import { previewBody } from "./preview-page.ts";
import { texts } from "./texts.ts";
import { nodeOnlyBody, UPLOAD_MB, uploadBody } from "./upload-page.ts";

/** `/console/knowledge/upload`: a file, what was understood of it, and only after the officer's press into the answers. */
export function uploadPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);
  app.use("*", async (c, next) => {
    if (parts.reader) return next();
    return c.html(knowledgePage(c, { title: texts.upload.title, part: "documents" }, nodeOnlyBody()));
  });
  app.get("/", (c) => form(parts, c, { of: c.req.query("of"), gap: c.req.query("gap") }, null));
  app.post("/", (c) => take(parts, parts.reader!, c));
  app.get("/:id", (c) => preview(parts, parts.reader!, c, null));
  app.post("/:id", (c) => decide(parts, parts.reader!, c));
  return app;
}

type About = { of?: string | undefined; gap?: string | undefined };

async function form(parts: AppParts, c: Context<StaffEnv>, about: About, why: string | null): Promise<Response> {
  const { of, wordings } = await asStaff(parts, c.get("staff"), async ({ tx, scope, sealer }) => {
    const of = about.of ? await findDocument(tx, about.of, { own: scope.district_id }) : null;
    const gap = isUuid(about.gap) ? await findGap(tx, sealer, scope.district_id, about.gap!) : null;
    return { of, wordings: gap ? wordingsOf(gap) : [] };
  });
  const body = uploadBody({ of, wordings, gap: about.gap, why });
  return c.html(knowledgePage(c, { title: texts.upload.title, part: "documents" }, body), why === null ? 200 : 422);
}

const isUuid = (text: string | undefined): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text ?? "");

async function take(parts: AppParts, reader: DocumentReader, c: Context<StaffEnv>): Promise<Response> {
  const fields = await c.req.parseBody();
  const typed = (name: string): string => (typeof fields[name] === "string" ? fields[name].trim() : "");
  const about = { of: typed("of") || undefined, gap: typed("gap") || undefined };
  const file = fields.file instanceof File && fields.file.size > 0 ? fields.file : null;
  const words = typed("text");
  if (!file && words === "") return form(parts, c, about, texts.upload.nothing);
  const title = typed("title") || words.split("\n", 1)[0]!.slice(0, 60);
  const name = file ? file.name : `${title.replaceAll(/[/\\]/g, " ")}.md`;
  const bytes = file
    ? new Uint8Array(await file.arrayBuffer())
    : new Uint8Array(Buffer.from(`# ${title}\n\n${words.replace(/\r\n?/g, "\n")}\n`));
  if (bytes.length > UPLOAD_MB * 1024 * 1024) return form(parts, c, about, texts.upload.too_large(UPLOAD_MB));
  try {
    await readAs(parts, reader, c, { name, bytes }, undefined);
  } catch (error) {
    if (error instanceof Unreadable) return form(parts, c, about, error.message);
    throw error;
  }
  const id = await asStaff(parts, c.get("staff"), (session) =>
    keepUpload(session.tx, session.sealer, officerOf(session), {
      name,
      bytes,
      question_id: isUuid(about.gap) ? about.gap! : null,
      version_of: about.of ?? null,
    }),
  );
  return c.redirect(`${PATH}/upload/${id}`, 303);
}

/** Reads a file outside of any transaction: it takes seconds, and nothing waits for it. */
async function readAs(
  parts: AppParts,
  reader: DocumentReader,
  c: Context<StaffEnv>,
  file: { name: string; bytes: Uint8Array },
  confirmed: Confirmed | undefined,
): Promise<UnderstoodDocument> {
  const staff = c.get("staff");
  const regions = await asStaff(parts, staff, ({ tx }) => loadRegions(tx));
  const today = chinaDate(parts.clock.now());
  return reader.read(file.bytes, file.name, { region: staff.adcode, today, regions, ...(confirmed && { confirmed }) });
}

async function waiting(parts: AppParts, c: Context<StaffEnv>): Promise<Upload | null> {
  return asStaff(parts, c.get("staff"), (session) =>
    readUpload(session.tx, session.sealer, officerOf(session), idOf(c)),
  );
}

/** @param typed what the officer corrected so far; null: as it was read */
async function preview(
  parts: AppParts,
  reader: DocumentReader,
  c: Context<StaffEnv>,
  typed: Corrections | null,
): Promise<Response> {
  const upload = await waiting(parts, c);
  if (!upload) return form(parts, c, {}, texts.upload.gone);
  const read = await readAs(parts, reader, c, upload, typed?.confirmed);
  const version_of = typed ? typed.version_of : upload.version_of;
  const staff = c.get("staff");
  const seen = await asStaff(parts, staff, async ({ tx, scope }) => {
    const regions = await loadRegions(tx);
    const as_new = await findTouched(tx, scope.district_id, read.document);
    return {
      as_new,
      touched: version_of ? await findTouched(tx, scope.district_id, { ...read.document, id: version_of }) : as_new,
      of: version_of ? await findDocument(tx, version_of, { own: scope.district_id }) : null,
      places: placesAround(regions, staff.adcode, read.document.region),
    };
  });
  const shown = typed ?? { ...correctionsOf(read.document), version_of, wrong: {} };
  const body = previewBody({ ...seen, id: upload.id, name: upload.name, read, typed: shown });
  const page = knowledgePage(c, { title: texts.preview.title, part: "documents" }, body);
  return c.html(page, Object.keys(shown.wrong).length > 0 ? 422 : 200);
}

async function decide(parts: AppParts, reader: DocumentReader, c: Context<StaffEnv>): Promise<Response> {
  const fields = await c.req.parseBody();
  if (fields.do === "drop") {
    await asStaff(parts, c.get("staff"), ({ tx, scope }) => endUpload(tx, scope.district_id, idOf(c)));
    return c.redirect(PATH, 303);
  }
  const typed = readCorrections(fields);
  if (fields.do !== "confirm" || Object.keys(typed.wrong).length > 0) return preview(parts, reader, c, typed);
  const upload = await waiting(parts, c);
  if (!upload) return form(parts, c, {}, texts.upload.gone);
  const { document, chunks } = await readAs(parts, reader, c, upload, typed.confirmed);
  const put = { ...document, id: typed.version_of ?? document.id };
  const version = await asStaff(parts, c.get("staff"), async (session: StaffSession) => {
    // A second press finds it gone, and puts nothing in twice.
    if (!(await endUpload(session.tx, session.scope.district_id, upload.id))) return undefined;
    const { version_of } = typed;
    const of = version_of && (await findDocument(session.tx, version_of, { own: session.scope.district_id }));
    if (version_of && !of) throw new BadForm();
    const version = await putConfirmed(session.tx, officerOf(session), put, chunks);
    const detail = { document_id: put.id, version, clauses: chunks.length };
    if (version !== null) await audit(session, { action: "document.put", entity: "document", entity_id: null, detail });
    return version;
  });
  if (version === undefined) return form(parts, c, {}, texts.upload.gone);
  await rebuildIndex(parts.database, c.get("staff").district_id);
  const done = version === null ? "same" : "added";
  const to = upload.question_id ? `gaps/${upload.question_id}` : version === null ? "" : encodeURIComponent(put.id);
  return c.redirect(`${PATH}/${to}?done=${done}`, 303);
}
