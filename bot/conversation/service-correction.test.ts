import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type SeededDistrict, type StaffName, seedDistrict, testSealer } from "../../cases/fixture.ts";
import { decideCorrection, listCorrections, OwnReport } from "../../knowledge/directory/corrections.ts";
import { freshPglitePack } from "../../knowledge/pack/fresh.ts";
import { loadDemoDirectory } from "../../knowledge/pack/load.ts";
import type { Database } from "../../platform/database/port.ts";
import type { Content } from "../incoming.ts";
import { texts } from "../texts/zh-hans.ts";
import { buttonOf, sendAs, wordsOf as words, wordsSaid } from "./fixture.ts";
import type { TurnResult } from "./turn.ts";

const FOOD = "示范社区助餐点";

describe("what is wrong with an entry", () => {
  let database: Database;
  let district: SeededDistrict;
  let minute = 0;

  async function send(who: StaffName, content: Content, later = 1): Promise<TurnResult> {
    minute += later;
    return sendAs(district, district.staff[who], content, { minutes: minute });
  }
  const say = (words: string, who: StaffName = "worker", later = 1): Promise<TurnResult> =>
    send(who, wordsSaid(words), later);
  const press = (result: TurnResult, label: string, who: StaffName = "worker"): Promise<TurnResult> =>
    send(who, buttonOf(result, label));
  const open = () =>
    district.session(district.staff.supervisor, async ({ tx, sealer }) =>
      (await listCorrections(tx, sealer, district.id)).filter((one) => one.status === "open"),
    );

  beforeAll(async () => {
    database = await freshPglitePack();
    district = await seedDistrict(database, await testSealer(), 1);
  });
  beforeEach(async () => {
    await loadDemoDirectory(database, 1);
    // Decided by the second supervisor, so that every test begins with none.
    for (const one of await open())
      await district.session(district.staff.second_supervisor, ({ tx, sealer, scope, now }) =>
        decideCorrection(tx, sealer, { district_id: 1, staff_id: scope.staff_id, now }, one.id, {
          status: "rejected",
          decision: "测试",
        }),
      );
  });
  afterAll(() => database.close());

  test("words about the only one shown become a report, and everybody is shown that it is being looked into", async () => {
    const shown = await say("长者食堂在哪");
    expect(words(shown)).toContain(FOOD);
    const others = words(shown).includes(texts.services.also);
    const kept = await say(others ? `${FOOD}电话打不通,换成了0757-22320251` : "电话打不通,换成了0757-22320251");
    expect(words(kept)).toBe(texts.corrections.kept(FOOD));
    expect(kept.notices).toEqual([
      expect.objectContaining({
        staff_ids: [district.staff.supervisor.id, district.staff.second_supervisor.id],
        reply: expect.objectContaining({ text: texts.corrections.notice(FOOD, "电话打不通") }),
      }),
    ]);
    expect(await open()).toMatchObject([
      { service_name: FOOD, kind: "phone", proposed: "0757-22320251", reported_by: district.staff.worker.id },
    ]);
    expect(words(await say("长者食堂在哪", "colleague"))).toContain("注意：有人反映电话不对，核实中");
  });

  test("the same from the same person is one report; from another it is another", async () => {
    for (const who of ["worker", "worker", "colleague"] as const) {
      await say("长者食堂在哪", who);
      await say(`${FOOD}搬走了`, who);
    }
    expect((await open()).map((one) => one.reported_by).sort()).toEqual(
      [district.staff.worker.id, district.staff.colleague.id].sort(),
    );
  });

  test("among several it is asked which, and the words are kept", async () => {
    const shown = await say("附近哪有残联康复的窗口");
    expect(words(shown)).toContain(texts.services.also);
    const which = await say("这个电话打不通,一直空号");
    expect(words(which)).toBe(texts.corrections.which);
    const second = which.replies[0]!.actions[1]!;
    await send("worker", { type: "action", id: second.id });
    const [one] = await open();
    expect(one).toMatchObject({ kind: "phone", words: "这个电话打不通,一直空号" });
    expect(one!.service_name.startsWith(second.label)).toBe(true);
    expect(words(await say("第二个搬走了"))).toContain(texts.corrections.kept(one!.service_name));
  });

  test("by buttons alone, and 别的 asks for words", async () => {
    const shown = await say("附近哪有残联康复的窗口");
    const which = await press(shown, texts.corrections.wrong);
    const what = await send("worker", { type: "action", id: which.replies[0]!.actions[0]!.id });
    expect(words(await press(what, texts.corrections.kinds.closed))).toContain("记下了");
    expect(words(await press(what, texts.corrections.kinds.other))).toBe(texts.corrections.say_it);
    await say("只收本街道的,写得太宽");
    expect((await open()).map(({ kind, words }) => [kind, words])).toEqual([
      ["closed", texts.corrections.kinds.closed],
      ["other", "只收本街道的,写得太宽"],
    ]);
  });

  test.each([
    "今天去了三网格5栋2单元401王奶奶家,电话打不通,人也没见到",
    "王奶奶家电话打不通",
    "低保怎么申请",
    "附近有没有理发店",
  ])("%s is not about the list", async (text) => {
    await say("长者食堂在哪");
    await say(text);
    expect(await open()).toEqual([]);
  });

  test("hours later the words mean something else, and buttons of an old list say so", async () => {
    const shown = await say("长者食堂在哪");
    await say("电话打不通", "worker", 200);
    expect(await open()).toEqual([]);
    expect(words(await press(shown, texts.corrections.wrong))).toBe(texts.services.where_to_look);
  });

  test("who reported does not decide, not even past the verbs; who does not keep the directory does not either", async () => {
    await say("长者食堂在哪", "supervisor");
    await say(`${FOOD}搬走了`, "supervisor");
    const [one] = await open();
    const decide = (who: StaffName) =>
      district.session(district.staff[who], ({ tx, sealer, scope, now }) =>
        decideCorrection(tx, sealer, { district_id: 1, staff_id: scope.staff_id, now }, one!.id, {
          status: "confirmed",
          decision: "改了",
        }),
      );
    await expect(decide("supervisor")).rejects.toBeInstanceOf(OwnReport);
    const forced = district.session(district.staff.supervisor, ({ tx, scope, now }) =>
      tx.query(
        "update directory_corrections set status = 'confirmed', decided_by = $1, decided_at = $2 where id = $3",
        [scope.staff_id, now, one!.id],
      ),
    );
    await expect(forced).rejects.toMatchObject({ code: "23514" });
    await expect(decide("worker")).rejects.toThrow();
    expect(await open()).toHaveLength(1);
  });

  test("three at a time, more on request, and what is not open or not spoken is said", async () => {
    const first = await say("附近有没有老人能去的窗口");
    const more = await press(first, texts.actions.more_services);
    expect(words(more)).not.toContain(words(first).split("\n")[0]);
    const closed = await say("低保窗口在哪,现在开着吗");
    expect(words(closed)).toContain(texts.services.none_open);
    const spoken = await say("哪里有会手语的助餐点");
    expect(words(spoken)).toContain(texts.services.no_language("手语"));
  });
});
