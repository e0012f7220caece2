import { expect, test } from "vitest";
import { readNote } from "./note.ts";

test.each([
  ["昨天去了三网格5栋2单元401王桂英家量了血压150/95", "seen", "量了血压150/95"],
  ["下午到6栋302看望李建国,给他量了一下血糖,偏高", "seen", "给他量了一下血糖"],
  ["她说量了血压", "told", "量了血压"],
  ["王奶奶去医院量了血压", "told", "王奶奶去医院量了血压"],
  ["去了王桂英家,赵大山腿脚不好", "seen", "赵大山腿脚不好"],
])("what was observed at a door, without the way there: %s", (note, basis, words) => {
  expect(readNote(note, "2026-11-22").observations).toContainEqual(expect.objectContaining({ basis, words }));
});
