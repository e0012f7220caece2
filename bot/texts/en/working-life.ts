import type { Wording } from "../in-language.ts";
import type { WorkingLifeTexts } from "../working-life.ts";

export const english: Wording<WorkingLifeTexts> = {
  written: (at) => `Written at ${at} without a network, just arrived`,
  cover: {
    to: (grid, name, from, until) =>
      `Please look after ${grid} for ${name} from ${from} to ${until}. Visits due, referrals and emergencies there come to you; after ${until} you no longer see them.`,
    from: (grid, name, from, until) =>
      `${name} looks after your ${grid} from ${from} to ${until}; visits due, referrals and emergencies go there.`,
    to_for_good: (grid, name) =>
      `${name}'s ${grid} is yours from today. Open visits and referrals came along; send "today" to see them.`,
    from_for_good: (grid, name) => `Your ${grid} is ${name}'s from today, with everything open.`,
    ended_to: (grid) => `Looking after ${grid} has ended early, thank you. What happens there no longer comes to you.`,
    ended_from: (grid, name) =>
      `Looking after ${grid} has ended early: visits due and referrals come to you again, not to ${name}.`,
    drafts: (n) => `${n} unsaved drafts came along; send "没存的草稿" to see them.`,
  },
  leave:
    "Ask your supervisor to settle it under 人员 → 代管和移交: which grid, who, until when. Both of you will be told.",
  doors: {
    two: (address, reason) => `Go there as two: ${address} (${reason})`,
    set: (address, until) => `Noted: two people go to ${address}, until ${until}. Whoever goes there sees it.`,
    how: "Say which door and why, for example 「两人同去 5栋2单元401 家里有大狗」.",
    lifted: (address) => `Good, ${address} no longer needs two.`,
  },
  group: {
    heading: "This can be sent (not kept, only shown to you):",
    left_out: (kinds) => `Left out: ${kinds.join(", ")}. Look once more for words that give somebody away.`,
    clean: "No names, phones or addresses seen. Still look once more for words that give somebody away.",
    unreadable: "There is a number in it that I cannot tell. Take it out and send it again.",
    how: "Paste the text behind 「发群前检查」 and send both.",
    kinds: { name: "names", address: "doors", phone: "phones", number: "numbers", other: "what tells who it is" },
  },
  consent: {
    reason: "居民撤回同意",
    which: "Whose referrals stop? One tap stops them and tells the receiver.",
    sure: (name, referrals) =>
      `In work for ${name}: ${referrals}. Without consent they stop, and the receiver is told.`,
    stop: (name) => `Stop: ${name}`,
    none: "I found no referral in work. Say the full name.",
    stopped: (name, refs) => `Stopped for ${name}: ${refs}, kept as "consent withdrawn".`,
    by_phone: (ref, place) => `${ref}: nobody at ${place} uses this system. Please call and stop it.`,
    kept: (ref, ground) => `${ref} goes on: reported on a legal ground (${ground}), which needs no consent.`,
    nothing_stopped: (name) => `Nothing of ${name} had to stop.`,
    told: (ref, place) =>
      `${ref} → ${place}: the resident has withdrawn consent. Please stop, and do not use what you were given.`,
  },
  phone: {
    sure: "Telegram and LINE on the lost phone are cut off and web pages signed out. This chat stays.",
    yes: "Cut off the others",
    only_here: "Only in this district",
    everywhere: "In all my districts",
    done: (n) =>
      `${n} cut off, web pages signed out. This chat stays. For a new phone ask your supervisor for an invite code.`,
    none: "Nothing else was bound. Web pages are signed out.",
    changed:
      "Same account: sign in to your Telegram or LINE on the new phone and go on. A new account: ask your supervisor for a new invite code (People) and send it from there.",
    web: "Say this in the Telegram or LINE that you still have; if only the web is left, your supervisor presses 解绑 on the staff page.",
  },
};

export const workingLifeRefusals = {
  cover_grid: "Choose a grid.",
  cover_people: "Choose who has this grid now, and another grid worker on duty.",
  cover_days: "The days are wrong: from today on, the last not before the first, a year at most.",
  cover_overlaps: "Somebody looks after it in that time already; end that first.",
  door_unknown: "I could not tell which door. Say the door and why; it must be in your grid.",
  door_days: "The day is wrong: from tomorrow, 180 days at most.",
} as const;
