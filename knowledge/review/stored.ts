import type { Database } from "../../platform/database/port.ts";
import { districtIds, scoped, systemScope } from "../../platform/scope.ts";
import { type DocumentRow, listDocuments } from "../documents/list.ts";
import type { Dated } from "./dated.ts";

const SHARED = 0;
const PAGE_SIZE = 500;

/**
 * The documents of this installation that are past their review date; those of the pack apart, which are changed in its files.
 * @param as_of ISO date
 */
export async function storedOverdue(database: Database, as_of: string): Promise<Dated[]> {
  const ids = new Set([SHARED, ...(await districtIds(database))]);
  const found: Dated[] = [];
  for (const district_id of ids) {
    for (let page = 1, more = true; more; page += 1) {
      const list = await scoped(database, systemScope(district_id), (tx) =>
        listDocuments(tx, { overdue: true, today: as_of, page, page_size: PAGE_SIZE }),
      );
      found.push(...list.rows.filter((row) => row.district_id === district_id && !isOfPack(row)).map(dated));
      more = list.more;
    }
  }
  return found;
}

const isOfPack = ({ district_id, id }: DocumentRow): boolean => district_id === SHARED && id.startsWith("pack-");

function dated({ id, district_id, title, doc_no, checked_on, review_by }: DocumentRow): Dated {
  const where = district_id === SHARED ? `${id}（各区县共用）` : `${id}（区县 ${district_id}）`;
  return { kind: "stored", title, where, source: doc_no ?? "入库时的原文", checked_on, review_by };
}
