import { knownAddresses, knownNames } from "../../cases/people/known-names.ts";
import type { Session } from "../../cases/session.ts";
import type { Masking } from "../../platform/model/masking.ts";
import { fold } from "../understand/fold.ts";
import { findPlaces } from "../understand/places.ts";
import { openMasking } from "./masking.ts";
import type { MaskingState } from "./placeholders.ts";

/**
 * The masking of one message: what the case table knows of the people and homes in it is looked up in the session's scope, in two short
 * queries, before any model is asked. `state` goes into the sealed chat state and comes back as `previous` with the next message.
 * @param text the message; further texts that go to a model with it (`beside`: the open draft, what was retrieved) may be named too
 */
export async function maskingFor(
  session: Session,
  text: string,
  previous: MaskingState | null,
  beside: readonly string[] = [],
): Promise<Masking & { state: MaskingState }> {
  const texts = [text, ...beside];
  const folded = texts.map(fold);
  const places = folded.flatMap((words) =>
    findPlaces(words)
      .filter((place) => place.kind === "address")
      .map(({ value, span }) => ({ value, words: words.slice(span.start, span.end) })),
  );
  const at_home = await knownAddresses(
    session,
    places.map((place) => place.value),
  );
  return openMasking({
    known_names: await knownNames(session, [...new Set([...texts, ...folded])]),
    known_addresses: places.filter((place) => at_home.has(place.value)).map((place) => place.words),
    // Whoever writes the letters of this conversation has seen what only models see: they mean nothing from here on.
    previous: previous !== null && texts.some((one) => spells(one, previous.nonce)) ? null : previous,
  });
}

function spells(text: string, nonce: string): boolean {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^a-z]/g, "")
    .includes(nonce);
}
