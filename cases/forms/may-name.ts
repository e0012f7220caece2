import { audit } from "../audit/append.ts";
import { leads } from "../leads.ts";
import type { StaffSession } from "../session.ts";
import type { FormKind } from "./kinds.ts";

/** Full names are for supervisors and admins, and for whoever was at the door or raised the referral. */
export function mayName({ scope }: StaffSession, by: string): boolean {
  return leads(scope) || scope.staff_id === by;
}

/** Writes down that a form was made, of what, how it left, and whether it names people in full. */
export async function auditForm(
  session: StaffSession,
  made: {
    form: FormKind | "ledger" | "monthly";
    of: "visit" | "referral" | "month";
    id: string | null;
    as: "page" | "docx" | "xlsx" | "csv";
    named: boolean;
    rows?: number;
  },
): Promise<void> {
  const { form, of, id, as, named, rows } = made;
  const detail = { form, as, named, ...(rows === undefined ? {} : { rows }) };
  await audit(session, { action: "form.made", entity: of, entity_id: id, detail });
}
