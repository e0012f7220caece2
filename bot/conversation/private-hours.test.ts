import { describe, expect, test } from "vitest";
import { privateHoursTexts } from "../texts/private-hours.ts";
import { freshChat, wordsOf } from "./fixture.ts";
import { isWork } from "./private-hours.ts";

describe("the hours after the writer spoke of their own distress", () => {
  const fresh = freshChat();

  test.each([
    "老李药吃得好好的 没停 睡得好",
    "吴爷爷去世了 家属问办丧葬费要什么",
    "能办啥 63岁 没儿没女 农村户口",
    "精防医生电话",
    "明天看谁",
  ])("%s goes on as usual", async (text) => {
    await fresh.chat.say("我不想活了 真的撑不下去了");
    expect(wordsOf(await fresh.chat.say(text, 1))).not.toContain(privateHoursTexts.still_here);
  });

  test.each(["我心里还是难受", "我妈骂我 我又哭了一晚上", "今天去了王奶奶家 我心里也不好受", "天天这样 没意思"])(
    "%s stays private",
    async (text) => {
      await fresh.chat.say("我不想活了 真的撑不下去了");
      const said = await fresh.chat.say(text, 1);
      expect(said.replies.every((reply) => reply.draft === null)).toBe(true);
      expect(said.replies[0]?.kind).toBe("crisis");
      const { rows } = await fresh.district.service(({ tx }) => tx.query("select 1 from drafts"));
      expect(rows).toEqual([]);
    },
  );

  test("说工作 ends them at once", async () => {
    await fresh.chat.say("我不想活了 真的撑不下去了");
    const still = await fresh.chat.say("天天这样 没意思", 1);
    expect(wordsOf(await fresh.chat.press(still, privateHoursTexts.work, 2))).toBe(privateHoursTexts.ended);
    const note = await fresh.chat.say("记一下 今天上门 她没事 药都吃了 我也放心了", 3);
    expect(note.replies[0]?.kind).toBe("visit_draft");
  });

  test("a place of work beside a feeling is in doubt, and in doubt it is the writer's", () => {
    expect(isWork("社区的事太多 心里堵")).toBe(false);
    expect(isWork("社区低保窗口几点开")).toBe(true);
  });
});
