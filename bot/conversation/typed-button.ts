import { fold } from "../understand/fold.ts";
import { askForCorrection, dropDraft, saveNote } from "./note.ts";
import type { Said } from "./said.ts";
import { showDraft } from "./show-draft.ts";
import type { Turn, TurnResult } from "./turn.ts";

const YES = "(?:好的?|行|嗯+|对的?|没错|没问题|可以|就这样|ok|那就?|帮我|给我|请)*[\\s，,]*";
const END = "(?:一下|下来|起来)?(?:了|吧|啊|啦|呗|哈)*[\\s。.!！~]*$";
const SAVE = new RegExp(`^${YES}(?:保存|存(?:档|上|好|了)?|确定|确认|提交|没问题|就这样|save|ok)${END}`, "iu");
const DROP = new RegExp(
  `^(?:算了)?[\\s，,]*(?:都|全|全部)?(?:不要|不存|不用存|不保存|别存|放弃|取消|删掉?|作废|discard|cancel)${END}`,
  "iu",
);
const EDIT = new RegExp(`^(?:我要|要|想|得)?(?:修改|改|改改|edit)${END}`, "iu");

/**
 * 保存, 不要了, 修改 typed with a draft open do what its buttons do. A referral goes out by its own button only, because that stands for the
 * consent: 确定 shows it again. Null for any other words.
 */
export async function pressTyped(turn: Turn, text: string, { open }: Pick<Said, "open">): Promise<TurnResult | null> {
  if (!open) return null;
  const said = fold(text).trim();
  if (DROP.test(said)) return dropDraft(turn, open.id, open.version);
  if (SAVE.test(said)) return open.kind === "visit" ? saveNote(turn, open.id, open.version) : showDraft(turn);
  return EDIT.test(said) && open.kind === "visit" ? askForCorrection(turn) : null;
}
