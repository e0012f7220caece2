import { type Context, Hono } from "hono";
import { html } from "hono/html";
import * as z from "zod";
import { audit } from "../../../cases/audit/append.ts";
import { Refusal } from "../../../cases/refusal.ts";
import type { StaffSession } from "../../../cases/session.ts";
import { checkDocument } from "../../../knowledge/documents/check.ts";
import { ChangedMeanwhile } from "../../../knowledge/documents/conflict.ts";
import { newestVersion, restoreVersion, versionBefore } from "../../../knowledge/documents/restore.ts";
import { findDocument, type StoredDocument } from "../../../knowledge/documents/stored.ts";
import { withdrawDocument } from "../../../knowledge/documents/withdraw.ts";
import { rebuildIndex } from "../../../knowledge/ingest/rebuild.ts";
import { loadRegions } from "../../../knowledge/regions/regions.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { Html } from "../../page.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { officersOnly } from "../officers-only.ts";
import { readForm } from "../read-form.ts";
import { refusedNote } from "../refused.ts";
import { texts as shell } from "../texts.ts";
import { knowledgePage, numberIn, officerOf, PATH } from "./frame.ts";
import { texts } from "./texts.ts";

const STEPS = ["undo", "withdraw", "restore"] as const;
type Step = (typeof STEPS)[number];

/** What a step would do to a document now. */
interface Plan {
  step: Step;
  newest: StoredDocument;
  /** The version that is retrieved afterwards; null: none, the document leaves the answers. */
  back_to: number | null;
}

const form = z.object({
  /** The newest version and what comes back, as the page said when it asked. */
  shown: z.coerce.number().int(),
  back_to: z.coerce.number().int().optional(),
});

/** Undo, withdraw, restore: asks first, then does it as a step of its own that is written down. */
export function changePages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("/:id/checked", officersOnly);
  app.post("/:id/checked", async (c) => {
    const { shown } = await readForm(c, form);
    const id = c.req.param("id");
    try {
      await asStaff(parts, c.get("staff"), async (session) => {
        await checkDocument(session.tx, officerOf(session), id, shown);
        const detail = { document_id: id, version: shown };
        await audit(session, { action: "document.checked", entity: "document", entity_id: null, detail });
      });
    } catch (error) {
      // Somebody else was faster: the page shows what is there now.
      if (!(error instanceof ChangedMeanwhile)) throw error;
      return c.redirect(hrefOf(c), 303);
    }
    return c.redirect(`${hrefOf(c)}?done=checked`, 303);
  });
  for (const step of STEPS) {
    app.use(`/:id/${step}`, officersOnly);
    app.get(`/:id/${step}`, (c) => ask(parts, c, step, null));
    app.post(`/:id/${step}`, async (c) => {
      const { shown, back_to = null } = await readForm(c, form);
      try {
        await asStaff(parts, c.get("staff"), (session) => doStep(parts, session, c, step, { shown, back_to }));
      } catch (error) {
        if (!(error instanceof ChangedMeanwhile)) throw error;
        return ask(parts, c, step, texts.changed_meanwhile);
      }
      await rebuildIndex(parts.database, c.get("staff").district_id);
      const done = back_to === null ? "withdrawn" : "restored";
      return c.redirect(`${hrefOf(c)}?done=${done}`, 303);
    });
  }
  return app;
}

const hrefOf = (c: Context<StaffEnv>): string => `${PATH}/${encodeURIComponent(c.req.param("id") ?? "")}`;

async function planOf(session: StaffSession, c: Context<StaffEnv>, step: Step): Promise<Plan> {
  const { tx, scope } = session;
  const id = c.req.param("id") ?? "";
  const version = await newestVersion(tx, scope.district_id, id);
  const newest = await findDocument(tx, id, { own: scope.district_id, version });
  if (!newest) throw new Refusal("not_found");
  if (step === "restore") {
    const back_to = numberIn(c.req.query("version"));
    if (back_to === undefined || back_to >= version) throw new Refusal("not_found");
    return { step, newest, back_to };
  }
  return { step, newest, back_to: step === "undo" ? await versionBefore(tx, newest) : null };
}

async function doStep(
  parts: AppParts,
  session: StaffSession,
  c: Context<StaffEnv>,
  step: Step,
  { shown, back_to }: { shown: number; back_to: number | null },
): Promise<void> {
  const { tx } = session;
  const id = c.req.param("id") ?? "";
  const officer = officerOf(session);
  const { newest } = await planOf(session, c, step === "restore" ? "withdraw" : step);
  if (newest.version !== shown || (step !== "withdraw" && step !== "undo" && back_to === null)) {
    throw new ChangedMeanwhile();
  }
  if (back_to === null) await withdrawDocument(tx, officer, id, shown);
  else {
    if (!parts.reader) throw new Refusal("not_found");
    const today = chinaDate(session.now);
    const where = { id, version: back_to, shown, today, regions: await loadRegions(tx) };
    await restoreVersion(tx, officer, parts.reader, where);
  }
  await audit(session, {
    action: back_to === null ? "document.withdrawn" : "document.restored",
    entity: "document",
    entity_id: null,
    detail: { document_id: id, shown, back_to },
  });
}

async function ask(parts: AppParts, c: Context<StaffEnv>, step: Step, why: string | null): Promise<Response> {
  const plan = await asStaff(parts, c.get("staff"), (session) => planOf(session, c, step));
  const possible = plan.back_to === null || parts.reader !== undefined;
  const body = html`<div class="narrow card">
${refusedNote(why)}
${question(plan)}
<p class="muted">${texts.sure.kept}</p>
${possible ? "" : html`<p class="error">${texts.node_only}</p>`}
<div class="buttons">${possible ? html`<form method="post" action="${hrefOf(c)}/${step}${step === "restore" ? `?version=${plan.back_to}` : ""}"><input type="hidden" name="shown" value="${plan.newest.version}">${plan.back_to === null ? "" : html`<input type="hidden" name="back_to" value="${plan.back_to}">`}<button class="danger">${texts.sure.yes}</button></form>` : ""}
<a class="button" href="${hrefOf(c)}">${shell.cancel}</a></div></div>`;
  const page = knowledgePage(c, { title: plan.newest.title, part: "documents" }, body);
  return c.html(page, why === null ? 200 : 409);
}

function question({ step, newest, back_to }: Plan): Html {
  const t = texts.sure;
  if (step === "withdraw") return html`<h1>${t.withdraw(newest.title)}</h1><p>${t.withdraw_what}</p>`;
  if (step === "restore") return html`<h1>${t.restore(back_to!, newest.title)}</h1><p>${t.restore_what}</p>`;
  return html`<h1>${t.undo(newest.title)}</h1><p>${back_to === null ? t.undo_leaves : t.undo_back(back_to)}</p>`;
}
