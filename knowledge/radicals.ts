/**
 * Radicals that PDFs give in place of characters (⻓ for 长), with the characters they stand for: UCD EquivalentUnifiedIdeograph
 * for U+2E80–2EF3, those that are one UTF-16 unit on both sides. NFKC folds U+2F00–2FD5 and only two of these.
 */
const PAIRS =
  "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉" +
  "⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

const SUPPLEMENT = new Map(PAIRS.match(/../gu)?.map((pair) => [pair[0]!, pair[1]!]));

/** The same text with radicals as the characters they stand for, one for one: offsets and length stay. */
export function withoutRadicals(text: string): string {
  return text
    .replace(/[\u2e80-\u2eff]/g, (radical) => SUPPLEMENT.get(radical) ?? radical)
    .replace(/[\u2f00-\u2fd5]/g, (radical) => radical.normalize("NFKC"));
}
