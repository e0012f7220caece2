/** OpenCC's single dictionaries, which the package exports without types: `繁 简|體 体…`. */
declare module "opencc-js/dict/*" {
  const dictionary: string;
  export default dictionary;
}
