import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningApp, runApp } from "../running.ts";

type Role = "grid_worker" | "social_worker" | "supervisor";
interface Spoken {
  kind: string;
  text: string;
  actions: { id: string; label: string }[];
  draft: object | null;
}

describe("people's files over the JSON interface", () => {
  let service: RunningApp;
  beforeAll(async () => {
    service = await runApp();
  });
  afterAll(() => service.close());

  const say = async (body: object) => {
    const { json } = await service.ask("grid_worker", "/api/v1/messages", body);
    return (json as { replies: Spoken[] }).replies;
  };
  const press = (reply: Spoken, begins: string) =>
    say({ action: reply.actions.find(({ id, label }) => id.startsWith(begins) || label.startsWith(begins))!.id });
  const post = (role: Role, id: string, path: string, body: object) =>
    service.ask(role, `/api/v1/people/${id}/${path}`, body);
  const search = async (name: string) => {
    const { json } = await service.ask("grid_worker", "/api/v1/people/search", { name });
    return json as Record<"exact" | "near", { id: string; ref: string; name: string }[]>;
  };
  /** Told in the chat and saved. @returns the file and what the card had said */
  async function told(text: string, answer = "visit.save"): Promise<{ ref: string; card: Spoken }> {
    const [card] = await say({ text });
    const [saved] = await press(card!, answer);
    return { ref: /P-[0-9A-Z]{5}/.exec(saved!.text)![0], card: card! };
  }

  test("a near name is asked about on the card, once: 就是她 joins the file, 是另一个人 opens another", async () => {
    const first = await told("今天上午去了三网格五栋二单元四零一 欧阳秀兰 女 七十八了 一个人住 想有人帮忙买菜");
    expect(first.card.actions.map(({ label }) => label)).toEqual(["保存", "修改", "放弃"]);
    const [card] = await say({ text: "下午去三网格看了欧阳秀蓝 想有人送饭" });
    expect(card!.text).toContain(`欧阳秀兰 78岁 5栋(${first.ref})`);
    expect(card!.actions.map(({ label }) => label)).toEqual(["就是这位,保存", "是另一个人,保存", "修改", "放弃"]);
    expect(card!.draft).not.toHaveProperty("files");
    // 保存 that is typed saves nothing before it is said whose it is.
    const [again] = await say({ text: "保存" });
    expect([again!.kind, again!.text]).toEqual(["visit_draft", card!.text]);
    const [saved] = await press(again!, "就是这位");
    expect([saved!.kind, saved!.text]).toEqual(["saved", expect.stringContaining(first.ref)]);
    const next = await told("晚上又去三网格看了欧阳秀蓝 要送饭");
    expect([next.ref, next.card.actions[0]!.label]).toEqual([first.ref, "保存"]);
    const other = await told("去三网格看了欧阳秀岚 要送饭", "是另一个人");
    expect(other.ref).not.toBe(first.ref);
    const third = await told("又去三网格看了欧阳秀岚 要送饭");
    expect([third.ref, third.card.actions[0]!.label]).toEqual([other.ref, "保存"]);
  });

  test.each(["帮尉迟健国转介到社工站", "尉迟健国想要人送饭,转给社工站"])(
    "%s: whoever is meant by a near name is asked about before it can be sent",
    async (text) => {
      const { ref } = await told("今天去了三网格九栋一单元一零一 尉迟建国 男 六十三了 一个人住");
      const [card] = await say({ text });
      expect(card!.text).toContain(ref);
      expect(card!.actions.map(({ label }) => label)).toEqual(expect.arrayContaining(["就是这位", "是另一个人"]));
      expect(card!.actions.filter(({ id }) => id.startsWith("refer.send"))).toEqual([]);
    },
  );

  test("stage, support, merge and unmerge answer with the file, and say in words what is wrong", async () => {
    await told("今天去了三网格七栋一单元二零二 上官秀英 女 六十了 想有人送饭");
    await told("今天去了三网格 上官秀瑛 要送药", "是另一个人");
    const [one] = (await search("上官秀英")).exact;
    const [other] = (await search("上官秀瑛")).exact;
    const stage = { stage: "treatment", since: "2026-01-05", words: "卫生院来信" };
    expect((await post("grid_worker", one!.id, "stage", stage)).json).toMatchObject({
      stage: "treatment",
      stages: [{ words: "卫生院来信", since: "2026-01-05" }],
      gaps: expect.arrayContaining(["physician", "police"]),
    });
    expect(await post("grid_worker", one!.id, "stage", stage)).toMatchObject({
      status: 409,
      json: { code: "stage_same" },
    });
    const unknown = await post("grid_worker", one!.id, "stage", { ...stage, stage: "cured" });
    expect(unknown).toMatchObject({ status: 400, json: { errors: [{ field: "stage" }] } });
    const support = { role: "police", name: "钱警官", phone: "110" };
    const { json } = await post("grid_worker", one!.id, "support", support);
    const supporter = (json as { supporters: { id: string; role: string }[] }).supporters.find(
      ({ role }) => role === "police",
    );
    const ended = await post("grid_worker", one!.id, "support/end", { support_id: supporter!.id });
    expect((ended.json as { gaps: string[] }).gaps).toContain("police");

    const merging = { other_id: other!.id, reason: "女儿说是一个人" };
    expect(await post("grid_worker", one!.id, "merge", merging)).toMatchObject({
      status: 403,
      json: { code: "supervisors_only" },
    });
    const oneself = await post("supervisor", one!.id, "merge", { ...merging, other_id: one!.id });
    expect(oneself).toMatchObject({
      status: 422,
      json: { code: "merge_with_oneself", detail: expect.stringContaining("同一份") },
    });
    const nowhere = { ...merging, other_id: "00000000-0000-4000-8000-000000000000" };
    expect(await post("supervisor", one!.id, "merge", nowhere)).toMatchObject({
      status: 404,
      json: { code: "not_found" },
    });
    const merged = await post("supervisor", one!.id, "merge", merging);
    expect(merged).toMatchObject({ status: 200, json: { kept: { ref: one!.ref }, merged: { ref: other!.ref } } });
    const twice = await post("supervisor", one!.id, "merge", merging);
    expect(twice).toMatchObject({
      status: 409,
      json: { code: "already_merged", detail: expect.stringContaining(one!.ref) },
    });
    const closed = await service.ask("grid_worker", `/api/v1/people/${other!.id}`);
    expect(closed).toMatchObject({ status: 200, json: { ref: one!.ref, merged_from: { ref: other!.ref } } });
    const parting = { merge_id: (merged.json as { id: string }).id, reason: "是两姐妹" };
    expect(await post("supervisor", one!.id, "unmerge", parting)).toMatchObject({
      status: 200,
      json: { stays: { elsewhere: {}, since: {}, changed: [] } },
    });
    expect(await post("supervisor", one!.id, "unmerge", parting)).toMatchObject({
      status: 409,
      json: { code: "already_unmerged" },
    });
  });
});
