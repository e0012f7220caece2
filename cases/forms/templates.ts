import { Buffer } from "node:buffer";
import { newId } from "../../platform/id.ts";
import { audit } from "../audit/append.ts";
import { assertLeads } from "../leads.ts";
import { Refusal } from "../refusal.ts";
import type { Session, StaffSession } from "../session.ts";
import type { FormKind } from "./kinds.ts";

/** A district's own Word template. */
export interface Template {
  id: string;
  form: FormKind;
  file_name: string;
  bytes: number;
  put_by: string;
  put_at: string;
  /** In use; the others were, and can be again. */
  used: boolean;
}

const COLUMNS = `id, form, file_name, octet_length(file) as bytes, put_by, put_at::text as put_at, ended_at is null as used`;

/** The templates of the district, of one form or of all, those in use first, then the newest. */
export async function listTemplates({ tx, scope }: Session, form: FormKind | null = null): Promise<Template[]> {
  const { rows } = await tx.query<Template>(
    `select ${COLUMNS} from form_templates where district_id = $1 and ($2::text is null or form = $2)
     order by form, ended_at is null desc, put_at desc, id desc`,
    [scope.district_id, form],
  );
  return rows;
}

/** The file of the template in use; null: the district has none of its own. */
export async function usedTemplate(
  { tx, scope }: Session,
  form: FormKind,
): Promise<{ id: string; file_name: string; file: Uint8Array } | null> {
  const { rows } = await tx.query<{ id: string; file_name: string; file: Uint8Array }>(
    "select id, file_name, file from form_templates where district_id = $1 and form = $2 and ended_at is null",
    [scope.district_id, form],
  );
  return rows[0] ?? null;
}

/** One template with its file. @throws Refusal `not_found` */
export async function readTemplate({ tx, scope }: Session, id: string): Promise<Template & { file: Uint8Array }> {
  const { rows } = await tx.query<Template & { file: Uint8Array }>(
    `select ${COLUMNS}, file from form_templates where district_id = $1 and id = $2`,
    [scope.district_id, id],
  );
  if (!rows[0]) throw new Refusal("not_found");
  return rows[0];
}

/** Takes whatever is in use out of use; it is kept. */
async function endUsed({ tx, scope, now }: StaffSession, form: FormKind): Promise<void> {
  await tx.query(
    "update form_templates set ended_at = $3, ended_by = $4 where district_id = $1 and form = $2 and ended_at is null",
    [scope.district_id, form, now, scope.staff_id],
  );
}

/** Two who put one in at once take turns: the second finds the first's and puts it out of use. */
async function takeTurn({ tx, scope }: StaffSession, form: FormKind): Promise<void> {
  await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`form ${scope.district_id} ${form}`]);
}

/**
 * Puts a checked template into use in place of the one before.
 * @throws Refusal `supervisors_only`
 */
export async function putTemplate(
  session: StaffSession,
  template: { form: FormKind; file_name: string; file: Uint8Array },
): Promise<string> {
  assertLeads(session);
  const { tx, scope, now } = session;
  const id = newId(now);
  await takeTurn(session, template.form);
  await endUsed(session, template.form);
  await tx.query(
    `insert into form_templates (district_id, id, form, file_name, file, put_by, put_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      scope.district_id,
      id,
      template.form,
      template.file_name.slice(0, 200),
      Buffer.from(template.file),
      scope.staff_id,
      now,
    ],
  );
  const detail = { form: template.form, bytes: template.file.length };
  await audit(session, { action: "form_template.put", entity: "form_template", entity_id: id, detail });
  return id;
}

/**
 * Takes a template out of use: the shipped one holds again. It is kept and can be used again.
 * @throws Refusal `supervisors_only`, `not_found`; `changed_meanwhile` when it is not in use any more
 */
export async function endTemplate(session: StaffSession, id: string): Promise<FormKind> {
  assertLeads(session);
  const { tx, scope, now } = session;
  const { form } = await readTemplate(session, id);
  const { affected } = await tx.query(
    "update form_templates set ended_at = $3, ended_by = $4 where district_id = $1 and id = $2 and ended_at is null",
    [scope.district_id, id, now, scope.staff_id],
  );
  if (affected !== 1) throw new Refusal("changed_meanwhile");
  await audit(session, { action: "form_template.ended", entity: "form_template", entity_id: id, detail: { form } });
  return form;
}

/** Puts an earlier template into use again. @throws Refusal `supervisors_only`, `not_found` */
export async function reuseTemplate(session: StaffSession, id: string): Promise<FormKind> {
  assertLeads(session);
  const { tx, scope } = session;
  const { form, used } = await readTemplate(session, id);
  if (used) return form;
  await takeTurn(session, form);
  await endUsed(session, form);
  await tx.query("update form_templates set ended_at = null, ended_by = null where district_id = $1 and id = $2", [
    scope.district_id,
    id,
  ]);
  await audit(session, { action: "form_template.reused", entity: "form_template", entity_id: id, detail: { form } });
  return form;
}
