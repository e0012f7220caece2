import { createHash } from "node:crypto";
import { cutIdNumbers } from "../platform/id-numbers.ts";
import { actionId, parseActionId } from "./action-id.ts";
import { reply } from "./conversation/turn.ts";
import { nationalCard } from "./crisis/card.ts";
import { screen } from "./crisis/screen.ts";
import { SITUATIONS, saidByWriter, situationOf } from "./crisis/situation.ts";
import { isUnsure, type Verdict } from "./crisis/verdict.ts";
import type { Content } from "./incoming.ts";
import { replyIn } from "./language/reply-in.ts";
import { DEFAULT_LANGUAGE, LANGUAGES, type Language, writtenIn } from "./language/written-in.ts";
import type { Reply } from "./reply.ts";
import { crisisCards } from "./texts/crisis-cards.ts";
import { speaking, spokenLanguage } from "./texts/in-language.ts";

/** The buttons under the question whether somebody is in danger. */
export const DANGER = "crisis.danger";
export const NO_DANGER = "crisis.calm";

/** The words of a message, wherever they stand; empty for a button or a place. */
export function wordsOf(content: Content): string {
  if (content.type === "text" || content.type === "edited") return content.text;
  return "caption" in content ? content.caption : "";
}

/**
 * Names a message by its words, in the shape of an id, so that a button says which question it answers: at the webhook nothing else of
 * it is known yet. The same before and after identity numbers were cut.
 */
export function messageKey(words: string): string {
  const hex = createHash("sha256").update(cutIdNumbers(words)).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}

/**
 * What a message says of danger. Pure: at the webhook, in the queue and with the database down it is the same, which is why the button
 * that says 有危险 carries of what.
 */
export function verdictOfContent(content: Content): Verdict {
  const pressed = content.type === "action" ? parseActionId(content.id) : null;
  if (pressed?.verb !== DANGER) return screen(wordsOf(content));
  return saidByWriter(SITUATIONS.find((situation) => situation === pressed.word) ?? "violence");
}

/**
 * The compiled-in card as a reply, in the language that is spoken: needs no database. What only the model suspects is asked, with two
 * buttons.
 * @param alone it goes out before anybody could be told, and says so
 * @param language of the card that a button brings
 * @param about the words of the message, which the buttons of the question name by their key
 */
export function cardReply(
  verdict: Verdict,
  {
    alone = false,
    language = spokenLanguage(),
    about,
  }: { alone?: boolean; language?: Language; about?: string | undefined } = {},
): Reply {
  const { text } = nationalCard(verdict);
  const crisis = { level: verdict.level === "red" ? "red" : "orange", kind: verdict.kind ?? "" } as const;
  if (verdict.self) return reply("crisis", text, { crisis });
  if (!isUnsure(verdict)) return reply("crisis", alone ? `${text}\n${crisisCards.nobody_told}` : text, { crisis });
  const n = LANGUAGES.indexOf(language);
  const key = about === undefined ? about : messageKey(about);
  const actions = [
    { id: actionId(DANGER, key, n, situationOf(verdict)), label: crisisCards.danger },
    { id: actionId(NO_DANGER, key, n), label: crisisCards.no_danger },
  ];
  return reply("crisis", text, { crisis, actions });
}

/** The card in the writer's language and script, as far as the message alone tells it. */
export async function firstCard(content: Content, { alone }: { alone: boolean }): Promise<Reply> {
  const pressed = content.type === "action" ? parseActionId(content.id) : null;
  const language = writtenIn(wordsOf(content)) ?? LANGUAGES[pressed?.n ?? 0] ?? DEFAULT_LANGUAGE;
  const card = speaking(language === "zh-Hant" ? DEFAULT_LANGUAGE : language, () =>
    cardReply(verdictOfContent(content), { alone, language, about: wordsOf(content) }),
  );
  return replyIn(language, card, []);
}
