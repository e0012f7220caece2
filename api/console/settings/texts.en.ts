import type { Wording } from "../../../bot/texts/in-language.ts";
import type { SettingsTexts } from "./texts.ts";

export const english: Wording<SettingsTexts> = {
  title: "Settings",
  parts_label: "Pages of the settings",
  parts: { district: "This district", rules: "Follow-up rules" },
  done: {
    settings: "Saved; it holds from now on.",
    minutes: "Saved; it holds from now on.",
    rule: "Saved; it holds from today on.",
  } as Record<string, string>,
  save: "Save",
  only_admin: "An admin changes this page, supervisors may read it.",
  minutes: {
    title: "How long until the next one is told of a crisis",
    how: "Minutes for red and for orange, 1 to 120. Crises that wait already keep the time they were given.",
    red: "Red (minutes)",
    orange: "Orange (minutes)",
  },
  quiet: {
    title: "Quiet hours",
    how: "Routine notices wait until they are over. What cannot wait goes out at any time.",
    from: "From",
    until: "Until",
    through: "Sent all the same",
  },
  due: {
    title: "Days until a referral is due",
    how: "Calendar days for what is needed now or within 24 hours, working days for the rest. Empty: the number as shipped.",
    shipped: (days) => `shipped: ${days}`,
  },
  pathway: {
    title: "Working days of each step of community rehabilitation",
    how: (source) => `Source: ${source}. What it does not name may be set here; empty means no limit.`,
  },
  calendar: {
    title: "Time zone and working days",
    zone: "China Standard Time (UTC+8) everywhere; nothing to set.",
    known: (year) => `Holidays and make-up workdays as the State Council announced them, up to ${year}.`,
    unknown: (year) => `For ${year} there is no calendar yet: weekends and the holidays by law are counted.`,
  },
  history: "What was changed",
  no_history: "Nothing yet.",
  event: (at, by) => `${at} ${by}`,
  changed: {
    quiet_hours: "Quiet hours",
    referral_days: "Referral days",
    pathway_days: "Days of the steps",
    red: "Red, minutes",
    orange: "Orange, minutes",
  } as Record<string, string>,
  as_shipped: "as shipped",
  was: (now, before) => `${now} (before: ${before})`,
  rules: {
    lead: "The next date is made by these rules. A change holds from today: dates that stand keep their day, the next one follows it.",
    after: "After a meeting",
    before: "Before the medicine ends",
    amount: "How many",
    unit: "Unit",
    units: { day: "days", month: "months" },
    source: "Which document it comes from",
    reason: "Why",
    off: "Switch it off (with a reason)",
    off_mark: "off",
    since: (day) => `since ${day}`,
    shipped: "as shipped",
    save_for: (what) => `Save: ${what}`,
    attempts:
      "Contacts after an attempt are not set here: 24 hours, 3, 7, 14, 30 and 90 days, kept by whoever took them in the crisis.",
    change: (what, amount, off) => `${what}: ${off ? "off" : amount}`,
    because: (reason) => `Why: ${reason}`,
  },
};
