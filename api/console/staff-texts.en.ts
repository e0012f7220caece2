import type { Wording } from "../../bot/texts/in-language.ts";
import type { StaffTexts } from "./staff-texts.ts";

export const english: Wording<StaffTexts> = {
  hand_over: "Leave and hand-over",
  doors: "Two to a door",
  title: "Staff",
  name: "Name",
  role: "Role",
  grids: "Grids",
  accounts: "Connected phones",
  unbound: "none yet",
  no_grids: "no grid yet",
  channels: { telegram: "Telegram", line: "LINE" },
  invite: "Make an invite code",
  invite_for: (name) => `Make an invite code for ${name}`,
  unbind: "Disconnect",
  unbind_for: (name) => `Disconnect ${name}'s phone`,
  actions: "Actions",
  empty: "No staff yet.",
  code: {
    title: (name) => `Invite code for ${name}`,
    once: "Shown this once, good for seven days and one use. Hand it over, or read it out by phone.",
    qr_link: "Scan it with the phone to bind it in Telegram",
    qr_code: "Scan it with the phone for the code, then send that to Doorstep",
    telegram: "Telegram: press this link, then Start",
    telegram_typed: "Telegram: open the Doorstep bot and send",
    line: "LINE: add Doorstep as a friend and send it the code",
    again: "To the staff",
  },
  sure: {
    title: (name) => `Disconnect ${name}'s phone?`,
    what: "For a phone that is lost or changes hands. Telegram and LINE are cut off at once, and the web signs out. What was logged stays.",
    after: "To use it again, make another invite code.",
    self: "This is you: you are signed out at once.",
    yes: "Disconnect",
  },
};
