import { type Found, spansOf } from "./span.ts";

const MAIL = /[A-Za-z0-9][\w.+-]*\s?@\s?[A-Za-z0-9-]+(?:\s?\.\s?[A-Za-z0-9-]+)+/g;
/** Letters and digits with a low line or a long tail of digits: wx_8sd73k, wxid_abc, li1975zhen88. */
const LOGIN_LIKE =
  /(?<![A-Za-z0-9_@.])(?=[A-Za-z0-9-]*_)(?=[A-Za-z_-]*[A-Za-z0-9])[A-Za-z0-9][\w-]{4,}(?![A-Za-z0-9_])/g;
/** Letters around many digits: a passport, a pass, a number somebody tried to hide (138o0138oo0). */
const LETTERED =
  /(?<![A-Za-z0-9])(?![Qq]{2}|[Ww][Xx]|[Vv][Xx])(?=(?:[A-Za-z]{0,4}[0-9]){6})(?=[0-9]*[A-Za-z])[A-Za-z0-9]{7,24}(?![A-Za-z0-9])/g;
const CALLED =
  /(?:微信|薇信|威信|v信|[Vv][Xx]|[Ww][Xx]|[Ww]e[Cc]hat|[Qq]{2}|扣扣|支付宝|抖音|快手|小红书|微博|账号|帐号|账户|帐户|用户名|登录名|[Ll][Ii][Nn][Ee]|[Tt]elegram|[Tt][Gg])(?:号码?|[Ii][Dd]|名)?(?:\s|是|为|叫|加|:|：|=|「|“|"){0,4}(?<it>@?(?![Aa][Pp][Pp](?![A-Za-z]))[A-Za-z][A-Za-z0-9_.-]{4,29}|@?[A-Za-z]+[0-9_][A-Za-z0-9_-]*)/dg;
/** 微信同号 is no account; QQ numbers are read here, with their five digits. */
const QQ = /(?:[Qq]{2}|扣扣)(?:号码?|群)?(?:\s|是|为|:|：){0,3}(?<it>[1-9][0-9]{4,11})(?![0-9])/dg;

/** Mail addresses, and names of accounts with messengers, platforms and banks. */
export function findAccounts(text: string): Found[] {
  return [MAIL, QQ, CALLED, LOGIN_LIKE, LETTERED].flatMap((pattern) => spansOf(text, pattern, "account"));
}
