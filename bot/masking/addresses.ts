import { LANDMARKS, SHELTERS, SIDES } from "../understand/lexicon/places.ts";
import { DIVISIONS, LEADS, SITES, SURE_LEADS, WAYS } from "./lexicon/address-parts.ts";
import type { Found } from "./span.ts";
import type { Words } from "./words.ts";

const NUM = "(?:[0-9０-９]{1,5}|[零〇一二三四五六七八九十百]{1,6})";
const NUMS = `${NUM}(?:\\s?[-－—–_~至之、]{1,2}\\s?${NUM})*`;
const NOT_A_DOOR =
  "(?!线|窗|台|文|令|早|晚|上午|下午|中午|之前|之后|前(?!座|楼|院|栋)|后(?!座|楼|院|栋|门)|去|来|再|开始|截止|那天|公告|病|床|柜)";
const ROOM = "(?:[0-9]{3,4}|[零〇一二三四五六七八九]{3,4})";
/** One step of a house-level address: 8号, 12栋, 二单元, 401室, 3组, 6楼, 8F. */
const STEP = `(?:[A-Za-z甲乙丙丁东南西北]?${NUMS}(?:号楼|号院|号${NOT_A_DOOR}|栋|幢|座|棟|单元|单|梯|室|房(?!产)|户|组团|组|队|社|弄|层|楼|F|f|期)|[A-Za-z甲乙丙丁][栋幢座区]|[前后左右东西南北][座楼院栋](?!区))`;
const TAIL = `(?:[\\s,，_-]?的?(?:${STEP}|[-_]?${ROOM}(?![0-9年月日元块岁斤人点分天个])(?:室|房|户)?|[0-9]{1,2}-[0-9]{1,4}))*`;
/** Numbered along a street, in a village or an estate: 建设路12号, 和平里3-2-501, 温州大道3759, 万家村三组14号. */
const NUMBERED = new RegExp(
  `(?:${WAYS}|组|格)[东南西北中]?[\\s_]?附?(?:${NUMS}号(?:楼|院)?${NOT_A_DOOR}(?:[附之]\\s?${NUM}号?)?|(?:${NUM}(?:组|队|社)[\\s,，]?)+${NUMS}号|[0-9]{1,5}(?:\\s?[-－—–]{1,2}\\s?[0-9]{1,4}){1,3}|(?<=道|路|街|巷|弄)[0-9]{1,5}(?![0-9年月日元块岁斤人点分天个路条盏米公]))${TAIL}`,
  "g",
);
/** A building, an entrance, a flat: 五栋二单元四零一, 9单元5楼, 6栋302. */
const BUILDING = new RegExp(
  `(?:[A-Za-z甲乙丙丁东南西北]?${NUMS}(?:号楼|号院|栋|幢|座(?!谈|位|椅)|棟|单元|组团)|(?<![A-Za-z])[A-Z][栋幢座])${TAIL}`,
  "g",
);
/** A flat by its number alone: 302那个小伙子, 401室. */
const FLAT = new RegExp(
  `(?<![0-9零〇一二三四五六七八九十百千.〔第年])(?!110|119|120|122)${ROOM}(?=室|房(?!间|产|租)|那个|那家|那户|那屋|家|屋|门口|的(?:老|大爷|奶|阿|租|住|小|男|女))(?:室|房)?`,
  "g",
);
const GRID_BEFORE = /第?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})号?网格\s?$/;
/** 祠堂后头那间老屋, 老油站后头平房: somebody's, though without a number. */
const DWELLING = new RegExp(
  `(?:老|旧)?(?:${LANDMARKS})(?:${SIDES})(?:的|那|第|一|[二三四五]|间|个|栋|排|家|户|座){0,4}(?:${SHELTERS})|村?[东西南北]头(?:第?[一二三四五六七八九十]家|最后一家|头一家)`,
  "g",
);

const STEPS = /[栋幢座].*[0-9零〇一二三四五六七八九]/;
/** Several buildings, not one. */
const COUNTED = /^的?(?:住宅|廉租|公租|楼房|房子|居民|别墅|高层|新楼|老楼|宿舍|楼都|楼全)/;

const INNER = "[^，。,;；！？!?\\n我你他她它谁的]";
/** Where somebody lives or was sought, as far as the sentence says so. */
const FRAMES: readonly RegExp[] = [
  /(?:住址(?:是|在|为|[:：\s])*|(?:地址|户籍地|户籍|居住地|所在地|户口)(?:是|在|为|[:：\s])+)(?<it>[^，,。;；！？!?\n]{2,70})/dg,
  new RegExp(
    `(?:(?<![大商记站忍拉抓抱关锁停挡顶压盖堵困稳留扶捂制靠接])住(?!房|院|宿|所|宅|户|总|民|址|进|处|持|嘴|手|口|建|保|过|不|了|着|得|改|区|几|有|惯|满|多|一)(?:在|于|到)?|搬到|搬去|搬至|家在|老家在?|户口在)(?:是|[:：\\s])?(?<it>${INNER}{3,70}?)(?=[，。,;；！？!?\\s的]|$)`,
    "dg",
  ),
  new RegExp(`(?:去了?|到了?|上|在|来到)(?<it>${INNER}{3,60}?)(?=找|看望|探望|走访|探访)`, "dg"),
];

const SITE = new RegExp(`(?:${SITES}|${WAYS})$`);
const DOOR = new RegExp(`${NUM}(?:号|栋|幢|座|单元|室|楼|组)|[0-9]`);
const DIVISION = new RegExp(`(?:${DIVISIONS})`, "g");
/** Down to the community, nothing below. */
const ONLY_DIVISIONS = new RegExp(`^(?:[\\p{Script=Han}]{1,8}?(?:${DIVISIONS}))+$`, "u");

/** What else was found in the text: an address ends where a name begins, and 「…的王秀兰」 says whose it is. */
export interface Beside {
  names: readonly Found[];
  words: Words;
}

/**
 * House-level addresses of a folded text with the places before them; and, where the sentence says that somebody lives or was sought there,
 * streets and villages too. Districts, communities and roads by themselves stay: what holds there depends on them.
 */
export function findAddresses(text: string, beside: Beside): Found[] {
  const { names } = beside;
  const found: Found[] = [];
  const add = (start: number, end: number) => {
    while (/[\s_,，-]/.test(text[end - 1] ?? "") && end > start) end--;
    while (/[\s:：]/.test(text[start] ?? "") && start < end) start++;
    if (end - start < 2) return;
    const over = found.filter((other) => other.start < end && other.end > start);
    for (const other of over) found.splice(found.indexOf(other), 1);
    const from = Math.min(start, ...over.map((o) => o.start));
    found.push({ start: from, end: Math.max(end, ...over.map((o) => o.end)), kind: "address" });
  };
  for (const pattern of FRAMES)
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices!.groups!.it!;
      if (isSomewhere(text.slice(start, end))) add(start, end);
    }
  for (const name of names) {
    if (text[name.start - 1] !== "的") continue;
    const from = leftOf(text, name.start - 1, beside, SURE_LEADS);
    if (isSomewhere(text.slice(from, name.start - 1))) add(from, name.start - 1);
  }
  for (const match of text.matchAll(NUMBERED)) {
    const way = /^(?:[^0-9零〇一二三四五六七八九十百]+)/.exec(match[0])?.[0] ?? "";
    const from = leftOf(text, match.index, beside);
    if (match.index - from + way.length >= 2 && !/[月年第]$/.test(text.slice(0, match.index)))
      add(from, match.index + match[0].length);
  }
  for (const match of text.matchAll(BUILDING)) {
    const end = match.index + match[0].length;
    if (/^[0-9一二两三四五六七八九十]{1,3}[栋幢座]$/.test(match[0]) && COUNTED.test(text.slice(end, end + 3))) continue;
    // 柳巷125号锦绣江南24幢: what stands between two parts of an address belongs to it.
    const other = found.find(
      (o) => o.end <= match.index && /^\p{Script=Han}{0,10}$/u.test(text.slice(o.end, match.index)),
    );
    if (other && leftOf(text, match.index, beside) <= other.end) {
      add(other.start, end);
      continue;
    }
    const from = leftOf(text, match.index, beside);
    const before = text.slice(from, match.index);
    // 锦绣江南七栋1单元: the name of an estate may be any words, where a flat follows and not just a building.
    const is_flat = STEPS.test(match[0]) && before.length <= 8 && /^\p{Script=Han}*$/u.test(before);
    add(is_flat || SITE.test(before) || GRID_BEFORE.test(before) ? from : match.index, end);
  }
  for (const pattern of [FLAT, DWELLING])
    for (const match of text.matchAll(pattern)) {
      const grid = GRID_BEFORE.exec(text.slice(0, match.index));
      add(grid?.index ?? match.index, match.index + match[0].length);
    }
  return found;
}

/** Where the places before an offset begin: after the last sign, name, verb or time word. */
function leftOf(text: string, at: number, { names, words }: Beside, leads = LEADS): number {
  const grid = GRID_BEFORE.exec(text.slice(0, at));
  const run = /[\p{Script=Han}A-Za-z0-9_·-]*$/u.exec(text.slice(Math.max(0, at - 60), at))![0];
  let from = at - run.length;
  for (const match of run.matchAll(leads)) {
    const start = at - run.length + match.index;
    const end = start + match[0].length;
    // The 和 of 和平路 leads to nothing.
    if (words.startsAt(start) && words.endsAt(end)) from = Math.max(from, end);
  }
  for (const name of names) if (name.end <= at && name.end > from) from = name.end;
  return grid && from <= at
    ? Math.min(from, Math.max(grid.index, ...names.filter((n) => n.end <= at).map((n) => n.end)))
    : from;
}

/** Whether words are a place that says where somebody lives: a door, or a street, village or site below a division. */
function isSomewhere(words: string): boolean {
  if (words.length < 3 || ONLY_DIVISIONS.test(words)) return false;
  const divisions = [...words.matchAll(DIVISION)].length;
  if (DOOR.test(words) && (SITE.test(words) || divisions > 0 || new RegExp(`(?:${WAYS})`).test(words))) return true;
  if (divisions >= 1 && words.length >= 5) return true;
  return words.length >= 3 && SITE.test(words) && /(?:路|街|巷|弄|村|屯|寨|湾|庄|苑|小区|花园|新村|公寓)/.test(words);
}
