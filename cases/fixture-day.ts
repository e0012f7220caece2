/** For tests only: a day in a district in which every verb of the case table does its work once. */

import { acknowledgeCrisis } from "./crises/acknowledge.ts";
import { playCrisis } from "./crises/fixture.ts";
import { recordCrisis, tellSupervisors } from "./crises/record.ts";
import { writeChatState } from "./drafts/chat-state.ts";
import { closeDraft, reviseDraft, startDraft } from "./drafts/drafts.ts";
import { minutesAfter, NOW, referralTo, type SeededDistrict } from "./fixture.ts";
import { missFollowUp } from "./follow-ups/change.ts";
import { setCondition } from "./follow-ups/conditions.ts";
import { keepRule } from "./follow-ups/keep-rule.ts";
import { closeNeed, reopenNeed } from "./needs/close.ts";
import { noteBenefit } from "./people/benefits.ts";
import { mergePeople } from "./people/merge.ts";
import { readPerson } from "./people/read.ts";
import { setStage } from "./people/stages.ts";
import { addSupport } from "./people/support.ts";
import { unmergePeople } from "./people/unmerge.ts";
import { type Advance, advanceReferral } from "./referrals/advance.ts";
import { raiseReferral } from "./referrals/raise.ts";
import { readReferral } from "./referrals/read.ts";
import { reviewReferral } from "./referrals/review.ts";
import { undoLastReferral } from "./referrals/undo.ts";
import type { StaffSession } from "./session.ts";
import { enrol } from "./staff/enrol.ts";
import { inviteStaff } from "./staff/invite.ts";
import { makeLogin, useLogin } from "./staff/login.ts";
import { makeMachineToken } from "./staff/machine.ts";
import { unbindStaff } from "./staff/unbind.ts";
import { draftOf } from "./visits/fixture.ts";
import { saveVisit } from "./visits/save.ts";
import { undoLastVisit } from "./visits/undo.ts";
import { registerEndpoint } from "./webhooks/endpoints.ts";
import { WEBHOOK_EVENTS } from "./webhooks/events.ts";

const NOTE =
  "入户看望王秀兰,女,82岁,住5栋2单元401,电话13902765518。灶台没熄火,邻居陈阿婆说她夜里喊人。要有人送午饭,她点头同意。说好25号再来。";

export interface Day {
  visit_id: string;
  person_id: string;
  referral_id: string;
  crisis_id: string;
  /** Everything that somebody said, wrote or is called, and that must stand nowhere in plain text. */
  said: string[];
}

export async function playDay(district: SeededDistrict): Promise<Day> {
  const { worker, colleague, social, supervisor } = district.staff;
  const { database, sealer } = district;
  let minute = 0;
  const as = <T>(who: typeof worker, work: (session: StaffSession) => Promise<T>): Promise<T> =>
    district.session(who, work, minutesAfter(++minute));

  const code = await as(supervisor, (session) => inviteStaff(session, worker.id));
  const account = {
    channel: "telegram",
    chat_id: `${district.id}770011223`,
    sender_id: `${district.id}880044556`,
  } as const;
  await database.transaction((tx) => enrol(tx, sealer, account, code, NOW));
  const token = await as(worker, (session) => makeLogin(session, worker.id, 10));
  await database.transaction((tx) => useLogin(tx, sealer, token, NOW));

  const unclear = { text: "刚才问到的是哪里有老年食堂", message_id: "9" };
  await as(worker, (session) => writeChatState(session, JSON.stringify({ unclear })));
  const draft = draftOf(NOTE, {
    form: ["入户", "入户"],
    met: ["本人"],
    persons: [{ name: "王秀兰", sex: "女", age: ["82岁", 82, 82], address: "5栋2单元401" }],
    seen: [
      { words: "灶台没熄火", kind: "hazard", person: 0 },
      { words: "夜里喊人", kind: "behaviour", teller: "邻居陈阿婆", person: 0 },
    ],
    needs: [{ words: "有人送午饭", code: "01", urgency: "yellow", person: 0 }],
    flags: [["灶台没熄火", "fire_gas_hazard"]],
    agreed_on: ["25号", "2026-11-25"],
    consent: ["点头同意", "yes"],
  });
  const started = await as(worker, (s) =>
    startDraft(s, { kind: "visit", body: JSON.stringify(draft), message_id: "7" }),
  );
  const revised = await as(worker, (session) => reviseDraft(session, started, JSON.stringify(draft)));
  const visit = await as(worker, async (session) => {
    await closeDraft(session, revised.id, revised.version, "saved");
    return saveVisit(session, draft);
  });
  const person_id = visit.people[0]!.id;
  await as(worker, (session) =>
    startDraft(session, { kind: "visit", body: JSON.stringify(draftOf("还没存的草稿内容")), message_id: null }),
  );

  await as(district.staff.admin, (session) =>
    registerEndpoint(session, { url: "https://hooks.example.org/", events: WEBHOOK_EVENTS }, []),
  );
  const system = {
    name: "养老平台试点",
    sees: { role: "grid_worker", area_ids: worker.area_ids },
    writes: true,
  } as const;
  await as(district.staff.admin, (session) => makeMachineToken(session, { ...system, days: 30 }));
  const need_id = visit.need_ids[0]!;
  const referral = referralTo(district, {
    person_id,
    visit_id: visit.id,
    need_id,
    reason: "老人一个人住想要送午饭",
    background: "牙口不好要软的",
  });
  const { id: referral_id } = await as(worker, (session) => raiseReferral(session, referral));
  await as(supervisor, (s) => reviewReferral(s, referral_id, { verdict: "returned", words: "写清楚每天几顿" }));
  const moves: Advance[] = [
    { to: "received" },
    { to: "accepted" },
    { to: "in-progress" },
    { to: "on-hold", reason: "她女儿这周来住" },
    { to: "in-progress" },
    { to: "completed", reason: "每天中午有人送到门口", resident_confirmed: true },
  ];
  for (const move of moves) await as(social, (session) => advanceReferral(session, referral_id, move));
  await as(social, (session) => readReferral(session, referral_id));
  await as(worker, (session) => reopenNeed(session, need_id, "这周又没人送了"));
  await as(worker, (session) => closeNeed(session, need_id, { result: "partly", words: "周末还是没有饭" }));
  await as(supervisor, (session) => readPerson(session, person_id));

  await as(worker, (s) => setCondition(s, person_id, { condition: "hardship_elder", told: "街道名单里写着她" }));
  const rule = { condition: "hardship_elder", amount: 14, unit: "day", source: "区里的通知", off: false } as const;
  await as(supervisor, (s) => keepRule(s, { ...rule, reason: "冬天看勤一点" }));
  const [due] = await as(worker, async (s) => (await s.tx.query<{ id: string }>("select id from follow_ups")).rows);
  await as(worker, (s) => missFollowUp(s, due!.id, { reason: "other", words: "门口贴着封条" }));

  const mistaken = draftOf("见到王秀兰,男,李大勇也在6栋", {
    persons: [
      { name: "王秀兰", sex: "男" },
      { name: "李大勇", address: "6栋" },
    ],
  });
  await as(colleague, (session) => saveVisit(session, mistaken));
  // The first note did not say whether 李大勇 is a man: his file is completed.
  await as(colleague, (session) =>
    saveVisit(session, draftOf("李大勇,男", { persons: [{ name: "李大勇", sex: "男" }] })),
  );
  await as(colleague, undoLastVisit);
  await as(colleague, (session) => raiseReferral(session, referralTo(district)));
  await as(colleague, (session) => undoLastReferral(session, "转错了地方"));

  const staged = { stage: "treatment", since: "2026-11-01", words: "钱医生来信说在吃药" } as const;
  await as(worker, (s) => setStage(s, person_id, staged));
  const gets = { benefit: "低保", state: "receiving", since: "2026-03-01", words: "看了她的低保证" } as const;
  await as(worker, (s) => noteBenefit(s, person_id, gets));
  const helper = { role: "family", name: "侄女孙小梅", phone: "13702765519" } as const;
  await as(worker, (s) => addSupport(s, person_id, helper));
  const spelled = draftOf("王秀蓝和王秀栏", { persons: [{ name: "王秀蓝" }, { name: "王秀栏" }] });
  const files = [
    { name: "王秀蓝", same: person_id },
    { name: "王秀栏", other_than: [person_id], reason: "隔壁楼的另一位" },
  ];
  const both = await as(worker, (session) => saveVisit(session, { ...spelled, files }));
  const merging = { kept_id: person_id, merged_id: both.people[1]!.id, reason: "核过户口本是同一位" };
  const merge = await as(supervisor, (s) => mergePeople(s, merging));
  const parting = { kept_id: person_id, merge_id: merge.id, reason: "女儿说是两位" };
  await as(supervisor, (s) => unmergePeople(s, parting));

  const crisis = { inbox_id: crypto.randomUUID(), level: "red", kind: "suicide", rules: ["suicide.roof"] } as const;
  const recorded = await as(worker, (s) =>
    recordCrisis(s, { ...crisis, rules: [...crisis.rules], words: "张小军站在楼顶上" }),
  );
  await as(supervisor, (session) => acknowledgeCrisis(session, recorded!.id));
  const own = { ...crisis, rules: ["suicide.self"], inbox_id: crypto.randomUUID(), words: null };
  const distress = await as(worker, (session) => recordCrisis(session, own));
  await as(worker, (session) => tellSupervisors(session, distress!.id));
  const said_in_crisis = await playCrisis(district, as);
  await as(supervisor, (session) => unbindStaff(session, worker.id));

  return {
    visit_id: visit.id,
    person_id,
    referral_id,
    crisis_id: recorded!.id,
    said: [
      ...Object.values(district.staff).map((member) => member.name),
      ...[
        "养老平台试点",
        "钱医生来信说在吃药",
        "看了她的低保证",
        "侄女孙小梅",
        "13702765519",
        "王秀蓝",
        "王秀栏",
        "隔壁楼的另一位",
        "核过户口本是同一位",
        "女儿说是两位",
      ],
      ...["王秀兰", "李大勇", "张小军", "陈阿婆", "13902765518", "5栋2单元401", "6栋"],
      ...["灶台没熄火", "夜里喊人", "有人送午饭", "老人一个人住想要送午饭", "牙口不好要软的", "写清楚每天几顿"],
      ...said_in_crisis,
      ...["街道名单里写着她", "冬天看勤一点", "门口贴着封条"],
      ...["这周又没人送了", "周末还是没有饭"],
      ...["她女儿这周来住", "每天中午有人送到门口", "转错了地方", "站在楼顶上"],
      ...["还没存的草稿内容", "刚才问到的是哪里有老年食堂", account.chat_id],
    ],
  };
}
