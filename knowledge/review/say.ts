import type { Dated } from "./dated.ts";

const KIND: Record<Dated["kind"], string> = {
  document: "文件",
  benefit: "办事卡",
  hotline: "电话",
  stored: "入库文件",
};

const TO_DO: Record<Dated["kind"] | "emergency", string> = {
  document: "对照来源看一遍。没变就改 checked_on，变了就改正文；找不到来源的写明“未核实”。",
  benefit: "问窗口或者查当地今年的文件，条件、材料、期限逐条对。改 checked_on 和 review_by，变了就改正文。",
  hotline: "打一次，核对号码和时间，改 as_of；打不通、并线的写进 note，改 verified 或 replaced_by。",
  emergency: "查主管部门公布的说明，改 as_of。紧急号码不要试打。",
  stored: "对照原文看有没有修订、废止。有新版就收录新版，没变就改 checked_on 重新收录。",
};

/** 110, 119, 120 and 122: lines that nobody tries out. */
const isEmergency = ({ kind, title }: Dated): boolean => kind === "hotline" && /^1[12]\d /.test(title);

/**
 * The list as it is printed: how many are due, then each with where it stands, what it rests on and what to do.
 * @param due longest overdue first
 * @param next the earliest review date that is still ahead, or null
 */
export function sayOverdue(due: readonly Dated[], { as_of, next }: { as_of: string; next: string | null }): string {
  const ahead = next ? `下一个复核日是 ${next}。` : "";
  if (due.length === 0) return `到 ${as_of}，没有过了复核日的资料。${ahead}`;
  const entries = due.map((one) =>
    [
      `${one.review_by}  ${KIND[one.kind]} · ${one.title}（上次核对 ${one.checked_on}）`,
      `  在哪里：${one.where}`,
      `  来源：${one.source}`,
      `  怎么办：${TO_DO[isEmergency(one) ? "emergency" : one.kind]}`,
    ].join("\n"),
  );
  return [`到 ${as_of}，有 ${due.length} 条资料过了复核日，最早的在前。`, ...entries, ahead].join("\n\n").trim();
}
