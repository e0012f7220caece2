import { surnameOnly } from "../../../bot/channels/abroad.ts";
import { openMasking } from "../../../bot/masking/masking.ts";
import type { FormPerson, FormReferral, ReferralRecord, VisitRecord } from "../../../cases/forms/record.ts";
import { Unmaskable } from "../../../platform/model/masking.ts";

/** 13812345678 → 138****5678; a shorter number keeps its ends, two digits each. */
export function maskPhone(phone: string): string {
  const digits = phone.normalize("NFKC").replace(/\D/g, "");
  if (digits.length >= 11) return `${digits.slice(0, 3)}****${digits.slice(-4)}`;
  return digits.length > 4 ? `${digits.slice(0, 2)}****${digits.slice(-2)}` : "****";
}

const NUMBER = "(?:\\d+|[一二三四五六七八九十百]+)";
const BUILDING = new RegExp(`^.*?(?:${NUMBER}|[A-Za-z甲乙丙丁])\\s*(?:号楼|栋|幢|座|楼)`, "u");
const DOOR = new RegExp(`\\s*(?:${NUMBER}\\s*(?:单元|层|楼|号|室|户)|\\d).*$`, "u");

/** 幸福路8号5栋2单元401 → 幸福路8号5栋; where no building is named, everything from the first number of a door on is left out. */
export function maskAddress(address: string): string {
  const plain = address.normalize("NFKC").trim();
  return BUILDING.exec(plain)?.[0] ?? plain.replace(DOOR, "");
}

const PLACEHOLDER = /〔[^〔〕]{2,28}〕/gu;

/** Words as they may leave; instead of words in which a number could still be read, `unreadable`. */
export type WordsMask = (words: string) => string;

/**
 * Takes names, numbers and house-level addresses out of sentences: 王秀兰 becomes 王某, 138… its ends, an address its building, anything
 * else what kind of thing stood there.
 * @param known names and addresses of the people whom the words are about
 * @param unreadable stands for words that cannot be masked
 */
export function wordsMask(known: { names: string[]; addresses: string[] }, unreadable: string): WordsMask {
  return (words) => {
    // Names of several words know each other only inside one text.
    const masking = openMasking({ known_names: known.names, known_addresses: known.addresses, previous: null });
    try {
      return masking.mask(words, "chat").replace(PLACEHOLDER, (placeholder) => {
        const was = masking.restore(placeholder);
        if (was === placeholder) return placeholder;
        if (placeholder.startsWith("〔人名")) return surnameOnly(was);
        if (placeholder.startsWith("〔姓")) return was;
        if (placeholder.startsWith("〔地址")) return maskAddress(was) || "某地址";
        if (placeholder.startsWith("〔电话")) return maskPhone(was);
        return `某${/^〔(\p{Script=Han}+)/u.exec(placeholder)?.[1] ?? "号码"}`;
      });
    } catch (error) {
      if (error instanceof Unmaskable) return unreadable;
      throw error;
    }
  };
}

const maskPerson = (person: FormPerson): FormPerson => ({
  ...person,
  name: person.name && surnameOnly(person.name),
  phone: person.phone && maskPhone(person.phone),
  address: person.address && maskAddress(person.address),
});

function maskReferralWords<T extends FormReferral>(referral: T, words: WordsMask): T {
  const orNull = (said: string | null) => said && words(said);
  const { reason, background, outcome } = referral;
  return { ...referral, reason: words(reason), background: orNull(background), outcome: orNull(outcome) };
}

/** The visit as it may leave: surnames, the ends of phone numbers, addresses to the building. */
export function maskVisit(visit: VisitRecord, unreadable: string): VisitRecord {
  const words = wordsMask(knownOf(visit.people, visit.address), unreadable);
  return {
    ...visit,
    note: words(visit.note),
    address: visit.address && maskAddress(visit.address),
    people: visit.people.map(maskPerson),
    observations: visit.observations.map((one) => ({
      ...one,
      words: words(one.words),
      teller: one.teller && words(one.teller),
    })),
    needs: visit.needs.map((need) => ({ ...need, words: words(need.words) })),
    referrals: visit.referrals.map((one) => maskReferralWords(one, words)),
  };
}

/** The same for a referral's letter. */
export function maskReferral(referral: ReferralRecord, unreadable: string): ReferralRecord {
  const people = referral.person ? [referral.person] : [];
  const masked = maskReferralWords(referral, wordsMask(knownOf(people, null), unreadable));
  return { ...masked, person: referral.person && maskPerson(referral.person) };
}

function knownOf(people: FormPerson[], address: string | null): { names: string[]; addresses: string[] } {
  return {
    names: people.flatMap(({ name }) => name ?? []),
    addresses: [...new Set([address, ...people.map((person) => person.address)].filter((one) => one !== null))],
  };
}
