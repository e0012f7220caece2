import type { Chat } from "../../platform/model/chat.ts";
import { ourWords } from "../../platform/model/choke-point/our-words.ts";
import { openFence } from "../../platform/model/fence.ts";
import type { Proposal } from "./proposal.ts";
import { READING_RULES } from "./read-note.ts";
import { type Desk, toolsFor } from "./tools.ts";

/** Answers of the model for one message; with these the way is either found or it is not. */
const MOST_STEPS = 4;

export const SORTING_PROMPT = ourWords(
  [
    "你帮社区网格员的聊天助手判断一条消息要做什么。只用工具表示，一次一个，选最合适的那个；拿不准就一个也不用。",
    "你写的话不会给任何人看，所以不用回答对方。不能保存、发送、删除、导出任何东西，也没有这样的工具。",
    "打听居民病情、名单、住处、去向的，一个工具也不用。",
    `记成走访草稿时：\n${READING_RULES}`,
  ].join("\n"),
);

/**
 * Asks a model with tools which way a message goes that the rules cannot tell. Of all it says only what its tools were asked for
 * counts; its words are thrown away.
 * @returns null when it proposes nothing, two different drafts, or fails: then the person is asked, as without a model
 */
export async function sortMessage(
  chat: Chat,
  given: Omit<Desk, "fence" | "propose"> & { has_open_draft: boolean },
): Promise<Proposal | null> {
  const fence = openFence();
  const proposed: Proposal[] = [];
  const tools = toolsFor({ ...given, fence, propose: (one) => proposed.push(one) }).filter(
    ({ name }) => given.has_open_draft || name !== "draft_correction",
  );
  const ended = await chat.useTools({
    ...{ tools, most_steps: MOST_STEPS },
    system: `${SORTING_PROMPT}\n${fence.rule}`,
    user: fence.around("消息", given.words),
  });
  return ended === null ? null : decided(proposed);
}

/** A draft goes before what was looked up on the way to it; drafts of two kinds are no decision. */
function decided(proposed: readonly Proposal[]): Proposal | null {
  const drafts = proposed.filter(({ kind }) => kind === "note" || kind === "referral" || kind === "correction");
  if (new Set(drafts.map(({ kind }) => kind)).size > 1) return null;
  return drafts.at(-1) ?? proposed.at(-1) ?? null;
}
