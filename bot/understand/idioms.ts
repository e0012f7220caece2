/**
 * Sayings that only sound dangerous: 跳楼价, 累死了, 刀子嘴. What stands in them raises no flag and is no need.
 */
const IDIOMS =
  /跳楼(?=价|机|甩卖|大?清仓|大?甩卖|大?减价|促销|大?处理|大?放送|式)|吐血(?=价|推荐|甩卖|大?清仓)|(?:[笑乐累忙烦气急馋]|羡慕|无聊|开心|高兴)死(?=了|我|人|个)|刀子(?=嘴)|两肋插刀|一刀切|杀(?=价|青|毒|手锏|猪菜)|砍(?=价)|放血(?=价|甩卖)|割肉(?=价|卖|清仓)|自杀(?=式(?:促销|降价|营销))|炸(?=街|鸡|酱|锅了)|挥泪(?=甩卖|清仓|大)|要命(?=的便宜)/gu;

/** A folded text in which sayings are blanked out, of the same length. */
export const withoutIdioms = (folded: string): string => folded.replace(IDIOMS, (words) => "〇".repeat(words.length));

/** Whether a stretch of a folded text is part of a saying. */
export function isInIdiom(folded: string, start: number, end: number): boolean {
  return [...folded.matchAll(IDIOMS)].some(({ index, 0: words }) => index < end && start < index + words.length);
}

/** Sent on, read or advertised: 转发:…, 某地一男子…, 新闻说…, 清仓. */
const FROM_ELSEWHERE =
  /转发|网传|新闻|热搜|抖音|快手|朋友圈|公众号|刷到|视频号|据(?:报道|悉|警方)|警方通报|记者|本报讯|某(?:地|市|县|省|小区|男|女|某)|https?:|一(?:男|女)子|[\p{Script=Han}]{2,3}[市县省](?:一|某)|(?:清仓|甩卖|促销|特价|跳楼价|打折|优惠|限时|抢购|半价|满减)/u;

/** Whether words were sent on or advertise something, rather than being told of anybody whom the writer visits. */
export const isFromElsewhere = (folded: string): boolean => FROM_ELSEWHERE.test(folded);
