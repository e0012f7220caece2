import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { toCsv } from "../../../cases/forms/cell.ts";
import { columnsOf, keepColumns, SHEETS, type Sheet } from "../../../cases/forms/columns.ts";
import { ledgerRows } from "../../../cases/forms/ledger.ts";
import { auditForm, mayName } from "../../../cases/forms/may-name.ts";
import { MOST_ROWS, visitsOfMonth } from "../../../cases/forms/month.ts";
import { monthlyRows } from "../../../cases/forms/monthly.ts";
import { readVisitRecords } from "../../../cases/forms/read.ts";
import type { VisitRecord } from "../../../cases/forms/record.ts";
import { Refusal } from "../../../cases/refusal.ts";
import type { StaffSession } from "../../../cases/session.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { keepsStaff } from "../layout.ts";
import { officersOnly } from "../officers-only.ts";
import { canMake, formPage, nodeOnly, PATH, sendFile, wantsNames } from "./frame.ts";
import { maskVisit } from "./mask.ts";
import { columnsBody, orderIn, SHOWN, sheetBody } from "./month-page.ts";
import { tableSheet } from "./sheet.ts";
import { texts } from "./texts.ts";
import { FORM_WORDS } from "./words.ts";

/** `/console/forms/months/:month/:sheet`: the ledger and the report of a month in the district's columns; `/columns/:sheet`: their order. */
export function monthPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/months/:month/:sheet", async (c) => {
    const [sheet, ending] = (c.req.param("sheet") ?? "").split(".") as [string, string | undefined];
    if (!isSheet(sheet) || !(ending === undefined || ["xlsx", "csv", "print"].includes(ending)))
      throw new Refusal("not_found");
    if (ending === "xlsx" && !parts.forms) return nodeOnly(c);
    const as = ending === "xlsx" || ending === "csv" ? ending : "page";
    const month = monthOf(c);
    const named = wantsNames(c);
    const read = await asStaff(parts, c.get("staff"), (session) => readSheet(session, { sheet, month, named, as }));
    const { columns, more, may } = read;
    const total = sheet === "ledger" ? read.visits.length : read.monthly.length;
    const most = ending === undefined ? SHOWN : total;
    const rows = sheet === "ledger" ? await rowsOf(read, most) : read.monthly.slice(0, most);
    const title = `${SHEETS[sheet].title} ${month}`;
    const here = `${PATH}/months/${month}/${sheet}`;
    if (as === "csv") return sendFile(c, title, "csv", toCsv(columns, rows));
    if (as === "xlsx")
      return sendFile(c, title, "xlsx", await parts.forms!.workbook(SHEETS[sheet].title, columns, rows));
    if (ending === "print") return c.html(tableSheet(title, here, columns, rows));
    const at = { sheet, month, here, named, may, total, more: more ? MOST_ROWS : null, excel: canMake(parts) };
    const body = sheetBody({ ...at, officer: keepsStaff(c.get("staff")) }, columns, rows);
    return c.html(formPage(c, texts.month_of(texts.sheets[sheet], month), body));
  });
  app.use("/columns/*", officersOnly);
  app.get("/columns/:sheet", (c) => order(parts, c, null));
  app.post("/columns/:sheet", async (c) => {
    const sheet = sheetOf(c);
    const typed = await c.req.parseBody();
    const columns = typed.do === "reset" ? [...SHEETS[sheet].columns] : orderIn(SHEETS[sheet].columns, typed);
    if (columns.length === 0) return order(parts, c, texts.order_none);
    await asStaff(parts, c.get("staff"), (session) => keepColumns(session, sheet, columns));
    return c.redirect(`${PATH}/columns/${sheet}?done=kept`, 303);
  });
  return app;
}

const isSheet = (word: string): word is Sheet => Object.hasOwn(SHEETS, word);

function sheetOf(c: Context): Sheet {
  const sheet = c.req.param("sheet") ?? "";
  if (!isSheet(sheet)) throw new Refusal("not_found");
  return sheet;
}

function monthOf(c: Context): string {
  const month = c.req.param("month") ?? "";
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) throw new Refusal("not_found");
  return month;
}

/** What a sheet is made of, read in one transaction; the rows of a ledger are made after it. */
interface Read {
  columns: string[];
  monthly: Record<string, string>[];
  visits: VisitRecord[];
  /** The visits that may stand there in full: those of one's own, or all for a supervisor; a colleague's stay masked beside them. */
  full: Set<string>;
  /** There were more visits than are listed. */
  more: boolean;
  /** The reader may have names in full. */
  may: boolean;
}

async function readSheet(
  session: StaffSession,
  asked: { sheet: Sheet; month: string; named: boolean; as: "page" | "xlsx" | "csv" },
): Promise<Read> {
  const { sheet, month, named, as } = asked;
  const made = { form: sheet, of: "month", id: null, as } as const;
  const columns = await columnsOf(session, sheet);
  if (sheet === "monthly") {
    const monthly = await monthlyRows(session, month);
    await auditForm(session, { ...made, named: false, rows: monthly.length });
    return { columns, monthly, visits: [], full: new Set(), more: false, may: false };
  }
  const { visits: found, more } = await visitsOfMonth(session, month);
  const own = found.filter(({ staff_id }) => mayName(session, staff_id)).map(({ id }) => id);
  if (named && own.length === 0) throw new Refusal("not_yours_to_move");
  const ids = found.map(({ id }) => id);
  const visits = await readVisitRecords(session, ids);
  await auditForm(session, { ...made, named, rows: visits.length });
  return { columns, monthly: [], visits, full: new Set(named ? own : []), more, may: own.length > 0 };
}

/** Masking takes milliseconds a visit: between two of them everything else has its turn. */
async function rowsOf({ visits, full }: Read, most: number): Promise<Record<string, string>[]> {
  const shown: VisitRecord[] = [];
  for (const visit of visits.slice(0, most)) {
    shown.push(full.has(visit.id) ? visit : maskVisit(visit, texts.unreadable));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return ledgerRows(shown, FORM_WORDS);
}

async function order(parts: AppParts, c: Context<StaffEnv>, why: string | null): Promise<Response> {
  const sheet = sheetOf(c);
  const columns = await asStaff(parts, c.get("staff"), (session) => columnsOf(session, sheet));
  const title = texts.order_of(texts.sheets[sheet]);
  const body = html`<h1>${title}</h1>${columnsBody(sheet, columns, why)}`;
  return c.html(formPage(c, title, body), why === null ? 200 : 422);
}
