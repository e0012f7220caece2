/**
 * Short names of places that are also ordinary words, wishes, people's names or compass words. Alone they name no place; they
 * do with their full name (安康市), after a place around them (陕西安康), or with a word about a place beside them (named.ts).
 */
export const ORDINARY_WORDS: ReadonlySet<string> = new Set(
  `安康 吉安 平安 长安 长寿 永康 福安 永安 安宁 安定 保定 保康 太平 和平 同心 同德 大同 兴国 安国 团结 解放 建设 胜利 光明 红旗 文明
   新华 新民 新城 新市 向阳 朝阳 东方 中山 南山 宝山 金山 黄山 泰山 衡山 华山 玉树 普洱 大理 开封 高明 三水 南海 静安 普陀 怀柔 大兴 大足
   东城 西城 上城 下城 城东 城西 城南 城北 城中 城关 城区 市中 郊区 矿区 江北 江东 河东 河西 南岸 北关 铁西 铁东 石门 桃源 石棉 石柱 民权
   日照 白银 来宾 中卫 吴忠 示范 大方 宁静 正定 平和 清流 明溪 丰台 长宁 长沙湾`.split(/\s+/),
);

/**
 * Places whose characters meet across the border of two words: 今|天津|贴 is 今天 and 津贴. Before and after are what stands
 * next to the name when it is not the place.
 */
export const ACROSS_WORDS: readonly { short: string; before?: RegExp; after?: RegExp }[] = [
  { short: "天津", after: /^贴/ },
  { short: "成都", before: /[完变办达形组构养合促]$/ },
  { short: "西安", before: /东$/ },
  { short: "周口", before: /[上下每本这一两二三四]$/ },
  { short: "三明", after: /^治/ },
  { short: "丽水", before: /美$/ },
  { short: "海南", before: /上$/ },
  { short: "常德", before: /非$/ },
  { short: "河南", after: /^岸/ },
  { short: "河北", before: /[沿大小过]$/ },
  { short: "湖南", before: /[沿西东]$/ },
  { short: "山东", before: /[中金南]$/ },
];
