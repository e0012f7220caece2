import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ENGINES } from "../../platform/database/fresh.ts";
import type { Database } from "../../platform/database/port.ts";
import type { Sealer } from "../../platform/seal.ts";
import { type Member, NOW, type SeededDistrict, seedDistrict, testSealer } from "../fixture.ts";
import { type ChannelAccount, elsewhereOf, goTo, placesOf } from "./accounts.ts";
import { chatsOf } from "./chats.ts";
import { enrol, staffOfAccount } from "./enrol.ts";
import { inviteStaff } from "./invite.ts";
import { findStaff } from "./staff.ts";
import { unbindStaff } from "./unbind.ts";
import { unbindOthers, unbindOthersEverywhere } from "./unbind-others.ts";

describe.each(ENGINES)("one person in two districts on %s", (_, open) => {
  let database: Database;
  let sealer: Sealer;
  let district: SeededDistrict;
  let worker: Member;
  let districts = 0;
  beforeAll(async () => {
    database = await open();
    sealer = await testSealer();
  });
  afterAll(() => database.close());
  const seed = () => seedDistrict(database, sealer, ++districts);
  const phone = (name: string): ChannelAccount => ({
    channel: "telegram",
    chat_id: `chat ${name} ${districts}`,
    sender_id: `sender ${name} ${districts}`,
  });
  const invite = (who: Member, now = NOW, at = district) =>
    at.session(at.staff.supervisor, (session) => inviteStaff(session, who.id), now);
  const join = (account: ChannelAccount, code: string) =>
    database.transaction((tx) => enrol(tx, sealer, account, code, NOW));
  const whoIs = (account: ChannelAccount) => database.transaction((tx) => staffOfAccount(tx, sealer, account, NOW));
  const places = (account: ChannelAccount) => database.transaction((tx) => placesOf(tx, sealer, account, NOW));
  const chats = (who: Member, at = district) => at.service((session) => chatsOf(session, [who.id]));

  let elsewhere: SeededDistrict;
  let account: ChannelAccount;
  beforeEach(async () => {
    district = await seed();
    ({ worker } = district.staff);
    elsewhere = await seed();
    await elsewhere.service(({ tx }) => tx.query("update districts set name = '西河区' where id = $1", [elsewhere.id]));
    account = phone("a");
    await join(account, await invite(worker));
    await join(account, await invite(elsewhere.staff.worker, NOW, elsewhere));
  });
  const districtsOf = async () => (await places(account)).map((place) => place.district);
  const go = (to: number) => district.session(worker, (session) => goTo(session, account, to));

  test("the second invite adds a district and goes there; another way is chosen", async () => {
    expect(await districtsOf()).toEqual(["西河区", "东河区"]);
    expect(await go(district.id)).toMatchObject({ district: "东河区", staff: { id: worker.id } });
    expect(await whoIs(account)).toMatchObject({ id: worker.id, district_id: district.id });
    const meant = await database.transaction((tx) => staffOfAccount(tx, sealer, account, NOW, elsewhere.id));
    expect(meant?.id).toBe(elsewhere.staff.worker.id);
    const third = await seed();
    expect(await go(third.id)).toBeNull();
    expect(await districtsOf()).toEqual(["东河区", "西河区"]);
  });

  test("each district's chats say that there is another; a colleague's say nothing", async () => {
    await join(phone("b"), await invite(district.staff.colleague));
    expect((await chats(worker)).map((chat) => chat.district)).toEqual(["东河区", "东河区"]);
    expect((await chats(elsewhere.staff.worker, elsewhere)).map((chat) => chat.district)).toEqual(["西河区", "西河区"]);
    expect((await chats(district.staff.colleague)).map((chat) => chat.district)).toEqual([undefined, undefined]);
    const known = await district.session(worker, (session) => elsewhereOf(session, worker.id));
    expect(known.map(({ district: name, staff }) => [name, staff.id])).toEqual([["西河区", elsewhere.staff.worker.id]]);
    const { colleague } = district.staff;
    expect(await district.session(colleague, (session) => elsewhereOf(session, colleague.id))).toEqual([]);
  });

  test("unbound in one district, the other stays, alone", async () => {
    await elsewhere.session(elsewhere.staff.supervisor, (session) => unbindStaff(session, elsewhere.staff.worker.id));
    expect(await districtsOf()).toEqual(["东河区"]);
    expect(await whoIs(account)).toMatchObject({ id: worker.id });
    expect((await chats(worker)).map((chat) => chat.district)).toEqual([undefined, undefined]);
  });

  test("somebody who left one district is in the other", async () => {
    await elsewhere.service(({ tx }) =>
      tx.query("update staff set active = false where id = $1", [elsewhere.staff.worker.id]),
    );
    expect(await whoIs(account)).toMatchObject({ id: worker.id });
  });

  test("a lost phone, told from a new one: here it is cut off here, everywhere in both", async () => {
    const kept = phone("b");
    await join(kept, await invite(worker));
    const key = `${kept.channel}:${kept.sender_id}`;
    expect(await district.session(worker, (session) => unbindOthers(session, key))).toBe(1);
    expect(await districtsOf()).toEqual(["西河区"]);
    await join(account, await invite(worker));
    expect(await districtsOf()).toEqual(["东河区", "西河区"]);
    expect(await district.session(worker, (session) => unbindOthersEverywhere(session, key))).toBe(2);
    expect(await districtsOf()).toEqual([]);
    expect((await whoIs(kept))?.id).toBe(worker.id);
    const there = await elsewhere.service((session) => findStaff(session, elsewhere.staff.worker.id));
    expect(there?.session_epoch).toBe(1);
  });
});
