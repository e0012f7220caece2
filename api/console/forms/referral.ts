import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { referralData } from "../../../cases/forms/fields.ts";
import { FORMS, type FormData } from "../../../cases/forms/kinds.ts";
import { BadTemplate } from "../../../cases/forms/maker.ts";
import { auditForm, mayName } from "../../../cases/forms/may-name.ts";
import { readReferralRecord } from "../../../cases/forms/read.ts";
import type { ReferralRecord } from "../../../cases/forms/record.ts";
import { usedTemplate } from "../../../cases/forms/templates.ts";
import { Refusal } from "../../../cases/refusal.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { canMake, formIdOf, formPage, nodeOnly, PATH, sendFile, wantsNames } from "./frame.ts";
import { maskReferral } from "./mask.ts";
import { formSheet } from "./sheet.ts";
import { brokenBody } from "./template-page.ts";
import { texts } from "./texts.ts";
import { namesLine, ways } from "./visit-page.ts";
import { FORM_WORDS } from "./words.ts";

/** `/console/forms/referrals/:id`: the letter to the receiver with its reply slip, as a page to print and as Word. */
export function referralForms(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/:id", async (c) => {
    const { referral, may } = await letter(parts, c, null);
    const at = `${PATH}/referrals/${referral.id}`;
    const word = canMake(parts);
    const named = wantsNames(c);
    const body = html`<h1>${texts.names.referral}</h1>
<p class="muted">${texts.of_visit(referral.ref, referral.created_on)}</p>
${namesLine(at, { named, may })}
${word ? "" : html`<p class="notice">${texts.node_only}</p>`}
<section class="card">${ways(`${at}/referral`, { form: "referral", who: referral.ref }, { named, word })}</section>
<p class="buttons"><a class="button" href="/console/referrals/${referral.id}">${texts.back}</a></p>`;
    return c.html(formPage(c, `${texts.names.referral} ${referral.ref}`, body));
  });
  app.get("/:id/referral.docx", async (c) => {
    const { forms } = parts;
    if (!forms) return nodeOnly(c);
    const { referral, data, template } = await letter(parts, c, "docx");
    try {
      const file = await forms.fill("referral", template, data);
      return sendFile(c, `${FORMS.referral.title}-${referral.ref}`, "docx", file);
    } catch (error) {
      if (!(error instanceof BadTemplate)) throw error;
      const at = { here: c.req.url, back: `${PATH}/referrals/${referral.id}` };
      return c.html(formPage(c, texts.title, brokenBody("referral", error.faults, at)), 422);
    }
  });
  app.get("/:id/referral", async (c) => {
    const { referral, data } = await letter(parts, c, "page");
    const back = `${PATH}/referrals/${referral.id}${wantsNames(c) ? "?names=full" : ""}`;
    return c.html(formSheet("referral", data, { title: `${FORMS.referral.title} ${referral.ref}`, back }));
  });
  return app;
}

/** The letter as it may leave; that it was made is written down. @param as null: somebody looks at how to have it */
async function letter(
  parts: AppParts,
  c: Context<StaffEnv>,
  as: "page" | "docx" | null,
): Promise<{ referral: ReferralRecord; data: FormData; template: Uint8Array | null; may: boolean }> {
  const [id, staff, named] = [formIdOf(c), c.get("staff"), wantsNames(c)];
  const { record, may, template } = await asStaff(parts, staff, async (session) => {
    const record = await readReferralRecord(session, id);
    const may = mayName(session, record.raised_by);
    if (named && !may) throw new Refusal("not_yours_to_move");
    if (as) await auditForm(session, { form: "referral", of: "referral", id, as, named });
    const own = as === "docx" && c.req.query("template") !== "shipped";
    return { record, may, template: own ? await usedTemplate(session, "referral") : null };
  });
  const referral = named ? record : maskReferral(record, texts.unreadable);
  const printed = { by: staff.name, on: chinaDate(parts.clock.now()), masked: !named };
  return { referral, may, data: referralData(referral, FORM_WORDS, printed), template: template?.file ?? null };
}
