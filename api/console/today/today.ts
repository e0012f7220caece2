import { type Context, Hono } from "hono";
import * as z from "zod";
import { listAreas } from "../../../cases/areas/areas.ts";
import { dueContacts } from "../../../cases/crises/due-contacts.ts";
import { doorFlags } from "../../../cases/doors/flag.ts";
import {
  DROP_REASONS,
  dropFollowUp,
  MISSED_REASONS,
  missFollowUp,
  SNOOZE_REASONS,
  snoozeFollowUp,
} from "../../../cases/follow-ups/change.ts";
import { conditionsOf, endCondition, setCondition } from "../../../cases/follow-ups/conditions.ts";
import { PERSON_CONDITIONS } from "../../../cases/follow-ups/rules.ts";
import { type DueHousehold, dueDoors, dueToday, dueWith, MOST_DATES } from "../../../cases/follow-ups/today.ts";
import { refOf } from "../../../cases/people/find.ts";
import type { StaffSession } from "../../../cases/session.ts";
import { addDays, chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { consolePage, doneNotice, keepsStaff } from "../layout.ts";
import { idOf, readForm, wordsField } from "../read-form.ts";
import { submit } from "../submit.ts";
import { personBody } from "./person-page.ts";
import { texts } from "./texts.ts";
import { PATH, type TodayList, todayBody } from "./today-page.ts";

const MOST_CONTACTS = 50;
/** Of all grids together only so many dates are laid out, those that are due longest; a grid has all of its own. */
const MOST_TOGETHER = 100;

const why = <R extends readonly [string, ...string[]]>(reasons: R) =>
  z.object({ id: z.uuid(), reason: z.enum(reasons), words: wordsField });
const missedForm = why(MISSED_REASONS);
const snoozeForm = why(SNOOZE_REASONS).extend({ on: z.iso.date() });
const dropForm = why(DROP_REASONS);
const conditionForm = z.object({ condition: z.enum(PERSON_CONDITIONS), told: wordsField });

/** `/console/today`: whom to see today, what became of it, and by which rules somebody is seen. */
export function todayPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/", (c) => show(parts, c, null));
  app.post("/missed", async (c) => {
    const { id, ...reason } = await readForm(c, missedForm);
    return kept(parts, c, "missed", async (session) => {
      const { dates } = await dueWith(session, id, scopeOf(c));
      for (const date of dates) await missFollowUp(session, date.id, reason);
    });
  });
  app.post("/snooze", async (c) => {
    const { id, on, ...reason } = await readForm(c, snoozeForm);
    return kept(parts, c, "snoozed", (session) => snoozeFollowUp(session, id, on, reason));
  });
  app.post("/drop", async (c) => {
    const { id, ...reason } = await readForm(c, dropForm);
    return kept(parts, c, "dropped", (session) => dropFollowUp(session, id, reason));
  });
  app.get("/person/:id", (c) => showPerson(parts, c, { told: "", why: null }));
  app.post("/person/:id", async (c) => {
    const said = await readForm(c, conditionForm);
    return ofPerson(parts, c, "set", said.told, (session) => setCondition(session, idOf(c), said));
  });
  app.post("/person/:id/end", async (c) => {
    const { condition } = await readForm(c, conditionForm);
    return ofPerson(parts, c, "ended", "", (session) => endCondition(session, idOf(c), condition));
  });
  return app;
}

const scopeOf = (c: Context<StaffEnv>) => (keepsStaff(c.get("staff")) ? "district" : "mine");

function kept(
  parts: AppParts,
  c: Context<StaffEnv>,
  done: string,
  work: (session: StaffSession) => Promise<void>,
): Promise<Response> {
  return submit(parts, c, { work, to: `${PATH}?done=${done}`, again: (why) => show(parts, c, why) });
}

function ofPerson(
  parts: AppParts,
  c: Context<StaffEnv>,
  done: string,
  told: string,
  work: (session: StaffSession) => Promise<void>,
): Promise<Response> {
  return submit(parts, c, {
    work,
    to: `${PATH}/person/${idOf(c)}?done=${done}`,
    again: (why) => showPerson(parts, c, { told, why }),
  });
}

async function show(parts: AppParts, c: Context<StaffEnv>, refused: string | null): Promise<Response> {
  const staff = c.get("staff");
  const grid = z.uuid().safeParse(c.req.query("grid")).data;
  const list = await asStaff(parts, staff, async (session): Promise<TodayList> => {
    const of = scopeOf(c);
    const leads = of === "district";
    const together = leads && grid === undefined;
    const filter = grid === undefined ? {} : { area_id: grid };
    const households = await dueToday(session, of, filter, together ? MOST_TOGETHER : MOST_DATES);
    const doors = leads ? await dueDoors(session) : null;
    const day = chinaDate(session.now);
    return {
      ...{ day, from: addDays(day, 1), until: addDays(day, 366), leads, why: refused, households },
      more: together && datesIn(households) === MOST_TOGETHER ? total(doors!) : null,
      contacts: await dueContacts(session, MOST_CONTACTS),
      two: await doorFlags(session, { people: peopleIn(households) }),
      grids: doors === null ? null : await gridsOf(session, doors, grid),
    };
  });
  const frame = {
    staff,
    title: texts.title,
    section: "today",
    notice: doneNotice(texts.done, c.req.query("done")),
  } as const;
  const page = consolePage({ ...frame, top: c.req.path === PATH }, todayBody(list));
  return c.html(page, refused === null ? 200 : 422);
}

function datesIn(households: readonly DueHousehold[]): number {
  return households.flatMap(({ people }) => people).reduce((n, { dates }) => n + dates.length, 0);
}

function peopleIn(households: readonly DueHousehold[]): string[] {
  return households.flatMap(({ people }) => people.flatMap(({ person }) => person?.id ?? []));
}

const total = (doors: Map<string | null, number>): number => [...doors.values()].reduce((all, n) => all + n, 0);

/** The grids in which somebody is due, and the one that was asked for. */
async function gridsOf(
  session: StaffSession,
  doors: Map<string | null, number>,
  shown: string | undefined,
): Promise<TodayList["grids"]> {
  const areas = await listAreas(session);
  const grids = areas.flatMap(({ id, name }) => {
    const n = doors.get(id) ?? 0;
    return n > 0 || id === shown ? [{ id, name, doors: n, shown: id === shown }] : [];
  });
  return [{ id: null, name: texts.all_grids, doors: total(doors), shown: shown === undefined }, ...grids];
}

async function showPerson(
  parts: AppParts,
  c: Context<StaffEnv>,
  typed: { told: string; why: string | null },
): Promise<Response> {
  const staff = c.get("staff");
  const id = idOf(c);
  const { ref, held } = await asStaff(parts, staff, async (session) => {
    const ref = await refOf(session, id);
    return { ref, held: await conditionsOf(session, id) };
  });
  const frame = {
    staff,
    title: `${texts.person.title} ${ref}`,
    section: "today",
    notice: doneNotice(texts.done, c.req.query("done")),
  } as const;
  return c.html(consolePage(frame, personBody({ id, ref, held, ...typed })), typed.why === null ? 200 : 422);
}
