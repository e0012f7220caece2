import { beforeEach, describe, expect, test } from "vitest";
import { asOwner, NOW, referralTo } from "../../cases/fixture.ts";
import { createPerson } from "../../cases/people/create.ts";
import { raiseReferral } from "../../cases/referrals/raise.ts";
import { chatsOf } from "../../cases/staff/chats.ts";
import { invite, join, whoIs } from "../../cases/staff/fixture.ts";
import { makeLogin, useLogin } from "../../cases/staff/login.ts";
import { findStaff } from "../../cases/staff/staff.ts";
import { freshPglitePack } from "../../knowledge/pack/fresh.ts";
import { workingLife } from "../texts/working-life.ts";
import { textForGroup } from "./before-group.ts";
import { chatOf, freshChat, sendAs, wordsOf } from "./fixture.ts";
import { UNBIND_OTHERS } from "./lost-phone.ts";
import type { TurnResult } from "./turn.ts";

describe("which words ask to look a text through before it goes to a group", () => {
  test.each([
    ["发群前检查:三网格王秀兰摔了", "三网格王秀兰摔了"],
    ["发群前检查 明天停水", "明天停水"],
    ["发群前帮我看看：5栋401的张大爷走丢了", "5栋401的张大爷走丢了"],
    ["帮我看看能不能发群：明天停水", "明天停水"],
    ["请帮我看一下这段能不能发到居民群里吗？\n明天体检", "明天体检"],
    ["下面这条可以发工作群吗：李大勇家报低保", "李大勇家报低保"],
    ["明天体检,找王秀兰报名。这条能发群吗?", "明天体检,找王秀兰报名"],
    ["明天体检\n这段话能不能发微信群", "明天体检"],
    ["发群前检查", ""],
  ])("%s", (said, text) => {
    expect(textForGroup(said)).toBe(text);
  });

  test.each([
    "居民的照片能发群吗",
    "能不能发群里居民的照片",
    "工作群能不能发低保名单",
    "群里有人骂我",
    "今天去了王奶奶家",
    "检查燃气",
  ])("%s is none of them", (said) => {
    expect(textForGroup(said)).toBeNull();
  });
});

describe("the work itself, in a chat", () => {
  const fresh = freshChat(freshPglitePack);
  type From = Parameters<typeof chatOf>[2];
  const say = (text: string, from?: From) => chatOf(fresh.district, undefined, from).say(text);
  const press = (result: TurnResult, label: string, from?: From) =>
    chatOf(fresh.district, undefined, from).press(result, label);
  const count = async (): Promise<string> => {
    const tables = ["drafts", "visits", "people", "questions", "crises", "chats"];
    const counts = await asOwner(fresh.district.database, async (tx) => {
      const found: string[] = [];
      for (const table of tables) {
        const { rows } = await tx.query<{ n: number }>(`select count(*)::int as n from ${table}`);
        found.push(`${table} ${rows[0]!.n}`);
      }
      return found;
    });
    return counts.join(", ");
  };

  test("a text comes back without what tells who it is, published numbers stay, and nothing is kept", async () => {
    const before = await count();
    const result = await say(
      "发群前检查:第一网格5栋2单元401的王秀兰奶奶(13812345678)想要助餐,有困难打12345或12356,三点开会",
    );
    const [, clean] = result.replies.map(({ text }) => text);
    expect(clean).not.toMatch(/王秀兰|13812345678|401/);
    expect(clean).toMatch(/助餐.*12345.*12356.*三点开会/s);
    expect(wordsOf(result)).toMatch(/去掉了:.*姓名.*电话/);
    expect(await count()).toBe(before);
    expect(wordsOf(await say("发群前检查 明天上午九点停水,请大家提前接水"))).toContain("没看到姓名");
    expect(wordsOf(await say("发群前检查"))).toContain("贴在");
  });

  test("and can be sent as it comes back", async () => {
    const result = await say("发群前检查:5栋2单元401王秀兰奶奶家明天停水,联系周晓燕(13800138000)或12345");
    expect(result.replies[1]!.text).toBe("某处一位奶奶家明天停水,联系某人或12345");
  });

  test.each(["我下周休假,请周敏代", "请假三天让周敏替我", "谁替我顶班"])(
    "who is away is told who settles it: %s",
    async (said) => {
      expect(wordsOf(await say(said))).toContain("代管和移交");
    },
  );
  test("leave that a resident speaks of is none", async () => {
    expect(wordsOf(await say("产假有多少天"))).not.toContain("代管和移交");
  });

  test("words about danger in it come first", async () => {
    const result = await say("发群前检查:张大爷站在楼顶要往下跳");
    expect(result.replies.some((reply) => reply.crisis?.level === "red")).toBe(true);
  });

  test("a door that two go to is said in a sentence, stands on the next card there, and is taken back", async () => {
    expect(wordsOf(await say("两人同去 5栋2单元401 家里有大狗"))).toContain("5栋2单元401 要两个人去");
    const card = await say("记走访 明天去5栋2单元401看王秀兰奶奶,药快没了");
    expect(card.replies[0]!.text).toContain("两人同去:5栋2单元401(家里有大狗)");
    expect((await say("记走访 6栋101李大勇摔了")).replies[0]!.text).not.toContain("两人同去");
    expect(wordsOf(await say("5栋2单元401不用两个人去了"))).toContain("不用两个人去了");
    expect((await say("记走访 5栋2单元401王秀兰睡不着")).replies[0]!.text).not.toContain("两人同去");
  });

  test.each(["今天两个人去了5栋401看王秀兰,她药没了", "5栋401要两个人去吗", "一个人去5栋"])(
    "%s sets no flag",
    async (text) => {
      await say(text);
      const { rows } = await asOwner(fresh.district.database, (tx) =>
        tx.query("select from door_flags where district_id = $1", [fresh.district.id]),
      );
      expect(rows).toEqual([]);
    },
  );

  test("two to a door without a reason or a door is asked for", async () => {
    expect(wordsOf(await say("两人同去 5栋401"))).toContain("要写清门牌和原因");
    expect(wordsOf(await say("两人同去"))).toContain("要写清门牌和原因");
  });

  describe("consent that is taken back", () => {
    const refer = async (name: string, consent: "yes" | "legal_ground" = "yes") => {
      const { worker } = fresh.district.staff;
      const raised = await fresh.district.session(worker, async (session) => {
        const details = { sex: null, age: null, area_id: fresh.district.areas.grid_one, household_id: null };
        const person = await createPerson(session, { name, ...details });
        const ground = consent === "yes" ? {} : { consent, legal_ground: "反家庭暴力法第十四条" };
        return raiseReferral(session, referralTo(fresh.district, { person_id: person.id, ...ground }));
      });
      return raised.ref;
    };

    test("is shown with what would stop, and stops it by a tap; the receiver is told at once", async () => {
      const ref = await refer("王秀兰");
      await refer("李大勇");
      const asked = await say("王奶奶不同意转介了");
      expect(wordsOf(asked)).toContain(ref);
      expect(asked.replies[0]!.actions).toHaveLength(1);
      const done = await press(asked, asked.replies[0]!.actions[0]!.label);
      expect(wordsOf(done)).toContain(`停了王秀兰的 ${ref}`);
      const { social, social_colleague } = fresh.district.staff;
      expect(done.notices).toMatchObject([{ reply: { text: expect.stringContaining("撤回了同意") } }]);
      expect(new Set(done.notices![0]!.staff_ids)).toEqual(new Set([social.id, social_colleague.id]));
      expect(done.notices![0]!.priority).toBeUndefined();
      expect(wordsOf(await say("王奶奶不同意转介了"))).toContain("没找到在办的转介");
    });

    test("without a name it is whoever was referred last; on a legal ground it goes on and says why", async () => {
      await refer("王秀兰");
      const ref = await refer("李大勇", "legal_ground");
      const asked = await say("她不想转了");
      const done = await press(asked, asked.replies[0]!.actions[0]!.label);
      expect(wordsOf(done)).toMatch(new RegExp(`${ref} 不停.*反家庭暴力法第十四条`));
      expect(done.notices).toEqual([]);
    });

    test.each(["她不同意转介怎么办", "今天去看了王秀兰,她不同意转介", "我不想转了能不能撤回同意吗"])(
      "%s stops nothing",
      async (text) => {
        await refer("王秀兰");
        const said = await say(text);
        expect(said.replies.flatMap(({ actions }) => actions.filter(({ id }) => id.startsWith("consent")))).toEqual([]);
      },
    );
  });

  describe("a lost phone", () => {
    const account = (channel: "telegram" | "line") => ({
      channel,
      chat_id: `${channel}-${fresh.district.id}`,
      sender_id: `${channel}-${fresh.district.id}`,
    });
    const isBound = async (channel: "telegram" | "line"): Promise<boolean> =>
      (await whoIs(fresh.district, account(channel))) !== null;
    beforeEach(async () => {
      for (const channel of ["telegram", "line"] as const) {
        const code = await invite(fresh.district, fresh.district.staff.worker);
        await join(fresh.district, account(channel), code);
      }
    });

    test("is cut off by one tap from the account that is left, with the web and waiting links", async () => {
      const { worker } = fresh.district.staff;
      const link = await fresh.district.session(worker, (session) => makeLogin(session, worker.id, 10));
      const epoch = async () =>
        (await fresh.district.service((session) => findStaff(session, worker.id)))!.session_epoch;
      const before = await epoch();
      const asked = await say("我手机丢了", account("line"));
      expect(await isBound("telegram")).toBe(true);
      expect(wordsOf(await press(asked, workingLife.phone.yes, account("line")))).toContain("断开了 1 个");
      expect([await isBound("telegram"), await isBound("line")]).toEqual([false, true]);
      expect(await epoch()).toBe(before + 1);
      expect(
        await fresh.district.database.transaction((tx) => useLogin(tx, fresh.district.sealer, link, NOW)),
      ).toBeNull();
      const chats = await fresh.district.service((session) =>
        chatsOf(session, [worker.id, fresh.district.staff.colleague.id]),
      );
      expect(chats.map(({ channel }) => channel).sort()).toEqual(["line", "web", "web"]);
    });

    test("told on the web it is left to another account or the supervisor", async () => {
      expect(wordsOf(await say("手机丢了"))).toContain("主管");
      await sendAs(fresh.district, fresh.district.staff.worker, { type: "action", id: UNBIND_OTHERS });
      expect(await isBound("telegram")).toBe(true);
    });

    test.each(["换个手机号怎么绑", "我换手机了怎么登录", "换了新手机 要不要重新绑"])(
      "%s is told what to do with a new one, and nothing is cut off",
      async (text) => {
        expect(wordsOf(await say(text, account("line")))).toBe(workingLife.phone.changed);
      },
    );

    test.each(["王奶奶的手机丢了", "手机丢了的老人找谁补卡", "我手机没电了", "老人换了手机 健康码怎么办"])(
      "%s is told of something else",
      async (text) => {
        const said = await say(text, account("line"));
        expect(wordsOf(said)).not.toBe(workingLife.phone.changed);
        expect(said.replies.flatMap(({ actions }) => actions.map(({ id }) => id))).not.toContain(UNBIND_OTHERS);
      },
    );
  });
});
