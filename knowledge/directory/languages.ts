/** Languages and dialects by the names that people give them. Mandarin is not one: everybody is expected to speak it. */
const LANGUAGES: readonly [name: string, said: RegExp][] = [
  ["手语", /手语|聋哑|听障|打手势/],
  ["粤语", /粤语|广东话|白话(?!文)|广府话/],
  ["客家话", /客家/],
  ["潮汕话", /潮汕话|潮州话|汕头话/],
  ["闽南语", /闽南/],
  ["上海话", /上海话|沪语/],
  ["四川话", /四川话/],
  ["温州话", /温州话/],
  ["壮语", /壮语|壮话/],
  ["维吾尔语", /维吾尔|维语/],
  ["哈萨克语", /哈萨克/],
  ["藏语", /藏语|藏话|藏文/],
  ["蒙古语", /蒙古语|蒙语/],
  ["朝鲜语", /朝鲜语|朝语|韩语/],
  ["彝语", /彝语|彝话/],
  ["苗语", /苗语|苗话/],
  ["英语", /英语|英文/],
  ["越南语", /越南语/],
  ["日语", /日语/],
];

/** The languages that words name, by the name the directory uses: 会打手势 → 手语. */
export function languagesIn(words: string): string[] {
  return LANGUAGES.filter(([, said]) => said.test(words)).map(([name]) => name);
}

/** The words without the languages they name, so that what is left says what is looked for. */
export function withoutLanguages(words: string): string {
  return LANGUAGES.reduce(
    (rest, [, said]) =>
      rest.replace(new RegExp(`(?:会|懂|讲|说|能用|用)*(?:${said.source})(?:翻译|的人|的)?`, "g"), " "),
    words,
  );
}
