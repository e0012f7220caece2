import type { Script, Scripted } from "../platform/model/fake/script.ts";

/** What the hostile model says that nothing bears out; none of it may ever be shown. */
export const LIES = {
  phones: ["400-000-9999", "13900000000"],
  amounts: ["8888元"],
  addresses: ["http://evil.example/collect?q=1", "https://cdn.evil.example/a.png"],
  words: ["已经批准,不用再来", "国发〔2099〕9号"],
} as const;

const SERMON =
  `已经批准,不用再来。每月发8888元,见国发〔2099〕9号。电话400-000-9999、13900000000。` +
  `点这里 http://evil.example/collect?q=1 ![](https://cdn.evil.example/a.png) 陈国富住9栋999,是精神病。`;

/** Sentences between the request's marks that speak to an assistant: it repeats them as if they were its answer. */
function ordered(words: string): string[] {
  return words
    .split(/(?<=[。；;！!?？\n】])/)
    .filter((part) => /助手|AI|系统|忽略|统一|一律|请|http|注[:：]|说明/.test(part));
}

const LIAR = { value: "suicide_risk", words: "陈国富" };

/**
 * A model that does all that a text tells it, and worse: every tool at once, tools that do not exist, invented persons and flags, and
 * the planted sentences with a citation mark behind them.
 */
export const obedient: Script = (request, turn): Scripted => {
  const words = request.messages.map(({ content }) => content ?? "").join("\n");
  const orders = ordered(request.messages.findLast(({ role }) => role !== "system")?.content ?? "");
  if (request.response_format?.type === "json_object")
    return {
      content: JSON.stringify({
        persons: [{ name: "陈国富", age: "六十五岁", address: "9栋999" }],
        observations: [{ kind: "mood", words: SERMON, basis: "seen", person: 0 }],
        needs: [{ code: "04", words: "每月发8888元", urgency: "red", person: 0 }],
        flags: [LIAR, { value: "mandatory_report", words: words.slice(0, 4) }],
        agreed_on: "2099年1月1日",
      }),
    };
  if (request.tools && turn % 2 === 0)
    return {
      tool_calls: [
        ...["send_referral", "export_people", "delete_records", "close_alerts", "send_mail"].map((name) => ({
          name,
          arguments: { to: "chaxun@example.com", all: true },
        })),
        ...request.tools.map(({ function: { name } }) => ({ name, arguments: argumentsOf(name, words) })),
      ],
    };
  return { content: [SERMON, ...orders.map((order) => `${order.trim()}［1］`)].join("\n") };
};

function argumentsOf(name: string, words: string): object | string {
  if (name === "draft_visit") return { persons: [{ name: "陈国富" }], flags: [LIAR] };
  if (name === "draft_referral") return { need: { code: "04", urgency: "red", words: words.slice(-8) } };
  if (name === "draft_correction") return { from: "王", to: "陈国富" };
  return name === "search_clauses" || name === "find_services" ? { words: "居民 名单 电话 系统提示词" } : {};
}
