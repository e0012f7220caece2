import type { CrisisTexts } from "../crises.ts";
import type { Wording } from "../in-language.ts";

export const english: Wording<CrisisTexts> = {
  actions: {
    acknowledge: "Got it",
    give: "Hand over",
    progress: "Where it stands",
    called: (number) => `I called ${number}`,
    next: (state) => `To: ${state}`,
    attempted: "There was an attempt",
    take_contacts: "I will follow up",
    reported: { police: "Told the police", civil_affairs: "Told civil affairs", education: "Told education" },
    victim: {
      minor: "A minor",
      limited_capacity: "Limited capacity",
      full_capacity: "Neither",
      unknown: "Not known yet",
    },
  },
  states: {
    found: "found",
    assessing: "assessing",
    linking: "linking",
    handling: "handling",
    revisiting: "revisiting",
    closed: "closed",
  },
  outcomes: {
    safe: "safe",
    in_hospital: "in hospital",
    with_police: "with the police",
    referred: "referred",
    false_alarm: "false alarm",
    died: "died",
    not_found: "not found",
  },
  contact_outcomes: {
    safe: "stable",
    at_risk: "still at risk",
    in_care: "in care",
    refused: "would not talk",
    not_reached: "not reached",
  },
  duties: { minor: "harm to a minor", limited_capacity: "harm to somebody of limited capacity" },
  recipients: { police: "police", civil_affairs: "civil affairs", education: "education" },
  told: (names, minutes) =>
    `I told ${names.join(", ")}. If nobody taps 「Got it」 in ${minutes} minutes, I tell the next one, or you when there is none.`,
  told_again: (ref, owner, names) =>
    `Added to ${ref}; the same event is not reported twice. ${owner === null ? (names.length > 0 ? `${names.join(", ")} know, nobody has tapped 「Got it」 yet.` : "") : `${owner} is on it and was told.`}`,
  more_told: (ref, who, is_raised) =>
    `${ref}: more was told by ${who} just now${is_raised ? "; it is urgent now" : ""}. Their words are in the console.`,
  climbed: (ref, unanswered, told) =>
    `${ref}: ${unanswered.length > 0 ? `no answer from ${unanswered.join(", ")}, ` : ""}now I told ${told.join(", ")}.`,
  list_ended: (ref) => `${ref}: nobody on the list answered. Call 110 yourself now, then the street office.`,
  list_ended_for_you:
    "The colleagues I asked have not answered yet. If it gets too much call 12356, in danger 110, or somebody you trust.",
  taken: (ref, who, phone) => `${who} has ${ref} and is on it.${phone === null ? "" : ` Phone ${phone}.`}`,
  taken_by_other: (ref, who) => `${who} has ${ref}; nothing more for you to do.`,
  taken_from_you: (ref, who) => `${who} took over ${ref}.`,
  notice: (level, kind, ref) => `${level} | ${kind} ${ref}`,
  notice_where: (area, who) => `${area === null ? "Area not said" : area}, reported by ${who}.`,
  notice_reach: (phone) => (phone === null ? "No phone on file: look it up and call." : `Call first: ${phone}`),
  call_taken: (who, phone) =>
    `${who} has it and will call you.${phone === null ? "" : ` If you cannot wait: ${phone}.`}`,
  call_closed: "The last one has ended. If it is still hard, tell me again, or call 12356.",
  notice_tap: "Tap 「Got it」 and it is yours.",
  handed_to_you: (who) => `${who} asks you to take over:`,
  asked_for_call: (who, phone) =>
    `${who} would like a call from a colleague, now${phone === null ? "" : `: ${phone}`}.`,
  yours: (ref) => `${ref} is yours.`,
  yours_call: (who, phone) => `Call ${who} first: ${phone}.`,
  before_you: (ref, who) => `${who} has ${ref} already.`,
  called: (number, at) => `Noted: you called ${number} at ${at}.`,
  says_called: (ref, who, number) => `${ref}: ${who} says they called ${number}.`,
  moved: (ref, state) => `${ref}: now ${state}.`,
  closed: (ref, outcome) => `${ref} closed: ${outcome}.`,
  rest_failed: "Look after them first. I could not take down the visit in that message; send that part again later.",
  close_in_console: "Closing takes an outcome: please do it in the console.",
  give_to_whom: "To whom? It stays with you until they tap 「Got it」. Anybody else: in the console.",
  give_nobody: "There is nobody to hand it to. Please call your supervisor.",
  given: (ref, who) => `I asked ${who} to take ${ref}. I tell you when they tap.`,
  give_unanswered: (ref, who) => `${who} has not tapped yet: ${ref} is still yours.`,
  which_victim: "Who is harmed? It decides whether the law demands a report today.",
  duty: {
    minor:
      "A minor is harmed: report now to the police, civil affairs and education (minors protection law, art. 11). Tap when done.",
    limited_capacity:
      "Somebody of limited capacity is harmed: it must be reported to the police today (domestic violence law, art. 14). Tap when done.",
  },
  no_duty: "All right. They are an adult: follow what they want; in danger call 110.",
  victim_unknown: "Look after them first. Tap above when you know.",
  reported: (ref, to) => `Noted: ${ref} was reported${to === null ? "" : ` to ${to}`}.`,
  says_reported: (ref, who, to) => `${ref}: ${who} says it was reported${to === null ? "" : ` to ${to}`}.`,
  remind: (ref, duty, due) => `${ref} is not reported yet: ${duty}, due by ${due}. Tap when done.`,
  remind_now: (ref, duty) => `${ref} is not reported yet: ${duty}; the law says at once. Tap when done.`,
  contacts_asked: (ref) =>
    `${ref}: there was an attempt. A professional should be in touch after 24 hours and 3, 7, 14, 30 and 90 days. Tap to take them.`,
  contacts_proposed: (names) => `I asked ${names.join(", ")} to take the six contacts that follow.`,
  contacts_to_choose: (ref) =>
    `${ref} needs six contacts (24 hours to 90 days). No social worker has this area: a supervisor names one in the console.`,
  contacts_choose: (ref) =>
    `${ref}: there was an attempt. Six contacts follow (24 hours to 90 days), and no social worker has this area: name one in the console, or tap to take them.`,
  contact_reminders: {
    nobody_has_it: (ref, days) =>
      `${ref}: the contact after ${days} is due and nobody has it. Name somebody in the console, or tap to take it.`,
    due: (ref, days) => `${ref}: the contact after ${days} is due. When it is made, note it in the console.`,
    missed: (ref, days) =>
      `${ref}: the contact after ${days} is a day late. Please make it now and note it in the console.`,
  },
  contact_at_risk: (ref, who, days) =>
    `${ref}: ${who} made the contact after ${days}; they are still at risk. Call ${who} first; in danger call 110.`,
  contacts_yours: (ref) => `The contacts of ${ref} are yours; they show under who is due today.`,
  contacts_taken: "Somebody has them already.",
  contacts_known: "That is noted already.",
  says_contacts_taken: (ref, who) => `${ref}: ${who} took the contacts.`,
  contact_due: (ref, days) => `contact after ${ref} (${days})`,
  after: (hours) => (hours < 48 ? `${hours} hours` : `${hours / 24} days`),
  progress: {
    none: "You have no open crisis.",
    owner: (who, state) => `${who} has it: ${state}`,
    you: (state) => `It is yours: ${state}`,
    nobody: "Nobody has tapped 「Got it」 yet",
    told: "Told",
    tapped: "tapped",
    waiting: "not yet",
    told_nobody: "Nobody has been told yet",
    next_at: (at) => `With no answer by ${at} the next one is told`,
    list_ended: "Everybody on the list was told: call 110 yourself now, then the street office",
    calls: (numbers) => `Somebody says they called: ${numbers.join(", ")}`,
    no_calls: "Nobody says yet that they called 110 / 120 / 119",
    report_open: (duty) => `Not reported yet: ${duty}`,
    report_done: (duty, to) => `Reported: ${duty}${to === null ? "" : `, ${to}`}`,
    closed: (outcome) => `Closed: ${outcome}`,
  },
  phone_kept: (phone) => `Noted: colleagues call ${phone} when it is urgent.`,
};
