import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningApp, runApp } from "../running.ts";

interface Raised {
  id: string;
  ref: string;
}

describe("a referral's life over the JSON interface", () => {
  let service: RunningApp;
  beforeAll(async () => {
    service = await runApp();
  });
  afterAll(() => service.close());

  const say = async (body: object) => {
    const { json } = await service.ask("grid_worker", "/api/v1/messages", body);
    return (json as { replies: { kind: string; text: string; actions: { id: string; label: string }[] }[] }).replies;
  };

  /** Told in the chat and sent with the resident's consent. @returns the referral and what the chat said to it */
  async function raised(): Promise<{ referral: Raised; said: Awaited<ReturnType<typeof say>> }> {
    const text =
      "今天上午去了三网格五栋二单元四零一 王秀兰王奶奶 七十八了 一个人住 想有人帮忙买菜做饭 下礼拜三再去看她";
    const [note] = await say({ text });
    const [saved] = await say({ action: note!.actions.find(({ id }) => id.startsWith("visit.save"))!.id });
    const [card] = await say({ action: saved!.actions.find(({ id }) => id.startsWith("refer."))!.id });
    const send = card!.actions.find(({ id }) => id.startsWith("refer.send"))!;
    const said = await say({ action: send.id });
    const { json } = await service.ask("grid_worker", "/api/v1/referrals?limit=1");
    return { referral: (json as { referrals: Raised[] }).referrals[0]!, said };
  }
  const post = (role: "grid_worker" | "supervisor", id: string, path: string, body: object) =>
    service.ask(role, `/api/v1/referrals/${id}/${path}`, body);

  test("the raiser is given a link where nobody of the receiver works with the service, and it answers", async () => {
    const { referral, said } = await raised();
    const link = /\/r\/[0-9A-Z]{26}/.exec(said.map(({ text }) => text).join("\n"))![0];
    const answer = (fields: Record<string, string>) =>
      service.app.request(link, { method: "POST", body: new URLSearchParams(fields) });
    expect(await (await answer({ do: "open" })).text()).toContain(referral.ref);
    expect((await answer({ do: "accepted", named: "食堂老陈" })).status).toBe(200);
    const { json } = await service.ask("grid_worker", `/api/v1/referrals/${referral.id}`);
    expect(json).toMatchObject({ status: "accepted" });
    // Another link ends this one.
    const made = await post("grid_worker", referral.id, "link", {});
    expect(made.json).toMatchObject({ path: expect.stringMatching(/^\/r\/[0-9A-Z]{26}$/), url: null });
    expect((await service.app.request(link)).status).toBe(404);
  });

  test("a pause has its day, comes back, and a refusal in words says what it is now", async () => {
    const { referral } = await raised();
    const move = (body: object) => post("supervisor", referral.id, "transitions", body);
    for (const to of ["received", "accepted", "in-progress"]) expect((await move({ to })).status).toBe(200);
    expect(await move({ to: "on-hold", reason: "住院", until: "2020-01-01" })).toMatchObject({
      status: 422,
      json: { code: "until_not_ahead" },
    });
    expect((await move({ to: "on-hold", reason: "住院" })).status).toBe(200);
    const { json } = await service.ask("supervisor", `/api/v1/referrals/${referral.id}`);
    expect(json).toMatchObject({ life: { held_until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) } });
    await move({ to: "in-progress" });
    await move({ to: "completed", reason: "送到了", without_resident: "moved" });
    const again = await move({ to: "completed", reason: "送到了", resident_confirmed: true });
    expect(again).toMatchObject({
      status: 409,
      json: { code: "already_there", status: 409, current_status: "completed", by: expect.any(String) },
    });
    expect((again.json as { detail: string }).detail).toContain("已办结");
  });

  test("a refusal is confirmed, sent on to another service, and the pathway goes step by step", async () => {
    const { referral } = await raised();
    await post("supervisor", referral.id, "transitions", { to: "rejected", reason: "满了" });
    expect((await post("supervisor", referral.id, "denial", {})).json).toMatchObject({ life: { denial: "confirmed" } });
    const found = await service.ask("grid_worker", `/api/v1/services?q=${encodeURIComponent("家庭病床")}`);
    const [service_row] = (found.json as { services: { id: string }[] }).services;
    const next = await post("grid_worker", referral.id, "resend", { service_id: service_row!.id, consent: true });
    expect(next).toMatchObject({ status: 200, json: { life: { came_from: { ref: referral.ref } } } });
    const { id } = next.json as Raised;
    expect((await post("grid_worker", id, "pathway", { pathway: "jingkang" })).status).toBe(200);
    expect((await post("supervisor", id, "steps", { step: "referral" })).json).toMatchObject({ code: "step_not_next" });
    const stepped = await post("supervisor", id, "steps", { step: "registration" });
    expect(stepped.json).toMatchObject({ life: { may: { step: "referral" } } });
  });
});
