import { addDays, chinaDate } from "../../platform/clock.ts";
import type { Role } from "../../platform/scope.ts";

/** What stands for a row in the examples; api/v1/examples-world.ts makes them all, under ids of their own. */
export const ROWS = {
  requested: "0193b2a0-1c5e-7a01-8f00-000000000001",
  to_move: "0193b2a0-1c5e-7a02-8f00-000000000002",
  rejected: "0193b2a0-1c5e-7a03-8f00-000000000003",
  to_resend: "0193b2a0-1c5e-7a04-8f00-000000000004",
  in_progress: "0193b2a0-1c5e-7a05-8f00-000000000005",
  reported: "0193b2a0-1c5e-7a06-8f00-000000000006",
  on_pathway: "0193b2a0-1c5e-7a07-8f00-000000000007",
  service: "0193b2a0-1c5e-7a08-8f00-000000000008",
  person: "0193b2a0-1c5e-7a09-8f00-000000000009",
  person_alike: "0193b2a0-1c5e-7a17-8f00-000000000017",
  person_to_merge: "0193b2a0-1c5e-7a18-8f00-000000000018",
  person_merged_into: "0193b2a0-1c5e-7a19-8f00-000000000019",
  merge: "0193b2a0-1c5e-7a1a-8f00-00000000001a",
  supporter: "0193b2a0-1c5e-7a1b-8f00-00000000001b",
  need: "0193b2a0-1c5e-7a0a-8f00-00000000000a",
  closed_need: "0193b2a0-1c5e-7a0b-8f00-00000000000b",
  crisis: "0193b2a0-1c5e-7a0c-8f00-00000000000c",
  crisis_of_child: "0193b2a0-1c5e-7a0d-8f00-00000000000d",
  crisis_to_hand_over: "0193b2a0-1c5e-7a0e-8f00-00000000000e",
  crisis_taken: "0193b2a0-1c5e-7a0f-8f00-00000000000f",
  supervisor: "0193b2a0-1c5e-7a10-8f00-000000000010",
  second_supervisor: "0193b2a0-1c5e-7a11-8f00-000000000011",
  endpoint: "0193b2a0-1c5e-7a12-8f00-000000000012",
  endpoint_to_remove: "0193b2a0-1c5e-7a13-8f00-000000000013",
  other_service: "0193b2a0-1c5e-7a14-8f00-000000000014",
  visit: "0193b2a0-1c5e-7a15-8f00-000000000015",
  visit_to_amend: "0193b2a0-1c5e-7a16-8f00-000000000016",
  date_missed: "0193b2a0-1c5e-7b01-8f00-000000000031",
  date_to_move: "0193b2a0-1c5e-7b02-8f00-000000000032",
  date_to_drop: "0193b2a0-1c5e-7b03-8f00-000000000033",
} as const;

export interface Example {
  /** Who asks. */
  as: Role;
  path?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

const id = (row: keyof typeof ROWS) => ({ path: { id: ROWS[row] } });

/** One call of each operation, by method and path as the document writes it. A test makes them all. */
export const EXAMPLES: Record<string, Example> = {
  "get /openapi.json": { as: "grid_worker" },
  "post /messages": { as: "grid_worker", body: { id: "phone-1-00042", text: "今天我该看谁" } },
  "post /messages/collect": { as: "grid_worker", body: { taken: [] } },

  "get /referrals": { as: "social_worker", query: { status: "requested", limit: "2" } },
  "get /referrals/{id}": { as: "social_worker", ...id("requested") },
  "post /referrals/{id}/transitions": { as: "social_worker", ...id("to_move"), body: { to: "received" } },
  "post /referrals/{id}/review": {
    as: "supervisor",
    ...id("requested"),
    body: { verdict: "returned", words: "请写清楚每天几顿" },
  },
  "post /referrals/{id}/claim": { as: "social_worker", ...id("to_move"), body: {} },
  "post /referrals/{id}/denial": { as: "supervisor", ...id("rejected"), body: { words: "这家确实满了" } },
  "post /referrals/{id}/outcome": {
    as: "social_worker",
    ...id("in_progress"),
    body: { words: "从周一起每天中午送到门口" },
  },
  "post /referrals/{id}/resident": { as: "grid_worker", ...id("reported"), body: { solved: true } },
  "post /referrals/{id}/pathway": { as: "grid_worker", ...id("requested"), body: { pathway: "jingkang" } },
  "post /referrals/{id}/steps": { as: "supervisor", ...id("on_pathway"), body: { step: "registration" } },
  "post /referrals/{id}/resend": {
    as: "grid_worker",
    ...id("to_resend"),
    body: { service_id: ROWS.other_service, consent: true },
  },
  "post /referrals/{id}/link": { as: "grid_worker", ...id("requested"), body: { share_address: false } },

  "get /visits": { as: "grid_worker", query: { limit: "1" } },
  "get /visits/{id}": { as: "grid_worker", ...id("visit") },
  "post /visits/{id}/amend": {
    as: "grid_worker",
    ...id("visit_to_amend"),
    body: { note: "去看了孙大爷,药还有三天,要人送饭", version: 1 },
  },
  "get /people/{id}": { as: "grid_worker", ...id("person") },
  "post /people/search": { as: "grid_worker", body: { name: "王秀兰" } },
  "post /people/{id}/stage": {
    as: "grid_worker",
    ...id("person"),
    body: { stage: "treatment", since: "2026-01-05", words: "卫生院来信" },
  },
  "post /people/{id}/benefit": {
    as: "grid_worker",
    ...id("person"),
    body: { benefit: "低保", state: "receiving", since: "2026-03-01", words: "看了她的低保证" },
  },
  "post /people/{id}/support": {
    as: "grid_worker",
    ...id("person"),
    body: { role: "family", name: "侄女孙小梅", phone: "13702765519" },
  },
  "post /people/{id}/support/end": { as: "grid_worker", ...id("person"), body: { support_id: ROWS.supporter } },
  "post /people/{id}/merge": {
    as: "supervisor",
    ...id("person_alike"),
    body: { other_id: ROWS.person_to_merge, reason: "核过户口本是同一位" },
  },
  "post /people/{id}/unmerge": {
    as: "supervisor",
    ...id("person_merged_into"),
    body: { merge_id: ROWS.merge, reason: "女儿说是两位" },
  },
  "get /follow-ups": { as: "grid_worker" },
  "post /follow-ups/{id}/missed": { as: "grid_worker", ...id("date_missed"), body: { reason: "nobody_home" } },
  "post /follow-ups/{id}/snooze": {
    as: "grid_worker",
    ...id("date_to_move"),
    // Of the day on which it is asked for: a process runs for months.
    get body() {
      return { on: addDays(chinaDate(new Date()), 7), reason: "resident_asked" };
    },
  },
  "post /follow-ups/{id}/drop": { as: "supervisor", ...id("date_to_drop"), body: { reason: "moved" } },
  "get /follow-ups/rules": { as: "grid_worker" },
  "put /follow-ups/rules": {
    as: "supervisor",
    body: {
      ...{ condition: "smd_unstable", amount: 7, unit: "day", off: false },
      ...{ source: "本区卫生健康局的通知", reason: "冬天看勤一点" },
    },
  },
  "get /follow-ups/people/{id}": { as: "grid_worker", ...id("person") },
  "post /follow-ups/people/{id}/conditions": {
    as: "grid_worker",
    ...id("person"),
    body: { condition: "hardship_elder", told: "街道名单里写着她" },
  },
  "post /follow-ups/people/{id}/conditions/end": {
    as: "grid_worker",
    ...id("person"),
    body: { condition: "smd_stable" },
  },
  "get /needs": { as: "grid_worker", query: { state: "open", limit: "1" } },
  "get /needs/{id}": { as: "grid_worker", ...id("need") },
  "post /needs/{id}/close": {
    as: "grid_worker",
    ...id("need"),
    body: { result: "partly", words: "卫生间装了,门口没装" },
  },
  "post /needs/{id}/reopen": { as: "grid_worker", ...id("closed_need"), body: { words: "扶手又松了" } },

  "get /crises": { as: "supervisor", query: { show: "open" } },
  "get /crises/{id}": { as: "supervisor", ...id("crisis") },
  "post /crises/{id}/acknowledge": { as: "supervisor", ...id("crisis") },
  "post /crises/{id}/advance": { as: "supervisor", ...id("crisis_taken"), body: { to: "linking" } },
  "post /crises/{id}/call": { as: "grid_worker", ...id("crisis"), body: { number: "110" } },
  "post /crises/{id}/report": {
    as: "supervisor",
    ...id("crisis_of_child"),
    body: { duty: "minor", recipient: "派出所值班民警" },
  },
  "post /crises/{id}/hand-over": {
    as: "supervisor",
    ...id("crisis_to_hand_over"),
    body: { to: ROWS.second_supervisor, words: "我在开会,请先过去" },
  },

  "get /coverage": { as: "supervisor" },
  "get /coverage/rows": { as: "supervisor", query: { measure: "needs_closed", limit: "2" } },
  "get /sites": { as: "supervisor" },
  "get /gaps": { as: "supervisor", query: { state: "open" } },
  "get /search": { as: "grid_worker", query: { q: "低保怎么申请", k: "1" } },
  "get /services": { as: "grid_worker", query: { q: "助餐", limit: "1" } },

  "get /webhooks": { as: "admin" },
  "post /webhooks": {
    as: "admin",
    body: { url: "https://hooks.example.org/doorstep", events: ["referral.moved", "need.closed"] },
  },
  "delete /webhooks/{id}": { as: "admin", ...id("endpoint_to_remove") },
  "get /webhooks/{id}/deliveries": { as: "supervisor", ...id("endpoint"), query: { limit: "5" } },
  "post /webhooks/{id}/send-again": { as: "admin", ...id("endpoint") },
};
