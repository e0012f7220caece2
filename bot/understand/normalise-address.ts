import { SIDES } from "./lexicon/places.ts";
import { NUMERAL, readNumeral } from "./numerals.ts";

/** A room number in any spelling, as a regular-expression source. */
export const ROOM = "(?:[0-9]{3,4}|[零〇一二三四五六七八九]{3,4}|[一二三四五六七八九]百[零〇一二三四五六七八九十]*)";

/** A numeral as Arabic digits; what is none stays. */
export function digits(words: string): string {
  const number = readNumeral(words);
  return number === null ? words : String(number);
}

/** Numerals before 栋, 单元, 号, 组, 楼 and room numbers in Arabic digits; 室 and 户 dropped after a room number. */
export function normalise(words: string): string {
  return words
    .replace(/\s+/g, "")
    .replace(
      new RegExp(
        `(${NUMERAL})(?=号楼|栋|幢|座|号院|单元|梯|门(?=[0-9零一二三四五六七八九])|层|楼|号|组|社|生产队|队|(?<![前后第])排|区(?!域)|室|房|户|期|间|(?:弄|巷)[0-9零一二三四五六七八九十]+号)`,
        "g",
      ),
      digits,
    )
    .replace(new RegExp(`${ROOM}(?=室|房|户|号房|$)`, "g"), digits)
    .replace(/([0-9]{3,4})(?:室|房|户|号房)$/, "$1")
    .replace(/(?:底下|下面|楼下)的?(?:那[个间])?(?=车库|地下室)/u, "")
    .replace(/(?<=号之)[一二三四五六七八九]/, digits)
    .replace(/的(?=[0-9])/g, "")
    .replace(/(?<=旁边?)的(?=\p{Script=Han}+$)/u, "");
}

/** 祠堂后头那间老屋 → 祠堂后老屋. */
export function normaliseLandmark(words: string): string {
  return words
    .replace(new RegExp(`(${SIDES})(?!.*(?:${SIDES}))`, "u"), (side) =>
      /^斜?对/.test(side) || (/^[东西南北]头$/.test(side) && words.endsWith(side))
        ? side
        : side.replace(/[头面边的]$/, (end) => (side === "旁边" || side.length === 1 ? end : "")),
    )
    .replace(/(?:的)?(?:那|第)?(?:一|[二三四五])?(?:间|个|栋|排|(?<!后|前)座)(?=\p{Script=Han})/u, "")
    .replace(/的(?=\p{Script=Han}+$)/u, "")
    .replace(/旁边/, "旁")
    .replace(/边上(?=\p{Script=Han})/u, "边")
    .replace(/(?<=[后前旁边上下里底口头尾脚面])的?[那这][家户](?:人家)?$/u, "")
    .replace(/边上(?:的?那[家户])?$/u, "边")
    .replace(/([头尾口边旁])的?那[家户]$/u, "$1");
}
