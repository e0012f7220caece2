/** The library's own list of words and surnames, which it does not export with types. */
declare module "*/pinyin-pro/dist/esm/data/patterns.mjs" {
  export const PatternsNormal: readonly { zh: string; pinyin: string; priority: number }[];
}
