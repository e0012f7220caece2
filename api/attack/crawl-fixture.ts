/** For tests only: somebody who opens every page, and fills every form, of the console. */
import type { Hono } from "hono";
import { parseHTML } from "linkedom";
import type { Member } from "../../cases/fixture.ts";
import type { ConsoleFixture } from "../console/fixture.ts";
import { enterBy, ORIGIN, routesOf } from "../routes-fixture.ts";

/** What a form asks, with what a person would send who only presses its button. */
export interface Form {
  /** The page that it stands on. */
  page: string;
  method: "get" | "post";
  action: string;
  fields: Record<string, string>;
  /** Those of its fields into which anything may be typed, and what the browser takes them for. */
  typed: Map<string, string>;
  has_file: boolean;
}

export interface Page {
  path: string;
  status: number;
  headers: Headers;
  html: string;
}

/** A browser without rules: every header is the attacker's to choose. */
export interface Client {
  cookie: string;
  ask(path: string, init?: { method?: string; headers?: Record<string, string>; body?: string }): Promise<Response>;
}

/** Somebody who is signed in. */
export async function clientOf(house: ConsoleFixture, who: Member): Promise<Client> {
  return client(house.app, await enterBy(house.app, await house.loginPath(who)));
}

export function client(app: Hono, cookie: string): Client {
  return {
    cookie,
    ask: async (path, { headers = {}, ...init } = {}) =>
      app.request(new Request(ORIGIN + path, { ...init, headers: { cookie, "accept-language": "zh-CN", ...headers } })),
  };
}

/** Addresses that differ only in what they name lead to one page: one of each is enough. */
export const shapeOf = (path: string): string => {
  const { pathname, searchParams } = new URL(path, ORIGIN);
  return `${pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id").replace(/\d+/g, "n")}?${[...searchParams.keys()].sort()}`;
};

/** Every address of the console that names no row, to begin with. */
export const consolePaths = (app: Hono): string[] =>
  routesOf(app).flatMap(({ method, path }) =>
    method === "GET" && /^\/console(?:\/|$)/.test(path) && !/:|live$/.test(path) ? [path] : [],
  );

/** Every page that links lead to from these, each kind once. */
export async function crawl(visitor: Client, from: readonly string[]): Promise<Page[]> {
  const [queue, pages, seen] = [[...from], [] as Page[], new Set<string>()];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (seen.has(shapeOf(path))) continue;
    seen.add(shapeOf(path));
    const answer = await visitor.ask(path);
    if (/event-stream/.test(answer.headers.get("content-type") ?? "")) {
      await answer.body?.cancel();
      continue;
    }
    const page = { path, status: answer.status, headers: answer.headers, html: await answer.text() };
    pages.push(page);
    if (!/html/.test(answer.headers.get("content-type") ?? "")) continue;
    for (const link of parseHTML(page.html).document.querySelectorAll("a[href]")) {
      const to = new URL(link.getAttribute("href")!, ORIGIN + path);
      if (to.origin === ORIGIN) queue.push(to.pathname + to.search);
    }
  }
  return pages;
}

const ANYTHING = /^(?:text|search|tel|url|email|password|hidden|date|month|number|time|datetime-local|)$/;

/** The forms of these pages, each kind once. */
export function formsOf(pages: readonly Page[]): Form[] {
  const forms = new Map<string, Form>();
  for (const { path, html } of pages) {
    for (const form of parseHTML(html).document.querySelectorAll("form")) {
      const fields: Record<string, string> = {};
      const typed = new Map<string, string>();
      let has_file = false;
      for (const field of form.querySelectorAll("input[name], textarea[name], select[name], button[name]")) {
        const name = field.getAttribute("name")!;
        const type = field.getAttribute("type") ?? "";
        if (type === "file") has_file = true;
        else if (field.localName === "select") {
          const option = field.querySelector("option[selected]") ?? field.querySelector("option:not([value=''])");
          fields[name] = option?.getAttribute("value") ?? option?.textContent ?? "";
        } else if (type === "checkbox" || type === "radio" || field.localName === "button") {
          fields[name] ??= field.getAttribute("value") ?? "on";
        } else {
          fields[name] = field.getAttribute("value") ?? field.textContent ?? "";
          if (ANYTHING.test(type)) typed.set(name, type);
        }
      }
      const action = new URL(form.getAttribute("action") ?? path, ORIGIN + path);
      const method = form.getAttribute("method") === "post" ? "post" : "get";
      const made = { page: path, method, action: action.pathname, fields, typed, has_file } as const;
      const key = `${method} ${shapeOf(action.pathname)} ${Object.keys(fields).sort()}`;
      if (!forms.has(key)) forms.set(key, made);
    }
  }
  return [...forms.values()];
}

/** Sends a form as its page would, with some fields changed. */
export function send(visitor: Client, form: Form, changed: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ ...form.fields, ...changed });
  if (form.method === "get") return visitor.ask(`${form.action}?${body}`);
  const headers = { origin: ORIGIN, "content-type": "application/x-www-form-urlencoded" };
  return visitor.ask(form.action, { method: "POST", headers, body: body.toString() });
}
