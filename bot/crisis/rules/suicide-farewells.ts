import type { Rule } from "../rule.ts";

/** Goodbyes: last words, what is dear given away, clothes for the grave, those who are to be taken along. All red. */

// Concrete signs stay what they are in a question or beside a laugh: 他站在天台 怎么办.
const CONCRETE = ["asked", "joke", "feared", "settled", "trifle"] as const;
const MOVING_OUT =
  "女儿家|儿子家|旅游|出差|搬家|搬到|住(?:一|几|半)个?[^ ]{0,2}月|浇水|水电工|退休|调走|辞职|毕业|压岁钱|红包|彩礼|嫁妆|满月|锦旗|感谢信|新来的|交接|物业|开学|升学|出国|打工|回老家|住院|手术|过户|公证|捐";

export const SUICIDE_FAREWELLS: readonly Rule[] = [
  {
    id: "suicide.farewell_and_gift",
    level: "red",
    kind: "suicide",
    all: [
      "{farewell}",
      "{valuables}.{0,8}{give}|{give}.{0,6}{valuables}|(?:把|将).{0,8}(?:给|送|交|托|分|留)(?:了|给|成|好)|钥匙在|密码|(?:交|安排|托付|料理|处理)(?:代|待)?(?:好|完|清)了",
    ],
    unless_anywhere: `${MOVING_OUT}|旧衣|账本|服务态度|上门|衣服|(?<!不(?:用|必|要|使)[^ ]{0,4})送(?:饭|餐|货|快递|水)|购物|退款|退货|补贴|社保|养老金`,
    despite: CONCRETE,
    example: "这些年谢谢您 花您拿走 钥匙在垫子下",
    counterexample: "他说谢谢您这些年 把锦旗送来了 钥匙交给物业",
  },
  {
    id: "suicide.farewell_gone",
    level: "red",
    kind: "suicide",
    all: [
      "(?:永别|诀别|绝笔|遗言|遗书|下辈子|来世|来生|别(?:来)?找我|不用(?:来)?找我|不要找我|别救我|忘了我|各位再见|再见了|再见各位|(?:条子|纸条|信).{0,6}(?:别|不用|不要)找|别找(?:他|她)|不用找(?:他|她)|对不起|不用管我|别管我|不用来(?:看|找)|不用操心|谢谢.{0,6}(?:这些年|这辈子|照顾)|这辈子.{0,3}谢谢|好好活|照顾好|别(?:再)?(?:惦记|挂念|牵挂)|(?:娃|孩子|儿子|女儿|老人|我?妈|我?爸)(?:就|都|全)?.{0,2}(?:托|交)(?:给|付).{0,8})",
      "{unreachable}|人不见|找不到|人没了|挂了|{edge}|定位|药.{0,4}(?:拿走|不见|带走)|敲不开",
    ],
    unless_anywhere: "手机丢|换号|打错|充电|没电",
    despite: CONCRETE,
    example: "初三那孩子给班主任发 对不起 下辈子再做您学生 人找不到了",
    counterexample: "对不起 刚才手机没电 电话没接到",
  },
  {
    id: "suicide.last_words",
    level: "red",
    kind: "suicide",
    all: [
      "[两三四五几]封信…给(?:妈|爸|娃|孩子|老婆|老公|儿|女)|信.{0,8}(?:明早|明天|以后|等我.{0,3})再(?:拆|看|打开)|遗书|绝笔|诀别|永别|下辈子(?:不来|不做人|还|再做|再报|做牛)|来世再|(?:别|不要|不用)救(?:我|他|她)|(?:发|写|留|录).{0,8}(?:遗言)|等我(?:走|死)了.{0,12}(?:信|给|交|女儿|儿子|孩子)",
    ],
    unless: "怎么写才|格式|纠纷|真假|公证|有效|继承|抖音段子|中奖|鉴定",
    despite: ["joke", "settled"],
    example: "遗书都写好了压在枕头底下 娃翻到的",
    counterexample: "遗书和遗嘱公证哪个有效",
  },
  {
    id: "suicide.dressed_to_go",
    level: "red",
    kind: "suicide",
    all: [
      "(?:寿衣|寿服|老衣|孝服|寿鞋).{0,6}(?:穿|换|套)|(?:穿|换)(?:上|好|了|起)?.{0,4}(?:寿衣|寿服|老衣|寿鞋)|遗像.{0,6}(?:摆|挂|放|供)|(?:换|穿)(?:了|上|好).{0,2}新衣.{0,4}(?:躺|等|说|$| )",
      "{unreachable}|{weary}|{wants_death}|{farewell}|走了|要走|来接|不麻烦|火化|{soon}|不用|躺",
    ],
    unless_anywhere: "冲喜|过年|拜年|结婚|喜酒|上学|殡葬|去世的|丧事怎么|拍照|表演|演出|试(?:穿|一下|大小)",
    despite: CONCRETE,
    example: "老伴火化回来他把寿衣穿上了 门从里头插着 喊不应",
    counterexample: "她试穿了寿衣 说大小正好 这边风俗要先备着",
  },
  {
    id: "suicide.valuables_given",
    level: "red",
    kind: "suicide",
    all: [
      "(?:存折|银行卡|工资卡|密码|房产证|房本|积蓄|一辈子的钱|金(?:戒指|项链|耳环|镯)|镯子|戒指|首饰|狗|猫|花|后事|钱分成|遗物).{0,12}{give}|(?:把|将)?钱分成.{0,6}(?:写|份)|(?:钱|费).{0,4}(?:信封|枕头|抽屉)|后事.{0,4}(?:安排|交代|交待|说)",
      "用不(?:着|上|到)|不用(?:再|来|操心|管|看|等|麻烦|担心)|不麻烦|要走|走了以后|来接|陪(?:奶奶|爷爷|老伴|他|她)|最后|过了今|以后(?:不|就|都)|(?:跟|和|找|去).{0,6}(?:团聚|团圆)|{weary}|{wants_death}",
    ],
    unless_anywhere: MOVING_OUT,
    despite: CONCRETE,
    example: "她把存折和镯子都给侄女了 说用不着了",
    counterexample: "她把旧衣服都捐了 说用不着了",
  },
  {
    id: "suicide.take_along",
    level: "red",
    kind: "suicide",
    all: [
      "(?:带|抱|拉|领|拖|同|跟|和)(?:着|上|走)?.{0,8}(?:一起|一块|一道|一同)(?:走(?=$| |了)|死|去死|跳|喝药|了断|下去|解脱|上路)|(?:带着?|抱着?)(?:两个|俩|几个)?(?:娃|孩子|儿子|女儿|老人|妈)去死|(?:全家|一家(?:子|人|老小|几口)?)(?:一起|都|一块).{0,2}(?:死|不活|喝药|走(?=$| )|去死)",
    ],
    unless: "打工|旅游|上学|回家|医院|幼儿园|散步|逛|出去|体检|先走|早点走",
    despite: ["feared", "settled"],
    example: "说要带着两个娃一起走 娃的药也备了",
    counterexample: "带着娃一起走 去幼儿园报名",
  },
];
