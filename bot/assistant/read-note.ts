import { FLAGS, observation } from "../../cases/visits/draft.ts";
import type { Log } from "../../platform/log.ts";
import type { Chat } from "../../platform/model/chat.ts";
import { ourWords } from "../../platform/model/choke-point/our-words.ts";
import { openFence } from "../../platform/model/fence.ts";
import { NEED_CODES } from "../../platform/need-codes.ts";
import { texts } from "../texts/zh-hans.ts";
import { type NoteReading, parseReading } from "./reading.ts";

const ANSWER_TOKENS = 1_500;

const list = (entries: readonly (readonly [string, string])[]): string =>
  entries.map(([code, means]) => `${code} ${means}`).join("；");

/** What a model has to know to read a note: in the draft's own words, so that both change together. */
export const READING_RULES = [
  "每个值都要带 words：原话里一字不差的一段，不改字、不补字、不翻译。原话没说的就不写，不猜。",
  "persons：这次看的人，或者有危险的人。报信的、打电话来的、同事不算。只有称呼（他儿子）不算姓名。" +
    "name、age、grid、address 各写原话里那一段；sex 写 value 和 words，「他」「她」不算依据。",
  `observations：kind 取 ${observation.shape.kind.options.join(" ")}；basis：亲眼看到 seen，别人说的 told（teller 写谁说的），猜的 guessed；` +
    "person 是 persons 里的序号，从 0 起，说不准就 null。",
  `needs：code 取 ${list(Object.entries(NEED_CODES))}；urgency 取 red（马上）orange（24小时内）yellow（一周内）green（不急）。`,
  `flags：value 取 ${list(FLAGS.map((flag) => [flag, texts.flags[flag]] as const))}。否认的（没有摔）不算。`,
  "agreed_on：约好的下次上门或联系的日子，写原话里那几个字；没约就 null。",
].join("\n");

export const NOTE_PROMPT = ourWords(
  [
    "你帮社区网格员把一段走访口述整理成 JSON，只输出一个 JSON 对象，键是 persons、observations、needs、flags、agreed_on。",
    READING_RULES,
  ].join("\n"),
);

/**
 * Asks the model what the note says. What it gives is evidence still to be looked for in the note (merge.ts).
 * @returns null when there is no usable answer: then the rules' draft stands alone
 */
export async function readNoteWithModel(chat: Chat, note: string, log: Log): Promise<NoteReading | null> {
  const fence = openFence();
  const answer = await chat.complete({
    system: `${NOTE_PROMPT}\n${fence.rule}`,
    user: fence.around("走访原话", note),
    json: true,
    max_tokens: ANSWER_TOKENS,
  });
  if (answer === null) return null;
  const reading = parseReading(answer);
  if (!reading) log.warn({ model_for: "note" }, "the model's reading of a note is no JSON: the rules read it alone");
  return reading;
}
