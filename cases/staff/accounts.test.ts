import { describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Member, SeededDistrict } from "../fixture.ts";
import { districtForEach } from "../fixture-districts.ts";
import { type ChannelAccount, elsewhereOf, goTo } from "./accounts.ts";
import { chats, invite, join, phoneIn, places, whoIs } from "./fixture.ts";
import { findStaff } from "./staff.ts";
import { unbindStaff } from "./unbind.ts";
import { unbindOthers, unbindOthersEverywhere } from "./unbind-others.ts";

describe.each(ENGINES)("one person in two districts on %s", (_, open) => {
  let district: SeededDistrict;
  let worker: Member;
  const phone = (name: string) => phoneIn(district, name);

  let elsewhere: SeededDistrict;
  let account: ChannelAccount;
  const seed = districtForEach(open, async (made) => {
    district = made;
    ({ worker } = district.staff);
    elsewhere = await seed();
    await elsewhere.service(({ tx }) => tx.query("update districts set name = '西河区' where id = $1", [elsewhere.id]));
    account = phone("a");
    await join(district, account, await invite(district, worker));
    await join(district, account, await invite(elsewhere, elsewhere.staff.worker));
  });
  const districtsOf = async () => (await places(district, account)).map((place) => place.district);
  const go = (to: number) => district.session(worker, (session) => goTo(session, account, to));

  test("the second invite adds a district and goes there; another way is chosen", async () => {
    expect(await districtsOf()).toEqual(["西河区", "东河区"]);
    expect(await go(district.id)).toMatchObject({ district: "东河区", staff: { id: worker.id } });
    expect(await whoIs(district, account)).toMatchObject({ id: worker.id, district_id: district.id });
    expect((await places(district, account)).map(({ staff }) => staff.id)).toEqual([
      worker.id,
      elsewhere.staff.worker.id,
    ]);
    const third = await seed();
    expect(await go(third.id)).toBeNull();
    expect(await districtsOf()).toEqual(["东河区", "西河区"]);
  });

  test("each district's chats say that there is another; a colleague's say nothing", async () => {
    await join(district, phone("b"), await invite(district, district.staff.colleague));
    expect((await chats(district, worker)).map((chat) => chat.district)).toEqual(["东河区", "东河区"]);
    expect((await chats(elsewhere, elsewhere.staff.worker)).map((chat) => chat.district)).toEqual(["西河区", "西河区"]);
    expect((await chats(district, district.staff.colleague)).map((chat) => chat.district)).toEqual([
      undefined,
      undefined,
    ]);
    const known = await district.session(worker, (session) => elsewhereOf(session, worker.id));
    expect(known.map(({ district: name, staff }) => [name, staff.id])).toEqual([["西河区", elsewhere.staff.worker.id]]);
    const { colleague } = district.staff;
    expect(await district.session(colleague, (session) => elsewhereOf(session, colleague.id))).toEqual([]);
  });

  test("unbound in one district, the other stays, alone", async () => {
    await elsewhere.session(elsewhere.staff.supervisor, (session) => unbindStaff(session, elsewhere.staff.worker.id));
    expect(await districtsOf()).toEqual(["东河区"]);
    expect(await whoIs(district, account)).toMatchObject({ id: worker.id });
    expect((await chats(district, worker)).map((chat) => chat.district)).toEqual([undefined, undefined]);
  });

  test("somebody who left one district is in the other", async () => {
    await elsewhere.service(({ tx }) =>
      tx.query("update staff set active = false where id = $1", [elsewhere.staff.worker.id]),
    );
    expect(await whoIs(district, account)).toMatchObject({ id: worker.id });
  });

  test("a lost phone, told from a new one: here it is cut off here, everywhere in both", async () => {
    const kept = phone("b");
    await join(district, kept, await invite(district, worker));
    const key = `${kept.channel}:${kept.sender_id}`;
    expect(await district.session(worker, (session) => unbindOthers(session, key))).toBe(1);
    expect(await districtsOf()).toEqual(["西河区"]);
    await join(district, account, await invite(district, worker));
    expect(await districtsOf()).toEqual(["东河区", "西河区"]);
    expect(await district.session(worker, (session) => unbindOthersEverywhere(session, key))).toBe(2);
    expect(await districtsOf()).toEqual([]);
    expect((await whoIs(district, kept))?.id).toBe(worker.id);
    const there = await elsewhere.service((session) => findStaff(session, elsewhere.staff.worker.id));
    expect(there?.session_epoch).toBe(1);
  });
});
