import { Buffer } from "node:buffer";
import * as z from "zod";
import type { ChangedFilter } from "../../cases/referrals/changed.ts";
import { REFERRAL_STATUSES, type ReferralStatus } from "../../cases/referrals/moves.ts";
import { ORDER_STATUSES, statusesOfOrder } from "./resources.ts";

/** A search that cannot be understood; `message` says which parameter and what it takes. */
export class BadSearch extends Error {
  override readonly name = "BadSearch";
}

const PAGE = { standard: 50, most: 200 } as const;
const KNOWN = ["_id", "status", "_lastUpdated", "_count", "_sort", "_after", "_format"];
const MOST_VALUES = 100;

/**
 * What a search asks for. Unknown parameters are refused and not passed over: they would make the answer wider than was meant.
 * @throws BadSearch
 */
export function readSearch(of: "Task" | "ServiceRequest", query: Record<string, string[]>): ChangedFilter {
  for (const name of Object.keys(query))
    if (!KNOWN.includes(name)) throw new BadSearch(`${name} is not a parameter here. There are: ${KNOWN.join(", ")}`);
  const sort = only(query, "_sort") ?? "_lastUpdated";
  if (!["_lastUpdated", "-_lastUpdated"].includes(sort))
    throw new BadSearch("_sort takes _lastUpdated or -_lastUpdated");
  const after = only(query, "_after");
  return {
    ids: idsOf(query),
    statuses: statusesOf(of, query),
    ...bounds(query._lastUpdated ?? []),
    ascending: sort === "_lastUpdated",
    after: after === undefined ? undefined : readPlace(after),
    limit: countOf(only(query, "_count")),
  };
}

function only(query: Record<string, string[]>, name: string): string | undefined {
  const values = query[name] ?? [];
  if (values.length > 1) throw new BadSearch(`${name} is given more than once`);
  return values[0];
}

/** Values parted by commas mean one of them; a parameter that stands there twice means both. */
function oneOfEach(values: readonly string[] | undefined): string[][] | undefined {
  return values?.map((value) => value.split(",").slice(0, MOST_VALUES));
}

function idsOf(query: Record<string, string[]>): string[] | undefined {
  const asked = oneOfEach(query._id);
  // What is no id of ours finds nothing.
  return asked
    ?.reduce((both, ids) => both.filter((id) => ids.includes(id)))
    .filter((id) => z.uuid().safeParse(id).success);
}

function statusesOf(of: "Task" | "ServiceRequest", query: Record<string, string[]>): ReferralStatus[] | undefined {
  const codes: readonly string[] = of === "Task" ? REFERRAL_STATUSES : ORDER_STATUSES;
  const asked = oneOfEach(query.status)?.map((values) =>
    values.flatMap((value) => {
      const code = value.slice(value.lastIndexOf("|") + 1);
      if (!codes.includes(code)) throw new BadSearch(`status takes ${codes.join(", ")}`);
      return of === "Task" ? [code as ReferralStatus] : statusesOfOrder(code);
    }),
  );
  return asked?.reduce((both, statuses) => both.filter((status) => statuses.includes(status)));
}

function countOf(text: string | undefined): number {
  if (text === undefined) return PAGE.standard;
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count < 1) throw new BadSearch("_count takes a whole number from 1");
  return Math.min(count, PAGE.most);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Date search of R4: a value is a stretch of time as long as it is exact. A day is one of China's. `ge` and `gt` begin with it or behind
 * it, `le` and `lt` end behind it or before it.
 */
function bounds(values: readonly string[]): { from?: Date; before?: Date } {
  let from: Date | undefined;
  let before: Date | undefined;
  const later = (at: Date) => (from = !from || at > from ? at : from);
  const sooner = (at: Date) => (before = !before || at < before ? at : before);
  for (const value of values) {
    const [, prefix = "eq", text = ""] = /^(eq|ge|gt|le|lt)?(.+)$/.exec(value) ?? [];
    const [start, end] = stretch(text);
    if (prefix === "eq" || prefix === "ge") later(start);
    if (prefix === "gt") later(end);
    if (prefix === "lt") sooner(start);
    if (prefix === "eq" || prefix === "le") sooner(end);
  }
  return { ...(from ? { from } : {}), ...(before ? { before } : {}) };
}

function stretch(text: string): [start: Date, end: Date] {
  const day = DAY.test(text);
  const start = new Date(day ? `${text}T00:00:00+08:00` : INSTANT.test(text) ? text : Number.NaN);
  if (Number.isNaN(start.getTime()))
    throw new BadSearch(
      "_lastUpdated takes ge, gt, le or lt before a day (2026-11-21) or a moment with its zone (2026-11-21T08:00:00Z)",
    );
  const seconds = /T\d{2}:\d{2}:\d{2}/.test(text);
  const length_ms = day ? 86_400_000 : !seconds ? 60_000 : text.includes(".") ? 1 : 1_000;
  return [start, new Date(start.getTime() + length_ms)];
}

/** Where a page ended. It names a place in an order, and gives access to nothing. */
export function placeOf(last: { updated_at: Date; id: string }): string {
  return Buffer.from(JSON.stringify([last.updated_at.toISOString(), last.id])).toString("base64url");
}

function readPlace(text: string): { at: Date; id: string } {
  try {
    const [at, id] = z.tuple([z.iso.datetime(), z.uuid()]).parse(JSON.parse(Buffer.from(text, "base64url").toString()));
    return { at: new Date(at), id };
  } catch {
    throw new BadSearch("_after is not a place that a link of ours named");
  }
}
