import { type Context, Hono } from "hono";
import { reply } from "../../../bot/conversation/turn.ts";
import { forOthers } from "../../../bot/texts/in-language.ts";
import { texts as said } from "../../../bot/texts/zh-hans.ts";
import { notify } from "../../../bot/work.ts";
import { audit } from "../../../cases/audit/append.ts";
import { Refusal } from "../../../cases/refusal.ts";
import { asService } from "../../../cases/session.ts";
import { staffWithRole } from "../../../cases/staff/staff.ts";
import { changeService } from "../../../knowledge/directory/change.ts";
import { reportCorrection } from "../../../knowledge/directory/corrections.ts";
import { readPhones } from "../../../knowledge/directory/list/read-phones.ts";
import { assureService } from "../../../knowledge/directory/overview.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { idOf } from "../read-form.ts";
import { readChange, type Typed, typedOf } from "./changes.ts";
import { readView } from "./directory.ts";
import { editBody } from "./edit-page.ts";
import { directoryPage, PATH, reporterOf } from "./frame.ts";
import { serviceBody } from "./service-page.ts";
import { texts } from "./texts.ts";

/** The fields of a posted form, words only. */
export async function typedIn(c: Context): Promise<Typed> {
  const fields = Object.entries(await c.req.parseBody());
  return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === "string"));
}

/** What a supervisor does with one service: made sure, changed, a phone number proposed. */
export function servicePages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("/:id/*", officersOnly);
  app.post("/:id/assure", async (c) => {
    const id = idOf(c);
    await asStaff(parts, c.get("staff"), async (session) => {
      const { tx, scope, now } = session;
      if (!(await assureService(tx, scope.district_id, { id, date: chinaDate(now) }))) throw new Refusal("not_found");
      await audit(session, { action: "service.assured", entity: "service", entity_id: id });
    });
    return c.redirect(`${PATH}/${id}?done=assured`, 303);
  });

  app.get("/:id/edit", async (c) => {
    const { service, columns } = await asStaff(parts, c.get("staff"), (session) => readView(session, idOf(c)));
    return c.html(
      directoryPage(c, { title: texts.edit.title }, editBody(service, typedOf(service, columns), [], null)),
    );
  });
  app.post("/:id/edit", async (c) => {
    const id = idOf(c);
    // Two people change a phone number.
    const { phones: _, ...typed } = await typedIn(c);
    const refused = await asStaff(parts, c.get("staff"), async (session) => {
      const view = await readView(session, id);
      const read = readChange(typedOf(view.service, view.columns), typed, typed.sure ?? "");
      if (read.wrong.length > 0) return { ...read, service: view.service };
      await changeService(session.tx, session.scope.district_id, id, read.change);
      await audit(session, {
        action: "service.changed",
        entity: "service",
        entity_id: id,
        detail: { fields: changedFields(read.change) },
      });
      return null;
    });
    if (!refused) return c.redirect(`${PATH}/${id}?done=saved`, 303);
    const body = editBody(refused.service, typed, refused.wrong, refused.hours_as_words);
    return c.html(directoryPage(c, { title: texts.edit.title }, body), 422);
  });

  app.post("/:id/phone", async (c) => {
    const id = idOf(c);
    const words = ((await typedIn(c)).words ?? "").trim();
    const phones = readPhones(words);
    const staff = c.get("staff");
    if ("wrong" in phones) {
      const view = await asStaff(parts, staff, (session) => readView(session, id));
      const why = [texts.service.not_a_phone(phones.wrong)];
      return c.html(directoryPage(c, { title: texts.title }, serviceBody(view, true, why)), 422);
    }
    const is_new = await asStaff(parts, staff, async (session) => {
      const { service } = await readView(session, id);
      const report = { service_id: id, kind: "phone" as const, words };
      if (!(await reportCorrection(session.tx, session.sealer, reporterOf(session), report))) return false;
      const supervisors = await asService(session, (all) => staffWithRole(all, ["supervisor"]));
      const notice = forOthers(() => said.corrections.notice(service.name, texts.service.phone));
      const others = supervisors.filter((one) => one !== staff.id);
      await notify(parts, session, others, reply("status", notice), []);
      return true;
    });
    return c.redirect(`${PATH}/${id}?done=${is_new ? "proposed" : "proposed_before"}`, 303);
  });
  return app;
}

/** Names of what changed, never what it says. */
export function changedFields(change: { columns?: object }): string {
  const { columns, ...rest } = change;
  return [...Object.keys(columns ?? {}), ...Object.keys(rest)].sort().join(",");
}
