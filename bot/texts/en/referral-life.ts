import type { Wording } from "../in-language.ts";
import type { ReferralLifeTexts, referralRefusals } from "../referral-life.ts";

export const englishReferralRefusals: Wording<typeof referralRefusals> = {
  already_there: "It stands there already; nothing was recorded twice.",
  already_claimed: "A colleague has it already.",
  already_resent: "It has been sent on already; please see the new one.",
  until_not_ahead: "The day must be tomorrow or later, within half a year. Please change it.",
  due_before_visit: "The due date is before the visit. Please change it.",
  due_in_past: "The due date has passed. Please choose today or later.",
  service_closed: "This service has stopped. Please choose another.",
  to_oneself: "This is your own organization and you are alone there. Just do it; no referral is needed.",
  supervisor_needed: "To close it without asking the resident takes a supervisor.",
  outcome_missing: "They have not said what came of it. Ask the resident when they have.",
  step_not_next: "An earlier step is not done yet.",
  pathway_begun: "It follows this pathway already.",
  answered_before: "This has been answered already; nothing was recorded twice.",
};

export const english: Wording<ReferralLifeTexts> = {
  happened: (status, by, at) => ` It is now: ${status}, since ${at} by ${by}.`,
  by_service: "the system",
  claimed: (ref, place, who) => `${ref} → ${place}: ${who} has it.`,
  denied: (ref, place) => `${ref} → ${place}: they refuse. Please read why, confirm it, or send it elsewhere.`,
  denied_to_raiser: (ref, place) =>
    `${ref} → ${place}: they refuse. The console says why; your supervisor decides whether it goes elsewhere.`,
  denial_confirmed: (ref) => `${ref} was refused; your supervisor has seen it. Send it elsewhere if you can.`,
  resent: (ref, next, place) => `${ref} was not taken; it went on as ${next} → ${place}.`,
  outcome: (ref, place) =>
    `${ref} → ${place}: they say it is done. Please ask the resident, then say so in the console.`,
  not_solved: (ref, place) => `${ref} → ${place}: the resident says it is not solved. Please go on.`,
  came_back: (ref, place) => `${ref} → ${place}: the pause is over, please go on.`,
  stepped: (ref, step) => `${ref}: ${step} is done.`,
  pathways: { jingkang: "mental health rehabilitation" },
  steps: {
    application: "Application",
    registration: "First check and registration",
    referral: "Passed to an institution",
    assessment: "Assessment",
    service: "Service",
    stage_assessment: "Assessment in between",
    closing: "Closing",
    return_visit: "Visit afterwards",
  },
  digest: (n) => `While you rested, ${n} things happened:`,
  link_action: "Link for the receiver",
  link: (ref, place, url) =>
    `${ref} → ${place}. Send this link to them; they can answer without an account for 14 days. A new one ends this one:\n${url}`,
  link_only: (place) => `${place} has nobody who uses this system; please pass the link on:`,
};
