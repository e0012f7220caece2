import type { Context, MiddlewareHandler } from "hono";
import { tryGetContext } from "hono/context-storage";
import { getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import { parseAccept } from "hono/utils/accept";
import { loadTraditional } from "../bot/language/traditional.ts";
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from "../bot/language/written-in.ts";
import { speaking, spokenLanguage } from "../bot/texts/in-language.ts";
import type { Html } from "./page.ts";

const COOKIE = "doorstep-language";
const YEAR_SECONDS = 365 * 24 * 3600;

/** How each is named on its own link, and read out. */
const NAMES: Record<Language, [shown: string, spoken: string]> = {
  "zh-Hans": ["简", "简体中文"],
  "zh-Hant": ["繁", "繁體中文"],
  en: ["EN", "EN, English"],
};

const isLanguage = (words: string | undefined): words is Language => LANGUAGES.some((language) => language === words);

/** The language of a tag as browsers send it (RFC 5646); Taiwan, Hong Kong and Macau write Traditional. Null for any other. */
function languageOfTag(tag: string): Language | null {
  const [language, ...subtags] = tag.toLowerCase().split("-");
  if (language === "en") return "en";
  if (language !== "zh") return null;
  if (subtags.includes("hans")) return "zh-Hans";
  return subtags.some((subtag) => ["hant", "tw", "hk", "mo"].includes(subtag)) ? "zh-Hant" : "zh-Hans";
}

/**
 * The language of a page: what was chosen on a page before, else the first that the browser asks for and we have.
 * @param chosen the cookie
 * @param accepted `Accept-Language`
 */
export function pageLanguage(chosen: string | undefined, accepted: string | undefined): Language {
  if (isLanguage(chosen)) return chosen;
  for (const { type, q } of parseAccept(accepted ?? "")) {
    const language = q > 0 ? languageOfTag(type) : null;
    if (language) return language;
  }
  return DEFAULT_LANGUAGE;
}

/** Renders every page in its reader's language; `?lang=` keeps a choice for a year and leads back to the same page. */
export function inPageLanguage(secure: boolean): MiddlewareHandler {
  return async (c, next) => {
    const asked = c.req.query("lang");
    if (c.req.method === "GET" && isLanguage(asked)) {
      setCookie(c, COOKIE, asked, { httpOnly: true, sameSite: "Lax", path: "/", secure, maxAge: YEAR_SECONDS });
      return c.redirect(hereWith(c, null), 303);
    }
    const wanted = pageLanguage(getCookie(c, COOKIE), c.req.header("accept-language"));
    const language = wanted === "zh-Hant" && !(await loadTraditional()) ? DEFAULT_LANGUAGE : wanted;
    await speaking(language, next);
    c.header("vary", "cookie, accept-language", { append: true });
  };
}

/** This page's own address with another language, or with none; never another site's, whatever stands in the path. */
function hereWith(c: Context, language: Language | null): string {
  const { pathname, searchParams } = new URL(c.req.url);
  searchParams.delete("lang");
  // The notice of what was just done is for once.
  searchParams.delete("done");
  if (language) searchParams.set("lang", language);
  const query = searchParams.size > 0 ? `?${searchParams}` : "";
  return pathname.replace(/^[/\\]+/, "/") + query;
}

/** The three languages as links. A page that answers a form has none, because its address cannot be asked for again. */
export function languageLinks(): Html | string {
  const c = tryGetContext();
  if (c?.req.method !== "GET") return "";
  const link = (language: Language): Html => {
    const [shown, spoken] = NAMES[language];
    const current = language === spokenLanguage() ? html` aria-current="true"` : "";
    return html`<a href="${hereWith(c, language)}" lang="${language}" hreflang="${language}" aria-label="${spoken}"${current}>${shown}</a>`;
  };
  return html`<nav class="languages" aria-label="语言 Language">${LANGUAGES.map(link)}</nav>`;
}
