import { ourWords } from "../../../platform/model/choke-point/our-words.ts";
import type { Fence } from "../../../platform/model/fence.ts";
import { withoutSteering } from "../../steering.ts";
import type { Source } from "./material.ts";

/** A clause longer than this is cut for the model, at the end of a sentence; what it cites is checked against all of it. */
const LONGEST_CLAUSE = 1_200;

/** What a model is told that writes an answer. Short, because weak models keep little of what is long. */
export const ANSWER_PROMPT = ourWords(
  [
    "你帮社区网格员回答政策问题。只能用给出的材料，材料没写的不说。",
    "第一句直接回答问题，后面补最要紧的条件、材料、地点、时限。最多五句，一句一行，每句不超过四十个字。",
    "每句末尾写出处，例如［1］。数字、日期、金额、名称照材料原样写，“不得”“应当”“可以”不能换。",
    "用大白话，不写标题、序号、星号、表情，不问候，不重复问题，不承诺一定能办成，不给诊断、药量、危险等级。",
    "材料答不了这个问题，就只写：没有。",
  ].join("\n"),
);

/** What the model writes when the material does not hold the answer. */
export const NOTHING_HELD = /^没有[。.]?$/;

function shortened(text: string): string {
  if (text.length <= LONGEST_CLAUSE) return text;
  const cut = text.slice(0, LONGEST_CLAUSE);
  return cut.slice(0, Math.max(cut.lastIndexOf("。"), cut.lastIndexOf("\n"), LONGEST_CLAUSE / 2) + 1);
}

/** The material, numbered from 1 and fenced, and the question behind it. */
export function writeRequest(
  words: string,
  sources: readonly Source[],
  fence: Fence,
): { system: string; user: string; max_tokens: number } {
  const material = sources.map(({ clause, about }, i) =>
    fence.around(`材料［${i + 1}］`, `${about}\n${shortened(withoutSteering(clause.text))}`),
  );
  return {
    system: `${ANSWER_PROMPT}\n${fence.rule}`,
    user: `${material.join("\n")}\n${fence.around("问题", words)}`,
    max_tokens: 400,
  };
}
