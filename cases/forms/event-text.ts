import { codeWords, type FormWords } from "./fields.ts";
import type { VisitRecord } from "./record.ts";

/** One event of a visit: what the district's platform asks for, in its order, and the same as text to paste. */
export interface EventReport {
  need_id: string;
  fields: Record<string, string>;
  text: string;
}

/** The codes as C2 of the grid's event list has them; the fields of GB/T 30428.8 for filing a case. */
export function eventReports(visit: VisitRecord, words: FormWords): EventReport[] {
  const { district, street, community, grid } = visit.areas;
  const place = [...new Set([district, street, community, grid])].filter(Boolean).join("");
  return visit.needs.map((need) => {
    const person =
      visit.people.find(({ id }) => id === need.person_id) ?? (visit.people.length === 1 ? visit.people[0] : null);
    const passed = visit.referrals.filter(({ person_id }) => person_id === null || person_id === need.person_id);
    const address = person?.address ?? visit.address;
    const fields: Record<string, string> = {
      事件类别: codeWords(need.code),
      发现时间: visit.visited_on,
      发生地点: place + (address ?? ""),
      涉及人员: person?.name ?? "",
      事件描述: need.words,
      紧急程度: words.urgency[need.urgency],
      // A referral is the person's, not one need's: with several needs it is not said that it was for this one.
      已采取措施: passed
        .map(({ service_name, ref }) => `${visit.needs.length > 1 ? "这次走访" : ""}已转${service_name}（${ref}）`)
        .join("；"),
      上报人: visit.worker,
      走访编号: visit.ref,
    };
    const text = Object.entries(fields)
      .filter(([, value]) => value !== "")
      .map(([label, value]) => `${label}：${value}`)
      .join("\n");
    return { need_id: need.id, fields, text };
  });
}
