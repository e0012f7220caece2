import { type Context, Hono } from "hono";
import * as z from "zod";
import { audit } from "../../../cases/audit/append.ts";
import { listSites } from "../../../cases/coverage/sites.ts";
import { CAUSES, listStuck } from "../../../cases/dispatch/stuck.ts";
import { decide, finishTask, openTasks } from "../../../cases/dispatch/tasks.ts";
import { readReferral } from "../../../cases/referrals/read.ts";
import { Refusal } from "../../../cases/refusal.ts";
import type { StaffSession } from "../../../cases/session.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { everybody } from "../coverage/sites.ts";
import { consolePage, doneNotice, keepsStaff } from "../layout.ts";
import { officersOnly } from "../officers-only.ts";
import { idOf, readForm, WORDS_LIMIT, wordsField } from "../read-form.ts";
import { submit } from "../submit.ts";
import { texts as shell } from "../texts.ts";
import { decideBody, type Meeting, meetingBody, needs, PATH } from "./dispatch-page.ts";
import type { Pack } from "./pack.ts";
import { texts } from "./texts.ts";

/** As many as a meeting can speak of, and more than it will. */
const ROWS = 200;
const TASKS = 100;
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const uuidOrNull = z.union([z.literal("").transform(() => null), z.uuid()]).default(null);
const decision = z.object({
  words: wordsField,
  owner_id: z.uuid().catch("00000000-0000-0000-0000-000000000000"),
  due_on: z.string().max(10).default(""),
  referral: uuidOrNull,
  site: uuidOrNull,
});
type Typed = z.infer<typeof decision>;

/** `/console/dispatch`: 调度会, for supervisors and admins. */
export function dispatchPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", officersOnly);

  app.get("/", async (c) => {
    const staff = c.get("staff");
    const meeting = await asStaff(parts, staff, readMeeting);
    const notice = doneNotice(texts.done, c.req.query("done"));
    const body = meetingBody({ ...meeting, writes: parts.write_pack !== undefined });
    return c.html(consolePage({ staff, title: texts.title, section: "dispatch", top: true, notice }, body));
  });

  app.get("/pack.docx", async (c) => {
    const { write_pack } = parts;
    if (!write_pack) throw new Refusal("not_found");
    const pack = await asStaff(parts, c.get("staff"), async (session) => {
      const meeting = await readMeeting(session);
      await audit(session, {
        ...{ action: "dispatch.exported", entity: "referral", entity_id: null },
        detail: { rows: meeting.stuck.rows.length },
      });
      return packOf(meeting, chinaDate(session.now));
    });
    const name = encodeURIComponent(`${texts.paper.file}-${chinaDate(parts.clock.now())}.docx`);
    return c.body(write_pack(pack), 200, {
      "content-type": DOCX,
      "content-disposition": `attachment; filename="dispatch.docx"; filename*=UTF-8''${name}`,
    });
  });

  app.get("/decide", (c) => {
    const asked = decision.pick({ referral: true, site: true }).catch({ referral: null, site: null });
    const typed = { words: "", owner_id: "", due_on: "", ...asked.parse(c.req.query()) };
    return form(parts, c, typed, null);
  });
  app.post("/decide", async (c) => {
    const typed = await readForm(c, decision);
    if (typed.words.length > WORDS_LIMIT) return form(parts, c, typed, shell.referral.too_long(WORDS_LIMIT));
    const { words: what, owner_id, due_on, referral: referral_id, site: site_id } = typed;
    return submit(parts, c, {
      work: (session) => decide(session, { what, owner_id, due_on, referral_id, site_id }),
      to: `${PATH}?done=decided`,
      again: (why) => form(parts, c, typed, why),
    });
  });
  return app;
}

/** `POST /console/tasks/:id/done`: whoever's task it is, or somebody who leads, says that it is done. */
export function dispatchTasks(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.post("/:id/done", async (c) => {
    const { words } = await readForm(c, z.object({ words: wordsField }));
    try {
      await asStaff(parts, c.get("staff"), (session) => finishTask(session, idOf(c), words.slice(0, WORDS_LIMIT)));
    } catch (error) {
      // Pressed twice, or by two: it is done.
      if (!(error instanceof Refusal) || error.code !== "already_there") throw error;
    }
    return c.redirect(keepsStaff(c.get("staff")) ? `${PATH}?done=finished` : "/console", 303);
  });
  return app;
}

async function readMeeting(session: StaffSession): Promise<Omit<Meeting, "writes">> {
  return {
    stuck: await listStuck(session, ROWS),
    sites: (await listSites(session)).filter((site) => site.overdue),
    tasks: await openTasks(session, null, TASKS),
  };
}

async function form(parts: AppParts, c: Context<StaffEnv>, typed: Typed, why: string | null): Promise<Response> {
  const staff = c.get("staff");
  const shown = await asStaff(parts, staff, async (session) => ({
    ...{ what: typed.words, owner_id: typed.owner_id, due_on: typed.due_on, why, now: session.now },
    about: await aboutOf(session, typed),
    people: await everybody(session),
  }));
  const page = consolePage({ staff, title: texts.new_task, section: "dispatch" }, decideBody(shown));
  return c.html(page, why === null ? 200 : 422);
}

async function aboutOf(
  session: StaffSession,
  { referral, site }: Typed,
): Promise<Parameters<typeof decideBody>[0]["about"]> {
  if (referral !== null) {
    const { ref } = await readReferral(session, referral);
    return { field: "referral", id: referral, name: ref };
  }
  if (site === null) return null;
  const found = (await listSites(session)).find((one) => one.id === site);
  if (!found) throw new Refusal("not_found");
  return { field: "site", id: site, name: found.name };
}

function packOf({ stuck, tasks }: Omit<Meeting, "writes">, today: string): Pack {
  const t = texts;
  const groups = CAUSES.map((cause) => ({ cause, rows: stuck.rows.filter((row) => row.causes[0] === cause) }));
  return {
    ...{ title: t.paper.held(today), note: `${t.total(stuck.total)}。${t.paper.note}` },
    heads: {
      ...{ ref: t.ref, service: t.service, area: t.area },
      ...{ due: t.due, needs: t.needs, decision: t.paper.decision },
    },
    groups: groups
      .filter(({ rows }) => rows.length > 0)
      .map(({ cause, rows }) => ({
        name: t.paper.cause(t.causes[cause], rows.length),
        rows: rows.map((row) => ({
          ...{ ref: row.ref, service: row.service_name, area: row.area ?? shell.no_grid, needs: needs(row) },
          due: row.days_over > 0 ? `${row.due_on} ${t.over(row.days_over)}` : (row.due_on ?? t.no_due),
        })),
      })),
    tasks_title: t.tasks,
    tasks: tasks.map((task) => ({ line: t.paper.task(task.what, task.owner, task.due_on) })),
  };
}
