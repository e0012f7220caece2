import { foldText } from "../terms.ts";
import { ACROSS_WORDS, ORDINARY_WORDS } from "./ordinary-words.ts";
import { isWithin, NATION, type Region, type Regions } from "./regions.ts";

interface Match {
  start: number;
  end: number;
  candidates: Region[];
}

/** A street, a building, a dish or a school that carries the name of a place. */
const NOT_THE_PLACE =
  /^(?:[东西南北中前后]?(?:路|街(?![道上头边坊])|大道|大街|巷|弄)|装|大学|小区|花园|苑|新村|大厦|饭店|书店|时间|话|菜|口味|火锅|小面|拉面|烤鸭|小吃|晚报|日报)/;
/** A street office or a neighbourhood may be called after a word (和平社区, 中山街道); after a plain place it lies in it. */
const CARRIES_A_WORD = /^(?:街道|社区|村|镇|桥|站|门|医院|银行|保险)/;

const SURNAME =
  /(?:^|[^\p{Script=Han}]|[叫是给找和跟了看访到去问说劝陪让对把被替帮的])[王李张刘陈杨黄赵吴徐孙朱胡郭罗郑梁谢宋唐邓冯韩曹彭肖蔡潘董袁叶蒋杜苏魏吕沈姚卢姜崔谭陆汪范廖贾韦邹孟熊秦邱尹薛闫侯黎贺郝龚邵覃戴莫周]$/u;
const WISH = /(?:[祝愿祈][^\s\p{P}]{0,8}|身体|家人?|健康|一切|幸福|永远|节日|端午|一路|大家|您|你|他们|她们)$/u;

const PLACE_BEFORE = /(?:[在到去从往回住]|来自|位于|我们|咱们?)$/;
const PLACE_AFTER =
  /^(?:[这那]边|[这那]里|[这那]儿|当地|本地|家园|市民|区县|[的 ]?(?:\d+个?[区县市]|有(?:没有|几|多少|哪)|多少钱|怎么|心理|求助|救助|热线|电话|政策|标准|文件|规定|低保|特困|补贴|护理|监护|残联|民政|卫健|妇联|社保|医保|精康|长护|派出所|政府))/;

function standsForPlace(short: string, before: string, after: string): boolean {
  if (NOT_THE_PLACE.test(after) || SURNAME.test(before)) return false;
  for (const across of ACROSS_WORDS) {
    if (across.short === short && (across.before?.test(before) || across.after?.test(after))) return false;
  }
  if (!ORDINARY_WORDS.has(short)) return true;
  if (WISH.test(before)) return false;
  if (CARRIES_A_WORD.test(after)) return false;
  return PLACE_BEFORE.test(before) || PLACE_AFTER.test(after);
}

/** What lies between two names that belong together: 佛山顺德, 佛山的顺德, 佛山·顺德. */
const BETWEEN = /^[的\s·,,、]{0,2}$/;

/**
 * Places named in a text by full or short name, in the order of the text, the longest name first at each position. A place
 * that only says where the next one lies (佛山顺德) is left out. What looks like a place but is not: a street, dish or school
 * called after one (中山路), a person (王安康), two words that meet (今天津贴), and ordinary words (祝您安康, 中山装, 吉安), which
 * need a word about a place beside them. Of places that share a name the one inside another named place is meant, else the
 * largest; several of the same size are all given.
 */
export function namedRegions(regions: Regions, text: string): Region[] {
  const by_name = new Map<string, Region[]>();
  for (const region of regions.values()) {
    if (region.adcode === NATION) continue;
    for (const name of new Set([region.name, region.short])) {
      if (name.length > 1) by_name.set(name, [...(by_name.get(name) ?? []), region]);
    }
  }
  const longest = Math.max(0, ...Array.from(by_name.keys(), (name) => name.length));
  const words = foldText(text);

  const matches: Match[] = [];
  for (let start = 0; start < words.length; start++) {
    for (let length = Math.min(longest, words.length - start); length > 1; length--) {
      const name = words.slice(start, start + length);
      const candidates = by_name.get(name);
      if (!candidates) continue;
      const end = start + length;
      const last = matches.at(-1);
      const inside =
        last && BETWEEN.test(words.slice(last.end, start))
          ? candidates.filter((c) => last.candidates.some((outer) => isWithin(regions, c.adcode, outer.adcode)))
          : [];
      const is_full = candidates.some((region) => region.name === name);
      if (inside.length > 0 || is_full || standsForPlace(name, words.slice(0, start), words.slice(end))) {
        matches.push({ start, end, candidates: inside.length > 0 ? inside : candidates });
        start = end - 1;
        break;
      }
    }
  }

  const named = new Set<Region>();
  matches.forEach((match, i) => {
    const next = matches[i + 1];
    const is_qualifier =
      next !== undefined &&
      BETWEEN.test(words.slice(match.end, next.start)) &&
      next.candidates.some((c) =>
        match.candidates.some((outer) => c !== outer && isWithin(regions, c.adcode, outer.adcode)),
      );
    if (!is_qualifier) for (const region of choose(regions, match.candidates, matches)) named.add(region);
  });
  return [...named];
}

function choose(regions: Regions, candidates: Region[], matches: Match[]): Region[] {
  if (candidates.length === 1) return candidates;
  const others = matches.flatMap((match) => (match.candidates === candidates ? [] : match.candidates));
  const inside = candidates.filter((c) => others.some((o) => o !== c && isWithin(regions, c.adcode, o.adcode)));
  const left = inside.length > 0 ? inside : candidates;
  const level = ({ adcode }: Region): number => (adcode.endsWith("0000") ? 1 : adcode.endsWith("00") ? 2 : 3);
  const highest = Math.min(...left.map(level));
  return left.filter((region) => level(region) === highest);
}
