import type { messagingApi } from "@line/bot-sdk";

/** A multiple of 5, at most 60; LINE ends it itself when a message arrives. */
const LOADING_SECONDS = 20;

/** Shows LINE's loading dots; LINE has them in one-to-one chats only. Throws the SDK's errors. */
export async function showLoading(client: messagingApi.MessagingApiClient, chat_id: string): Promise<void> {
  if (!chat_id.startsWith("U")) return;
  await client.showLoadingAnimation({ chatId: chat_id, loadingSeconds: LOADING_SECONDS });
}
