import { type InWork, peopleInWork, type Withdrawn, withdrawConsent } from "../../cases/consent/withdraw.ts";
import type { StaffSession } from "../../cases/session.ts";
import { chinaDate } from "../../platform/clock.ts";
import { actionId } from "../action-id.ts";
import { forOthers } from "../texts/in-language.ts";
import { workingLife } from "../texts/working-life.ts";
import { fold } from "../understand/fold.ts";
import { readPeople } from "../understand/people.ts";
import { raiserOf, receiversOf } from "./moved.ts";
import type { Said } from "./said.ts";
import { type Notice, reply, say, type Turn, type TurnResult } from "./turn.ts";

/** 她不同意转介了, 王秀兰不想转了, 撤回同意: a change of mind about something that is on its way. */
const WITHDRAWS =
  /(?:不同意|不愿意?|不想|不要|不肯|不让)(?:再)?(?:转介?|转出去|转过去|报上去|上报|社工来|社工管)(?:出去|过去|的事)?了|(?:撤回|收回)(?:了)?(?:对?转介的?)?(?:同意|授权)|反悔了?[，,]?\S{0,4}不(?:同意|想|要)?转介?/u;
const ASKS = /[?？吗]\s*$|怎么办|能不能|可不可以/u;
const LONGEST = 40;
const BUTTONS = 3;

/** The button that does it; its id is the person. */
export const WITHDRAW = "consent.withdraw";

/**
 * A resident who takes their consent back, told in a sentence: shows what would stop, with the button that stops it. While a draft is open
 * the words are about the draft, unless they name somebody in full whom it does not. Null when it is not told.
 */
export async function consentWithdrawn(
  turn: Turn,
  text: string,
  { open }: Pick<Said, "open">,
): Promise<TurnResult | null> {
  const plain = fold(text).trim();
  if (plain.length > LONGEST || !WITHDRAWS.test(plain) || ASKS.test(plain)) return null;
  const t = workingLife.consent;
  const in_work = (await peopleInWork(turn.session)).filter(
    ({ name }) => !open || (name !== "" && plain.includes(name) && !open.body.includes(name)),
  );
  if (open && in_work.length === 0) return null;
  const meant = whoIsMeant(plain, in_work, Number(chinaDate(turn.session.now).slice(0, 4)));
  if (meant.length === 0) return say("clarify", t.none);
  const actions = meant.map(({ person_id, name }) => ({
    id: actionId(WITHDRAW, person_id),
    label: t.stop(name).slice(0, 20),
  }));
  const [one] = meant;
  const listed = one!.referrals.map(({ ref, service_name }) => `${ref} ${service_name}`).join("、");
  const words = meant.length === 1 ? t.sure(one!.name, listed) : t.which;
  return { ...say("clarify", words, actions), names: meant.map(({ name }) => name) };
}

/** Whoever is named, in full or by family name; with no name whom the writer referred last. */
function whoIsMeant(plain: string, people: InWork[], year: number): InWork[] {
  const full = people.filter(({ name }) => name !== "" && plain.includes(name));
  if (full.length > 0) return full.slice(0, BUTTONS);
  const said = readPeople(plain, plain, year).persons.flatMap(({ name }) => name?.value ?? []);
  if (said.length > 0) {
    const family = said.map((name) => name[0]!);
    return people.filter(({ name }) => family.some((one) => name.startsWith(one))).slice(0, BUTTONS);
  }
  return people.filter(({ is_own }) => is_own).slice(0, 1);
}

/** The tap: it stops, and the receivers hear of it. */
export async function withdraw({ session }: Turn, person_id: string): Promise<TurnResult> {
  const t = workingLife.consent;
  const { name, stopped, kept, notices } = await withdrawn(session, person_id);
  const lines = [
    stopped.length > 0 ? t.stopped(name, stopped.map(({ ref }) => ref).join("、")) : t.nothing_stopped(name),
    ...stopped.filter(({ reachable }) => !reachable).map(({ ref, service_name }) => t.by_phone(ref, service_name)),
    ...kept.map(({ ref, legal_ground }) => t.kept(ref, legal_ground ?? "")),
  ];
  return { ...say("saved", lines.join("\n")), notices, names: [name] };
}

/** Stops what stands on this resident's consent, with what those are told who raised and who have it. @throws Refusal `not_found` */
export async function withdrawn(session: StaffSession, person_id: string): Promise<Withdrawn & { notices: Notice[] }> {
  const reason = forOthers(() => workingLife.consent.reason);
  const done = await withdrawConsent(session, person_id, reason);
  const notices: Notice[] = [];
  for (const moved of done.stopped) {
    const concerned = new Set([await raiserOf(session, moved), ...(await receiversOf(session, moved))]);
    const staff_ids = [...concerned].filter((id) => id !== session.scope.staff_id);
    // At once, whatever the hour: what nobody may use any more must not be used tomorrow morning.
    const words = forOthers(() => workingLife.consent.told(moved.ref, moved.service_name));
    if (staff_ids.length > 0) notices.push({ staff_ids, reply: reply("status", words) });
  }
  return { ...done, notices };
}
