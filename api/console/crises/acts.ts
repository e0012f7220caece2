import * as z from "zod";
import { afterContactDone, askToChoose } from "../../../bot/conversation/contact-notices.ts";
import {
  afterAcknowledge,
  afterCall,
  afterContactsTaken,
  afterHandOver,
  afterMove,
  afterReport,
  askForContacts,
} from "../../../bot/conversation/crisis-notices.ts";
import type { Notice } from "../../../bot/conversation/turn.ts";
import { sendNotices } from "../../../bot/send-notices.ts";
import { acknowledgeCrisis } from "../../../cases/crises/acknowledge.ts";
import { advanceCrisis } from "../../../cases/crises/advance.ts";
import { CALLED_NUMBERS, noteCrisis, recordCall } from "../../../cases/crises/call.ts";
import {
  CONTACT_OUTCOMES,
  doneContact,
  giveContacts,
  proposeContacts,
  takeContacts,
} from "../../../cases/crises/contacts.ts";
import { dropContact } from "../../../cases/crises/drop-contact.ts";
import { handOverCrisis } from "../../../cases/crises/hand-over.ts";
import { CRISIS_OUTCOMES, CRISIS_STATES } from "../../../cases/crises/moves.ts";
import { nameVictim, recordReport } from "../../../cases/crises/report.ts";
import { Refusal } from "../../../cases/refusal.ts";
import type { StaffSession } from "../../../cases/session.ts";
import type { Staff } from "../../../cases/staff/staff.ts";
import type { AppParts } from "../../parts.ts";
import { wordsField } from "../read-form.ts";
import type { texts } from "./texts.ts";

/** Names the notice that the page shows next. */
export type Done = keyof typeof texts.done;

export interface ActContext {
  parts: AppParts;
  session: StaffSession;
  staff: Staff;
  id: string;
}

export interface Act<F extends z.ZodType = z.ZodType> {
  form: F;
  /** Does it and tells whom it concerns, in one transaction. */
  work: (at: ActContext, form: z.infer<F>) => Promise<Done>;
}

const act = <F extends z.ZodType>(form: F, work: Act<F>["work"]): Act => ({ form, work: work as Act["work"] });

const by = ({ staff }: ActContext) => ({ staff_id: staff.id, name: staff.name });

/** Puts the words on their way, in the transaction of what they tell of. */
async function tell({ parts, session }: ActContext, notices: Notice[]): Promise<void> {
  await sendNotices(parts, session, notices);
}

/** An empty choice is none. */
const optional = <T extends readonly [string, ...string[]]>(codes: T) =>
  z.union([z.literal("").transform(() => undefined), z.enum(codes)]).optional();

/** `2026-11-22T14:05` by the clock of China, as the browser sends it. */
const chinaMinute = z
  .union([z.literal("").transform(() => undefined), z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/)])
  .optional()
  .transform((local) => (local === undefined ? undefined : new Date(`${local.slice(0, 16)}:00+08:00`)));

/** What can be done about a crisis on its page, by the last word of the form's address. */
export const ACTS: Record<string, Act> = {
  acknowledge: act(z.object({}), async (at) => {
    const taken = await acknowledgeCrisis(at.session, at.id);
    await tell(at, await afterAcknowledge(at.session, taken));
    return taken.first ? "acknowledged" : "taken";
  }),

  move: act(
    z.object({
      to: z.enum(CRISIS_STATES),
      /** What the page said when the form was filled in. */
      from: z.enum(CRISIS_STATES),
      words: wordsField,
      outcome: optional(CRISIS_OUTCOMES),
    }),
    async (at, { to, from, words, outcome }) => {
      const moved = await advanceCrisis(at.session, at.id, { to, reason: words, outcome });
      // Allowed from where it stands now, but not what the reader had before their eyes when they pressed.
      if (moved.from !== from) throw new Refusal("changed_meanwhile", { status: moved.from });
      await tell(at, afterMove(moved, by(at)));
      return to === "closed" ? "closed" : "moved";
    },
  ),

  "hand-over": act(z.object({ to: z.uuid(), words: wordsField }), async (at, { to, words }) => {
    const handed = await handOverCrisis(at.session, at.id, to, words);
    await tell(at, await afterHandOver(at.session, handed, by(at)));
    return "handed";
  }),

  called: act(z.object({ number: z.enum(CALLED_NUMBERS) }), async (at, { number }) => {
    const called = await recordCall(at.session, at.id, number);
    await tell(at, afterCall(called, by(at)));
    return called.first ? "called" : "called_before";
  }),

  note: act(z.object({ words: wordsField }), async (at, { words }) => {
    await noteCrisis(at.session, at.id, words);
    return "noted";
  }),

  reported: act(
    z.object({ duty: z.enum(["minor", "limited_capacity"]), words: wordsField, at: chinaMinute }),
    async (at, { duty, words, at: reported_at }) => {
      const made = await recordReport(at.session, at.id, { duty, recipient: words, reported_at });
      await tell(at, afterReport(made, by(at)));
      return "reported";
    },
  ),

  victim: act(
    z.object({ victim: z.enum(["minor", "limited_capacity", "full_capacity", "unknown"]) }),
    async (at, { victim }) => {
      await nameVictim(at.session, at.id, victim);
      return "victim";
    },
  ),

  attempted: act(z.object({}), async (at) => {
    const { ref, told, to_choose } = await proposeContacts(at.session, at.id);
    const asked = told.map((person) => person.staff_id);
    await tell(at, [...askForContacts(at.id, ref, asked), ...askToChoose(at.id, ref, to_choose)]);
    return asked.length > 0 ? "proposed" : "to_choose";
  }),

  contacts: act(z.object({}), async (at) => {
    const taken = await takeContacts(at.session, at.id);
    await tell(at, afterContactsTaken(taken, by(at)));
    return taken.taken > 0 ? "contacts_taken" : "contacts_late";
  }),

  "ask-contacts": act(z.object({ to: z.uuid() }), async (at, { to }) => {
    const { ref } = await giveContacts(at.session, at.id, to);
    await tell(at, askForContacts(at.id, ref, [to]));
    return "contacts_asked";
  }),

  contacted: act(
    z.object({ contact: z.uuid(), outcome: z.enum(CONTACT_OUTCOMES), words: wordsField }),
    async (at, { contact, outcome, words }) => {
      const done = await doneContact(at.session, contact, { outcome, note: words });
      if (done.crisis_id !== at.id) throw new Refusal("not_found");
      await tell(at, afterContactDone(done, by(at)));
      return "contact_done";
    },
  ),

  "contact-dropped": act(z.object({ contact: z.uuid(), words: wordsField }), async (at, { contact, words }) => {
    const dropped = await dropContact(at.session, contact, words);
    if (dropped.crisis_id !== at.id) throw new Refusal("not_found");
    return "contact_dropped";
  }),
};
