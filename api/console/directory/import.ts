import { type Context, Hono } from "hono";
import { audit } from "../../../cases/audit/append.ts";
import type { StaffSession } from "../../../cases/session.ts";
import { checkPackage } from "../../../knowledge/directory/hsds/check.ts";
import { UnreadablePackage } from "../../../knowledge/directory/hsds/package.ts";
import { putPackage } from "../../../knowledge/directory/hsds/put.ts";
import { unpack } from "../../../knowledge/directory/hsds/unpack.ts";
import { FIELD_NAMES, type Mapping, proposeMapping } from "../../../knowledge/directory/list/fields.ts";
import type { List, ListReader } from "../../../knowledge/directory/list/list.ts";
import { type ListOptions, type ListPlan, planList } from "../../../knowledge/directory/list/plan.ts";
import { endUpload, keepUpload, readUpload, type Upload } from "../../../knowledge/documents/uploads.ts";
import { Unreadable } from "../../../knowledge/ingest/unreadable.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { idOf } from "../read-form.ts";
import { directoryPage, PATH, reporterOf } from "./frame.ts";
import { previewBody, type Typed, UPLOAD_MB, uploadBody } from "./import-page.ts";
import { packageBody } from "./package-page.ts";
import { typedIn } from "./service.ts";
import { texts } from "./texts.ts";

/** `/console/directory/import`: a list or a package, what was understood of it, and only after a press the directory. */
export function importPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);
  app.get("/", (c) => form(c, null));
  app.post("/", (c) => take(parts, c));
  app.get("/:id", (c) => preview(parts, c, null));
  app.post("/:id", (c) => decide(parts, c));
  return app;
}

function form(c: Context<StaffEnv>, why: string | null): Response | Promise<Response> {
  return c.html(directoryPage(c, { title: texts.upload.title }, uploadBody(why)), why === null ? 200 : 422);
}

/** A package lies in a zip that is no workbook. */
function isPackage({ name }: { name: string }): boolean {
  return /\.zip$/i.test(name);
}

async function read(parts: AppParts, file: Pick<Upload, "name" | "bytes">): Promise<List> {
  const reader: ListReader | undefined = parts.list_reader;
  if (!reader) throw new Unreadable(texts.upload.node_only);
  return reader(file.bytes, file.name);
}

async function take(parts: AppParts, c: Context<StaffEnv>): Promise<Response> {
  const { file } = await c.req.parseBody();
  if (!(file instanceof File) || file.size === 0) return form(c, texts.upload.nothing);
  if (file.size > UPLOAD_MB * 1024 * 1024) return form(c, texts.upload.too_large(UPLOAD_MB));
  const given = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  try {
    if (isPackage(given)) unpack(given.bytes);
    else await read(parts, given);
  } catch (error) {
    if (error instanceof Unreadable || error instanceof UnreadablePackage) return form(c, error.message);
    throw error;
  }
  const id = await asStaff(parts, c.get("staff"), (session) =>
    keepUpload(session.tx, session.sealer, reporterOf(session), { ...given, question_id: null, version_of: null }),
  );
  return c.redirect(`${PATH}/import/${id}`, 303);
}

const waiting = (session: StaffSession, id: string): Promise<Upload | null> =>
  readUpload(session.tx, session.sealer, reporterOf(session), id);

/** The columns as they were proposed, or as the officer chose them. */
function optionsOf(list: List, typed: Typed | null): ListOptions {
  if (typed === null) return { mapping: proposeMapping(list.header).mapping, organization: null, assured_date: null };
  const chosen = FIELD_NAMES.flatMap((name) => {
    const column = typed[`map-${name}`];
    return column && list.header.includes(column) ? [[name, column] as const] : [];
  });
  const date = /^\d{4}-\d{2}-\d{2}$/.test(typed.assured ?? "") ? typed.assured! : null;
  return {
    mapping: Object.fromEntries(chosen) as Mapping,
    organization: typed.organization?.trim() || null,
    assured_date: date,
  };
}

async function planOf(session: StaffSession, list: List, options: ListOptions): Promise<ListPlan | null> {
  return options.mapping.name ? planList(session.tx, session.scope.district_id, list, options) : null;
}

async function preview(parts: AppParts, c: Context<StaffEnv>, typed: Typed | null): Promise<Response> {
  const staff = c.get("staff");
  const upload = await asStaff(parts, staff, (session) => waiting(session, idOf(c)));
  if (!upload) return form(c, texts.upload.gone);
  const page = { title: texts.upload.preview };
  if (isPackage(upload)) return c.html(directoryPage(c, page, packageBody(upload, checkPackage(unpack(upload.bytes)))));
  const list = await read(parts, upload);
  const options = optionsOf(list, typed);
  const plan = await asStaff(parts, staff, (session) => planOf(session, list, options));
  return c.html(directoryPage(c, page, previewBody({ upload, list, options, plan })), plan ? 200 : 422);
}

async function decide(parts: AppParts, c: Context<StaffEnv>): Promise<Response> {
  const staff = c.get("staff");
  const id = idOf(c);
  const typed = await typedIn(c);
  if (typed.do === "drop") {
    await asStaff(parts, staff, ({ tx, scope }) => endUpload(tx, scope.district_id, id));
    return c.redirect(`${PATH}?done=dropped`, 303);
  }
  if (typed.do !== "put") return preview(parts, c, typed);
  const upload = await asStaff(parts, staff, (session) => waiting(session, id));
  if (!upload) return form(c, texts.upload.gone);
  const list = isPackage(upload) ? null : await read(parts, upload);
  const checked = list ? null : checkPackage(unpack(upload.bytes));
  const done = await asStaff(parts, staff, async (session) => {
    const { tx, scope } = session;
    const plan = list ? await planOf(session, list, optionsOf(list, typed)) : null;
    // Rows with problems are left out only by the button that says so.
    const may = plan ? plan.problems.length === 0 || typed.some === "1" : checked?.problems.length === 0;
    const rows = plan?.package ?? checked?.package;
    if (!may || !rows || !(await endUpload(tx, scope.district_id, id))) return false;
    await putPackage(tx, scope.district_id, rows);
    const detail = { services: rows.service.length, organizations: rows.organization.length };
    await audit(session, { action: "directory.imported", entity: "directory", entity_id: null, detail });
    return true;
  });
  return done ? c.redirect(`${PATH}?done=imported`, 303) : preview(parts, c, typed);
}
