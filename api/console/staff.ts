import { type Context, Hono } from "hono";
import { Refusal } from "../../cases/refusal.ts";
import type { StaffSession } from "../../cases/session.ts";
import { chatsOf } from "../../cases/staff/chats.ts";
import { inviteStaff } from "../../cases/staff/invite.ts";
import { findStaff, type Staff, staffWithRole } from "../../cases/staff/staff.ts";
import { unbindStaff } from "../../cases/staff/unbind.ts";
import type { AppParts } from "../parts.ts";
import { asStaff, type StaffEnv } from "../session/who.ts";
import { consolePage, doneNotice, type Frame } from "./layout.ts";
import { officersOnly } from "./officers-only.ts";
import { idOf } from "./read-form.ts";
import { codePage, type Member, staffBody, unbindPage } from "./staff-pages.ts";
import { telegramBotName } from "./telegram-name.ts";
import { texts } from "./texts.ts";

const PATH = "/console/staff";
const PAGE = 50;

/** `/console/staff`: who works here, invite codes, and a lost phone cut off. For supervisors and admins. */
export function staffPages(parts: AppParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>();
  const botName = telegramBotName(parts);
  app.use("*", officersOnly);

  app.get("/", async (c) => {
    const staff = c.get("staff");
    const page = Math.max(1, Math.trunc(Number(c.req.query("page"))) || 1);
    const { members, more } = await asStaff(parts, staff, (session) => readMembers(session, page));
    const notice = doneNotice(texts.done, c.req.query("done"));
    const frame: Frame = { staff, title: texts.staff.title, section: "staff", top: true, notice };
    return c.html(
      consolePage(
        frame,
        staffBody(members, { page, more }, (member) => mayInvite(staff, member), staff),
      ),
    );
  });

  // The code stands in the answer to the POST and nowhere else: a reload makes a new one, the address shows none.
  app.post("/:id/invite", async (c) => {
    const { member, code } = await asStaff(parts, c.get("staff"), async (session) => {
      const invited = await memberOf(session, c);
      if (!mayInvite(c.get("staff"), invited)) throw new Refusal("not_yours_to_move");
      return { member: invited, code: await inviteStaff(session, invited.id) };
    });
    const body = codePage(member, code, await botName());
    return c.html(consolePage({ staff: c.get("staff"), title: texts.staff.title, section: "staff" }, body));
  });

  app.get("/:id/unbind", async (c) => {
    const staff = c.get("staff");
    const member = await asStaff(parts, staff, (session) => memberOf(session, c));
    return c.html(consolePage({ staff, title: texts.staff.unbind, section: "staff" }, unbindPage(staff, member)));
  });

  app.post("/:id/unbind", async (c) => {
    await asStaff(parts, c.get("staff"), (session) => unbindStaff(session, idOf(c)));
    return c.redirect(`${PATH}?done=unbound`, 303);
  });
  return app;
}

/** Whoever uses an admin's code acts as that admin, so only admins make one. */
function mayInvite(staff: Staff, member: Staff): boolean {
  return staff.role === "admin" || member.role !== "admin";
}

async function memberOf(session: StaffSession, c: Context<StaffEnv>): Promise<Staff> {
  const member = await findStaff(session, idOf(c));
  if (!member) throw new Refusal("not_found");
  return member;
}

async function readMembers(session: StaffSession, page: number): Promise<{ members: Member[]; more: boolean }> {
  const ids = await staffWithRole(session, ["admin", "supervisor", "social_worker", "grid_worker"]);
  const shown = ids.slice((page - 1) * PAGE, page * PAGE);
  const chats = await chatsOf(session, shown);
  const members: Member[] = [];
  for (const id of shown) {
    const staff = await findStaff(session, id);
    const channels = chats.filter((chat) => chat.staff_id === id && chat.channel !== "web").map((chat) => chat.channel);
    if (staff) members.push({ ...staff, channels: [...new Set(channels)] });
  }
  return { members, more: ids.length > page * PAGE };
}
