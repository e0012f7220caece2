import type { StoredDraft } from "../../cases/drafts/drafts.ts";
import type { VisitDraft } from "../../cases/visits/draft.ts";
import { chinaDate } from "../../platform/clock.ts";
import { actionId } from "../action-id.ts";
import { draftCorrections as texts } from "../texts/draft-corrections.ts";
import { questionAbout } from "../understand/correct-unclear.ts";
import { recall, remember } from "./chat-state.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

interface Option {
  label: string;
  text: string;
  person: number | null;
}

const EMPTIED = { name: "名字", age: "年龄", sex: "性别", grid: "网格", address: "地址", date: "日期" } as const;

/** Asks the one question that settles an unclear correction; null when there is none better than what is to change. */
export async function askAboutCorrection(
  turn: Turn,
  stored: StoredDraft,
  draft: VisitDraft,
  words: string,
): Promise<TurnResult | null> {
  const question = questionAbout(draft, words, chinaDate(turn.session.now));
  if (question === null) return null;
  const { text, options, waits } = ((): { text: string; options: Option[]; waits: boolean } => {
    switch (question.ask) {
      case "whom":
        return {
          text: texts.whom,
          options: question.persons.map((person) => ({
            label: draft.persons[person]?.name?.value ?? texts.person(person + 1),
            text: words,
            person,
          })),
          waits: false,
        };
      case "no_referral":
        return {
          text: texts.no_referral,
          options: [
            { label: texts.unwilling, text: "本人不同意转", person: null },
            { label: texts.solved, text: "需求去掉", person: null },
          ],
          waits: false,
        };
      case "value":
        return {
          text: texts.value[question.field],
          options:
            question.field === "sex"
              ? [
                  { label: texts.male, text: "是男的", person: null },
                  { label: texts.female, text: "是女的", person: null },
                ]
              : [{ label: texts.leave_empty, text: `${EMPTIED[question.field]}去掉`, person: null }],
          waits: true,
        };
    }
  })();
  const state = await recall(turn.session);
  await remember(turn.session, state, {
    correcting: waits,
    correction: {
      draft_id: stored.id,
      words,
      options: options.map((option) => ({ text: option.text, person: option.person })),
    },
  });
  const actions = options.map((option, i) => ({ id: actionId("visit.which", stored.id, i), label: option.label }));
  return { ...say("clarify", text, actions), names: draft.persons.flatMap((p) => (p.name ? [p.name.value] : [])) };
}
