import { ADDRESS, foreignAddresses } from "../knowledge/steering.ts";
import type { Reply } from "./reply.ts";

const IMAGE = /!\[[^\]]*\]\([^)]*\)/g;
const NAMED_LINK = /\[([^\]]*)\]\([^)]*\)/g;
/** Stands where an address was. */
const LEFT_OUT = "(网址略)";

/**
 * The last net before a reply leaves: a link in it is one that we made or a public office's, and an image none. Messengers turn an
 * address in a text into something to tap, whoever put it there. A draft keeps the note as it was written.
 * @param own the address of this installation; null on loopback
 */
export function withOwnLinks(reply: Reply, own: string | null): Reply {
  const isOwn = (address: string): boolean =>
    own === null
      ? /^https?:\/\/(?:127\.0\.0\.1|localhost)[:/]/.test(address)
      : address === own || address.startsWith(`${own}/`);
  const clean = (text: string): string => {
    if (foreignAddresses(text).length === 0 && !text.includes("](")) return text;
    return text
      .replace(IMAGE, LEFT_OUT)
      .replace(NAMED_LINK, "$1")
      .replace(ADDRESS, (address) => (isOwn(address) || foreignAddresses(address).length === 0 ? address : LEFT_OUT));
  };
  return {
    ...reply,
    text: clean(reply.text),
    actions: reply.actions.map((action) => ({ ...action, label: clean(action.label) })),
    citations: reply.citations.map((citation) => ({
      ...citation,
      title: clean(citation.title),
      quote: clean(citation.quote),
    })),
  };
}
