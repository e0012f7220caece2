import type { Queryable } from "../../platform/database/port.ts";
import { ancestors, isWithin, loadRegions, type Region, regionName } from "../regions/regions.ts";
import { foldText } from "../terms.ts";
import { EMERGENCY_NUMBERS, type Hotline, isLocal, loadHotlines, numbersIn } from "./hotline.ts";
import { GENERAL_NUMBERS } from "./purposes.ts";
import { type HotlineQuestion, readHotlineQuestion } from "./question.ts";
import { sayHours, sayLine, sayNote, sayWhen, withinFourNumbers } from "./say.ts";

export interface HotlineAnswer {
  /** Plain text, one thought a line, at most four numbers, all of them from the table. */
  text: string;
  /** The entries whose numbers stand in the text. */
  hotlines: Hotline[];
  /** Whether a line of the place itself is among them. */
  known_locally: boolean;
}

export interface HotlineAsk {
  words: string;
  /** The asker's own adcode. */
  region: string;
  /** Places named in the words; when there are any, the asker's own does not count. */
  named: readonly Region[];
  /** ISO date of the question: how old an entry is depends on it. */
  as_of: string;
  /** As in `readHotlineQuestion`. */
  for_office?: boolean;
}

/** What the answer is made from. */
interface Table {
  all: readonly Hotline[];
  /** Lines of the place in question, the nearest first. */
  local: readonly Hotline[];
  /** Those of them that serve only a part of it. */
  inside: readonly Hotline[];
  /** The place as people say it: 漯河市. */
  place: string;
  place_was_named: boolean;
  as_of: string;
}

/**
 * Answers a question about help lines from the curated table and from nothing else.
 * @returns null when the words are not about a help line
 */
export async function answerHotline(tx: Queryable, ask: HotlineAsk): Promise<HotlineAnswer | null> {
  const regions = await loadRegions(tx);
  const names = ask.named
    .flatMap((region) => ancestors(regions, region.adcode))
    .flatMap((adcode) => regions.get(adcode) ?? [])
    .flatMap(({ name, short }) => [name, short]);
  const words = names.reduce((rest, name) => rest.replaceAll(name, " "), foldText(ask.words));
  const question = readHotlineQuestion(words, { for_office: ask.for_office ?? false });
  if (!question) return null;
  const all = await loadHotlines(tx);
  const was_named = ask.named.length > 0;
  const places = was_named ? ask.named.map((region) => region.adcode) : [ask.region];
  const depth = (line: Hotline): number => ancestors(regions, line.region).length;
  const around = all.filter((line) => isLocal(line) && places.some((place) => isWithin(regions, place, line.region)));
  const inside = all.filter((line) => was_named && places.some((place) => isWithin(regions, line.region, place)));
  const table: Table = {
    all,
    local: [...new Set([...around, ...inside])].sort((a, b) => depth(b) - depth(a)),
    inside: inside.filter((line) => !around.includes(line)),
    place: places.map((adcode) => regionName(regions, adcode)).join("、"),
    place_was_named: was_named,
    as_of: ask.as_of,
  };
  const lines =
    question.form === "number"
      ? aboutNumber(table, question)
      : question.form === "which"
        ? whichNumber(table, question)
        : forPurpose(table, question);
  if (!lines) return null;

  const text = withinFourNumbers(lines, all);
  const shown = numbersIn(text, all);
  // An installation whose table is empty has nothing to say here; documents may.
  if (shown.length === 0) return null;
  const hotlines = shown.flatMap((number) => {
    const entries = all.filter((line) => line.number === number);
    const local = entries.filter((line) => isLocal(line) && text.includes(line.region_name));
    return local.length > 0 && question.form !== "number"
      ? local
      : entries.filter((e) => !isLocal(e) || local.includes(e));
  });
  return { text, hotlines, known_locally: hotlines.some((line) => table.local.includes(line)) };
}

const national = (table: Table, number: string): Hotline | undefined =>
  table.all.find((line) => line.number === number && !isLocal(line));

const DANGER = ["马上有危险，先打 110；有人受伤、昏迷，打 120。", "马上有危险，先打 110。"];

function aboutNumber(table: Table, question: HotlineQuestion): (string | null)[] | null {
  const number = question.numbers[0]!;
  const here = table.local.find((line) => line.number === number);
  const everywhere = national(table, number);
  const elsewhere = table.all.find((line) => line.number === number && isLocal(line) && line !== here);
  const line = here ?? everywhere ?? elsewhere;
  const is_emergency = EMERGENCY_NUMBERS.includes(number);
  if (!line) {
    return number.length <= 6 ? [`核实过的号码里没有 ${number}，我不敢说它管什么。`, "可以打 12345 问一问。"] : null;
  }
  if (line.replaced_by) return [sayLine(line), ...successor(table, line)];

  if (question.about === "hours") {
    const around = here && everywhere ? [`别处不一样：${everywhere.hours ?? "没有统一说法"}。`] : [];
    const not_here =
      !here && !is_emergency && everywhere
        ? [
            elsewhere?.hours
              ? `有写明的，比如${elsewhere.region_name}：${elsewhere.hours}（${elsewhere.as_of ?? "日期不明"} 的信息${elsewhere.verified ? "" : "，未核实"}）。`
              : null,
            `${table.place}几点到几点，我这里没有核实过的，先试拨一次。`,
          ]
        : [];
    return [sayHours(line), ...around, ...not_here, ...(is_emergency ? [] : DANGER.slice(1))];
  }
  if (question.about === "unreachable") {
    if (is_emergency) return [`${number} 打不通，换一部电话接着打，旁边的人也一起打。`];
    const instead = table.local.find(
      (other) => other.number !== number && other.kinds.some((kind) => line.kinds.includes(kind)),
    );
    return [
      `${number} 打不通，隔几分钟再打。`,
      instead ? `也可以试 ${sayLine(instead)}` : null,
      "等不了、有危险，打 110 或 120。",
    ];
  }
  return [
    sayLine(line),
    sayNote(line, table.as_of),
    here && everywhere ? `全国的 ${number}：${everywhere.hours ?? "没有统一时间"}。` : null,
  ];
}

/** The line that took over, when the table holds it. */
function successor(table: Table, line: Hotline): string[] {
  const next =
    table.local.find((other) => other.number === line.replaced_by) ?? national(table, line.replaced_by ?? "");
  return next ? [sayLine(next)] : [];
}

function whichNumber(table: Table, question: HotlineQuestion): (string | null)[] {
  const asked = [...new Set([...question.numbers, ...GENERAL_NUMBERS])].flatMap(
    (number) => national(table, number) ?? [],
  );
  const local = question.numbers.length > 0 ? [] : table.local.filter((line) => !line.replaced_by).slice(0, 1);
  const urgency = (line: Hotline): number =>
    EMERGENCY_NUMBERS.includes(line.number)
      ? EMERGENCY_NUMBERS.indexOf(line.number)
      : line.number === "12345"
        ? 99
        : 50;
  const shown = asked.slice(0, 4 - local.length).sort((a, b) => urgency(a) - urgency(b));
  const has = (number: string): boolean => shown.some((line) => line.number === number);
  return [
    table.place_was_named && question.numbers.length === 0 ? sayCoverage(table, local, "求助电话") : null,
    ...local.map(sayLine),
    ...shown.map(sayWhen),
    has("12356") ? "12356 各地时间不同，不一定 24 小时。" : null,
    has("12345")
      ? has("110")
        ? "12345 不是紧急电话；它和 110 能互转，拿不准先打 110。"
        : "12345 不是紧急电话。"
      : null,
  ];
}

function forPurpose(table: Table, question: HotlineQuestion): (string | null | undefined)[] {
  const [first] = question.purposes;
  const local = table.local
    .filter((line) =>
      question.purposes.some((p) => p.numbers.includes(line.number) || p.local.test(line.name + line.purpose)),
    )
    .slice(0, 2);
  const numbers = [...new Set(question.purposes.flatMap((purpose) => purpose.numbers))];
  const wide = numbers
    .filter((number) => !local.some((line) => line.number === number))
    .flatMap((number) => national(table, number) ?? [])
    .slice(0, 2);
  const is_emergency = wide.some((line) => EMERGENCY_NUMBERS.includes(line.number));
  const note = local[0]
    ? sayNote(local[0], table.as_of)
    : wide[0] && !is_emergency
      ? sayNote(wide[0], table.as_of)
      : null;
  return [
    first!.first,
    table.place_was_named && !is_emergency ? sayCoverage(table, local, first!.label) : null,
    ...local.flatMap((line, i) => [sayLine(line), i === 0 ? note : null, ...successor(table, line)]),
    ...wide.flatMap((line, i) => [sayLine(line), i === 0 && local.length === 0 ? note : null]),
    first!.may_be_in_danger && !note?.includes("110") ? DANGER[0] : null,
  ];
}

/** How far the lines cover the place that was named; null when they are its own. */
function sayCoverage(table: Table, local: readonly Hotline[], label: string): string | null {
  if (local.length === 0) return `${table.place}本地的${label}，我这里没有核实过的，先用全国通用的：`;
  return local.every((line) => table.inside.includes(line))
    ? `整个${table.place}的${label}我这里没有，手头只有其中一处的：`
    : null;
}
