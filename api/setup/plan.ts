import { normalisePhone } from "../../cases/staff/phone.ts";
import type { Role } from "../../platform/scope.ts";
import type { TableRow } from "./read-table.ts";

/** What `npm run setup` will put there, once everything in both lists is right. */
export interface Plan {
  /** 街道 › 社区 › 网格, each path once. */
  areas: [street: string, community: string, grid: string][];
  staff: {
    name: string;
    role: Role;
    organization: string | null;
    grids: [string, string, string][];
    /** Where colleagues call in a crisis. */
    phone?: string;
  }[];
}

/** One thing that is wrong, and where. */
export interface RowError {
  list: "网格表" | "人员表";
  row: number;
  message: string;
}

const ROLES: Record<string, Role> = {
  网格员: "grid_worker",
  社工: "social_worker",
  主管: "supervisor",
  管理员: "admin",
};
export const AREA_COLUMNS = ["街道", "社区", "网格"] as const;
export const STAFF_COLUMNS = ["姓名", "角色", "街道", "社区", "网格", "机构"] as const;

const pathKey = (path: readonly string[]) => path.join(" › ");

/**
 * Checks both lists whole and gives every fault with its row number: nothing is written while there is one.
 * 人员表 names grids separated by 、 within one 街道 and 社区.
 */
export function planSetup(areaRows: TableRow[], staffRows: TableRow[]): { plan: Plan; errors: RowError[] } {
  const errors: RowError[] = [];
  const areas = new Map<string, Plan["areas"][number]>();
  missingColumns("网格表", areaRows, AREA_COLUMNS, errors);
  missingColumns("人员表", staffRows, ["姓名", "角色"], errors);
  for (const { row, cells } of areaRows) {
    const path = AREA_COLUMNS.map((column) => cells[column] ?? "") as Plan["areas"][number];
    const empty = AREA_COLUMNS.filter((_, i) => path[i] === "");
    if (empty.length > 0) errors.push({ list: "网格表", row, message: `${empty.join("、")} 没填` });
    else if (areas.has(pathKey(path))) errors.push({ list: "网格表", row, message: `${pathKey(path)} 重复了` });
    else areas.set(pathKey(path), path);
  }
  const staff: Plan["staff"] = [];
  const seen = new Map<string, number>();
  for (const { row, cells } of staffRows) {
    const say = (message: string): void => {
      errors.push({ list: "人员表", row, message });
    };
    const name = cells.姓名 ?? "";
    const role = ROLES[cells.角色 ?? ""];
    if (name === "") say("姓名 没填");
    if (!role) say(`角色「${cells.角色 ?? ""}」要写:${Object.keys(ROLES).join("、")}`);
    const grids = gridsOf(cells);
    if (role === "grid_worker" && grids.length === 0) say("网格员要填 街道、社区、网格");
    if (role === "social_worker" && !cells.机构) say("社工要填 机构");
    for (const grid of grids) {
      if (!areas.has(pathKey(grid))) say(`网格表里没有 ${pathKey(grid)}`);
    }
    const key = `${name} ${cells.角色} ${grids.map(pathKey).join()}`;
    const before = seen.get(key);
    if (before !== undefined) say(`和第 ${before} 行一样`);
    seen.set(key, row);
    const phone = cells.电话 ? normalisePhone(cells.电话) : null;
    if (cells.电话 && phone === null) say("电话 位数不对:手机 11 位,座机带区号");
    if (role) staff.push({ name, role, organization: cells.机构 || null, grids, ...(phone === null ? {} : { phone }) });
  }
  if (staffRows.length > 0 && !staff.some((person) => person.role === "admin")) {
    errors.push({ list: "人员表", row: 1, message: "至少要有一位 管理员" });
  }
  return { plan: { areas: [...areas.values()], staff }, errors };
}

function gridsOf(cells: Record<string, string>): [string, string, string][] {
  return (cells.网格 ?? "")
    .split(/[、,,;;\s]+/)
    .filter((grid) => grid !== "")
    .map((grid) => [cells.街道 ?? "", cells.社区 ?? "", grid]);
}

function missingColumns(
  list: RowError["list"],
  rows: TableRow[],
  columns: readonly string[],
  errors: RowError[],
): void {
  if (rows.length === 0) {
    errors.push({ list, row: 1, message: `没有内容。第一行写列名:${columns.join("、")}` });
    return;
  }
  const missing = columns.filter((column) => !(column in rows[0]!.cells));
  if (missing.length > 0) errors.push({ list, row: 1, message: `缺列:${missing.join("、")}` });
}
