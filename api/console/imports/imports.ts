import { type Context, Hono } from "hono";
import { listAreas } from "../../../cases/areas/areas.ts";
import { checkRows, columnsIn, type FaultyRow, type PersonColumn } from "../../../cases/imports/check-rows.ts";
import { putPeople } from "../../../cases/imports/put-people.ts";
import type { List } from "../../../knowledge/directory/list/list.ts";
import { Unreadable } from "../../../knowledge/ingest/unreadable.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { consolePage } from "../layout.ts";
import { troublePage } from "../trouble.ts";
import { importBody } from "./import-page.ts";
import { texts } from "./texts.ts";

const UPLOAD_MB = 10;

/** What became of a list. */
export interface Said {
  why?: string;
  done?: string;
  faults?: FaultyRow[];
}

/**
 * `/console/imports`: a list of people by an admin. It is read and checked whole; with one wrong row nothing of it is written, and
 * the answer names each wrong row. Nothing of the file is kept.
 */
export function importPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.use("*", async (c, next) => {
    if (c.get("staff").role !== "admin") return troublePage(c, 403, "forbidden");
    await next();
  });
  app.get("/", (c) => show(c, {}));
  app.post("/", async (c) => {
    const { file, check } = await c.req.parseBody();
    if (!(file instanceof File) || file.size === 0) return show(c, { why: texts.nothing });
    if (file.size > UPLOAD_MB * 1024 * 1024) return show(c, { why: texts.too_large(UPLOAD_MB) });
    if (!parts.list_reader) return show(c, { why: texts.node_only });
    try {
      const list = await parts.list_reader(new Uint8Array(await file.arrayBuffer()), file.name);
      return show(c, await take(parts, c, list, check === "1"));
    } catch (error) {
      if (error instanceof Unreadable) return show(c, { why: error.message });
      throw error;
    }
  });
  return app;
}

async function take(parts: AppParts, c: Context<StaffEnv>, list: List, only_check: boolean): Promise<Said> {
  const columns = columnsIn(list.header);
  const missing = [columns.name ? "" : "姓名", columns.grid ? "" : "网格"].filter((name) => name !== "");
  if (missing.length > 0) return { why: texts.no_column(missing.join("、")) };
  const rows = list.rows.map(({ row, cells }) => ({
    row,
    cells: Object.fromEntries(
      (Object.entries(columns) as [PersonColumn, string][]).map(([column, heading]) => [column, cells[heading] ?? ""]),
    ),
  }));
  const year = Number(chinaDate(parts.clock.now()).slice(0, 4));
  return asStaff(parts, c.get("staff"), async (session) => {
    const { people, faults } = checkRows(rows, await listAreas(session), year);
    if (faults.length > 0) return { why: texts.faulty(faults.length, rows.length), faults };
    if (only_check) return { done: texts.fine(people.length) };
    const done = await putPeople(session, people);
    return { done: texts.done(done.people, done.households, done.known) };
  });
}

function show(c: Context<StaffEnv>, said: Said): Response | Promise<Response> {
  const frame = { staff: c.get("staff"), title: texts.title, section: "staff", notice: said.done ?? null } as const;
  return c.html(consolePage(frame, importBody(said)), said.why ? 422 : 200);
}
