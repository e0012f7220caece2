import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { climbDue } from "../../cases/crises/climb.ts";
import { putOn } from "../../cases/crises/fixture.ts";
import { readCrisis } from "../../cases/crises/read.ts";
import { remindOfReports } from "../../cases/crises/report.ts";
import { readChatState, writeChatState } from "../../cases/drafts/chat-state.ts";
import {
  asOwner,
  minutesAfter,
  type SeededDistrict,
  type StaffName,
  seedDistrict,
  testSealer,
} from "../../cases/fixture.ts";
import { draftOf } from "../../cases/visits/fixture.ts";
import { saveVisit } from "../../cases/visits/save.ts";
import { freshPglitePack } from "../../knowledge/pack/fresh.ts";
import { stoppedClock } from "../../platform/clock.ts";
import type { Database } from "../../platform/database/port.ts";
import { newId } from "../../platform/id.ts";
import { RULES } from "../crisis/rules/index.ts";
import { screen } from "../crisis/screen.ts";
import type { Verdict } from "../crisis/verdict.ts";
import type { Media } from "../fetch-media.ts";
import { verdictOfContent } from "../first-card.ts";
import type { Incoming } from "../incoming.ts";
import type { Reply } from "../reply.ts";
import { crisisTexts } from "../texts/crises.ts";
import { crisisCards } from "../texts/crisis-cards.ts";
import { speaking } from "../texts/in-language.ts";
import { ATTEMPT_RULES, victimIn } from "./crisis-facts.ts";
import { afterClimb, afterReport, remindNotice } from "./crisis-notices.ts";
import { buttonOf, sendAs, wordsOf as words, wordsSaid } from "./fixture.ts";
import type { Notice, TurnResult } from "./turn.ts";

const ROOF = "三网格老李站在楼顶边上 他说要跳下去";

describe("the linkage in the chats", () => {
  let database: Database;
  let district: SeededDistrict;
  let districts = 0;
  let minute = 0;
  /** What each of them was told unasked, in order. */
  let told: { to: StaffName; reply: Reply }[];

  beforeAll(async () => {
    database = await freshPglitePack();
  });
  beforeEach(async () => {
    await asOwner(database, async (tx) => {
      await tx.query("update crises set climbs_at = null");
      await tx.query("update crisis_reports set remind_at = null");
    });
    district = await seedDistrict(database, await testSealer(), ++districts);
    minute = 0;
    told = [];
  });
  afterAll(() => database.close());

  const nameOf = (id: string) =>
    (Object.keys(district.staff) as StaffName[]).find((key) => district.staff[key].id === id)!;
  const hear = (notices: readonly Notice[] = []) => {
    for (const { staff_ids, reply } of notices) for (const id of staff_ids) told.push({ to: nameOf(id), reply });
  };
  async function send(
    who: StaffName,
    content: Incoming["content"],
    { verdict = verdictOfContent(content), media = null }: { verdict?: Verdict; media?: Media | null } = {},
  ): Promise<TurnResult> {
    minute += 0.1;
    const result = await sendAs(district, district.staff[who], content, { minutes: minute, verdict, media });
    hear(result.notices);
    return result;
  }
  const say = (who: StaffName, text: string) => send(who, wordsSaid(text));
  const press = (who: StaffName, replies: Reply[], label: string) => send(who, buttonOf({ replies }, label));
  const heardBy = (who: StaffName) => told.filter(({ to }) => to === who).map(({ reply }) => reply);
  const lastHeardBy = (who: StaffName) => heardBy(who).at(-1)!;
  const t = crisisTexts;
  /** The timer at that minute. */
  const clockAt = async (at: number) => {
    minute = at;
    const clock = stoppedClock(minutesAfter(at).toISOString());
    const parts = { database, sealer: district.sealer, clock };
    await climbDue(parts, async (session, step) => hear(await afterClimb(session, step)));
    await remindOfReports(parts, async (_, reminder) => hear(remindNotice(reminder)));
  };
  const name = (who: StaffName) => district.staff[who].name;

  test("who is told gets what is needed and no more: no words, no resident, with 收到 and 转给别人", async () => {
    await putOn(district, "social", { area_id: district.areas.community });
    await say("worker", "我的电话 139 0276 5518");
    const answer = await say("worker", ROOF);
    expect(answer.replies[0]!.text).toContain("110");
    expect(answer.replies[1]!.text).toBe(t.told([name("social")], 3));
    expect(told.map(({ to }) => to)).toEqual(["social"]);
    const { text, actions } = lastHeardBy("social");
    expect(text).toContain("紧急|轻生 C-");
    expect(text).toContain("河口社区第三网格");
    expect(text).toContain(name("worker"));
    expect(text).toContain("13902765518");
    expect(text).not.toMatch(/老李|楼顶|跳/);
    expect(actions.map(({ label }) => label)).toEqual([t.actions.acknowledge, t.actions.give]);
  });

  test("each climb, the tap and each step is told to the worker in a line, and 进展 says what is not confirmed", async () => {
    await putOn(district, "social");
    const answer = await say("worker", ROOF);
    const asked = await press("worker", answer.replies, t.actions.progress);
    expect(words(asked)).toContain(t.progress.nobody);
    expect(words(asked)).toContain(`${name("social")}(${t.progress.waiting})`);
    expect(words(asked)).toContain(t.progress.next_at("10:03"));
    expect(words(asked)).toContain(t.progress.no_calls);

    await clockAt(3.2);
    expect(lastHeardBy("worker").text).toContain(`${name("social")} 没应`);
    expect(lastHeardBy("worker").text).toContain(name("supervisor"));
    expect(lastHeardBy("second_supervisor").text).toContain("紧急|轻生");

    const taken = await press("supervisor", [lastHeardBy("supervisor")], t.actions.acknowledge);
    expect(words(taken)).toMatch(/C-\w{5} 记在您名下了/);
    expect(lastHeardBy("worker").text).toContain(`${name("supervisor")} 已收到`);
    expect(lastHeardBy("social").text).toContain(`${name("supervisor")} 接了`);
    const late = await press("second_supervisor", [heardBy("second_supervisor")[0]!], t.actions.acknowledge);
    expect(words(late)).toContain(`${name("supervisor")} 已经接了`);

    await press("supervisor", taken.replies, t.actions.called("110"));
    expect(lastHeardBy("worker").text).toContain(`${name("supervisor")} 说打了110`);
    const linked = await press("supervisor", taken.replies, t.actions.next(t.states.linking));
    expect(lastHeardBy("worker").text).toContain(`到「${t.states.linking}」`);
    expect(linked.replies[0]!.actions.map(({ label }) => label)).toContain(t.actions.next(t.states.handling));
    for (const asking of ["有人接了吗", "危机怎么样了", "进展"]) {
      const said = words(await say("worker", asking));
      expect(said).toContain(t.progress.owner(name("supervisor"), t.states.linking));
      expect(said).toContain(t.progress.calls(["110"]));
    }
  });

  test("at the end of the list the worker is told to call themself", async () => {
    await say("worker", ROOF);
    await clockAt(3.2);
    expect(lastHeardBy("worker").text).toMatch(/名单上的人都没有应.*110/);
    await clockAt(60);
    expect(heardBy("worker")).toHaveLength(1);
  });

  test("the worker's own call is written down as what they say, and the owner hears it", async () => {
    const answer = await say("worker", ROOF);
    await press("supervisor", [lastHeardBy("supervisor")], t.actions.acknowledge);
    const called = await press("worker", answer.replies, t.actions.called("120"));
    expect(words(called)).toMatch(/您打了120/);
    expect(lastHeardBy("supervisor").text).toContain(`${name("worker")} 说打了120`);
    await press("worker", answer.replies, t.actions.called("120"));
    expect(heardBy("supervisor").filter(({ text }) => text.includes("说打了120"))).toHaveLength(1);
  });

  test("转给别人 asks whom; they are told, their tap confirms, and without it it stays", async () => {
    await say("worker", ROOF);
    const taken = await press("supervisor", [lastHeardBy("supervisor")], t.actions.acknowledge);
    const whom = await press("supervisor", taken.replies, t.actions.give);
    expect(whom.replies[0]!.actions.map(({ label }) => label)).not.toContain(name("worker"));
    const given = await press("supervisor", whom.replies, name("social"));
    expect(words(given)).toContain(name("social"));
    expect(lastHeardBy("social").text).toContain(t.handed_to_you(name("supervisor")));
    // The buttons of an answered question do nothing.
    expect(words(await press("supervisor", whom.replies, name("social_colleague")))).not.toContain(
      name("social_colleague"),
    );
    await press("social", [lastHeardBy("social")], t.actions.acknowledge);
    expect(lastHeardBy("supervisor").text).toContain(`${name("social")} 接过了`);
    expect(lastHeardBy("worker").text).toContain(`${name("social")} 已收到`);
  });

  test("harm to a child must be reported: the law's line, taps for whom, a reminder when there is none", async () => {
    const answer = await say("worker", "楼上继父拿皮带抽七岁的娃 娃身上一条条血印");
    const duty = answer.replies.find(({ text }) => text === t.duty.minor)!;
    expect(duty.actions.map(({ label }) => label)).toEqual(Object.values(t.actions.reported));
    await clockAt(15.2);
    const reminder = heardBy("worker").find(({ text }) => text.includes(t.duties.minor))!;
    const done = await press("worker", [reminder], t.actions.reported.police);
    expect(words(done)).toMatch(/已报 公安/);
    expect(words(await press("worker", [reminder], t.actions.reported.civil_affairs))).toMatch(/公安、民政/);
  });

  test("beaten at home, and nobody said who: one question decides whether the law demands a report today", async () => {
    const answer = await say("worker", "隔壁男的又把她打了 满脸是血 她不敢出门");
    const question = answer.replies.find(({ text }) => text === t.which_victim)!;
    expect(question.actions.map(({ label }) => label)).toEqual(Object.values(t.actions.victim));
    expect(words(await press("worker", [question], t.actions.victim.full_capacity))).toBe(t.no_duty);
    const owed = await press("worker", [question], t.actions.victim.limited_capacity);
    expect(owed.replies[0]!.text).toBe(t.duty.limited_capacity);
    expect(owed.replies[0]!.actions.map(({ label }) => label)).toEqual([t.actions.reported.police]);
  });

  test("after an attempt professionals are asked, and what they take stands in 今天 on the day", async () => {
    await say("worker", ROOF);
    const taken = await press("supervisor", [lastHeardBy("supervisor")], t.actions.acknowledge);
    const marked = await press("supervisor", taken.replies, t.actions.attempted);
    expect(words(marked)).toContain("请主管在工作台里指定");
    await district.service(({ tx }) =>
      tx.query("insert into staff_areas (district_id, staff_id, area_id) values ($1, $2, $3)", [
        district.id,
        district.staff.social.id,
        district.areas.street,
      ]),
    );
    told = [];
    await say("worker", "刚才邻居说老陈上吊了 绳子割断了人还有气");
    const asked = heardBy("social")[0]!;
    const mine = await press("social", [asked], t.actions.take_contacts);
    expect(words(mine)).toContain("记在您名下");
    expect(words(await say("social", "今天"))).not.toContain("危机后联系");
    minute = 24 * 60;
    expect(words(await say("social", "今天"))).toMatch(/危机后联系 C-\w{5}\(24 小时\)/);
  });

  test("the writer's own distress: nothing told without the tap, no words after it, and no way to pass it on", async () => {
    const answer = await say("worker", "我撑不下去了 药已经准备好了 今晚就走");
    await clockAt(60);
    expect(told).toEqual([]);
    await press("worker", answer.replies, "请同事联系我");
    expect(told.map(({ to }) => to).sort()).toEqual(["second_supervisor", "supervisor"]);
    const { text, actions, crisis } = lastHeardBy("supervisor");
    expect(text).toContain(name("worker"));
    expect(text).not.toMatch(/轻生|药|撑|C-/);
    expect([actions.length, crisis]).toEqual([1, null]);
    await clockAt(64);
    expect(lastHeardBy("worker").text).toContain("12356");
    await press("supervisor", [lastHeardBy("supervisor")], t.actions.acknowledge);
    const { id } = (await district.service(({ tx }) => tx.query<{ id: string }>("select id from crises"))).rows[0]!;
    const read = await district.session(district.staff.supervisor, (session) => readCrisis(session, id));
    expect(read).toMatchObject({ words: null, kind: null, rules: [] });
  });

  test("the same crisis told again goes to those who have it already, and nobody new is called", async () => {
    await putOn(district, "social");
    const draft = draftOf("王秀兰住5栋401", { persons: [{ name: "王秀兰", address: "5栋401" }] });
    await district.session(district.staff.worker, (session) => saveVisit(session, draft));
    await say("worker", "王秀兰站在楼顶边上 说要跳下去");
    const ref = /C-\w+/.exec(lastHeardBy("social").text)![0];
    told = [];
    const again = await say("worker", "王秀兰还在楼顶上 说要跳下去");
    expect(again.replies[0]!.text).toContain("110");
    expect(again.replies[1]!.text).toBe(t.told_again(ref, null, [name("social")]));
    expect(told.map(({ to }) => to)).toEqual(["social"]);
    const asked = lastHeardBy("social");
    expect(asked.text.split("\n")[0]).toBe(t.more_told(ref, name("worker"), false));
    expect(asked.text).not.toMatch(/王秀兰|楼顶/);
    await press("social", [asked], t.actions.acknowledge);
    told = [];
    const other = await say("second_supervisor", "王秀兰爬到楼顶边上了 要跳下去");
    expect(words(other)).toContain(t.told_again(ref, name("social"), []));
    expect(told.map(({ to }) => to).sort()).toEqual(["social", "worker"]);
    expect(lastHeardBy("worker").text).toBe(t.more_told(ref, name("second_supervisor"), false));
  });

  test("a resident of the files who is named without 我 is not the writer: people are told", async () => {
    const words_of = "王秀兰站在楼顶边上 要跳下去";
    expect(screen(words_of).level).toBe("red");
    const draft = draftOf("王秀兰住5栋401", { persons: [{ name: "王秀兰", address: "5栋401" }] });
    await district.session(district.staff.worker, (session) => saveVisit(session, draft));
    const answer = await say("worker", words_of);
    expect(answer.replies[0]!.text).toContain("怎么说");
    expect(words(answer)).not.toContain("不存档");
    expect(lastHeardBy("supervisor").text).toContain("紧急|轻生");
    told = [];
    const own = await say("worker", "王秀兰走了 我撑不下去了 药已经准备好了 今晚就走");
    expect(words(own)).toContain("不存档");
    expect(told).toEqual([]);
  });

  test("a colleague who is named without 我 is not whom it is about", async () => {
    const words_of = `药准备好了 今晚就走 别告诉${name("colleague")}`;
    expect(screen(words_of).self).toBe(true);
    expect(words(await say("worker", words_of))).toContain("不存档");
    expect(told).toEqual([]);
  });

  test("stays when the rest of its message fails, and the writer hears that", async () => {
    const file = { id: "1", bytes: null, seconds: null };
    // A fetched picture that is none: keeping it throws.
    const media = { picture: null } as unknown as Media;
    const answer = await send("worker", { type: "picture", file, caption: ROOF, message_id: newId() }, { media });
    expect(words(answer)).toContain(t.told([name("supervisor"), name("second_supervisor")], 3));
    expect(answer.replies.at(-1)!.text).toBe(t.rest_failed);
    expect(lastHeardBy("supervisor").text).toContain("紧急|轻生");
    expect(words(await say("worker", "进展"))).toContain("C-");
  });

  const kept = (who: StaffName) => district.session(district.staff[who], readChatState);
  const doubt = (who: StaffName, text: string, kind: "violence" | "medical") =>
    send(
      who,
      { type: "text", text, message_id: newId() },
      { verdict: { level: "red", kind, self: false, rules: [{ id: "model.red", words: text, start: 0, end: 1 }] } },
    );

  test("each question has its own buttons: both dangers are told, each of its kind, and each once", async () => {
    const first = await doubt("worker", "三网格那家门口有点不对劲", "violence");
    const second = await doubt("worker", "二网格那位今天脸色很怪", "medical");
    await press("worker", second.replies, crisisCards.danger);
    await press("worker", first.replies, crisisCards.danger);
    await press("worker", first.replies, crisisCards.danger);
    expect(heardBy("supervisor").map(({ text }) => text.split(" ")[0])).toEqual(["紧急|急病", "紧急|伤人"]);
    expect(await kept("worker")).not.toMatch(/不对劲|脸色/);
  });

  test("a question that is not known any more is told without words", async () => {
    const asked = await doubt("worker", "三网格那家门口有点不对劲", "violence");
    for (let i = 0; i < 5; i++) await doubt("worker", `二网格那位今天脸色很怪 ${i}`, "medical");
    await press("worker", asked.replies, crisisCards.danger);
    await press("worker", asked.replies, crisisCards.danger);
    expect(heardBy("supervisor")).toHaveLength(1);
    const { id } = (await district.service(({ tx }) => tx.query<{ id: string }>("select id from crises"))).rows[0]!;
    const read = await district.session(district.staff.supervisor, (session) => readCrisis(session, id));
    expect(read).toMatchObject({ words: crisisCards.danger, kind: "violence" });
  });

  test("a typed answer goes to the later question, and 有危险 always to the danger", async () => {
    expect(words(await say("worker", "他能办啥"))).not.toBe("");
    await doubt("worker", "三网格那家门口有点不对劲", "violence");
    await say("worker", "有");
    expect(heardBy("supervisor")).toHaveLength(1);
    await doubt("worker", "二网格那位今天脸色很怪", "medical");
    await say("worker", "他能办啥");
    await say("worker", "有");
    expect(heardBy("supervisor")).toHaveLength(1);
    await say("worker", "有危险");
    expect(heardBy("supervisor")).toHaveLength(2);
  });

  test("what was asked about is forgotten with the writer's own distress, and after two hours", async () => {
    await doubt("worker", "三网格那家门口有点不对劲", "violence");
    expect(await kept("worker")).toContain("不对劲");
    await say("worker", "我撑不下去了 药已经准备好了 今晚就走");
    expect(await kept("worker")).not.toContain("不对劲");
    await doubt("colleague", "三网格那家门口有点不对劲", "violence");
    minute += 121;
    await say("colleague", "谢谢");
    expect(await kept("colleague")).not.toContain("不对劲");
  });

  test("what another release remembered and this one cannot read is forgotten by itself, the private hours never", async () => {
    const stored = {
      report: { kind: "a_kind_of_another_release", words: "打不通" },
      language: "tlh",
      private_until: minutesAfter(60).toISOString(),
    };
    await district.session(district.staff.worker, (session) => writeChatState(session, JSON.stringify(stored)));
    expect(words(await say("worker", "我今天去河边坐了很久"))).toContain("这会儿说的不存");
  });

  test("a messenger is told authorities and no names that somebody typed", () => {
    const say_to = (recipient: string) =>
      afterReport(
        { ref: "C-7K3QD", recipient, reported_by: "reporter", owner_id: null },
        { staff_id: "owner", name: "林主任" },
      )[0]!.reply.text;
    expect(say_to("公安、刘建设 13902765518")).toBe("C-7K3QD:林主任 说已报公安。");
    expect(say_to("刘建设 13902765518")).toBe("C-7K3QD:林主任 说已上报。");
  });

  test("words that only sound like it ask nothing of a crisis when there is none", async () => {
    expect(words(await say("colleague", "进展"))).not.toContain("C-");
    expect(words(await say("colleague", "危机怎么样了"))).toBe(t.progress.none);
  });

  test("is said in English to whoever writes English", async () => {
    await speaking("en", async () => {
      const answer = await say("worker", ROOF);
      expect(answer.replies[1]!.text).toContain("tell the next one");
    });
    expect(lastHeardBy("supervisor").text).toContain("紧急|轻生");
  });
});

describe("what the words of a crisis say", () => {
  test.each([
    ["老太太瘫在床上 儿子把门反锁了三天没人管", "limited_capacity"],
    ["他把有精神病的弟弟锁在猪圈里", "limited_capacity"],
    ["后妈拿衣架抽孩子 背上全是印子", "minor"],
    ["男的打老婆 孩子在边上哭", null],
    ["他打了他三十岁的儿子", null],
    ["隔壁夫妻又打起来了", null],
    ["精神病人拿刀追人", null],
  ])("%s: %s", (text, victim) => {
    const kind = text.includes("拿刀") ? "violence" : "dv";
    expect(victimIn(text, { level: "red", kind, self: false, rules: [] })).toBe(victim);
  });

  test("every rule that says an attempt happened is one of the screen's", () => {
    const ids = RULES.map(({ id }) => id);
    for (const rule of ATTEMPT_RULES) expect(ids).toContain(rule);
  });
});
