import { workingLife } from "../texts/working-life.ts";
import { fold } from "../understand/fold.ts";
import { say, type Turn, type TurnResult } from "./turn.ts";

/** 我下周休假请周敏代, 请假三天谁替我: who writes is away, and asks for no rules. */
const LEAVE =
  /^(?:我|本人)?(?:今天|明天|后天|这周|下周|下个?月|从?\S{1,8}起?)?(?:要|想|得)?(?:请|休)[病事年产]?假\S{0,12}[，,\s]?\S{0,12}(?:代管?|替我?|顶(?:替|班)?|接手|帮我?(?:看|管|跟))|^(?:我请假)?谁(?:来)?(?:代管|替我|顶班)/u;
const LONGEST = 40;

/** Whoever is away is told who settles it; null when the words are of something else. */
export async function leaveInWords(_: Turn, text: string): Promise<TurnResult | null> {
  return text.length <= LONGEST && LEAVE.test(fold(text).trim()) ? say("help", workingLife.leave) : null;
}
