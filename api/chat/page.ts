import { Hono } from "hono";
import { html } from "hono/html";
import { texts as said } from "../../bot/texts/zh-hans.ts";
import { assetPath } from "../assets/assets.ts";
import { languageLinks } from "../language.ts";
import { type Html, page } from "../page.ts";
import type { AppParts } from "../parts.ts";
import { districtSwitch } from "../session/district.ts";
import { type Visitor, whoVisits } from "../session/who.ts";
import { texts as shared } from "../texts.ts";
import { installRoutes } from "./install.ts";
import { texts } from "./texts.ts";

/** `GET /`: the web chat, or, to whoever is not signed in, what this is and how to get in. */
export function chatPage(parts: AppParts): Hono {
  const app = new Hono();
  app.route(
    "/",
    installRoutes(() => chatPageOf(null, parts.config.demo)),
  );
  app.get("/", async (c) => {
    const staff = await whoVisits(c, parts);
    // It shows a name: nothing of it stays in a browser that the next person picks up.
    c.header("cache-control", "no-store");
    if (!staff) return c.html(page(texts.sign_in_title, signedOut(parts.config.demo), { style: "chat.css" }));
    return c.html(chatPageOf(staff, parts.config.demo));
  });
  return app;
}

/** @param staff null: the page that starts without a network and finds out whose it is */
const chatPageOf = (staff: Visitor | null, demo: boolean): Html =>
  page(texts.title, chat(staff, demo), { style: "chat.css", script: "chat.js" });

const howToSignIn = (demo: boolean): string => texts.how + (demo ? texts.how_demo : "");

function signedOut(demo: boolean): Html {
  return html`<main class="narrow">
  <h1>${shared.name}</h1>
  <p>${texts.what}</p>
  <h2>${texts.how_heading}</h2>
  <p>${howToSignIn(demo)}</p>
  <p class="urgent">${texts.danger} <a class="tel" href="tel:110">110</a> <a class="tel" href="tel:120">120</a> <a class="tel" href="tel:119">119</a></p>
</main>`;
}

function chat(staff: Visitor | null, demo: boolean): Html {
  const { today, status, help } = said.actions;
  return html`<link rel="modulepreload" href="${assetPath("chat-send.js")}">
<link rel="modulepreload" href="${assetPath("chat-show.js")}">
<link rel="modulepreload" href="${assetPath("chat-log.js")}">
<link rel="modulepreload" href="${assetPath("chat-picture.js")}">
<link rel="modulepreload" href="${assetPath("chat-writing.js")}">
<link rel="modulepreload" href="${assetPath("chat-say.js")}">
<link rel="modulepreload" href="${assetPath("chat-keep.js")}">
<link rel="modulepreload" href="${assetPath("chat-post.js")}">
<div id="chat" data-staff="${staff?.id ?? ""}" data-sign-in="${howToSignIn(demo)}" data-say="${JSON.stringify(texts.page)}">
  <header>
    <h1>${shared.name}</h1>
    <span class="who">${staff?.name ?? ""}${staff?.works ? ` · ${staff.works.here}` : ""}</span>
    ${staff === null || staff.role === "grid_worker" ? "" : html`<a class="button" href="/console">${texts.console}</a>`}
    <form id="sign-out" method="post" action="/logout"><button>${texts.sign_out}</button></form>
  </header>
  <main>
    <div id="log" role="log" aria-live="polite" aria-label="${texts.log}" tabindex="0">
      <div class="message theirs">
        <p>${staff === null ? texts.without_network : said.greeting(staff.name)}</p>
        <div class="actions" id="quick">
          <button type="button" data-action="today">${today}</button>
          <button type="button" data-action="status">${status}</button>
          <button type="button" data-action="help">${help}</button>
        </div>
        ${staff === null ? "" : districtSwitch(staff)}
        ${staff === null ? "" : languageLinks()}
        <noscript><p>${texts.no_script}</p></noscript>
      </div>
      <div id="typing" class="message theirs" hidden>
        <span class="visually-hidden">${texts.typing}</span><i></i><i></i><i></i>
      </div>
    </div>
    <button id="newer" type="button" hidden>${texts.newer}</button>
    <form id="composer" aria-label="${texts.composer}">
      <label class="button attach">${texts.picture}<input class="visually-hidden" id="picture" type="file" accept="image/*" multiple disabled></label>
      <label class="visually-hidden" for="words">${texts.words}</label>
      <textarea id="words" rows="1" placeholder="${texts.hint}"></textarea>
      <button class="primary" disabled>${texts.send}</button>
    </form>
  </main>
</div>`;
}
