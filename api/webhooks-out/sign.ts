import { Buffer } from "node:buffer";

/**
 * The headers by which a receiver knows that a webhook is ours, and when it was sent: Standard Webhooks, version 1
 * (standardwebhooks.com). The signature is HMAC-SHA-256 over `id.timestamp.body`.
 * @param secret `whsec_` and base64 of the key
 * @param at when this attempt is made; receivers refuse what is older than a few minutes
 */
export async function signedHeaders(
  secret: string,
  id: string,
  at: Date,
  body: string,
): Promise<Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const bytes = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signed = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${id}.${timestamp}.${body}`));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${Buffer.from(signed).toString("base64")}`,
  };
}
