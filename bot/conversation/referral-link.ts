import { listReferrals } from "../../cases/referrals/list.ts";
import { readReferral } from "../../cases/referrals/read.ts";
import { makeReceiverLink } from "../../cases/referrals/receiver/link.ts";
import { staffPhones } from "../../cases/staff/phone.ts";
import { actionId } from "../action-id.ts";
import { referralLife } from "../texts/referral-life.ts";
import { reply, type Turn, type TurnResult } from "./turn.ts";

/** 给对方一个链接: a new link for the receiver, for the raiser to pass on. The one before ends. */
export async function receiverLink(turn: Turn, referral_id: string): Promise<TurnResult> {
  const { session } = turn;
  const phone = (await staffPhones(session, [turn.staff.id])).get(turn.staff.id) ?? null;
  const { token } = await makeReceiverLink(session, referral_id, { phone });
  const { ref, service_name } = await readReferral(session, referral_id);
  const url = `${turn.public_url ?? ""}/r/${token}`;
  return { replies: [reply("status", referralLife.link(ref, service_name, url))] };
}

/**
 * What is said when a referral was sent, with the way to reach the receiver: a link at once where nobody there works with the service,
 * a button for one where somebody does. What the receivers are told keeps the quiet hours of its urgency.
 */
export async function withReceiverLink(turn: Turn, sent: TurnResult): Promise<TurnResult> {
  const { rows } = await listReferrals(turn.session, { raised_by: turn.staff.id, limit: 1 });
  const raised = rows[0];
  const [said] = sent.replies;
  if (!raised || said?.kind !== "saved") return sent;
  const { organization, service_name, life, priority } = await readReferral(turn.session, raised.id);
  const notices = (sent.notices ?? []).map((notice) => ({ ...notice, priority }));
  if (life.receiver_has_account) {
    const action = { id: actionId("refer.link", raised.id), label: referralLife.link_action };
    return { ...sent, notices, replies: [{ ...said, actions: [...said.actions, action] }, ...sent.replies.slice(1)] };
  }
  const [link] = (await receiverLink(turn, raised.id)).replies;
  const text = `${referralLife.link_only(organization ?? service_name)}\n${link!.text}`;
  return { ...sent, notices, replies: [...sent.replies, { ...link!, text }] };
}
