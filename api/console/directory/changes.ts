import { forOthers } from "../../../bot/texts/in-language.ts";
import type { ServiceChange } from "../../../knowledge/directory/change.ts";
import { languagesIn } from "../../../knowledge/directory/languages.ts";
import { readPhones } from "../../../knowledge/directory/list/read-phones.ts";
import type { ServiceColumns } from "../../../knowledge/directory/overview.ts";
import { readHours } from "../../../knowledge/directory/read-hours.ts";
import { openingHours } from "../../../knowledge/directory/render.ts";
import type { FoundService } from "../../../knowledge/directory/service.ts";
import { sayPhone } from "./service-page.ts";
import { texts } from "./texts.ts";

/** A form about a service, as it was typed. */
export type Typed = Readonly<Record<string, string>>;

/** A service as the forms show it. */
export function typedOf(service: FoundService, columns: ServiceColumns): Typed {
  return {
    name: columns.name,
    alternate_name: columns.alternate_name ?? "",
    description: service.description ?? "",
    eligibility: service.eligibility ?? "",
    application: service.how_to_apply ?? "",
    fees: service.fees ?? "",
    papers: service.required_documents.join("\n"),
    address: service.address ?? "",
    hours: hoursOf(service),
    languages: service.languages.join("、"),
    alert: service.alert ?? "",
    status: columns.status,
    phones: service.phones.map(sayPhone).join("\n"),
  };
}

/** The hours in words that can be read again. */
export function hoursOf({ schedules }: Pick<FoundService, "schedules">): string {
  return (openingHours(schedules) ?? "").replace(/。节假日请先打电话$/, "");
}

export interface ReadChange {
  change: ServiceChange;
  /** What changed, in words. */
  said: string[];
  wrong: string[];
  /** The hours are kept as words only when they are sent a second time. */
  hours_as_words: string | null;
}

const COLUMNS = {
  name: "name",
  alternate_name: "alternate_name",
  description: "description",
  eligibility: "eligibility_description",
  application: "application_process",
  fees: "fees_description",
  alert: "alert",
  status: "status",
} as const;

/**
 * What a form changes of a service; fields that it does not have, and those that say what they said, change nothing.
 * @param sure the hours that were not understood when they were sent before
 */
export function readChange(before: Typed, given: Typed, sure: string): ReadChange {
  const typed = (name: string): string => (given[name] ?? "").replace(/\r\n?/g, "\n").trim();
  const changed = (name: string): boolean => given[name] !== undefined && typed(name) !== before[name];
  const read: ReadChange = { change: {}, said: [], wrong: [], hours_as_words: null };
  const columns: NonNullable<ServiceChange["columns"]> = {};
  for (const [name, column] of Object.entries(COLUMNS) as [keyof typeof COLUMNS, keyof typeof columns][])
    if (changed(name)) columns[column] = typed(name) || null;
  if (columns.name === null) read.wrong.push(`${texts.edit.name}:${texts.edit.needed}`);
  if (columns.status !== undefined && !Object.hasOwn(texts.status, typed("status"))) read.wrong.push(texts.edit.status);
  if (Object.keys(columns).length > 0) read.change.columns = columns;
  if (changed("papers")) read.change.required_documents = lines(typed("papers"));
  if (changed("address")) {
    if (typed("address") === "") read.wrong.push(`${texts.edit.address}:${texts.edit.needed}`);
    else read.change.address = typed("address");
  }
  if (changed("hours")) readHoursInto(read, typed("hours"), sure);
  if (changed("languages")) {
    const languages = languagesIn(typed("languages"));
    if (languages.length === 0 && typed("languages") !== "") read.wrong.push(texts.edit.not_a_language);
    read.change.languages = languages;
  }
  if (changed("phones")) {
    const phones = lines(typed("phones")).map(readPhones);
    for (const phone of phones) if ("wrong" in phone) read.wrong.push(phone.wrong);
    read.change.phones = phones.flatMap((phone) => ("phones" in phone ? phone.phones : []));
  }
  // Whoever reported it is told.
  forOthers(() => {
    for (const [name, label] of Object.entries(texts.correction.changed)) {
      if (!changed(name)) continue;
      const value = name === "status" ? (texts.status[typed(name)] ?? "") : typed(name).split("\n").join("、");
      read.said.push(value === "" ? texts.correction.cleared(label) : texts.correction.to(label, value));
    }
  });
  return read;
}

const lines = (text: string): string[] => text.split("\n").flatMap((line) => line.trim() || []);

function readHoursInto(read: ReadChange, words: string, sure: string): void {
  const { schedules, understood } = words === "" ? { schedules: [], understood: true } : readHours(words);
  read.change.schedules = schedules;
  if (understood || sure === words) return;
  read.wrong.push(texts.edit.not_understood);
  read.hours_as_words = words;
}
