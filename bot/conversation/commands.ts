import { makeLogin } from "../../cases/staff/login.ts";
import { texts } from "../texts/zh-hans.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** How long a login link from the chat is good, in minutes. */
const LOGIN_MINUTES = 10;

/** Telegram's commands, and the same words alone, as somebody types them whose interface is English. */
export const COMMANDS: Record<string, string> = {
  today: "今天",
  status: "状态",
  undo: "撤销",
  help: "帮助",
  start: "帮助",
  hello: "你好",
  hi: "你好",
  thanks: "谢谢",
};

/** /console: a link that signs in once. */
export async function consoleLink(turn: Turn): Promise<TurnResult> {
  if (!turn.console_url) return say("help", texts.console_here);
  const token = await makeLogin(turn.session, turn.staff.id, LOGIN_MINUTES);
  return say("help", texts.console_link(turn.console_url(token)));
}
