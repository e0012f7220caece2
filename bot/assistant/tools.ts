import * as z from "zod";
import { dueFollowUps } from "../../cases/follow-ups/due.ts";
import { listReferrals } from "../../cases/referrals/list.ts";
import type { StaffSession } from "../../cases/session.ts";
import type { Staff } from "../../cases/staff/staff.ts";
import { needCode, urgency } from "../../cases/visits/draft.ts";
import { lookUp } from "../../knowledge/directory/look-up.ts";
import { namedRegions } from "../../knowledge/regions/named.ts";
import { loadRegions } from "../../knowledge/regions/regions.ts";
import { searchClauses } from "../../knowledge/retrieve/search.ts";
import { withoutSteering } from "../../knowledge/steering.ts";
import { chinaDate } from "../../platform/clock.ts";
import { ourWords } from "../../platform/model/choke-point/our-words.ts";
import type { Fence } from "../../platform/model/fence.ts";
import { type Tool, tool } from "../../platform/model/tools.ts";
import { allowedRegions } from "../conversation/ask.ts";
import { findWords } from "./find-words.ts";
import type { Proposal } from "./proposal.ts";
import { noteReading } from "./reading.ts";

const FOUND = 4;
const CLAUSE_CHARACTERS = 240;
const ENTRY_CHARACTERS = 120;

/** What the tools work with for one message. */
export interface Desk {
  /** The message. */
  words: string;
  staff: Staff;
  fence: Fence;
  /** A short transaction of its own in which the writer sees what is theirs, and nothing is written. */
  read<T>(work: (session: StaffSession) => Promise<T>): Promise<T>;
  /** Takes what a tool proposes; the last one counts. */
  propose(proposal: Proposal): void;
}

const asked = z.object({ words: z.string().min(1).max(200) });
const nothing = z.object({});
const PROPOSED = "已记成草稿，等本人点按钮。不用再说什么。";

/**
 * All that a model can do about a message: look something up, or propose a draft. None writes. What is looked up shows it no name,
 * no address and no phone number; the person gets theirs from the records, by code.
 */
export function toolsFor(desk: Desk): Tool[] {
  return [...readingTools(desk), ...draftingTools(desk)];
}

function readingTools({ staff, fence, read, propose }: Desk): Tool[] {
  return [
    tool({
      name: "search_clauses",
      description: ourWords("查政策文件。对方问政策、条件、材料、流程时用。"),
      schema: asked,
      use: async ({ words }) => {
        propose({ kind: "question" });
        const clauses = await read(async ({ tx, now }) => {
          const places = await loadRegions(tx);
          const regions = allowedRegions(places, staff.adcode, namedRegions(places, words));
          return searchClauses(tx, { words, regions, as_of: chinaDate(now), limit: FOUND });
        });
        if (clauses.length === 0) return "没有查到。";
        return clauses
          .map(({ title, text }) =>
            fence.around("条文", `${title}\n${withoutSteering(text).slice(0, CLAUSE_CHARACTERS)}`),
          )
          .join("\n");
      },
    }),
    tool({
      name: "find_services",
      description: ourWords("查服务目录。对方要找机构、地方、能帮忙的人时用。"),
      schema: asked,
      use: async ({ words }) => {
        propose({ kind: "service" });
        const { services } = await read(({ tx, now }) =>
          lookUp(tx, words, { area: staff.adcode, at: now, limit: FOUND }),
        );
        if (services.length === 0) return "目录里没有。";
        return services
          .map(({ name, description }) =>
            fence.around("目录", `${name}\n${withoutSteering(description ?? "").slice(0, ENTRY_CHARACTERS)}`),
          )
          .join("\n");
      },
    }),
    tool({
      name: "list_due",
      description: ourWords("看今天该回访哪些户。"),
      schema: nothing,
      use: async () => {
        propose({ kind: "today" });
        const due = await read((session) => dueFollowUps(session, FOUND));
        return due.length === 0 ? "今天没有到期的。" : due.map((task) => `${task.due_on} 到期`).join("\n");
      },
    }),
    tool({
      name: "referral_status",
      description: ourWords("看自己转出去的到哪一步了。"),
      schema: nothing,
      use: async () => {
        propose({ kind: "status" });
        const { rows } = await read((session) =>
          listReferrals(session, { raised_by: session.scope.staff_id, limit: FOUND }),
        );
        return rows.length === 0 ? "没有转介。" : rows.map((row) => `${row.ref} ${row.status}`).join("\n");
      },
    }),
  ];
}

function draftingTools({ words, propose }: Desk): Tool[] {
  return [
    tool({
      name: "draft_visit",
      description: ourWords("对方在讲一次走访、一个情况时，记成走访草稿。"),
      schema: noteReading,
      ends: true,
      use: async (reading) => {
        propose({ kind: "note", reading });
        return PROPOSED;
      },
    }),
    tool({
      name: "draft_referral",
      description: ourWords("对方要把一个人转给别的单位时，拟一张转介单。need.words 是原话里说需要什么的那一段。"),
      schema: z.object({
        need: z.object({ code: needCode, urgency, words: z.string().min(1).max(200) }).nullable(),
      }),
      ends: true,
      use: async ({ need }) => {
        const said = need && findWords(words, need.words);
        propose({ kind: "referral", need: said ? { code: need.code, urgency: need.urgency } : null });
        return PROPOSED;
      },
    }),
    tool({
      name: "draft_correction",
      description: ourWords("对方在改刚才那张没保存的草稿：from 是草稿里原来的字，to 是这条消息里要改成的字。"),
      schema: z.object({ from: z.string().min(1).max(40), to: z.string().min(1).max(40) }),
      ends: true,
      use: async ({ from, to }) => {
        if (!findWords(words, to)) return "这条消息里没有这几个字。";
        propose({ kind: "correction", from, to });
        return PROPOSED;
      },
    }),
  ];
}
