import { describe, expect, test } from "vitest";
import { amendTexts } from "../texts/amend.ts";
import { texts } from "../texts/zh-hans.ts";
import { freshChat, wordsOf } from "./fixture.ts";

describe("amending a saved visit in the conversation", () => {
  const fresh = freshChat();
  const { save } = texts.actions;
  const DAY = 24 * 60;
  const told = async (text: string, minutes = 0) => {
    await fresh.chat.press(await fresh.chat.say(text, minutes), save, minutes);
    const { rows } = await fresh.district.service(({ tx }) =>
      tx.query<{ id: string; ref: string }>("select id, ref from visits order by created_at desc limit 1"),
    );
    return rows[0]!;
  };
  const note = async (id: string) => {
    const { rows } = await fresh.district.service(({ tx }) =>
      tx.query<{ note_sealed: string; version: number }>("select note_sealed, version from visits where id = $1", [id]),
    );
    return [rows[0]!.version, await fresh.district.sealer.open(rows[0]!.note_sealed, "visits.note")];
  };
  const ends = async () => {
    const { rows } = await fresh.district.service(({ tx }) =>
      tx.query<{ due_on: string }>(
        "select due_on::text as due_on from follow_ups where rule = 'medicine_ends' and closed_at is null",
      ),
    );
    return rows.map(({ due_on }) => due_on);
  };
  const MEDICINE = "今天去了5栋401王奶奶家 七十八了 药还有五天";

  test("the newest visit of that person is shown as it would be, and one tap saves it with its dates", async () => {
    const visit = await told(MEDICINE);
    await told("今天去了6栋301 李国强 六十五 腰疼", 10);
    expect(await ends()).toEqual(["2026-11-26"]);
    const shown = await fresh.chat.say("昨天王奶奶那条改一下 药是三天不是五天", DAY);
    expect(wordsOf(shown)).toContain(amendTexts.heading(visit.ref));
    expect(wordsOf(shown)).toContain("药还有三天");
    expect(await note(visit.id)).toEqual([1, MEDICINE]);
    const saved = await fresh.chat.press(shown, save, DAY);
    expect(wordsOf(saved)).toContain(amendTexts.saved(visit.ref));
    expect(await note(visit.id)).toEqual([2, MEDICINE.replace("五天", "三天")]);
    expect(await ends()).toEqual(["2026-11-24"]);
    // The button is spent.
    await expect(fresh.chat.press(shown, save, DAY)).rejects.toMatchObject({ code: "draft_closed" });
  });

  test("without the change it is asked for, and the next words are it; 放弃 leaves the visit as it was", async () => {
    const visit = await told(MEDICINE);
    expect(wordsOf(await fresh.chat.say("王奶奶那次走访改一下", 60))).toContain(amendTexts.how);
    const shown = await fresh.chat.say("地址是6栋402", 61);
    expect(wordsOf(shown)).toContain("6栋402");
    await fresh.chat.press(shown, texts.actions.drop, 62);
    expect(await note(visit.id)).toEqual([1, MEDICINE]);
  });

  test("somebody whom the writer has not seen is not found, and who amended it meanwhile wins", async () => {
    const visit = await told(MEDICINE);
    expect(wordsOf(await fresh.chat.say("昨天张大爷那条改一下 不是五栋是六栋", DAY))).toBe(
      amendTexts.none_of("张大爷", 30),
    );
    const one = await fresh.chat.say("王奶奶那条改一下 药是三天不是五天", DAY);
    const other = await fresh.chat.say("王奶奶那条改一下 药是两天不是五天", DAY + 1);
    await fresh.chat.press(one, save, DAY + 2);
    await expect(fresh.chat.press(other, save, DAY + 3)).rejects.toMatchObject({ code: "changed_meanwhile" });
    expect(await note(visit.id)).toEqual([2, MEDICINE.replace("五天", "三天")]);
  });

  test("what only sounds like it is something else", async () => {
    await told(MEDICINE);
    for (const text of ["今天去了七栋 陈伯说那条路要改一下 走不动", "低保政策那条改了没有"])
      expect(wordsOf(await fresh.chat.say(text, 30))).not.toMatch(/改后是这样|没有您记的/u);
  });
});
