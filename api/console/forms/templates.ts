import { type Context, Hono } from "hono";
import { FORMS, type FormKind, isFormKind } from "../../../cases/forms/kinds.ts";
import type { TemplateFault } from "../../../cases/forms/maker.ts";
import {
  endTemplate,
  listTemplates,
  putTemplate,
  readTemplate,
  reuseTemplate,
} from "../../../cases/forms/templates.ts";
import { Refusal } from "../../../cases/refusal.ts";
import { staffNames } from "../../../cases/staff/staff.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { idOf } from "../read-form.ts";
import { formPage, nodeOnly, PATH, sendFile } from "./frame.ts";
import { TEMPLATE_MB, templateBody } from "./template-page.ts";
import { texts } from "./texts.ts";

/** `/console/forms/templates/:form`: a district's own Word template, checked before it is used, and the way back. */
export function templatePages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);
  app.use("*", async (c, next) => (parts.forms ? next() : nodeOnly(c)));
  app.get("/:form", (c) => show(parts, c, { why: null, faults: [] }));
  app.post("/:form", (c) => take(parts, c));
  app.get("/:form/shipped.docx", async (c) => {
    const form = formOf(c);
    return sendFile(c, FORMS[form].title, "docx", await parts.forms!.shipped(form));
  });
  app.get("/:form/:id{.+\\.docx}", async (c) => {
    const id = c.req.param("id").replace(/\.docx$/, "");
    const template = await asStaff(parts, c.get("staff"), (session) => readTemplate(session, uuid(id)));
    return sendFile(c, template.file_name.replace(/\.docx$/i, ""), "docx", template.file);
  });
  app.post("/:form/:id/end", async (c) => {
    try {
      await asStaff(parts, c.get("staff"), (session) => endTemplate(session, idOf(c)));
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "changed_meanwhile") throw error;
      return back(c, "already");
    }
    return back(c, "ended");
  });
  app.post("/:form/:id/reuse", async (c) => {
    await asStaff(parts, c.get("staff"), (session) => reuseTemplate(session, idOf(c)));
    return back(c, "reused");
  });
  return app;
}

function formOf(c: Context): FormKind {
  const form = c.req.param("form") ?? "";
  if (!isFormKind(form)) throw new Refusal("not_found");
  return form;
}

function uuid(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Refusal("not_found");
  return id;
}

const back = (c: Context<StaffEnv>, done: keyof typeof texts.done): Response =>
  c.redirect(`${PATH}/templates/${formOf(c)}?done=${done}`, 303);

async function show(
  parts: AppParts,
  c: Context<StaffEnv>,
  wrong: { why: string | null; faults: TemplateFault[] },
): Promise<Response> {
  const form = formOf(c);
  const { templates, names } = await asStaff(parts, c.get("staff"), async (session) => {
    const templates = await listTemplates(session, form);
    const who = templates.map(({ put_by }) => put_by);
    return { templates, names: await staffNames(session, who) };
  });
  const body = templateBody(form, templates, names, wrong);
  const status = wrong.why !== null || wrong.faults.length > 0 ? 422 : 200;
  return c.html(formPage(c, texts.template_of(texts.names[form]), body), status);
}

async function take(parts: AppParts, c: Context<StaffEnv>): Promise<Response> {
  const form = formOf(c);
  const { file } = await c.req.parseBody();
  if (!(file instanceof File) || file.size === 0) return show(parts, c, { why: texts.file_none, faults: [] });
  if (file.size > TEMPLATE_MB * 1024 * 1024) return show(parts, c, { why: texts.too_large(TEMPLATE_MB), faults: [] });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const faults = await parts.forms!.check(form, bytes);
  if (faults.length > 0) return show(parts, c, { why: null, faults });
  await asStaff(parts, c.get("staff"), (session) => putTemplate(session, { form, file_name: file.name, file: bytes }));
  return back(c, "put");
}
