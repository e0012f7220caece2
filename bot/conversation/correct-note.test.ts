import { describe, expect, test } from "vitest";
import { consentTexts } from "../texts/consent.ts";
import { draftCorrections } from "../texts/draft-corrections.ts";
import { texts } from "../texts/zh-hans.ts";
import { freshChat } from "./fixture.ts";
import type { TurnResult } from "./turn.ts";

interface Draft {
  note: string;
  persons: Record<"name" | "age" | "sex" | "address", { value: unknown; words: string } | null>[];
  needs: { code: string }[];
  flags: { value: string }[];
  consent: { value: string } | null;
  agreed_on: { value: string; lunar: boolean } | null;
}

describe("correcting a draft in the conversation", () => {
  const fresh = freshChat();
  const say = (text: string) => fresh.chat.say(text);
  const press = (result: TurnResult, label: string) => fresh.chat.press(result, label);
  const draftIn = (result: TurnResult) => result.replies.at(-1)!.draft as unknown as Draft;
  const labels = (result: TurnResult) => result.replies.at(-1)!.actions.map((action) => action.label);
  const couple = () => say("今天去了八栋张大爷跟老伴 张大爷八十二 老伴李桂珍七十九 腿脚不行 想做能力评估");

  test("an age that can be either person's is asked about with their names on the buttons, and set by the press", async () => {
    await couple();
    const asked = await say("年龄错了 是81");
    expect(asked.replies).toHaveLength(1);
    expect(asked.replies[0]).toMatchObject({ kind: "clarify", text: draftCorrections.whom });
    expect(labels(asked)).toEqual(["张大爷", "李桂珍"]);
    const done = draftIn(await press(asked, "李桂珍"));
    expect(done.persons.map((p) => p.age?.value)).toEqual([
      { from: 82, to: 82 },
      { from: 81, to: 81 },
    ]);
    expect(done.note).toContain("年龄错了 是81");
    // The button is spent.
    expect((await press(asked, "张大爷")).replies[0]?.text).toBe(texts.refusals.draft_stale);
  });

  test("a field that is only called wrong is asked for, and the bare answer is its value", async () => {
    await say("今天去了五栋402 王秀兰 七十八 腿脚不行");
    const asked = await say("年龄不对");
    expect(asked.replies[0]?.text).toBe(draftCorrections.value.age);
    expect(draftIn(await say("八十三")).persons[0]?.age?.value).toEqual({ from: 83, to: 83 });
    expect((await say("地址不对")).replies[0]?.text).toBe(draftCorrections.value.address);
    expect(draftIn(await say("六栋")).persons[0]?.address?.value).toBe("6栋402");
    const empty = await press(await say("名字错了"), draftCorrections.leave_empty);
    expect(draftIn(empty).persons[0]?.name).toBeNull();
  });

  test("no referral after all: unwilling or solved is asked, never taken for granted", async () => {
    const first = draftIn(await couple());
    expect(first.needs.length).toBeGreaterThan(0);
    const asked = await say("唔使转喇");
    expect(asked.replies[0]?.text).toBe(draftCorrections.no_referral);
    expect(draftIn(await press(asked, draftCorrections.unwilling)).consent?.value).toBe("no");
    const solved = draftIn(await press(await say("不用转了"), draftCorrections.solved));
    expect(solved.needs).toEqual([]);
  });

  test("what comes after the draft and is no correction of it is not taken for one", async () => {
    await couple();
    const asked = await say("不知道残疾证怎么办");
    expect(asked.replies.every((reply) => reply.draft === null)).toBe(true);
  });

  test("a lunar date is shown with its solar date and asked to be confirmed", async () => {
    const shown = await say("今天去看了五栋402 王秀兰 七十八 腊月二十三再去看她");
    const { agreed_on } = draftIn(shown);
    expect(agreed_on).toMatchObject({ lunar: true, value: "2027-01-30" });
    expect(shown.replies[0]?.text).toContain(texts.visit.lunar("腊月二十三", "2027-01-30"));
  });

  test("two persons of two addresses become two files in two households; a couple shares one", async () => {
    await press(
      await say("今天去了五栋402 王秀兰 七十八 腿脚不行 又去了六栋301 李国强 六十五 腰疼"),
      texts.actions.save,
    );
    await press(await couple(), texts.actions.save);
    const { rows } = await fresh.district.service(({ tx }) =>
      tx.query<{ household_id: string | null }>(
        "select household_id from people where household_id is not null order by created_at, id",
      ),
    );
    const homes = rows.map((row) => row.household_id);
    expect(homes).toHaveLength(4);
    expect(new Set(homes).size).toBe(3);
  });

  test("a correction said in passing changes the draft, and a name of somebody else does not", async () => {
    await say("今天去了五栋402 王奶奶 七十八 腿摔了 降压药没了");
    expect(draftIn(await say("她姓黄不是王")).persons[0]?.name?.value).toBe("黄奶奶");
    expect(draftIn(await say("黄奶奶八十三")).persons[0]?.age?.value).toEqual({ from: 83, to: 83 });
    const settled = draftIn(await say("药不缺了"));
    expect(settled.flags.map((flag) => flag.value)).toEqual(["fall"]);
    expect(settled.persons[0]?.address?.value).toBe("5栋402");
  });

  test("刚才那个不要了 drops the open draft and nothing is in the case table", async () => {
    await say("今天去了五栋402 王奶奶 七十八 腿摔了");
    expect((await say("刚才那个不要了")).replies[0]?.text).toBe(texts.draft_dropped);
    const { rows } = await fresh.district.service(({ tx }) => tx.query("select 1 from visits"));
    expect(rows).toEqual([]);
    expect((await say("改成六栋")).replies.every((reply) => reply.draft === null)).toBe(true);
  });

  test("what the crisis screen reads in a note or in a correction is on the draft, behind the card, as a task", async () => {
    const shown = await say("今天去了五栋402 陈伯 八十二 一个人住 她说药攒够了");
    expect(shown.replies[0]?.kind).toBe("crisis");
    expect(draftIn(shown).flags.map((flag) => flag.value)).toContain("suicide_risk");
    await press(shown, texts.actions.drop);
    await say("今天去了六栋301 刘强 三十五 腰疼");
    const later = await say("补充 他说药攒够了");
    expect(later.replies[0]?.kind).toBe("crisis");
    const draft = draftIn(later);
    expect(draft.persons[0]?.address?.value).toBe("6栋301");
    expect(draft.flags.map((flag) => flag.value)).toContain("suicide_risk");
    expect(draft.needs.map((need) => need.code)).toContain("02");
  });

  test("a hazard is passed on in one tap, and consent that the note holds is not asked again", async () => {
    const told = await say("今天去了五栋402 王奶奶 七十八 煤气管子裂了 老人同意转");
    const saved = await press(told, texts.actions.save);
    const card = await press(saved, texts.actions.refer("煤气管子裂了"));
    expect(card.replies[0]?.kind).toBe("referral_draft");
    expect(card.replies[0]?.text).toContain(consentTexts.given);
    expect(card.replies[0]?.text).not.toContain(texts.referral.ask_consent);
  });

  test("illness, family and the closed door are on the card", async () => {
    const ill = await say("今天去了五栋402 老李头 七十 有糖尿病 没儿没女");
    for (const words of ["老李头", "糖尿病", "没儿没女"]) expect(ill.replies[0]?.text).toContain(words);
    const closed = await say("敲门没人应,三天没见人");
    expect(draftIn(closed)).toMatchObject({ met: [{ value: "未遇" }] });
    expect(draftIn(closed).flags.map((flag) => flag.value)).toEqual(["not_met", "missing_person"]);
  });
});
