import { eventReports } from "./event-text.ts";
import { type FormWords, mentalFields, type Printed, reliefFields, visitData } from "./fields.ts";
import type { FormData, FormKind } from "./kinds.ts";
import type { FormPerson, VisitRecord } from "./record.ts";

/**
 * What a form of a visit is filled with.
 * @param person whom it is about, for the forms that are about one; null: nobody of the visit has a name
 */
export function fillFromVisit(
  form: Exclude<FormKind, "referral">,
  visit: VisitRecord,
  person: FormPerson | null,
  words: FormWords,
  printed: Printed,
): FormData {
  const { fields, lists } = visitData(visit, form === "mental" || form === "relief" ? person : null, words, printed);
  if (form === "mental") return { fields: { ...fields, ...mentalFields(visit, person) }, lists };
  if (form === "relief") return { fields: { ...fields, ...reliefFields(visit, person) }, lists };
  if (form !== "event") return { fields, lists };
  const events = eventReports(visit, words).map(({ fields: event, text }, i) => ({
    序号: String(i + 1),
    ...event,
    上报文本: text,
  }));
  return { fields, lists: { ...lists, 事件: events } };
}
