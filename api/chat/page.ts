import { Hono } from "hono";
import { html } from "hono/html";
import { texts } from "../../bot/texts/zh-hans.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import { assetPath } from "../assets/assets.ts";
import { type Html, page } from "../page.ts";
import type { AppParts } from "../parts.ts";
import { whoAsks } from "../session/who.ts";

/** `GET /`: the web chat, or, to whoever is not signed in, what this is and how to get in. */
export function chatPage(parts: AppParts): Hono {
  const app = new Hono();
  app.get("/", async (c) => {
    const staff = await whoAsks(c, parts);
    // It shows a name: nothing of it stays in a browser that the next person picks up.
    c.header("cache-control", "no-store");
    if (!staff) return c.html(page("登录", signedOut(parts.config.demo), { style: "chat.css" }));
    return c.html(page("聊天", chat(staff, parts.config.demo), { style: "chat.css", script: "chat.js" }));
  });
  return app;
}

const howToSignIn = (demo: boolean): string =>
  `在 Telegram 或 LINE 里发 /console，点它回给您的链接。${demo ? "试用的话，点启动时终端里打印的链接。" : ""}`;

function signedOut(demo: boolean): Html {
  return html`<main class="narrow">
  <h1>家门口</h1>
  <p>入户走访的帮手：说一句就能记走访、问政策、找服务、转介。</p>
  <h2>怎么登录</h2>
  <p>${howToSignIn(demo)}</p>
  <p class="urgent">人有危险，先打 <a class="tel" href="tel:110">110</a> <a class="tel" href="tel:120">120</a> <a class="tel" href="tel:119">119</a></p>
</main>`;
}

function chat(staff: Staff, demo: boolean): Html {
  const { today, status, help } = texts.actions;
  return html`<link rel="modulepreload" href="${assetPath("chat-send.js")}">
<link rel="modulepreload" href="${assetPath("chat-show.js")}">
<link rel="modulepreload" href="${assetPath("chat-log.js")}">
<link rel="modulepreload" href="${assetPath("chat-picture.js")}">
<link rel="modulepreload" href="${assetPath("chat-writing.js")}">
<div id="chat" data-staff="${staff.id}" data-sign-in="${howToSignIn(demo)}">
  <header>
    <h1>家门口</h1>
    <span class="who">${staff.name}</span>
    ${staff.role === "grid_worker" ? "" : html`<a class="button" href="/console">工作台</a>`}
    <form id="sign-out" method="post" action="/logout"><button>退出</button></form>
  </header>
  <main>
    <div id="log" role="log" aria-live="polite" aria-label="对话" tabindex="0">
      <div class="message theirs">
        <p>${texts.greeting(staff.name)}</p>
        <div class="actions" id="quick">
          <button type="button" data-action="today">${today}</button>
          <button type="button" data-action="status">${status}</button>
          <button type="button" data-action="help">${help}</button>
        </div>
        <noscript><p>这个浏览器关掉了 JavaScript，打开后才能聊。</p></noscript>
      </div>
      <div id="typing" class="message theirs" hidden>
        <span class="visually-hidden">正在回答</span><i></i><i></i><i></i>
      </div>
    </div>
    <button id="newer" type="button" hidden>看新消息</button>
    <form id="composer" aria-label="写消息">
      <label class="button attach">照片<input class="visually-hidden" id="picture" type="file" accept="image/*" multiple disabled></label>
      <label class="visually-hidden" for="words">想说的话</label>
      <textarea id="words" rows="1" placeholder="说一句，错字没关系"></textarea>
      <button class="primary" disabled>发送</button>
    </form>
  </main>
</div>`;
}
