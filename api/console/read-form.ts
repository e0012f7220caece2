import type { Context } from "hono";
import * as z from "zod";
import { Refusal } from "../../cases/refusal.ts";

/** What one field of words holds at most, in characters, as in the JSON interface. */
export const WORDS_LIMIT = 2000;

/** A textarea: line ends as \n. Longer than WORDS_LIMIT is the page's matter, so that nothing typed is lost. */
export const wordsField = z
  .string()
  .default("")
  .transform((typed) => typed.replace(/\r\n?/g, "\n").trim());

/** The form could not have come from our page. */
export class BadForm extends Error {
  override readonly name = "BadForm";
}

/** A field that stands in a form as often as it is ticked. */
export const ticked = <T extends z.ZodType>(of: T) =>
  z.preprocess((typed) => [typed ?? []].flat(), z.array(of).max(1000));

/** The posted form. @param how `all` for one with `ticked` fields @throws BadForm when it is not one of ours */
export async function readForm<T extends z.ZodType>(
  c: Context,
  form: T,
  how: { all?: true } = {},
): Promise<z.infer<T>> {
  const read = form.safeParse(await c.req.parseBody(how));
  if (!read.success) throw new BadForm();
  return read.data;
}

/** The id in the address. @throws Refusal `not_found` for what is no uuid */
export function idOf(c: Context): string {
  const read = z.uuid().safeParse(c.req.param("id"));
  if (!read.success) throw new Refusal("not_found");
  return read.data;
}
