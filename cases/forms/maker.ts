import type { FormData, FormKind } from "./kinds.ts";

/** What is wrong with a template: what, where it stands, and what to do. */
export interface TemplateFault {
  /** As it stands in the file, without braces; null when the file itself is at fault. */
  placeholder: string | null;
  /** 正文第 3 段「住址：{住止}」 */
  place: string | null;
  why: string;
}

/** A file that is no template of ours. The message says what is wrong and what to do, in Chinese. */
export class BadTemplate extends Error {
  override readonly name = "BadTemplate";
  readonly faults: TemplateFault[];
  constructor(faults: TemplateFault[]) {
    super(faults.map(({ why }) => why).join("\n"));
    this.faults = faults;
  }
}

/** Makes Word and Excel files. Where there is no Node there is none. */
export interface FormMaker {
  /** The template as it is shipped, to be changed in Word. */
  shipped(form: FormKind): Promise<Uint8Array>;
  /** What is wrong with a template for this form; nothing: it can be used. */
  check(form: FormKind, file: Uint8Array): Promise<TemplateFault[]>;
  /** A Word file. @throws BadTemplate when the template cannot be filled */
  fill(form: FormKind, template: Uint8Array | null, data: FormData): Promise<Uint8Array>;
  /** An Excel file with one sheet. */
  workbook(title: string, columns: readonly string[], rows: readonly Record<string, string>[]): Promise<Uint8Array>;
}
