import { type Context, Hono } from "hono";
import { fillFromVisit } from "../../../cases/forms/fill.ts";
import { FORMS, type FormData, type FormKind, isFormKind } from "../../../cases/forms/kinds.ts";
import { BadTemplate } from "../../../cases/forms/maker.ts";
import { auditForm, mayName } from "../../../cases/forms/may-name.ts";
import { readVisitRecord } from "../../../cases/forms/read.ts";
import type { VisitRecord } from "../../../cases/forms/record.ts";
import { usedTemplate } from "../../../cases/forms/templates.ts";
import { Refusal } from "../../../cases/refusal.ts";
import type { StaffSession } from "../../../cases/session.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { canMake, formIdOf, formPage, nodeOnly, PATH, sendFile, wantsNames } from "./frame.ts";
import { maskVisit } from "./mask.ts";
import { formSheet } from "./sheet.ts";
import { brokenBody } from "./template-page.ts";
import { texts } from "./texts.ts";
import { choiceBody } from "./visit-page.ts";
import { FORM_WORDS } from "./words.ts";

type VisitForm = Exclude<FormKind, "referral">;

/** `/console/forms/visits/:id`: every form that one note makes, as a page to print and as Word. */
export function visitForms(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/:id", async (c) => {
    const id = formIdOf(c);
    const { visit, named, may } = await asStaff(parts, c.get("staff"), (session) =>
      readAs(session, id, wantsNames(c), null),
    );
    const body = choiceBody(visit, { named, may, word: canMake(parts) });
    return c.html(formPage(c, `${texts.title} ${visit.ref}`, body));
  });
  app.get("/:id/:form{[a-z]+\\.docx}", (c) => word(parts, c));
  app.get("/:id/:form{[a-z]+}", async (c) => {
    const { form, visit, data } = await filled(parts, c, "page");
    const back = `${PATH}/visits/${visit.id}${wantsNames(c) ? "?names=full" : ""}`;
    return c.html(formSheet(form, data, { title: `${FORMS[form].title} ${visit.ref}`, back }));
  });
  return app;
}

/** @throws Refusal `not_found` for what is no form of a visit */
function formOf(c: Context): VisitForm {
  const form = (c.req.param("form") ?? "").replace(/\.docx$/, "");
  if (!isFormKind(form) || form === "referral") throw new Refusal("not_found");
  return form;
}

/**
 * The visit as it may leave, and the making of a form written down.
 * @param making null: nothing is made yet, somebody looks at what can be
 */
async function readAs(
  session: StaffSession,
  id: string,
  asks_names: boolean,
  making: { form: VisitForm; as: "page" | "docx" } | null,
): Promise<{ visit: VisitRecord; named: boolean; may: boolean }> {
  const record = await readVisitRecord(session, id);
  const may = mayName(session, record.staff_id);
  if (asks_names && !may) throw new Refusal("not_yours_to_move");
  // The texts of every event stand on the page where a form is chosen.
  await auditForm(session, { form: "event", as: "page", ...making, of: "visit", id: record.id, named: asks_names });
  return { visit: asks_names ? record : maskVisit(record, texts.unreadable), named: asks_names, may };
}

async function filled(
  parts: AppParts,
  c: Context<StaffEnv>,
  as: "page" | "docx",
): Promise<{ form: VisitForm; visit: VisitRecord; data: FormData; template: Uint8Array | null }> {
  const [form, id, staff] = [formOf(c), formIdOf(c), c.get("staff")];
  const { visit, named, template } = await asStaff(parts, staff, async (session) => ({
    ...(await readAs(session, id, wantsNames(c), { form, as })),
    template: as === "docx" && c.req.query("template") !== "shipped" ? await usedTemplate(session, form) : null,
  }));
  const asked = c.req.query("person");
  const person = visit.people.find((one) => one.id === asked) ?? visit.people[0] ?? null;
  if (asked !== undefined && person?.id !== asked) throw new Refusal("not_found");
  const printed = { by: staff.name, on: chinaDate(parts.clock.now()), masked: !named };
  return {
    ...{ form, visit, template: template?.file ?? null },
    data: fillFromVisit(form, visit, person, FORM_WORDS, printed),
  };
}

async function word(parts: AppParts, c: Context<StaffEnv>): Promise<Response> {
  const { forms } = parts;
  if (!forms) return nodeOnly(c);
  const { form, visit, data, template } = await filled(parts, c, "docx");
  try {
    return sendFile(c, `${FORMS[form].title}-${visit.ref}`, "docx", await forms.fill(form, template, data));
  } catch (error) {
    if (!(error instanceof BadTemplate)) throw error;
    const back = `${PATH}/visits/${visit.id}`;
    return c.html(formPage(c, texts.title, brokenBody(form, error.faults, { here: c.req.url, back })), 422);
  }
}
