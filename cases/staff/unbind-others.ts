import { setScope } from "../../platform/scope.ts";
import { audit } from "../audit/append.ts";
import { asService, type StaffSession } from "../session.ts";
import { elsewhereOf } from "./accounts.ts";
import { cutOff } from "./unbind.ts";

/**
 * A lost phone, told by its owner from another account: every other account of theirs is cut off, their web sessions end, and a login
 * link that waits on that phone opens nothing.
 * @param kept the account that they write from, as the channel names it: `telegram:42`
 * @returns how many accounts were cut off
 */
export async function unbindOthers(session: StaffSession, kept: string): Promise<number> {
  const { staff_id } = session.scope;
  const kept_indexes = await session.sealer.indexes("account", kept);
  const cut = await asService(session, (service) => cutOff(service, staff_id, kept_indexes));
  await audit(session, { action: "account.unbound", entity: "staff", entity_id: staff_id, detail: { accounts: cut } });
  return cut;
}

/**
 * The same in every district where they work, as far as the accounts tell that they bound here.
 * @returns how many accounts were cut off, over all districts
 */
export async function unbindOthersEverywhere(session: StaffSession, kept: string): Promise<number> {
  const { tx, scope } = session;
  // Before the lost account is cut off here: it may be what leads there.
  const elsewhere = await elsewhereOf(session, scope.staff_id);
  let cut = await unbindOthers(session, kept);
  for (const { staff } of elsewhere) {
    const there = { district_id: staff.district_id, staff_id: staff.id, role: staff.role };
    await setScope(tx, there);
    cut += await unbindOthers({ ...session, scope: there }, kept);
  }
  await setScope(tx, scope);
  return cut;
}
