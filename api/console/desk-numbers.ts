import { html } from "hono/html";
import { COUNTED_TO, type Waiting } from "../../cases/desk/waiting.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import type { Html } from "../page.ts";
import { texts as own } from "./desk-texts.ts";
import { keepsStaff } from "./layout.ts";
import { texts } from "./texts.ts";

/** How much waits, of each kind; what a role does not have is not in it. */
export interface Counted {
  waiting: Waiting;
  crises: number;
  due: number;
  tasks: number;
  knowledge: { questions: number; corrections: number } | null;
}

const LOG = "/console/referrals";

/** Each number opens the rows behind it, the most pressing first. What is nothing stays, quietly, so that everything keeps its place. */
export function deskNumbers(staff: Staff, { waiting, crises, due, tasks, knowledge }: Counted): Html {
  const supervises = keepsStaff(staff);
  const numbers: (Html | null)[] = [
    number(crises, own.crises, "/console/crises"),
    supervises ? number(waiting.denied, own.denied, `${LOG}?denied=1`) : null,
    staff.role === "grid_worker" ? number(waiting.denied, own.denied_own, `${LOG}?denied=1`) : null,
    number(waiting.overdue, texts.desk.overdue, `${LOG}?overdue=1`),
    staff.role === "grid_worker" ? null : number(waiting.unclaimed, own.unclaimed, `${LOG}?unclaimed=1`),
    supervises ? number(waiting.unreviewed, texts.desk.unreviewed, `${LOG}?unreviewed=1`) : null,
    supervises ? number(waiting.returned.total, texts.desk.returned, `${LOG}?returned=1`) : null,
    !supervises && waiting.returned.total > 0 ? number(waiting.returned.total, texts.desk.returned, "#returned") : null,
    due > 0 ? number(due, own.due, "/console/today") : null,
    tasks > 0 ? number(tasks, own.tasks, "#tasks") : null,
    knowledge ? number(knowledge.questions, own.questions, "/console/knowledge/gaps") : null,
    knowledge ? number(knowledge.corrections, own.corrections, "/console/directory") : null,
  ];
  const none = [crises, waiting.denied, waiting.overdue, waiting.unclaimed, waiting.unreviewed, due, tasks];
  const nothing = none.every((n) => n === 0) && waiting.returned.total === 0;
  return html`<section aria-label="${own.numbers}">${nothing ? html`<p class="muted">${own.nothing}</p>` : ""}
<ul class="numbers">${numbers.filter((one) => one !== null)}</ul></section>`;
}

function number(n: number, label: string, href: string): Html {
  const counted = n > COUNTED_TO ? own.more_than(COUNTED_TO) : n;
  return html`<li><a href="${href}"${n > 0 ? "" : html` class="quiet"`}><strong>${counted}</strong> <span>${label}</span></a></li>`;
}
