import { Hono } from "hono";
import { html } from "hono/html";
import { SHEETS, type Sheet } from "../../../cases/forms/columns.ts";
import { listTemplates } from "../../../cases/forms/templates.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { keepsStaff } from "../layout.ts";
import { canMake, formPage, PATH } from "./frame.ts";
import { monthPages } from "./month.ts";
import { referralForms } from "./referral.ts";
import { templatesBody } from "./template-page.ts";
import { templatePages } from "./templates.ts";
import { texts } from "./texts.ts";
import { visitForms } from "./visit.ts";

/** `/console/forms`: one note, many forms. Reading what may leave is everybody's; templates and columns are the officers'. */
export function formPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", async (c) => {
    const staff = c.get("staff");
    const templates = await asStaff(parts, staff, (session) => listTemplates(session));
    const asked = c.req.query("month") ?? "";
    const month = /^20\d\d-(0[1-9]|1[0-2])$/.test(asked) ? asked : chinaDate(parts.clock.now()).slice(0, 7);
    const body = html`<h1>${texts.title}</h1>
${canMake(parts) ? "" : html`<p class="notice">${texts.node_only}</p>`}
<div class="panels">${months(month)}${templatesBody(templates, keepsStaff(staff) && canMake(parts))}</div>`;
    return c.html(formPage(c, texts.title, body));
  });
  app.route("/visits", visitForms(parts));
  app.route("/referrals", referralForms(parts));
  app.route("/templates", templatePages(parts));
  app.route("/", monthPages(parts));
  return app;
}

function months(month: string): Html {
  const link = (sheet: Sheet): Html =>
    html`<a class="button" href="${PATH}/months/${month}/${sheet}">${texts.month_of(texts.sheets[sheet], month)}</a>`;
  return html`<section class="card sheet"><h2>${texts.months}</h2>
<form method="get" action="${PATH}"><label for="month">${texts.month_label}</label>
<input id="month" name="month" type="month" value="${month}" min="2000-01" max="2099-12" pattern="20[0-9][0-9]-(0[1-9]|1[0-2])">
<p class="buttons"><button>${texts.show}</button></p></form>
<div class="buttons">${(Object.keys(SHEETS) as Sheet[]).map(link)}</div></section>`;
}
