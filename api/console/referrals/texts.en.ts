import type { Wording } from "../../../bot/texts/in-language.ts";
import type { ReferralsTexts } from "./texts.ts";

export const english: Wording<ReferralsTexts> = {
  filters: {
    more: "More conditions",
    target: "Sent to",
    priority: "Urgency",
    from: "Raised from",
    until: "until",
    unclaimed: "Not taken yet",
    returned: "Returned, not corrected",
    mine: "Raised or followed by me",
  },
  follows: (name) => `Followed by ${name}`,
  nobody_follows: "Nobody follows it yet",

  saved: {
    heading: "Saved filters",
    name: "Name of this filter",
    keep: "Save this filter",
    drop: (name) => `Delete “${name}”`,
    manage: "Manage saved filters",
  },

  several: {
    heading: "Change the ticked ones",
    tick: (ref) => `Tick ${ref}`,
    tick_all: "Tick all on this page",
    ticked: (n) => `${n} ticked`,
    owner: "Followed by",
    choose: "Choose",
    assign: "Assign",
    due: "Due",
    set_due: "Set the due day",
    priority: "Urgency",
    set_priority: "Set the urgency",
    sooner: "More urgent brings the due day forward; less urgent leaves it.",
    done: (n) => `${n} changed; everybody concerned will know.`,
    not_done: (n) => `${n} not changed:`,
    hidden: "One that you cannot see",
  },

  export: {
    heading: "Export",
    excel: "Export Excel",
    csv: "Export CSV",
    masked: "What is filtered now, surnames only.",
    named: "Excel with full names",
    named_csv: "CSV with full names",
    named_kept: "Full names are for supervisors and admins; a record is kept.",
    most: (n) => `At most ${n} at once, the newest first.`,
    sheet: "Referrals",
  },

  live: { newer: "Something has changed.", reload: "See it now" },

  keys: {
    hint: "Press ? for shortcuts.",
    heading: "Shortcuts",
    next: "Next one",
    previous: "Previous one",
    open: "Open it",
    tick: "Tick or untick",
    help: "Show shortcuts",
    on: "Shortcuts are on",
    off: "Shortcuts are off",
    close: "Close",
  },
};
