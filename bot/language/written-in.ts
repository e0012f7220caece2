import { simplifiedFromTaiwan as toSimplified } from "../../platform/simplified.ts";

/** How somebody writes, and wants to be written to. */
export const LANGUAGES = ["zh-Hans", "zh-Hant", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
export const DEFAULT_LANGUAGE: Language = "zh-Hans";

const HAN = /\p{Script=Han}/gu;
/** Characters that only Simplified has, among the thousand most frequent: a text with these is not Traditional. */
const ONLY_SIMPLIFIED = new Set(
  "们这来个时说对会还没过么为发见开关问间门马车书长电话话语请谁谢让认识记课东西两万与业严丧亲亿从众优伤伦传价体儿兴养决况农冲净减凉几凤击创别办动劳势单卖卫厂厅历压县参双变号叶吃听启员响团园围国图圆坏块坚场妇妈姐学宁宝实宠审宽宾寻导寿将尽层属岁岗岛币师带帮广庆应库废张弹归录忆忧怀态总恼恳悬惊惯愿戏战户扑执扩扫扬护报担拥择挂挤换据损搅摄数断无旧时显晓暂术机杀杂权条杨极构枪楼标树样桥检残毁毕气汇汉汤沟泪洁浅测济浓涛润温湾湿满滚灭灯灵炉点炼烂烟烦烧热爱爷牵犹独狱猪玛环现琐电画畅疗疯痒监盖盘码砖确础离种积称稳穷窍竞笔签简粮红纪约级纯纱纳纵纷纸纹纺线练组细织终经结给络绝统继续维绿编缓缘缝缴网罗罚罢羡职联聪肠肤肾肿胁胆胜脏脑脚脱脸腊舍舰艺节苏药虏虑虫虽蚂补衬袭装观规视览觉触订计讨训议讲许论设访证评诉诊词译试诗诚详误诱说诵诺读课调谈谊谋谓谣谱贝负财责贤败货质贩贪贫购贯贴贵贷贸费贺贼资赌赏赔赖赚赛赞赢赵趋跃踪轨转轮软轰轻载较辅辆辈辉输辞边达迁迈运进远违连迟适选递遗遥邓邮邻郁郑酱释针钉钟钢钥钱钻铁铃铜铝银链销锁锅错锦键镇镜闪闭闲闹闻阁队阳阴阵阶际陆陈险随隐难雾静韩页顶项顺须顾顿预领频题颜额风飞饥饭饮饰饱饼饿馆馒驱驾验骂骑骗鱼鲁鲜鸟鸡鸣鸭鹅鹰麦黄齐龄龙龟".split(
    "",
  ),
);

/** Written in Cantonese, with no character that tells the script: those who write so write Traditional unless they show otherwise. */
const CANTONESE = /[佢嘅咗冇唔喺嚟乜攞睇啲哋嗰咁嘢噉瞓揾搵嗌嘞喎㗎啱]/u;

/** Words and nothing else; a command, a reference (R-12AB3), an invite code or a link is no English. */
const ENGLISH = /^(?!\/)(?=.*[a-z]{3})[\sa-z\d',.?!;:()-]*$/is;
const REFERENCE = /\d[a-z]|[a-z]\d/i;

/**
 * The script of a message: Traditional when it has characters that only Traditional has, and more of them than Simplified ones;
 * English when it has Latin words and no Han character.
 * @returns null when the words do not tell: digits, a name, characters that both scripts share
 */
export function writtenIn(text: string): Language | null {
  const han = text.match(HAN) ?? [];
  if (han.length === 0) return ENGLISH.test(text) && !REFERENCE.test(text) ? "en" : null;
  let traditional = 0;
  let simplified = 0;
  for (const character of han) {
    if (ONLY_SIMPLIFIED.has(character)) simplified += 1;
    else if (toSimplified(character) !== character) traditional += 1;
  }
  if (traditional === simplified) return simplified === 0 && CANTONESE.test(text) ? "zh-Hant" : null;
  return traditional > simplified ? "zh-Hant" : "zh-Hans";
}
