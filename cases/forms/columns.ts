import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";

/** The tables of a month: every visit, and one row of sums for each grid. The columns in the order in which they are shipped. */
export const SHEETS = {
  ledger: {
    title: "走访台账",
    columns: [
      ..."序号 走访日期 走访编号 街道 社区 网格 住址 姓名 性别 年龄 电话 户情 走访方式 见到谁 走访情况".split(" "),
      ..."需求 要留意 本人意愿 下次走访 转介情况 走访人".split(" "),
    ],
  },
  monthly: {
    title: "走访月报",
    columns: [
      ..."月份 街道 社区 网格 走访次数 走访户数 走访人数 未遇次数 发现需求 紧急需求 已转介 转介有回音 转介已办结".split(
        " ",
      ),
      ..."转介超期 约定回访 回访已完成".split(" "),
    ],
  },
} as const;

export type Sheet = keyof typeof SHEETS;

/** The district's columns of a sheet, in its order; the shipped ones where it has not said. */
export async function columnsOf({ tx, scope }: Session, sheet: Sheet): Promise<string[]> {
  const { rows } = await tx.query<{ columns: string[] }>(
    "select columns from form_columns where district_id = $1 and sheet = $2",
    [scope.district_id, sheet],
  );
  const known: readonly string[] = SHEETS[sheet].columns;
  const own = (rows[0]?.columns ?? []).filter((column) => known.includes(column));
  return own.length > 0 ? own : [...known];
}

/**
 * Keeps the columns of a sheet in the district's order; those that are not named are left out.
 * @throws Refusal `supervisors_only`; `not_found` for a column that the sheet does not have, and for none at all
 */
export async function keepColumns(session: StaffSession, sheet: Sheet, columns: readonly string[]): Promise<void> {
  const { tx, scope, now } = session;
  assertLeads(session);
  const known: readonly string[] = SHEETS[sheet].columns;
  const own = [...new Set(columns)];
  if (own.length === 0 || own.some((column) => !known.includes(column))) throw new Refusal("not_found");
  await tx.query(
    `insert into form_columns (district_id, sheet, columns, changed_by, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (district_id, sheet) do update set columns = excluded.columns, changed_by = excluded.changed_by,
       changed_at = excluded.changed_at`,
    [scope.district_id, sheet, own, scope.staff_id, now],
  );
  await audit(session, {
    action: "form_columns.kept",
    entity: "form_columns",
    entity_id: null,
    detail: { sheet, columns: own.length },
  });
}
