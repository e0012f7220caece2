import type { SHEETS } from "./columns.ts";
import { type FormWords, visitData } from "./fields.ts";
import type { VisitRecord } from "./record.ts";

type Column = (typeof SHEETS)["ledger"]["columns"][number];

/** One row of the ledger a visit, by column; several people of one visit share it. */
export function ledgerRows(visits: readonly VisitRecord[], words: FormWords): Record<string, string>[] {
  return visits.map((visit, i) => {
    const { fields } = visitData(visit, null, words, { by: "", on: "", masked: false });
    const own = { 序号: String(i + 1), 走访情况: visit.note } satisfies Partial<Record<Column, string>>;
    return { ...fields, ...own };
  });
}
