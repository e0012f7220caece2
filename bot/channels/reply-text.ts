import type { Reply } from "../reply.ts";

/** What a messenger shows for a reply: its text, or, since no messenger sends a blank message, what there is to do. */
export function replyText(reply: Reply): string {
  const text = reply.text.trim();
  if (text !== "") return text;
  return reply.actions.length > 0 ? "请点下面的按钮。" : "收到。";
}
