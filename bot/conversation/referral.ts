import * as z from "zod";
import { districtSettings } from "../../cases/district-settings.ts";
import { closeDraft, openDraft, reviseDraft, type StoredDraft, startDraft } from "../../cases/drafts/drafts.ts";
import { areaOfFiles } from "../../cases/people/area-of-files.ts";
import { dueOn, type Priority } from "../../cases/referrals/due.ts";
import { raiseReferral } from "../../cases/referrals/raise.ts";
import { asService, type StaffSession } from "../../cases/session.ts";
import { staffOfOrganization } from "../../cases/staff/staff.ts";
import { type NeedDraft, needCode } from "../../cases/visits/draft.ts";
import { type VisitNeed, visitForReferral } from "../../cases/visits/needs.ts";
import { chinaDate } from "../../platform/clock.ts";
import { actionId } from "../action-id.ts";
import type { Action } from "../reply.ts";
import { consentTexts } from "../texts/consent.ts";
import { forOthers } from "../texts/in-language.ts";
import { referralPlace } from "../texts/referral-place.ts";
import { texts } from "../texts/zh-hans.ts";
import { readNote } from "../understand/note.ts";
import { consentLine, legalGround } from "./referral-consent.ts";
import { placesFor } from "./referral-place.ts";
import { answerReferralWho, askReferralWho, referralPerson, subjectOf } from "./referral-who.ts";
import { namedIn, reasonIn } from "./referral-words.ts";
import { reply, say, type Turn, type TurnResult, writtenAt } from "./turn.ts";

/** A referral on its way: the places the directory suggests, and which of them is chosen. */
const referralBody = z.object({
  person: referralPerson.nullable(),
  visit_id: z.string().nullable(),
  area_id: z.string().nullable(),
  need_id: z.string().nullable().default(null),
  reason: z.string(),
  priority: z.enum(["routine", "urgent", "asap", "stat"]),
  places: z.array(
    z.object({ id: z.string(), name: z.string(), organization_id: z.string(), is_guess: z.boolean().default(false) }),
  ),
  chosen: z.number(),
  consent: z.enum(["yes", "no"]).nullable(),
  /** Why it may go out without consent, by law; null where it may not. */
  legal_ground: z.string().nullable(),
});
type ReferralBody = z.infer<typeof referralBody>;

const PRIORITY: Record<VisitNeed["urgency"], Priority> = {
  red: "stat",
  orange: "asap",
  yellow: "urgent",
  green: "routine",
};

const named = ({ name, is_guess }: ReferralBody["places"][number]): string =>
  is_guess ? `${name}(${referralPlace.guess})` : name;

async function card(session: StaffSession, stored: StoredDraft, body: ReferralBody): Promise<TurnResult> {
  const place = body.places[body.chosen];
  const due = dueOn(body.priority, session.now, (await districtSettings(session)).referral_days);
  const lines = [
    texts.referral.heading,
    `${texts.referral.who}:${body.person?.name ?? texts.referral.no_person}`,
    `${texts.referral.where}:${place ? named(place) : texts.referral.no_target}`,
    `${texts.referral.why}:${body.reason}`,
    `${texts.referral.when}:${due}(${texts.priority[body.priority]})`,
    consentLine(body.consent),
  ];
  // Whose file it is comes first: nothing goes out before that is said.
  const question = await askReferralWho(session, stored, body);
  if (question) lines.push(question.text);
  const actions: Action[] = [...(question?.actions ?? [])];
  if (place && !question) {
    actions.push({
      id: actionId("refer.send", stored.id, stored.version, "yes"),
      label: body.consent === "yes" ? consentTexts.send : texts.actions.send_with_consent,
    });
    if (body.legal_ground) {
      actions.push({
        id: actionId("refer.send", stored.id, stored.version, "law"),
        label: texts.actions.send_on_legal_ground,
      });
    }
    if (body.places.length > 1) {
      actions.push({ id: actionId("refer.next", stored.id, stored.version), label: texts.actions.other_place });
    }
  }
  actions.push({ id: actionId("refer.drop", stored.id, stored.version), label: texts.actions.drop });
  return {
    replies: [
      reply("referral_draft", lines.join("\n"), {
        actions,
        draft: {
          type: "referral",
          person: body.person?.name ?? null,
          reason: body.reason,
          target_service_id: place?.id ?? null,
          target_name: place?.name ?? null,
          priority: body.priority,
          consent: body.consent,
          due,
        },
      }),
    ],
    names: [body.person?.name ?? [], question?.names ?? []].flat(),
  };
}

/** The card of a referral draft as it stands. */
export function referralDraftReply(session: StaffSession, stored: StoredDraft): Promise<TurnResult> {
  return card(session, stored, referralBody.parse(JSON.parse(stored.body)));
}

async function start(turn: Turn, body: ReferralBody, message_id: string | null): Promise<TurnResult> {
  const stored = await startDraft(turn.session, { kind: "referral", body: JSON.stringify(body), message_id });
  return card(turn.session, stored, body);
}

/** 转介 under a saved visit: for one of its needs, or for the visit as a whole. */
export async function referFromVisit(turn: Turn, visit_id: string, need_index: number | null): Promise<TurnResult> {
  const visit = await visitForReferral(turn.session, visit_id);
  const need = need_index === null ? visit.needs[0] : visit.needs[need_index];
  const person = visit.people.find((p) => p.id === need?.person_id) ?? visit.people[0] ?? null;
  if (!need) return say("clarify", texts.referral.what_for);
  return start(
    turn,
    {
      person,
      ...{ visit_id, area_id: visit.area_id, need_id: need.id },
      reason: need.words,
      priority: PRIORITY[need.urgency],
      places: await placesFor(turn, {
        words: need.words,
        codes: [needCode.parse(need.code)],
        note: visit.note,
        others: visit.needs.filter((other) => other !== need).map((other) => other.words),
      }),
      chosen: 0,
      consent: visit.consent,
      legal_ground: legalGround(visit.flags),
    },
    null,
  );
}

/**
 * A referral by itself: 「王奶奶想要助餐,转给社区食堂」. What a model `proposed` for the need counts where the rules see none.
 */
export async function referFromWords(
  turn: Turn,
  text: string,
  message_id: string | null,
  proposed: Pick<NeedDraft, "code" | "urgency"> | null = null,
): Promise<TurnResult> {
  const note = readNote(text, chinaDate(writtenAt(turn)));
  const need = note.needs[0] ?? proposed;
  const age = note.persons[0]?.age?.value.from;
  const name = await namedIn(turn.session, text, note);
  // 转介 itself would find whatever is called 转介登记.
  const reason = reasonIn(text, name);
  const places = await placesFor(turn, {
    words: note.needs[0]?.words ?? reason,
    codes: need ? [need.code] : [],
    note: reason,
    ...(age === undefined ? {} : { age }),
  });
  if (!need && places.length === 0) return say("clarify", texts.referral.what_for);
  const grid = turn.staff.areas.length === 1 ? turn.staff.areas[0]!.id : null;
  return start(
    turn,
    {
      person: name ? { id: null, name } : null,
      ...{ visit_id: null, area_id: grid, need_id: null },
      reason,
      priority: PRIORITY[need?.urgency ?? "green"],
      places,
      chosen: 0,
      consent: note.consent?.value ?? null,
      legal_ground: legalGround(note.flags.map((flag) => flag.value)),
    },
    message_id,
  );
}

/** Changes the open draft and shows its card; null changes nothing. */
async function change(
  turn: Turn,
  [draft_id, version]: [string, number],
  to: (body: ReferralBody) => Promise<Partial<ReferralBody> | null>,
): Promise<TurnResult> {
  const open = await openDraft(turn.session, { id: draft_id });
  if (open?.version !== version || open.kind !== "referral") return say("clarify", texts.refusals.draft_stale);
  const body = referralBody.parse(JSON.parse(open.body));
  const changed = await to(body);
  if (!changed) return card(turn.session, open, body);
  const next = { ...body, ...changed };
  return card(turn.session, await reviseDraft(turn.session, open, JSON.stringify(next)), next);
}

/** 换个地方: the next place of the directory, round and round. */
export const nextPlace = (turn: Turn, draft_id: string, version: number): Promise<TurnResult> =>
  change(turn, [draft_id, version], async ({ chosen, places }) => ({
    chosen: (chosen + 1) % Math.max(places.length, 1),
  }));

/** 就是她, 是另一个人: whose file it is; then it can go out. */
export const chooseReferralWho = (turn: Turn, draft_id: string, version: number, word: string): Promise<TurnResult> =>
  change(turn, [draft_id, version], async (body) => {
    const person = await answerReferralWho(turn.session, body, word);
    return person && { person };
  });

/** 发出: the draft becomes a referral, once, with the consent that the button stands for. The receivers are told. */
export async function sendReferral(
  turn: Turn,
  draft_id: string,
  version: number,
  consent: "yes" | "legal_ground",
): Promise<TurnResult> {
  const { session } = turn;
  const stored = await closeDraft(session, draft_id, version, "saved");
  const body = referralBody.parse(JSON.parse(stored.body));
  const service = body.places[body.chosen] ?? null;
  const person_id = await subjectOf(session, body);
  const raised = await raiseReferral(session, {
    person_id,
    ...{ visit_id: body.visit_id, need_id: body.need_id },
    area_id: body.area_id ?? (await areaOfFiles(session, person_id ? [person_id] : [])),
    reason: body.reason,
    background: null,
    priority: body.priority,
    consent,
    legal_ground: consent === "legal_ground" ? body.legal_ground : null,
    service,
  });
  const receivers = service ? await asService(session, (all) => staffOfOrganization(all, service.organization_id)) : [];
  return {
    replies: [
      reply("saved", texts.referral.raised(raised.ref, service!.name, raised.due_on), {
        actions: [
          { id: "status", label: texts.actions.status },
          { id: "undo", label: texts.actions.undo },
        ],
      }),
    ],
    notices: [
      {
        staff_ids: receivers,
        reply: forOthers(() => reply("status", texts.referral.new_one(raised.ref, service!.name))),
      },
    ],
  };
}
