import { messagingApi } from "@line/bot-sdk";
import { type Channel, DELIVERY_TIMEOUT_MS, type Delivery, type OutgoingMessage, RESUME_UNKNOWN } from "../channel.ts";
import { download, fetchInTime } from "../fetch-file.ts";
import { type LineFailure, lineFailure } from "./failure.ts";
import { showLoading } from "./loading.ts";
import { renderLine } from "./render.ts";

export interface LineAccess {
  access_token: string;
  /** https://api.line.me */
  api_root: string;
  /** https://api-data.line.me, where LINE keeps what people send. */
  data_api_root: string;
  /** Per request, in milliseconds. */
  timeout_ms?: number;
}

export interface LineChannel extends Channel {
  name: "line";
  /** Shows the loading dots of a one-to-one chat. Best effort, never throws. */
  typing(chat_id: string): Promise<void>;
}

/** Beside RESUME_UNKNOWN: the unanswered attempt was a push, so its retry key tells, and the token is left alone. */
const PUSH_TRIED = "push";

/**
 * LINE as a channel, through LINE's SDK. A fresh reply token answers free of charge; otherwise, and when LINE refuses the
 * token, the message is pushed under its retry key, which LINE takes once (409 afterwards).
 *
 * A token has no retry key. After an attempt without an answer the same token is tried again: taken means that the first
 * attempt was not. Refused while it is fresh means that the first attempt used it up, so the message is out; except in a
 * crisis, where a doubled card is better than none, and when the token may simply have expired: those are pushed.
 */
export function lineChannel(access: LineAccess): LineChannel {
  const { access_token, api_root, data_api_root, timeout_ms = DELIVERY_TIMEOUT_MS } = access;
  const client = new messagingApi.MessagingApiClient({ channelAccessToken: access_token, baseURL: api_root });

  async function deliver(message: OutgoingMessage): Promise<Delivery> {
    const messages = renderLine(message.reply);
    const resume = message.resume ?? null;
    const unsure = resume === RESUME_UNKNOWN;
    if (message.reply_token !== null && (unsure || (message.reply_token_fresh && resume !== PUSH_TRIED))) {
      const failure = await attempt(client.replyMessage({ replyToken: message.reply_token, messages }));
      if (failure === null) return { outcome: "delivered" };
      if (failure.kind !== "refused_token") {
        return settled(failure, failure.kind === "unsure" ? RESUME_UNKNOWN : resume);
      }
      if (unsure && message.reply_token_fresh && message.reply.crisis === null) return { outcome: "delivered" };
    }
    const failure = await attempt(client.pushMessage({ to: message.chat_id, messages }, message.retry_key));
    return failure === null || failure.kind === "already_accepted"
      ? { outcome: "delivered" }
      : settled(failure, PUSH_TRIED);
  }

  /** Null when LINE took it. The SDK takes no signal: its request is left behind, and the retry rules make that harmless. */
  async function attempt(call: Promise<unknown>): Promise<LineFailure | null> {
    const timeout = AbortSignal.timeout(timeout_ms);
    const { promise: timed_out, reject } = Promise.withResolvers<never>();
    const onAbort = () => reject(timeout.reason);
    timeout.addEventListener("abort", onAbort);
    try {
      await Promise.race([call, timed_out]);
      return null;
    } catch (error) {
      return lineFailure(error);
    } finally {
      timeout.removeEventListener("abort", onAbort);
    }
  }

  async function typing(chat_id: string): Promise<void> {
    await attempt(showLoading(client, chat_id));
  }

  return {
    name: "line",
    deliver,
    typing,
    // Not through the SDK: it neither stops at a size nor takes a signal.
    fetchFile(message_id, most_bytes) {
      const address = `${data_api_root.replace(/\/+$/, "")}/v2/bot/message/${encodeURIComponent(message_id)}/content`;
      const headers = { authorization: `Bearer ${access_token}` };
      return fetchInTime((signal) => download(address, headers, { most_bytes, signal }));
    },
  };
}

function settled(failure: LineFailure, resume: string | null): Delivery {
  return "after_ms" in failure
    ? { outcome: "retry", after_ms: failure.after_ms, why: failure.why, resume }
    : { outcome: "gone", why: failure.why };
}
