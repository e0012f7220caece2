/** The forms that one note makes. Their names stand in the address and in `form_templates.form`. */
export const FORMS = {
  visit: { title: "走访记录表", about: "visit" },
  diary: { title: "民情日记", about: "visit" },
  mental: { title: "严重精神障碍随访观察表", about: "person" },
  relief: { title: "救助线索登记表", about: "person" },
  event: { title: "事件上报单", about: "visit" },
  referral: { title: "转介单", about: "referral" },
} as const satisfies Record<string, { title: string; about: "visit" | "person" | "referral" }>;

export type FormKind = keyof typeof FORMS;

export const FORM_KINDS = Object.keys(FORMS) as FormKind[];

export function isFormKind(word: string): word is FormKind {
  return Object.hasOwn(FORMS, word);
}

/** What a form is filled with: words by placeholder, and lists of rows by the name of the list. */
export interface FormData {
  fields: Record<string, string>;
  lists: Record<string, Record<string, string>[]>;
}
