import { surnameOnly } from "../../bot/channels/abroad.ts";
import { openMasking } from "../../bot/masking/masking.ts";
import type { ReceiverView } from "../../cases/referrals/receiver/shown.ts";
import { Unmaskable } from "../../platform/model/masking.ts";

/** 王某 with how people are addressed where that is known. */
export function surnameOf(person: NonNullable<ReceiverView["person"]>, titles: { 男: string; 女: string }): string {
  if (!person.name) return "";
  const surname = surnameOnly(person.name).replace(/某$/u, "");
  const title = person.sex === "男" || person.sex === "女" ? titles[person.sex] : null;
  return title && surname !== person.name ? surname + title : surnameOnly(person.name);
}

/**
 * Words of a referral without what only the case table may know: names, numbers and house-level addresses become 某人, 某电话, 某地址.
 * Null when a number would still be readable: then the receiver asks by phone.
 */
export function withoutPersonal(words: string, person: ReceiverView["person"]): string | null {
  const known_names = person?.name ? [person.name] : [];
  try {
    return openMasking({ known_names, known_addresses: [], previous: null }).mask(words, "embedding");
  } catch (error) {
    if (error instanceof Unmaskable) return null;
    throw error;
  }
}
