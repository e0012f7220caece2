/** For tests only: every route of the service, and a way in, for whoever walks all of them. */
import type { Hono } from "hono";

export const ORIGIN = "http://localhost";
/** An id that names no row. */
export const NOBODY = "00000000-0000-4000-8000-000000000000";

export interface Route {
  method: string;
  /** With its parameters: `/console/people/:id`. */
  path: string;
}

/** Method and path of every route, each once. */
export function routesOf(app: Hono): Route[] {
  const all = app.routes.filter(({ method, path }) => method !== "ALL" && !path.includes("*"));
  return [...new Map(all.map(({ method, path }) => [`${method} ${path}`, { method, path }])).values()];
}

/** The path with `value` in place of each of its parameters. */
export const filledIn = (path: string, value: string): string => path.replace(/:\w+(\{[^}]*\})?/g, value);

/** Spends a one-time login link. @returns the cookie of the session */
export async function enterBy(app: Hono, path: string, origin = ORIGIN): Promise<string> {
  const entered = await app.request(origin + path, { method: "POST", headers: { origin } });
  if (entered.status !== 303) throw new Error(`${path}: ${entered.status}`);
  return entered.headers.getSetCookie()[0]!.split(";")[0]!;
}
