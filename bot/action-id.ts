import { Buffer } from "node:buffer";

/**
 * What a button carries: `visit.save:<uuid as 22 letters>:2`. At most 64 bytes, because Telegram's callback_data is so
 * short. Nothing in it is trusted: the id is looked up as the one who pressed.
 */
export interface ActionId {
  verb: string;
  /** The row it acts on. */
  id: string | null;
  /** Version of a draft, index of a need. */
  n: number | null;
  /** One more word, such as the consent that the button stands for. */
  word: string | null;
}

export function actionId(verb: string, id?: string, n?: number, word?: string): string {
  const short = id ? Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url") : "";
  return [verb, short, n ?? "", word ?? ""].join(":").replace(/:+$/, "");
}

/** Null for anything that `actionId` does not make. */
export function parseActionId(text: string): ActionId | null {
  const match = /^([a-z][a-z._]{0,23})(?::([\w-]{22})?)?(?::(\d{1,6})?)?(?::([a-z_]{1,16}))?$/.exec(text);
  if (!match) return null;
  const [, verb, short, n, word] = match;
  const hex = short ? Buffer.from(short, "base64url").toString("hex") : "";
  return {
    verb: verb!,
    id: hex
      ? `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
      : null,
    n: n ? Number(n) : null,
    word: word ?? null,
  };
}
