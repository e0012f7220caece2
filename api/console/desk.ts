import { Hono } from "hono";
import { html } from "hono/html";
import { eventsSince } from "../../cases/crises/events.ts";
import { type OpenCrisis, openCrises } from "../../cases/crises/list.ts";
import { readWaiting, type Waiting } from "../../cases/desk/waiting.ts";
import { type DispatchTask, openTasks } from "../../cases/dispatch/tasks.ts";
import { type DueFollowUp, dueFollowUps } from "../../cases/follow-ups/due.ts";
import { MOST_DATES } from "../../cases/follow-ups/today.ts";
import { listReferrals, type ReferralRow } from "../../cases/referrals/list.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import { knowledgeWaiting } from "../../knowledge/gaps/waiting.ts";
import type { Html } from "../page.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { crisisBoard } from "./crises/board.ts";
import { liveBox, refreshOf } from "./crises/frame.ts";
import { texts as crisisTexts } from "./crises/texts.ts";
import { type Counted, deskNumbers } from "./desk-numbers.ts";
import { taskList } from "./dispatch/dispatch-page.ts";
import { texts as dispatchTexts } from "./dispatch/texts.ts";
import { consolePage, doneNotice, keepsStaff } from "./layout.ts";
import { statusMark } from "./marks.ts";
import { referralRows } from "./referral-rows.ts";
import { texts } from "./texts.ts";

const RAISED = 10;
const INCOMING = 20;
const DUE = 20;
/** Tasks of a meeting. */
const TASKS = 20;

interface Desk {
  crises: OpenCrisis[];
  /** From where on the page keeps itself up to date. */
  cursor: string;
  waiting: Waiting;
  /** For whoever keeps documents and directory true. */
  knowledge: Counted["knowledge"];
  due: DueFollowUp[];
  /** How many there are of them; the first stand on the page. */
  due_total: number;
  /** What the meeting decided and this person does. */
  tasks: DispatchTask[];
  /** Null for a role that does not have it. */
  incoming: ReferralRow[] | null;
  raised: ReferralRow[] | null;
}

/** `GET /console`: what needs this person now. */
export function desk(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", async (c) => {
    const staff = c.get("staff");
    const shown = await asStaff(parts, staff, (session) => readDesk(session, staff));
    const notice = doneNotice(texts.done, c.req.query("done"));
    const frame = { staff, title: texts.sections.desk, section: "desk", top: true, notice } as const;
    const how = parts.live ? "stream" : "poll";
    return c.html(consolePage({ ...frame, refresh_seconds: refreshOf(c) }, deskBody(staff, shown, how)));
  });
  return app;
}

async function readDesk(session: StaffSession, staff: Staff): Promise<Desk> {
  const { cursor } = await eventsSince(session, null);
  const crises = await openCrises(session);
  const waiting = await readWaiting(session);
  const requested =
    staff.role === "social_worker" ? await listReferrals(session, { status: "requested", limit: INCOMING }) : null;
  const knowledge = keepsStaff(staff) ? await knowledgeWaiting(session.tx, session.scope.district_id) : null;
  const all_due = await dueFollowUps(session, MOST_DATES);
  return {
    ...{ crises, cursor, waiting, knowledge },
    due: all_due.slice(0, DUE),
    due_total: all_due.length,
    tasks: await openTasks(session, staff.id, TASKS),
    incoming: requested === null ? null : requested.rows.filter((referral) => referral.raised_by !== staff.id),
    raised: keepsStaff(staff) ? null : (await listReferrals(session, { raised_by: staff.id, limit: RAISED })).rows,
  };
}

function deskBody(staff: Staff, desk: Desk, how: "stream" | "poll"): Html {
  const { crises, cursor, waiting, knowledge, due, tasks, incoming, raised } = desk;
  const counted = { waiting, knowledge, crises: crises.length, due: desk.due_total, tasks: tasks.length };
  const t = texts.desk;
  // A part that is not there yet could not fill itself: it is on every desk, empty where nothing is open.
  const board =
    crises.length > 0 || keepsStaff(staff) ? crisisBoard(crises, staff) : html`<div data-part="board"></div>`;
  return html`<h1>${t.heading(staff.name)}</h1>
${liveBox(cursor, how)}
${board}
<p><a class="button" href="/console/crises">${crisisTexts.board.all}</a></p>
${deskNumbers(staff, counted)}
${tasks.length > 0 ? html`<section id="tasks"><h2>${dispatchTexts.my_tasks}</h2>${taskList(tasks)}</section>` : ""}
${due.length > 0 ? html`<section id="due"><h2>${t.due}</h2><ul class="cards">${due.map(followUp)}</ul></section>` : ""}
${incoming === null ? "" : html`<section><h2>${t.incoming}</h2>${incoming.length > 0 ? referralRows(incoming, t.incoming) : html`<p class="muted">${t.none_incoming}</p>`}</section>`}
${returnedList(staff, waiting)}
${raised === null ? "" : html`<section><h2>${t.raised}</h2>${raised.length > 0 ? referralRows(raised, t.raised) : html`<p class="muted">${t.none_raised}</p>`}</section>`}
<p><a class="button" href="/console/referrals">${t.log}</a></p>`;
}

function followUp(due: DueFollowUp): Html {
  const t = texts.desk;
  const who = due.person
    ? html`<a href="/console/people/${due.person.id}">${due.person.name ?? texts.unnamed}</a>`
    : texts.unnamed;
  return html`<li><p>${who}</p><p>${due.address ?? due.area ?? texts.no_grid}</p><p class="muted">${t.due_by[due.basis]} ${due.due_on}</p></li>`;
}

function returnedList(staff: Staff, { returned }: Waiting): Html {
  if (returned.rows.length === 0) return html``;
  const t = texts.desk;
  return html`<section id="returned"><h2>${keepsStaff(staff) ? t.returned : t.returned_to_you}</h2><ul class="cards">${returned.rows.map(
    (referral) =>
      html`<li><p><a href="/console/referrals/${referral.id}">${referral.ref}</a> ${statusMark(referral.status)}</p><p>${referral.service_name}</p><p class="muted">${referral.area ?? texts.no_grid}</p></li>`,
  )}</ul></section>`;
}
