import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import { districtIds } from "../../platform/scope.ts";
import { asOwner, type Member, minutesAfter, NOW, refused, type SeededDistrict } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { chats, invite, join, phoneIn, places, whoIs } from "./fixture.ts";
import { inviteStaff, normaliseCode } from "./invite.ts";
import { makeLogin, useLogin } from "./login.ts";
import { findStaff, staffNames, staffOfOrganization, staffWithRole } from "./staff.ts";
import { unbindStaff } from "./unbind.ts";

const DAY = 1_440;

describe.each(ENGINES)("staff and their accounts on %s", (engine, open) => {
  let district: SeededDistrict;
  let worker: Member;
  let supervisor: Member;
  const seed = districtForEach(open, (made) => {
    district = made;
    ({ worker, supervisor } = district.staff);
  });

  const phone = (name: string) => phoneIn(district, name);
  const login = (who: Member, now = NOW) => district.session(who, (session) => makeLogin(session, who.id, 10), now);
  const enter = (token: string, now = NOW) =>
    district.database.transaction((tx) => useLogin(tx, district.sealer, token, now));

  test("a code has letters and digits both: it is never read as a word or as a number", async () => {
    for (let i = 0; i < 200; i++) expect(await invite(district, worker)).toMatch(/^(?=.*\d)(?=.*[A-Z])[0-9A-Z]{10}$/);
  });

  test("an invite ties the account to its member of staff, who is found again by it", async () => {
    const account = phone("a");
    expect(await whoIs(district, account)).toBeNull();
    const joined = await join(district, account, await invite(district, worker));
    expect(joined).toMatchObject({
      id: worker.id,
      district_id: district.id,
      role: "grid_worker",
      name: worker.name,
      areas: [{ id: district.areas.grid_one, name: "第一网格" }],
    });
    expect(await whoIs(district, account)).toEqual(joined);
    expect(await whoIs(district, { ...account, channel: "line" })).toBeNull();
    expect(await chats(district, worker)).toEqual([
      { staff_id: worker.id, channel: "telegram", chat_id: account.chat_id },
      { staff_id: worker.id, channel: "web", chat_id: worker.id },
    ]);
  });

  test("a code is typed as people type: small letters, dashes, O for 0, I for 1, full width", async () => {
    expect(normaliseCode("o0-il L a_b·c")).toBe("00111ABC");
    const code = await invite(district, worker);
    const typed = ` ${code.slice(0, 5).toLowerCase()}-${code.slice(5).replaceAll("0", "O").replaceAll("1", "l")} `;
    const wide = typed.replace(/[0-9A-Za-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    expect((await join(district, phone("a"), wide)).id).toBe(worker.id);
  });

  test("a code is good once, and for seven days", async () => {
    const code = await invite(district, worker);
    await join(district, phone("a"), code);
    expect(await refused(join(district, phone("b"), code))).toBe("invite_unknown");
    expect(await whoIs(district, phone("b"))).toBeNull();
    const late = await invite(district, worker);
    expect(await refused(join(district, phone("b"), late, minutesAfter(7 * DAY)))).toBe("invite_unknown");
    expect((await join(district, phone("b"), late, minutesAfter(7 * DAY - 1))).id).toBe(worker.id);
  });

  test("a wrong code, a login token and somebody who has left are all the same to a stranger", async () => {
    expect(await refused(join(district, phone("a"), "0000000000"))).toBe("invite_unknown");
    expect(await refused(join(district, phone("a"), ""))).toBe("invite_unknown");
    expect(await refused(join(district, phone("a"), await login(worker)))).toBe("invite_unknown");
    const code = await invite(district, worker);
    await district.service(({ tx }) => tx.query("update staff set active = false where id = $1", [worker.id]));
    expect(await refused(join(district, phone("a"), code))).toBe("invite_unknown");
    expect(await whoIs(district, phone("a"))).toBeNull();
  });

  test("somebody who has left is a stranger on their own phone, and their link opens nothing", async () => {
    await join(district, phone("a"), await invite(district, worker));
    const token = await login(worker);
    await district.service(({ tx }) => tx.query("update staff set active = false where id = $1", [worker.id]));
    expect(await whoIs(district, phone("a"))).toBeNull();
    expect(await enter(token)).toBeNull();
  });

  test("a phone that changes hands belongs to its new holder alone", async () => {
    await join(district, phone("a"), await invite(district, worker));
    await join(district, phone("a"), await invite(district, district.staff.colleague));
    expect((await whoIs(district, phone("a")))?.id).toBe(district.staff.colleague.id);
    expect((await chats(district, worker)).map((chat) => chat.channel)).toEqual(["web"]);
  });

  test("a phone that changes hands is cut off in other districts, too", async () => {
    const elsewhere = await seed();
    const account = phone("a");
    await join(district, account, await invite(elsewhere, elsewhere.staff.worker));
    await join(district, account, await invite(district, district.staff.colleague));
    expect(await whoIs(district, account)).toMatchObject({ id: district.staff.colleague.id, district_id: district.id });
    expect((await places(district, account)).map(({ staff }) => staff.district_id)).toEqual([district.id]);
    expect((await chats(elsewhere, elsewhere.staff.worker)).map((chat) => chat.channel)).toEqual(["web"]);
    expect((await chats(district, district.staff.colleague)).map((chat) => chat.channel)).toEqual(["telegram", "web"]);
    const left = await elsewhere.service(({ tx }) =>
      tx.query("select entity_id from audit_log where action = 'account.unbound'"),
    );
    expect(left.rows).toEqual([{ entity_id: elsewhere.staff.worker.id }]);
  });

  test("a lost phone: accounts, web sessions and waiting login links end in one step", async () => {
    const [telegram, line] = [phone("a"), { ...phone("b"), channel: "line" as const }];
    await join(district, telegram, await invite(district, worker));
    await join(district, line, await invite(district, worker));
    const token = await login(worker);
    const anothers = await login(supervisor);
    const before = await district.service((session) => findStaff(session, worker.id));
    expect(await district.session(supervisor, (session) => unbindStaff(session, worker.id))).toBe(2);
    expect([await whoIs(district, telegram), await whoIs(district, line)]).toEqual([null, null]);
    expect((await chats(district, worker)).map((chat) => chat.channel)).toEqual(["web"]);
    const after = await district.service((session) => findStaff(session, worker.id));
    expect(after!.session_epoch).toBe(before!.session_epoch + 1);
    expect(await enter(token)).toBeNull();
    expect((await enter(anothers))?.id).toBe(supervisor.id);
    // And the new phone is tied as the first one was.
    await join(district, telegram, await invite(district, worker));
    expect((await whoIs(district, telegram))?.id).toBe(worker.id);
  });

  test("unbinding is for those who keep the staff list, and for people who exist", async () => {
    await join(district, phone("a"), await invite(district, worker));
    for (const who of [district.staff.colleague, district.staff.social]) {
      expect(await refused(district.session(who, (session) => unbindStaff(session, worker.id)))).toBe("not_found");
    }
    expect((await whoIs(district, phone("a")))?.id).toBe(worker.id);
    const stranger = district.session(supervisor, (session) => unbindStaff(session, crypto.randomUUID()));
    expect(await refused(stranger)).toBe("not_found");
    const elsewhere = await seed();
    const foreign = elsewhere.session(elsewhere.staff.supervisor, (session) => unbindStaff(session, worker.id));
    expect(await refused(foreign)).toBe("not_found");
  });

  test("inviting is for those who keep the staff list", async () => {
    for (const who of [worker, district.staff.social]) {
      const attempt = district.session(who, (session) => inviteStaff(session, who.id));
      await expect(attempt).rejects.toMatchObject({ code: "42501" });
    }
  });

  test("a login link opens once, for ten minutes, for its own person", async () => {
    const token = await login(worker);
    expect(await enter(token.slice(1))).toBeNull();
    expect(await enter(token, minutesAfter(9))).toMatchObject({ id: worker.id, district_id: district.id });
    expect(await enter(token, minutesAfter(9))).toBeNull();
    expect(await enter(await login(worker), minutesAfter(10))).toBeNull();
    expect(await enter(await invite(district, worker))).toBeNull();
  });

  test("nobody makes a login link in another's name but the service", async () => {
    const forAnother = (who: Member) => district.session(who, (session) => makeLogin(session, worker.id, 10));
    expect(await refused(forAnother(district.staff.colleague))).toBe("not_found");
    expect(await refused(forAnother(supervisor))).toBe("not_found");
    const token = await district.service((session) => makeLogin(session, worker.id, 10));
    expect((await enter(token))?.id).toBe(worker.id);
  });

  if (engine === "postgres") {
    test("of two who use a code or a link at once one gets in", async () => {
      const code = await invite(district, worker);
      const joined = await Promise.all(["a", "b", "c"].map((name) => refused(join(district, phone(name), code))));
      expect(joined.sort()).toEqual(["invite_unknown", "invite_unknown", null]);
      const token = await login(worker);
      const entered = await Promise.all([enter(token), enter(token), enter(token)]);
      expect(entered.filter((staff) => staff !== null)).toHaveLength(1);
    });
  }

  test("neither code nor token nor account stands in the table that is read before the district is known", async () => {
    const account = phone("a");
    const [code, token] = [await invite(district, worker), await login(worker)];
    await join(district, account, code);
    const { rows } = await asOwner(district.database, (tx) =>
      tx.query<{ row: string }>("select e::text as row from entry_keys e where district_id = $1", [district.id]),
    );
    expect(rows).toHaveLength(3);
    for (const secret of [code, token, account.chat_id, account.sender_id]) {
      expect(rows.some(({ row }) => row.includes(secret))).toBe(false);
    }
  });

  test("the service learns the numbers of its districts and the people who are told of things", async () => {
    expect(await districtIds(district.database)).toContain(district.id);
    expect(await districtIds(district.database)).not.toContain(0);
    const { staff, organizations } = district;
    expect(await district.service((session) => staffWithRole(session, ["supervisor"]))).toEqual(
      expect.arrayContaining([staff.supervisor.id, staff.second_supervisor.id]),
    );
    expect(await district.service((session) => staffWithRole(session, ["supervisor"]))).toHaveLength(2);
    const receivers = await district.service((session) => staffOfOrganization(session, organizations.station));
    expect(new Set(receivers)).toEqual(new Set([staff.social.id, staff.social_colleague.id]));
    const names = await district.service((session) => staffNames(session, [worker.id, worker.id, staff.admin.id]));
    expect(Object.fromEntries(names)).toEqual({ [worker.id]: worker.name, [staff.admin.id]: staff.admin.name });
  });
});
