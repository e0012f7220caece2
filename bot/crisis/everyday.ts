import type { Context } from "./context.ts";

/** A film was watched, and what follows is its plot. */
const WATCHED =
  /(?:看|追|刷|听)(?:了|过|完|的)?(?:[一两]?[场部个集段])?[^ ]{0,4}(?:电影|片子|剧|小说|评书|短剧)(?= |$)/;
/** It is told of here and now, or of a mind that hears the television speak to it. */
const HERE = /现在|突然|忽然|旁边|回来|隔壁|楼上|楼下|门口|我|梦|药|针|(?:骂|害|叫|认识|监视|盯)(?:着)?(?:他|她)/;
/** What somebody is entitled to. */
const ENTITLED = /(?:能|可以|可)(?:不可以|不能)?(?:办|领|申请|享受|拿|报)(?:到|些|点)?(?:啥|什么|哪|多少|些)/;
/** A stumble with a sore limb. */
const STUMBLE = /(?:摔|跌|绊|滑|崴)(?:了|到|倒)?(?:一跤|一下|脚)|崴(?:到|了)脚/;
const SORE = /(?:脚|腿|膝|手|胳膊|小腿|屁股)[^ ]{0,4}(?:肿|疼|痛|青|紫|破|淤|擦)/;
const GRAVE =
  /头|脑|昏|晕|血|吐|动不|不能动|不能走|起不来|站不|走不|爬不|下不|断|变形|胯|髋|腰|骨|喘|胸|叫不|喊不|推|打|踢|一天|一夜|没(?:吃|喝|人管)/;

/** Sick from the ride. */
const RIDE = /晕(?:车|船|机)(?!药)|(?:坐|搭|乘)[^ ]{0,3}(?:车|船|公交|地铁)[^ ]{0,2}(?:头)?晕/;

/**
 * Is it what people tell and ask on an ordinary day: a film's plot, what somebody is entitled to, a ride that made sick, a stumble with a sore foot? The
 * words of such a message look like a crisis to a model of character runs; where no rule names a danger, it is none.
 * @param text normalised, idioms not covered
 */
export function isEveryday(text: string, { clauses }: Context): boolean {
  const is_story = clauses.some(({ story }) => story) || WATCHED.test(text);
  if (is_story && !HERE.test(text)) return true;
  if (ENTITLED.test(text)) return true;
  if (RIDE.test(text)) return !GRAVE.test(text.replace(/头?晕[车船机]?/g, ""));
  return STUMBLE.test(text) && SORE.test(text) && !GRAVE.test(text);
}
