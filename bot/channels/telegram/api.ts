import { Api } from "grammy";
import { DELIVERY_TIMEOUT_MS } from "../channel.ts";

export interface TelegramAccess {
  token: string;
  /** https://api.telegram.org, or a Bot API server of one's own. */
  api_root: string;
  /** Per request, in milliseconds; the request is aborted then. */
  timeout_ms?: number;
}

/** grammY's client. For polling give a timeout of 30 s or more: the long poll is kept 5 s below it. */
export function telegramApi({ token, api_root, timeout_ms = DELIVERY_TIMEOUT_MS }: TelegramAccess): Api {
  return new Api(token, { apiRoot: api_root.replace(/\/+$/, ""), timeoutSeconds: timeout_ms / 1000 });
}
