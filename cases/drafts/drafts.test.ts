import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { type Member, minutesAfter, refused, type SeededDistrict } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { readChatState, writeChatState } from "./chat-state.ts";
import { closeDraft, openDraft, reviseDraft, startDraft } from "./drafts.ts";

describe.each(ENGINES)("drafts on %s", (engine, open) => {
  let district: SeededDistrict;
  let worker: Member;
  districtForEach(open, (made) => {
    district = made;
    worker = district.staff.worker;
  });

  const start = (body: string, who = worker) =>
    district.session(who, (session) => startDraft(session, { kind: "visit", body, message_id: "m1" }));
  const close = (id: string, version: number, as: "saved" | "discarded" = "saved", who = worker) =>
    district.session(who, (session) => closeDraft(session, id, version, as));
  const now = (who = worker) => district.session(who, openDraft);
  const stored = (id: string) =>
    district.session(worker, async ({ tx }) => {
      const { rows } = await tx.query(
        "select state, version, body_sealed is null as erased from drafts where id = $1",
        [id],
      );
      return rows[0];
    });

  test("a draft is there until it is closed, with its body and the message it came from", async () => {
    expect(await now()).toBeNull();
    const draft = await start("一");
    expect(draft).toEqual({ id: draft.id, kind: "visit", version: 1, pictures: 0, body: "一", message_id: "m1" });
    expect(await now()).toEqual(draft);
    expect(await close(draft.id, 1)).toEqual(draft);
    expect(await now()).toBeNull();
  });

  test("a second press finds it closed, and its body is erased", async () => {
    const { id } = await start("一");
    await close(id, 1);
    expect(await refused(close(id, 1))).toBe("draft_closed");
    expect(await refused(close(id, 1, "discarded"))).toBe("draft_closed");
    expect(await stored(id)).toEqual({ state: "saved", version: 1, erased: true });
  });

  test("a button of an older version is stale, and so is a change that is based on one", async () => {
    const draft = await start("一");
    const revised = await district.session(worker, (session) => reviseDraft(session, draft, "二"));
    expect(revised).toEqual({ ...draft, version: 2, body: "二" });
    expect(await refused(close(draft.id, 1))).toBe("draft_stale");
    expect(await refused(district.session(worker, (session) => reviseDraft(session, draft, "三")))).toBe("draft_stale");
    expect(await now()).toEqual(revised);
    expect((await close(draft.id, 2)).body).toBe("二");
    expect(await refused(district.session(worker, (session) => reviseDraft(session, revised, "四")))).toBe(
      "draft_stale",
    );
  });

  test("two doors told one after the other are both there; what nobody saved for a week is erased", async () => {
    const first = await start("一");
    const second = await district.session(worker, (session) =>
      startDraft(session, { kind: "visit", body: "二", message_id: "m2" }),
    );
    expect(await now()).toEqual(second);
    const find = (which: { id?: string; message_id?: string }) =>
      district.session(worker, (session) => openDraft(session, which));
    expect(await find({ id: first.id })).toEqual(first);
    expect(await find({ message_id: "m1" })).toEqual(first);
    expect(await find({ message_id: "m9" })).toBeNull();
    expect((await close(first.id, 1)).body).toBe("一");

    await district.session(
      worker,
      (session) => startDraft(session, { kind: "visit", body: "三", message_id: null }),
      minutesAfter(8 * 24 * 60),
    );
    expect(await stored(second.id)).toEqual({ state: "discarded", version: 1, erased: true });
    expect(await now(district.staff.colleague)).toBeNull();
  });

  test("nobody closes another's, whatever their role", async () => {
    const { id } = await start("一");
    for (const who of [district.staff.colleague, district.staff.supervisor, district.staff.admin]) {
      expect(await refused(close(id, 1, "saved", who))).toBe("draft_closed");
    }
    expect((await now())?.id).toBe(id);
  });

  if (engine === "postgres") {
    test("of two presses at once one does the work", async () => {
      const { id } = await start("一");
      const outcomes = await Promise.all([refused(close(id, 1)), refused(close(id, 1)), refused(close(id, 1))]);
      expect(outcomes.filter((code) => code === null)).toHaveLength(1);
      expect(outcomes.filter((code) => code === "draft_closed")).toHaveLength(2);
    });
  }

  test("what the chat remembers is replaced whole, and is one's own", async () => {
    const read = (who: Member) => district.session(who, readChatState);
    const write = (who: Member, state: string) => district.session(who, (session) => writeChatState(session, state));
    expect(await read(worker)).toBeNull();
    await write(worker, '{"a":1}');
    await write(worker, '{"b":2}');
    await write(district.staff.colleague, "{}");
    expect(await read(worker)).toBe('{"b":2}');
    expect(await read(district.staff.supervisor)).toBeNull();
  });
});
