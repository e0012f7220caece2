import { inLanguages } from "../../bot/texts/in-language.ts";
import { english } from "./texts.en.ts";

/** What the chat page says. `page` goes along to its script (api/assets/chat-say.js), which puts values in for `{…}`. */
const chinese = {
  title: "聊天",
  sign_in_title: "登录",
  what: "入户走访的帮手：说一句就能记走访、问政策、找服务、转介。",
  how_heading: "怎么登录",
  how: "在 Telegram 或 LINE 里发 /console，点它回给您的链接。",
  how_demo: "试用的话，点启动时终端里打印的链接。",
  danger: "人有危险，先打",
  console: "工作台",
  sign_out: "退出",
  log: "对话",
  no_script: "这个浏览器关掉了 JavaScript，打开后才能聊。",
  typing: "正在回答",
  newer: "看新消息",
  composer: "写消息",
  picture: "照片",
  words: "想说的话",
  hint: "说一句，错字没关系",
  send: "发送",
  page: {
    mine: "我：",
    theirs: "家门口：",
    sources: "依据（{count}）",
    since: "自 {date}",
    state: {
      sending: "发送中…",
      offline: "没网，稍后自动重发",
      busy: "那边忙，稍后自动重发",
      thinking: "收到了，还在想…",
      refused: "没发出去。要是很长，分几条再发",
      dropped: "不再重发了",
      expired: "登录后自动发",
      other_staff: "换了人登录，先不发",
      locating: "正在看您在哪…",
      no_place: "没发出去",
    },
    now: "现在重发",
    drop: "不发了",
    lost: "这条收到了，回答没送到您手机上。请再问一句。",
    expired: "登录过期了。{how}没发出去的话都还在。",
    signed_in: "登录好了",
    other_staff: "这个浏览器里换了别人登录，这一页先停下，免得记到别人名下。",
    reload: "刷新",
    no_permission: "没拿到位置。请在手机设置里允许浏览器用定位，再点一次。",
    no_fix: "没定到位置。走到窗边或室外，再点一次。",
    leave: "还有 {count} 条没发出去，退出就没了。要退出吗？",
    picture: "照片",
    picture_sending: "发送中…",
    picture_failed: "没发出去，网好一点再发",
    picture_too_large: "太大了，最多 10 MB。截个图再发",
  },
} as const;

export type ChatTexts = typeof chinese;

export const texts = inLanguages(chinese, english);
