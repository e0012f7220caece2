import { phonesIn } from "../knowledge/answer/phones.ts";
import { sayWhileWriting } from "../knowledge/answer/write/compose-written.ts";
import { type Written, writeAnswer } from "../knowledge/answer/write/write.ts";
import type { Database } from "../platform/database/port.ts";
import type { Log } from "../platform/log.ts";
import type { Chat } from "../platform/model/chat.ts";
import type { Masking } from "../platform/model/masking.ts";
import { type Scope, setScope } from "../platform/scope.ts";
import { type Asker, type FoundBefore, findAnswer } from "./conversation/find-answer.ts";

/**
 * Has a model word the answer to a question before its transaction, from what the asker would be quoted. Where nothing would be
 * quoted, a help line answers, or the source is in doubt, no model is asked.
 * @param masking the message's: numbers that stand in the clauses are public and may be read
 * @param onSentence called with every verified sentence, as it is shown
 * @returns what was found, and `written` null when that is to be quoted
 */
export async function writeAhead(
  { database, log }: { database: Database; log: Log },
  model: { chat: Chat; masking: Pick<Masking, "allow"> },
  asker: Asker & { scope: Scope },
  onSentence: (sentence: string) => void = () => {},
): Promise<{ found: FoundBefore | null; written: Written | null }> {
  const found = await database.transaction(async (tx) => {
    await setScope(tx, asker.scope);
    return findAnswer(tx, asker);
  });
  const material = "answer" in found && found.answer.verdict === "quoted" ? found.answer.material : undefined;
  if (!("answer" in found) || !material) return { found: null, written: null };
  model.masking.allow(material.sources.flatMap(({ clause, about }) => phonesIn(`${clause.text}\n${about}`)));
  const { written, tally } = await writeAnswer(model.chat, asker.words, material, (sentence) =>
    onSentence(sayWhileWriting(sentence, material)),
  );
  log.info({ model_for: "answer", written: written !== null, ...tally }, "answer written");
  return { found: { words: asker.words, answer: found.answer }, written };
}
