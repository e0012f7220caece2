import type { Rule } from "../rule.ts";

/** Where somebody is who means to die: at an edge, in the air, at or in the water, on the rails. All red. */

// Concrete signs stay what they are in a question or beside a laugh: 他站在天台 怎么办.
const CONCRETE = ["asked", "joke", "feared", "settled", "trifle"] as const;

export const SUICIDE_PLACES: readonly Rule[] = [
  {
    id: "suicide.over_the_edge",
    level: "red",
    kind: "suicide",
    all: [
      "在.{0,6}(?:栏杆|护栏|桥栏|窗台?|阳台)外(?:面|头|边)?|(?:站|坐|爬|跨|翻|骑|趴|蹲|吊|挂|腿|脚|半个身子).{0,8}(?:(?:栏杆|护栏|阳台|窗户?|桥栏|楼顶|天台|屋顶|房顶).{0,2}(?:外|边|沿|上头|上面)|窗台|窗沿|桥栏|塔吊|吊塔|楼边|楼沿|铁塔|信号塔|水塔|悬崖|崖边|广告牌|铁轨)|(?:脚|腿|半个身子|身子|人)[^ ]{0,4}(?:在|到|伸|探|悬)[^ ]{0,3}(?:栏杆|窗|阳台|楼|桥)?(?:外|空)",
    ],
    unless:
      "种|花|鸟|灯|挂(?:着|了)|修|装|晾|晒|擦|刷|检|施工|工人师傅|打扫|拍照|猫|狗|鸟|腊肉|花盆|被子|空调|收衣|蜘蛛人|贴|招手|打招呼",
    despite: CONCRETE,
    example: "女孩爬到窗台上 一只脚在外面",
    counterexample: "师傅站在窗台上 擦玻璃",
  },
  {
    id: "suicide.at_height",
    level: "red",
    kind: "suicide",
    all: [
      "(?:站|坐|爬|跨|翻|骑|趴|蹲|上了|跑(?:到|上)|走(?:到|上)|在|去).{0,6}{edge}",
      "{act}|(?:不|没)(?:肯)?下来|不肯(?:走|下)|顶不住|想死|不想活|活够|{farewell}|对不起|劝|哭|喊|谁.{0,3}(?:过来|靠近|上来)|解脱|清净|(?:坐|站).{0,4}边",
    ],
    unless:
      "跳舞|晒|晾|修|装|种|浇|钓|拍|打扫|乘凉|散步|做操|腊肉|下棋|漏水|检查|喊话|信号|放风筝|抽烟|快递|招手|打招呼",
    despite: ["asked", "joke", "settled"],
    example: "阿强佢話頂唔順喇 而家坐喺天台邊",
    counterexample: "他们在楼顶跳舞 喊大家一起",
  },
  {
    id: "suicide.at_water",
    level: "red",
    kind: "suicide",
    all: [
      "(?:站|坐|走|蹲|跑|徘徊|躺|趴|在).{0,6}{water}(?:里|边|岸|沿|中|口|$| )",
      "{act}|不肯(?:走|回)|想死|不想活|{farewell}|解脱|清净|一了百了|鞋(?:子)?.{0,4}(?:脱|放|摆|留)|(?:脱|放|摆|留).{0,4}鞋|往(?:水|里|深)[^ ]{0,2}走|走进水|哭",
    ],
    unless: "钓鱼|跳舞|散步|游泳|洗衣|玩|跑步|锻炼",
    despite: CONCRETE,
    example: "佢企喺河邊唔肯走 話跳落去一了百了",
    counterexample: "他在河边钓鱼 不肯走",
  },
  {
    id: "suicide.deadly_place",
    level: "red",
    kind: "suicide",
    all: [
      "(?:站|坐|躺|趴|蹲|卧|跪|睡|爬|翻|跨).{0,5}(?:井(?:口|边|沿|台)|铁轨|铁路(?:上|中|边)|轨道|(?:马路|公路|大路|国道|高速)(?:正)?(?:中|上)|崖|塔|烟囱|吊臂|桥栏|栏杆|护栏|楼边|水里|河里|江里|水中)|往(?:河|江|湖|海|水|塘|水库).{0,2}(?:中间|里|中|深处|深水)?走|水.{0,3}(?:到|淹|没|漫)(?:到|过)?.{0,2}(?:胸|脖|下巴|肩)(?!.{0,4}涨)",
    ],
    unless: "{harmless}|涨水|内涝|洪水|积水|牛|羊|醉汉睡|乞|摆摊|隔离|违停|碰瓷",
    despite: CONCRETE,
    example: "他喝了半斤酒坐在井口",
    counterexample: "师傅蹲在井口 检查管道",
  },
  {
    id: "suicide.high_or_water_and_sign",
    level: "red",
    kind: "suicide",
    all: [
      "(?:天桥|大桥|桥上|桥头|桥中间|楼顶|天台|顶楼|屋顶|房顶|山顶|崖|江边|河边|湖边|海边|水库|塘边|大坝|堤上|窗边|窗户边|阳台)",
      "{farewell}|{wants_death}|{weary}|再见|不(?:用|使)再?.{0,3}(?:听|看|管|照顾|等|找|来)|不回来|喝(?:了)?(?:好多|不少|很多|半斤|一?瓶|酒)|哭|鞋|遗|对不起|关机|不接|{unreachable}|自拍|人没(?:了|影)|半夜.{0,4}一个人|一个人.{0,6}(?:半夜|坐|站).{0,4}(?:久|小时|半天)",
    ],
    unless: "{harmless}|噪音|扰民|漏水|违建|鸽",
    unless_anywhere: "散步|广场舞|钓鱼|旅游|跑步|晒|修|施工|扰民|没电",
    despite: ["asked", "joke", "settled"],
    example: "她发了张站在江边的自拍 配文 再见",
    counterexample: "下班去江边散步 明天再见",
  },
];
