import { workingLife } from "../texts/working-life.ts";
import { fold } from "../understand/fold.ts";
import { amendInWords } from "./amend.ts";
import { beforeGroup, textForGroup } from "./before-group.ts";
import { dateInWords } from "./date-change.ts";
import { doorInWords } from "./doors.ts";
import { formsInWords } from "./forms.ts";
import { lostPhone } from "./lost-phone.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";
import { consentWithdrawn } from "./withdraw-consent.ts";

/** 我下周休假请周敏代, 请假三天谁替我: who writes is away, and asks for no rules. */
const LEAVE =
  /^(?:我|本人)?(?:今天|明天|后天|这周|下周|下个?月|从?\S{1,8}起?)?(?:要|想|得)?(?:请|休)[病事年产]?假\S{0,12}[，,\s]?\S{0,12}(?:代管?|替我?|顶(?:替|班)?|接手|帮我?(?:看|管|跟))|^(?:我请假)?谁(?:来)?(?:代管|替我|顶班)/u;
const LONGEST_LEAVE = 40;

/**
 * What is said about the work itself: a text for a group, a lost phone, a saved visit that is amended, a door that two go to, the forms of
 * the last visit, another day for somebody, leave, consent that is taken back. Null when it is something else.
 */
export async function aboutWork(turn: Turn, text: string): Promise<TurnResult | null> {
  const for_group = textForGroup(text);
  if (for_group !== null) return beforeGroup(turn, for_group);
  if (text.length <= LONGEST_LEAVE && LEAVE.test(fold(text).trim())) return say("help", workingLife.leave);
  return (
    (await lostPhone(turn, text)) ??
    (await amendInWords(turn, text)) ??
    (await doorInWords(turn, text)) ??
    (await formsInWords(turn, text)) ??
    (await dateInWords(turn, text)) ??
    (await consentWithdrawn(turn, text))
  );
}
