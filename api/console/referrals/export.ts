import { type Context, Hono } from "hono";
import { surnameOnly } from "../../../bot/channels/abroad.ts";
import { forOthers } from "../../../bot/texts/in-language.ts";
import { type Area, listAreas } from "../../../cases/areas/areas.ts";
import { audit } from "../../../cases/audit/append.ts";
import { toCsv } from "../../../cases/forms/cell.ts";
import { areaNames } from "../../../cases/forms/read.ts";
import { listReferrals, type ReferralRow } from "../../../cases/referrals/list.ts";
import { Refusal } from "../../../cases/refusal.ts";
import { staffNames } from "../../../cases/staff/staff.ts";
import { chinaDate } from "../../../platform/clock.ts";
import type { AppParts } from "../../parts.ts";
import { asStaff, type StaffEnv } from "../../session/who.ts";
import { nodeOnly, sendFile, wantsNames } from "../forms/frame.ts";
import { keepsStaff } from "../layout.ts";
import { texts } from "../texts.ts";
import { chinaTime } from "../times.ts";
import { filterOf, filters } from "./filters.ts";
import { texts as own } from "./texts.ts";

/** A file holds at most so many referrals, the newest first. */
export const MOST_ROWS = 5_000;

const COLUMNS = "编号 转出时间 状态 多急 期限 超期 街道 社区 网格 居民 转到 对方谁在跟 谁转的 审核".split(" ");

/**
 * `GET /console/referrals/export.xlsx`, `.csv`: what the log shows under the same filters, surnames only; `?names=full` is for
 * supervisors and admins. Each file is written down.
 */
export function exportRoutes(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  app.get("/export.csv", async (c) => {
    const { title, rows } = await rowsFor(parts, c, "csv");
    return sendFile(c, title, "csv", toCsv(COLUMNS, rows));
  });
  app.get("/export.xlsx", async (c) => {
    if (!parts.forms) return nodeOnly(c);
    const { title, rows } = await rowsFor(parts, c, "xlsx");
    return sendFile(
      c,
      title,
      "xlsx",
      await parts.forms.workbook(
        forOthers(() => own.export.sheet),
        COLUMNS,
        rows,
      ),
    );
  });
  return app;
}

async function rowsFor(
  parts: AppParts,
  c: Context<StaffEnv>,
  as: "csv" | "xlsx",
): Promise<{ title: string; rows: Record<string, string>[] }> {
  const staff = c.get("staff");
  const chosen = filters.parse(c.req.query());
  const named = wantsNames(c);
  if (named && !keepsStaff(staff)) throw new Refusal("not_yours_to_move");
  const { found, areas, names } = await asStaff(parts, staff, async (session) => {
    const { rows } = await listReferrals(session, {
      ...filterOf(chosen, staff.id),
      cursor: undefined,
      limit: MOST_ROWS,
    });
    await audit(session, {
      action: "referrals.exported",
      entity: "referrals",
      entity_id: null,
      detail: { as, named, rows: rows.length },
    });
    const people = rows.flatMap(({ owner_id, raised_by }) => [owner_id, raised_by]).filter((id) => id !== null);
    return { found: rows, areas: await listAreas(session), names: await staffNames(session, people) };
  });
  const day = chinaDate(parts.clock.now());
  return {
    title: forOthers(() => `${own.export.sheet} ${day}`),
    rows: forOthers(() => {
      const placeOf = placesIn(areas);
      return found.map((referral) => cellsOf(referral, { placeOf, names, named }));
    }),
  };
}

type Place = ReturnType<typeof areaNames>;

/** Each grid is looked up once. */
function placesIn(areas: Area[]): (area_id: string | null) => Place {
  const known = new Map<string | null, Place>();
  return (area_id) => {
    const place = known.get(area_id) ?? areaNames(areas, area_id);
    known.set(area_id, place);
    return place;
  };
}

function cellsOf(
  referral: ReferralRow,
  at: { placeOf: (area_id: string | null) => Place; names: Map<string, string>; named: boolean },
): Record<string, string> {
  const { street, community, grid } = at.placeOf(referral.area_id);
  const name = referral.person?.name ?? "";
  const words = [
    ...[referral.ref, chinaTime(referral.created_at), texts.status[referral.status]],
    texts.priority[referral.priority as keyof typeof texts.priority] ?? referral.priority,
    ...[referral.due_on ?? "", referral.overdue ? texts.overdue : "", street ?? "", community ?? "", grid ?? ""],
    ...[at.named || name === "" ? name : surnameOnly(name), referral.service_name],
    ...[referral.owner_id ? (at.names.get(referral.owner_id) ?? "") : "", at.names.get(referral.raised_by) ?? ""],
    texts.review[referral.review ?? "open"],
  ];
  return Object.fromEntries(COLUMNS.map((column, i) => [column, words[i] ?? ""]));
}
