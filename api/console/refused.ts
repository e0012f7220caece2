import { html } from "hono/html";
import { refusalWords } from "../../bot/texts/refusal-words.ts";
import { Refusal } from "../../cases/refusal.ts";
import type { Html } from "../page.ts";

/** The refusal of what a form asked, for the page that shows the form again. What is no refusal, and what is not there, is thrown on. */
export function refusalIn(error: unknown): Refusal {
  if (!(error instanceof Refusal) || error.code === "not_found") throw error;
  return error;
}

/** The same in words. */
export const whyRefused = (error: unknown): string => refusalWords(refusalIn(error));

/** Says why, and is where keyboard and screen reader go on; nothing when nothing was refused. */
export function refusedNote(why: string | null | undefined): Html {
  return why ? html`<p class="error" role="alert" tabindex="-1" data-focus>${why}</p>` : html``;
}
