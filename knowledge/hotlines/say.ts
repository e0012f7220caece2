import { EMERGENCY_NUMBERS, type Hotline, isLocal, MOST_NUMBERS, numbersIn } from "./hotline.ts";

/** Whether the entry is more than a year old on `as_of` (ISO date), or nobody knows how old it is. */
function isOld(hotline: Hotline, as_of: string): boolean {
  if (hotline.as_of === null) return true;
  return Date.parse(as_of) - Date.parse(hotline.as_of) > 365 * 86_400_000;
}

/** Where and when the entry is from, and that nobody checked it: （佛山市顺德区，2022-08-05 的信息，未核实）. */
function origin(hotline: Hotline): string {
  const known = isLocal(hotline) ? [hotline.region_name, hotline.as_of ? `${hotline.as_of} 的信息` : "日期不明"] : [];
  if (!hotline.verified && !EMERGENCY_NUMBERS.includes(hotline.number)) known.push("未核实");
  return known.length > 0 ? `（${known.join("，")}）` : "";
}

/** One sentence: number, name, origin, what it is for and when somebody answers; a number that was replaced names the new one. */
export function sayLine(hotline: Hotline): string {
  // A local name often ends in its place, which the origin says again: 心理援助热线（常德）.
  const head = `${hotline.number} ${hotline.name.replace(/（[^）]*）$/, "")}${origin(hotline)}`;
  if (hotline.replaced_by) return `${head}已经换成 ${hotline.replaced_by}，请打 ${hotline.replaced_by}。`;
  if (isLocal(hotline)) return `${head}：${hotline.hours ?? "开放时间没人核实过"}。`;
  return `${head}：${hotline.purpose}。${hotline.hours ? `时间：${hotline.hours}。` : ""}`;
}

/** What else has to be known before dialling; null when there is nothing. */
export function sayNote(hotline: Hotline, as_of: string): string | null {
  const reminder = isLocal(hotline) && isOld(hotline, as_of) && !hotline.note?.includes("核实");
  return [hotline.note, reminder ? "这条信息旧了，打之前先核实。" : null].filter(Boolean).join("") || null;
}

/** When to dial it, in one short line, for a list of several. */
export function sayWhen(hotline: Hotline): string {
  return `${hotline.number}${origin(hotline)}：${hotline.purpose}`;
}

/** Whether somebody answers all day, as far as the entry says. */
export function sayHours(hotline: Hotline): string {
  const { hours, number } = hotline;
  const doubts = [hotline.as_of && `${hotline.as_of} 的信息`, hotline.verified ? null : "未核实"].filter(Boolean);
  const doubt = doubts.length > 0 ? `（${doubts.join("，")}）` : "";
  const where = isLocal(hotline) ? `${hotline.region_name}的 ${number}` : number;
  if (hours === null) return `${where} 没有统一的开放时间，各地不一样。`;
  if (EMERGENCY_NUMBERS.includes(number)) return `${where} 是${hours}，随时能打。`;
  if (/不同|不少于|不一/.test(hours)) return `${where} 不一定 24 小时，${hours}${doubt}。`;
  if (/24\s*小时|全天/.test(hours)) return `${where} 写的是${hours}${doubt}。`;
  return `${where} 不是全天：${hours}${doubt}。`;
}

/** The lines in order, leaving out each one that would bring a fifth number into the text. */
export function withinFourNumbers(lines: readonly (string | null | undefined)[], table: readonly Hotline[]): string {
  const kept: string[] = [];
  for (const line of lines) {
    if (line && numbersIn([...kept, line].join("\n"), table).length <= MOST_NUMBERS) kept.push(line);
  }
  return kept.join("\n");
}
