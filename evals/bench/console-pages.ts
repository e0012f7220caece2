import { chinaDate, systemClock } from "../../platform/clock.ts";
import type { BenchHouse } from "./console-house.ts";

/** Where the id of a path comes from: the word before it, and a row that has something to show. */
const ROWS: Record<string, [table: string, where?: string]> = {
  referrals: ["referrals", "status = 'in-progress'"],
  people: ["people"],
  visits: ["visits"],
  crises: ["crises"],
  staff: ["staff", "role = 'grid_worker'"],
};

/** Not pages: streams, and what is one's own. */
const NO_PAGE = /\*|\/live$|openapi|\/services|\/search/;

/** Pages as people narrow them. */
const NARROWED = [
  "/console/referrals?overdue=1",
  "/console/referrals?status=completed",
  "/console/referrals?status=on-hold&unreviewed=1",
  "/console/referrals?denied=1",
  "/console/referrals?mine=1",
  "/console/referrals?priority=asap&overdue=1",
  "/console/referrals?unclaimed=1",
  "/console/crises?show=closed",
  "/console/staff?page=10",
  "/api/v1/referrals?limit=100",
  "/api/v1/referrals?status=completed",
  "/api/v1/referrals?overdue=true",
  "/api/v1/visits?limit=100",
  "/api/v1/follow-ups",
];

/** Lists whose second page is measured too. */
const PAGED = ["/console/referrals", "/console/visits", "/console/audit"];

/** Every GET of the console and of the JSON interface that has an example in the seeded district. */
export async function pagesOf(house: BenchHouse): Promise<{ pages: string[]; unknown: string[] }> {
  const month = chinaDate(systemClock.now()).slice(0, 7);
  const values: Record<string, string> = { month, ":sheet": "monthly", form: "referral" };
  for (const [word, [table, where]] of Object.entries(ROWS)) {
    const id = await house.oneOf(table, where);
    if (id) values[word] = id;
  }
  const pages: string[] = [];
  const unknown: string[] = [];
  const routes = house.app.routes
    .filter(({ method, path }) => method === "GET" && /^\/(console|api\/v1)(\/|$)/.test(path) && !NO_PAGE.test(path))
    .map(({ path }) => path.replace(/\/$/, ""));
  for (const route of [...new Set(routes)]) {
    const path = exampleOf(route, values);
    if (path === null) unknown.push(route);
    else pages.push(path);
  }
  for (const path of PAGED) {
    const next = /rel="next" href="([^"]+)"/.exec((await house.visitors[0]!.get(path)).text)?.[1];
    if (next) pages.push(next.replaceAll("&amp;", "&"));
  }
  return { pages: [...new Set([...pages, ...NARROWED])], unknown };
}

/** The route with its parameters filled in; null when one of them has no example. */
function exampleOf(route: string, values: Record<string, string>): string | null {
  const words = route.split("/");
  const filled = words.map((word, i) => {
    if (!word.startsWith(":")) return word;
    const name = word.replace(/^:(\w+).*$/, "$1");
    return values[`:${name}`] ?? values[name] ?? values[words[i - 1] ?? ""] ?? null;
  });
  return filled.includes(null) ? null : filled.join("/");
}
